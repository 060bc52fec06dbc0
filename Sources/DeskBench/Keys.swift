import Foundation

/// From a key to its screen, in a pseudo-terminal of 120x40: this desk on a large database, and in the same run tig and
/// htop. Told are the first bytes, which show what the key does by itself, and the last before 30 ms of silence, when
/// what it asked of the database is on the screen as well.
/// - Parameters:
///   - desk: a database with many cases; nobody else works on it.
///   - moment: what its clock is set to at the start.
///   - repository: a git work tree for tig to show.
func benchKeys(program: String, desk: String, at moment: String, repository: String) throws {
    let terminal = try PseudoTerminal(
        program, ["--db", desk, "--as", "admin", "--lang", "en", "--now", moment], columns: 120, rows: 40)
    defer { terminal.end() }
    try terminal.read(until: "F12")
    _ = terminal.answer(since: Times.now(), quiet: 0.5)
    _ = terminal.press("m", quiet: 0.3)

    let turns = Array(repeating: Key.down, count: 40) + Array(repeating: Key.up, count: 40)
    let moves = reportKeys(
        "move in a list", terminal, turns, times: 320,
        goal: "goal: shows p50 1 ms p99 5 ms, all p99 16 ms")
    reportKeys(
        "open a case and go back", terminal, ["\r", Key.f12], times: 100, goal: "goal: all p99 16 ms")
    _ = terminal.press(Key.f3, quiet: 0.3)
    reportKeys(
        "find as one types", terminal, ["制", "冷", "\u{15}"], times: 60, goal: "goal: all p99 16 ms")
    _ = terminal.press(Key.f12, quiet: 0.3)
    hold(terminal)
    idle(terminal)
    report(
        "resident memory after all that", decimals(terminal.residentMegabytes, 0) + " MB", goal: "goal: 80 MB"
    )

    for (peer, arguments) in [("tig", ["-C", repository]), ("htop", ["-d", "100"])] {
        guard let other = try? PseudoTerminal(peer, arguments, columns: 120, rows: 40) else {
            report("\(peer): not measured", "it is not installed")
            continue
        }
        _ = other.answer(since: Times.now(), quiet: 0.5)
        let theirs = reportKeys("\(peer): move in a list", other, turns, times: 320)
        report(
            "  ours takes so many times as long",
            decimals(moves.median / theirs.median, 2) + "x until it shows")
        other.end()
    }
}

private enum Key {
    static let down = "\u{1B}[B"
    static let up = "\u{1B}[A"
    static let f3 = "\u{1B}OR"
    /// Back; Escape alone would wait for what may follow it.
    static let f12 = "\u{1B}[24~"
}

/// Presses the keys in turns, so many times in all, and reports.
/// - Returns: the times until the key's own doing shows.
@discardableResult
func reportKeys(
    _ what: String, _ terminal: PseudoTerminal, _ keys: [String], times count: Int, patience: Double = 2,
    goal: String = ""
) -> Times {
    let answers = (0..<count).map { terminal.press(keys[$0 % keys.count], patience: patience) }
    let first = Times(seconds: answers.map(\.first))
    let last = Times(seconds: answers.map(\.last))
    func middle(_ of: KeyPath<PseudoTerminal.Answer, Int>) -> Int {
        answers.map { $0[keyPath: of] }.sorted()[count / 2]
    }
    func times(_ t: Times) -> String {
        "p50 \(milliseconds(t.median)) p99 \(milliseconds(t.percentile(0.99)))"
    }
    report(what, "shows \(times(first)), all \(times(last))", goal: goal)
    report("", "\(middle(\.firstBytes)) bytes, \(middle(\.bytes)) in all")
    return first
}

/// An arrow held down: 60 repeats a second for three seconds, down and up again; how long after the last the screen
/// still moves.
private func hold(_ terminal: PseudoTerminal) {
    for key in [Key.down, Key.up] {
        var (last, moved) = (0.0, 0.0)
        for _ in 0..<180 {
            last = Times.now()
            terminal.send(key)
            // What a program writes that nobody reads makes it wait.
            moved = terminal.answer(since: last, until: last + 1.0 / 60)
        }
        let after = terminal.answer(since: last, quiet: 0.1, patience: 0.1)
        report(
            "held arrow: still moving after the last repeat", milliseconds(max(moved, after.last)),
            goal: "goal: 17 ms")
    }
}

private func idle(_ terminal: PseudoTerminal) {
    let before = terminal.processorSeconds
    sleep(20)
    let share = (terminal.processorSeconds - before) / 20
    report("processor while nothing is done", decimals(share * 100, 2) + " %", goal: "goal: 0.5 %")
}
