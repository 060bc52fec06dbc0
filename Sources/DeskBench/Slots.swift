import Dispatching
import Foundation
import Model
import Records
import ServiceDesk

/// Free windows while the customer listens: 100 technicians, 14 days, 5,000 visits booked. What loading their days takes,
/// what an answer takes once they are loaded (the bare search, and all that the slot screen asks for), and on SQLite from
/// the key to the screen.
func benchSlots(_ stand: Stand, rules: Rules, program: String?) throws {
    let (name, address) = (stand.name, stand.address)
    let bench = try BenchDesk(path: address, rules: rules, customers: 500)
    let crowd = try Field(bench, technicians: 100, days: 14)
    let now = bench.now

    let loading = try Times.of(15) { _ in
        let fresh = try ServiceDesk.open(address, rules: rules)
        let board = try fresh.read { try $0.board(at: now, until: now + .days(14)) }
        precondition(board.technicians.count >= 100)
    }
    report(
        "\(name): open, and load 100 technicians' days",
        "p50 " + milliseconds(loading.median) + ", p95 " + milliseconds(loading.percentile(0.95)),
        goal: "goal: 300 ms")

    let board = try bench.desk.read { try $0.board(at: now, until: now + .days(14)) }
    let windows = try bench.desk.read { $0.rules.arrivalWindows(from: now, days: 14) }
    var found = 0
    let bare = Times.of(2000) { n in
        found += board.slots(crowd.task(n, now), windows: windows).count
    }
    report(
        "\(name): the best technician for every window",
        "p50 " + milliseconds(bare.median) + ", p95 " + milliseconds(bare.percentile(0.95)),
        goal: "goal: p95 1 ms")
    report("  windows found in a search", decimals(Double(found) / 2000, 1) + " of \(windows.count)")

    let whole = try Times.of(500) { n in
        var wish = VisitWish(caseID: crowd.cases[n * 7 % crowd.cases.count])
        wish.days = 14
        let slots = try bench.desk.read { try $0.slots(wish, at: now, limit: 40) }
        precondition(!slots.isEmpty)
    }
    report(
        "\(name): with the case, its promise and its customer read",
        "p50 " + milliseconds(whole.median) + ", p95 " + milliseconds(whole.percentile(0.95)))

    var booked = Times()
    for n in 0..<100 {
        var wish = VisitWish(caseID: crowd.cases[n * 13 % crowd.cases.count])
        wish.days = 14
        let slot = try bench.desk.read { try $0.slots(wish, at: now, limit: 1) }[0]
        let start = Times.now()
        _ = try bench.desk.act(by: bench.agent, at: now) { try $0.book(wish, slot: slot) }
        booked.seconds.append(Times.now() - start)
    }
    report("\(name): book a window, all checked again", "p50 " + milliseconds(booked.median))

    guard let program else { return }
    let iso = ISO8601DateFormatter().string(
        from: Date(timeIntervalSince1970: Double(now.milliseconds) / 1000))
    let terminal = try PseudoTerminal(
        program, ["--db", address, "--as", "admin", "--lang", "en", "--now", iso], columns: 120, rows: 40)
    defer { terminal.end() }
    try terminal.read(until: "F12")
    _ = terminal.answer(since: Times.now(), quiet: 0.5)
    for key in [":", "c", "9", "\r"] { _ = terminal.press(key, quiet: 0.3) }
    _ = terminal.press("v", quiet: 0.5)
    reportKeys(
        "slot screen: a week on, a week back", terminal, ["+", "-"], times: 60, goal: "goal: all 10 ms")
    reportKeys(
        "slot screen: the next window and its day", terminal, ["\u{1B}[B", "\u{1B}[A"], times: 60,
        goal: "goal: all 10 ms")
}
