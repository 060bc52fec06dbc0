import Foundation

/// From a key to its finished screen, in a pseudo-terminal of 120x40: this desk on a large database, and in the same run
/// tig and htop. A screen is finished with the last byte before 30 ms of silence.
/// - Parameters:
///   - desk: a database with many cases; nobody else works on it.
///   - repository: a git work tree for tig to show.
func benchKeys(desk: String, repository: String) throws {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("aftercare").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
        return report("keys", "not measured: no \(program)")
    }
    let terminal = try PseudoTerminal(
        program, ["--db", desk, "--as", "admin", "--lang", "en"], columns: 120, rows: 40)
    defer { terminal.end() }
    try terminal.read(until: "F12")
    _ = terminal.answer(since: Times.now(), quiet: 0.5)
    _ = terminal.press("m", quiet: 0.3)

    let moves = keys("move in a list", terminal, [Key.down], times: 300)
    report("move in a list: goals", "median 1 ms, p99 5 ms, bytes as tig's")
    keys("open a case and go back", terminal, ["\r", Key.escape], times: 100, goal: "goal: p99 16 ms")
    _ = terminal.press(Key.f3, quiet: 0.3)
    keys("find as one types", terminal, ["制", "冷", "\u{15}"], times: 60, goal: "goal: p99 16 ms")
    _ = terminal.press(Key.escape, quiet: 0.3)
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
        let theirs = keys("\(peer): move in a list", other, [Key.down], times: 300)
        report(
            "\(peer): ours is so many times theirs", decimals(moves.median / theirs.median, 2) + "x median")
        other.end()
    }
}

private enum Key {
    static let down = "\u{1B}[B"
    static let up = "\u{1B}[A"
    static let escape = "\u{1B}"
    static let f3 = "\u{1B}OR"
}

/// Presses the keys in turns, so many times in all, and reports.
@discardableResult
private func keys(
    _ what: String, _ terminal: PseudoTerminal, _ keys: [String], times count: Int, goal: String = ""
) -> Times {
    var times = Times()
    var bytes: [Int] = []
    for n in 0..<count {
        let answer = terminal.press(keys[n % keys.count])
        times.seconds.append(answer.seconds)
        bytes.append(answer.bytes)
    }
    report(
        what,
        "p50 \(milliseconds(times.median)) p99 \(milliseconds(times.percentile(0.99))), \(bytes.sorted()[count / 2]) bytes",
        goal: goal)
    return times
}

/// An arrow held down: 60 repeats a second for three seconds, down and up again; how long after the last the screen
/// still moves.
private func hold(_ terminal: PseudoTerminal) {
    for key in [Key.down, Key.up] {
        var last = Times.now()
        for _ in 0..<180 {
            terminal.send(key)
            last = Times.now()
            usleep(16_667)
        }
        let after = terminal.answer(since: last, quiet: 0.1, patience: 0.1)
        report(
            "held arrow: still moving after the last repeat", milliseconds(after.seconds), goal: "goal: 17 ms"
        )
    }
}

private func idle(_ terminal: PseudoTerminal) {
    let before = terminal.processorSeconds
    sleep(20)
    let share = (terminal.processorSeconds - before) / 20
    report("processor while nothing is done", decimals(share * 100, 2) + " %", goal: "goal: 0.5 %")
}
