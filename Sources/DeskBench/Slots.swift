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
    let crowd = try Crowd(bench)
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

/// A hundred technicians in a city, each with three or four visits on each of fourteen days.
private struct Crowd {
    var cases: [CaseID] = []
    private let skills = [
        "air-conditioner", "refrigerator", "washing-machine", "gas", "kitchen", "electronics",
    ]

    init(_ bench: BenchDesk) throws {
        var random = Seeded(state: 7)
        let now = bench.now
        var people: [Staff] = []
        try bench.desk.act(by: .desk, at: now) { work in
            for n in 0..<100 {
                var person = Staff(
                    id: StaffID(0), login: "tech\(n)", name: "师傅\(n)", roles: ["technician"],
                    skills: (0..<3).map { skills[(n + $0) % skills.count] }, home: random.place(near: nil))
                if n % 3 == 0 { person.terms.breaks = [RestTerm(from: 690, to: 840, minutes: 30)] }
                if n % 4 == 0 { person.terms.overtime = 60 }
                people.append(try work.addStaff(person))
            }
        }
        let rules = bench.desk.rules
        let midnight = rules.startOfDay(now)
        let starts = [490, 600, 790, 900]
        for day in 0..<14 {
            var logged: [CaseID] = []
            try bench.desk.act(by: bench.agent, at: now) { work in
                logged = try (0..<357).map { try work.log(bench.draft(day * 357 + $0)).serviceCase.id }
            }
            cases += logged
            try bench.desk.database.write { db in
                let store = VisitStore(db)
                for (n, id) in logged.enumerated() {
                    let person = people[n % 100]
                    let start = midnight + .days(day) + .minutes(starts[n / 100])
                    let planned = Window(start: start, end: start + .minutes(60))
                    _ = try store.insert(
                        Visit(
                            id: VisitID(0), caseID: id, workflowVersion: 1, state: "planned", category: .new,
                            technician: person.id, promised: planned, planned: planned,
                            skill: person.skills[0], place: random.place(near: person.home), createdAt: now,
                            stateSince: now))
                }
            }
        }
    }

    func task(_ n: Int, _ now: Instant) -> VisitTask {
        var random = Seeded(state: UInt64(n) &* 2_654_435_761 &+ 1)
        return VisitTask(
            place: random.place(near: nil), minutes: 30 + n % 4 * 20, skill: skills[n % skills.count],
            earliest: now + .hours(1), latest: now + .days(14), promiseDue: now + .days(2))
    }
}

private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }

    mutating func place(near: Place?) -> Place {
        let reach = near == nil ? 0.12 : 0.02
        let middle = near ?? Place(latitude: 31.2, longitude: 121.5)
        return Place(
            latitude: middle.latitude + .random(in: -reach...reach, using: &self),
            longitude: middle.longitude + .random(in: -reach...reach, using: &self))
    }
}
