import DeskTesting
import Foundation
import Model
import Records
import Resources
import ServiceTime
import Testing

@testable import ServiceDesk

@Suite("A year of follow-up calls")
struct FollowUpYearTests {
    /// The shipped rules with the calling hours of New York, where clocks change twice a year.
    private func rules(in folder: TemporaryFolder) throws -> Rules {
        let path = folder.path + "/calendars"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for name in ["calling", "calling-asked"] {
            let text = try ResourceLibrary().file("calendars/\(name).yaml").text
            try Data(text.replacing("zone: Asia/Shanghai", with: "zone: America/New_York").utf8)
                .write(to: URL(filePath: path + "/\(name).yaml"))
        }
        return try Rules(library: ResourceLibrary(override: folder.path))
    }

    @Test(
        "of all that events, outages and changes of clocks bring, each call planned is made, given up or cancelled, and none is lost, doubled, or made out of hours",
        arguments: [(7, false), (11, true)] as [(UInt64, Bool)])
    func year(_ seed: UInt64, _ clocksChange: Bool) throws {
        let folder = try TemporaryFolder()
        let rules = clocksChange ? try rules(in: folder) : TemporaryDesk.rules
        let test = try TemporaryDesk(on: .sqlite, rules: rules)
        var chance = SeededGenerator(seed: seed)
        let start = test.now
        let first = rules.localDay(start)
        var world = try World(test, customers: 26, first: first, &chance)

        for day in 0..<365 {
            test.now = start + .days(day)
            if Self.outages.contains(where: { $0.contains(day) }) { continue }
            try world.happen(&chance)
            // Now and then the machine's clock is set back for a while.
            if day % 40 == 17 { _ = try test.desk.sweep(at: test.now - .hours(30)) }
            _ = try test.desk.sweep(at: test.now)
            try world.work(&chance, most: 6)
        }
        // What is due by then is worked off; nothing more happens.
        for day in 365..<425 {
            test.now = start + .days(day)
            _ = try test.desk.sweep(at: test.now)
            try world.work(&chance, most: 20)
        }
        try world.account(through: rules.localDay(test.now) + Recurring.lead, seed: seed)
        try world.account(for: Self.outages.map { ("outage", $0) }, seed: seed)
        let changes = try world.clockChanges()
        #expect(changes.count == (clocksChange ? 2 : 0), "seed \(seed)")
        try world.account(for: changes.map { ("clocks changed", $0 - 7..<$0 + 8) }, seed: seed)
    }

    /// Nobody is there, and nothing sweeps: days of the year.
    private static let outages = [100..<118, 250..<256]
}

/// A small desk in which customers have units and matters, and clerks ring them up.
private struct World {
    let test: TemporaryDesk
    let first: Day
    var customers: [CustomerID] = []
    var units: [Model.Unit] = []
    /// Closings that set a plan going.
    var closings = 0
    /// Calls that customers were promised for a minute.
    var promises = 0
    var made = 0
    /// When clerks are there, in hours from ten in the morning of Shanghai.
    let hours: [Int]

    init(_ test: TemporaryDesk, customers count: Int, first: Day, _ chance: inout SeededGenerator) throws {
        (self.test, self.first) = (test, first)
        // Late in the morning and early in the evening, where the calling hours are.
        let zone = try test.desk.rules.calling().hours.zoneIdentifier
        hours = zone == "Asia/Shanghai" ? [1, 8] : [14, 21]
        try test.desk.act(by: .desk, at: test.now) { work in
            for (login, languages) in [("c1", ["zh-Hans"]), ("c2", ["zh-Hans", "en"])] {
                _ = try work.addStaff(
                    Staff(
                        id: StaffID(0), login: login, name: login, roles: ["follow-up clerk"],
                        languages: languages))
            }
        }
        for n in 0..<count {
            var customer = Samples.customer(name: "客户\(n)", phone: "+86139\(10_000_000 + n)")
            customer.language = ["zh-Hans", "zh-Hans", "en", "fr"][n % 4]
            customer.mayCall = n % 13 != 5
            if n % 6 == 1 { customer.callHours = try WishedHours("17:00-20:00") }
            let added = try test.as("li") { try $0.addCustomer(customer) }.id
            customers.append(added)
            for _ in 0..<Int.random(in: 0...2, using: &chance) {
                let ago = Int.random(in: -200...380, using: &chance)
                units.append(
                    try test.as("li") { work in
                        var unit = Model.Unit(
                            id: UnitID(0), customer: added, product: "air-conditioner", createdAt: work.now)
                        (unit.boughtOn, unit.installedOn, unit.hasInvoice) = (first - ago, first - ago, true)
                        return try work.addUnit(unit)
                    })
            }
        }
    }

    /// Matters are logged and settled, and customers promised a call.
    mutating func happen(_ chance: inout SeededGenerator) throws {
        guard Int.random(in: 0..<3, using: &chance) > 0 else { return }
        let customer = customers.randomElement(using: &chance) ?? customers[0]
        if Int.random(in: 0..<4, using: &chance) == 0 {
            let from = test.now + .hours(Int.random(in: 1...30, using: &chance))
            try test.as("li") { work in
                _ = try work.schedule(
                    CallWish(customer: customer, reason: CallWish.promised, from: from, by: from + .hours(2)))
            }
            promises += 1
            return
        }
        try test.as("li") { work in
            var draft = CaseDraft(
                kind: CaseKind("complaint"), customer: customer, summary: "态度不好 \(test.now.milliseconds)")
            draft.onRepeat = .logAnyway
            let c = try work.log(draft).serviceCase
            _ = try work.take("settle", on: c.id, given: ["reply": .text("已道歉")])
        }
        closings += 1
    }

    /// Both clerks make calls through the day.
    mutating func work(_ chance: inout SeededGenerator, most: Int) throws {
        try mend(&chance)
        let morning = test.now
        defer { test.now = morning }
        for hour in hours {
            test.now = morning + .hours(hour)
            for login in ["c1", "c2"] {
                for _ in 0..<most / 2 {
                    guard let call = try claim(login) else { break }
                    try check(call, login)
                    try end(call, login, &chance)
                    made += 1
                }
            }
        }
    }

    /// Numbers that were found wrong are put right some days later; until then nobody is rung up on them.
    private func mend(_ chance: inout SeededGenerator) throws {
        for id in customers where Int.random(in: 0..<4, using: &chance) == 0 {
            let customer = try test.desk.read { try $0.customer(id) }
            guard let wrong = customer.phones.first, wrong.isWrong else { continue }
            let right = PhoneNumber(typed: wrong.typed + "1", normalised: wrong.normalised + "1")
            _ = try test.as("li") { try $0.correct(wrong, of: id, to: right) }
        }
    }

    private func claim(_ login: String) throws -> FollowUpCall? {
        do { return try test.as(login) { try $0.claimNextCall() } } catch DeskFault.nothingToCall {
            return nil
        } catch DeskFault.outsideCallingHours {
            return nil
        }
    }

    /// Reckoned anew, by the clock on the wall.
    private func check(_ call: FollowUpCall, _ login: String) throws {
        let calling = try test.desk.rules.calling()
        // A minute that the customer named is their wish.
        let asked =
            ["call back", "visit changed", "visit late"].contains(call.reason) || call.promisedAt != nil
        let minute = calling.hours.localMinute(of: test.now)
        let hours =
            (call.promisedAt == nil ? call.wish : nil)?
            .hours(on: calling.hours.localDay(of: test.now).weekday)
            ?? (asked ? [480..<1260] : [540..<720, 840..<1200])
        #expect(hours.contains { $0.contains(minute) }, "\(call.id) at \(minute)")
        if !asked, call.wish == nil {
            #expect(calling.hours.isWorkday(calling.hours.localDay(of: test.now)))
        }
        #expect(call.dueFrom <= test.now)
        #expect(try !test.desk.read { try $0.customer(call.customer) }.lacksNumber)
        let me = try test.desk.read { try $0.staff.find(login: login)?.id }
        #expect(!call.barred.contains { $0 == me })
    }

    private func end(_ call: FollowUpCall, _ login: String, _ chance: inout SeededGenerator) throws {
        let left = try test.desk.read { try $0.standing(of: call.id, at: test.now).left }
        switch Int.random(in: 0..<10, using: &chance) {
        case 0..<4:
            let step = left > 1 ? "not-reached" : "unreachable"
            try record(call, login, step, ["outcome": .text("no answer")])
        case 4: try record(call, login, "wrong-number", [:])
        case 5: try record(call, login, "call-later", ["callAgainAt": .instant(test.now + .hours(26))])
        case 6: try record(call, login, "refuse", [:])
        default:
            let isOwed = try test.desk.read { try $0.questionnaire(asked: call) } != nil
            try isOwed
                ? record(call, login, "without-questions", ["unasked": .text("客户没时间")])
                : record(call, login, "satisfied", [:])
        }
    }

    private func record(
        _ call: FollowUpCall, _ login: String, _ step: String, _ given: [String: FieldValue]
    ) throws {
        try test.as(login) { _ = try $0.recordCall(call.id, step, given: given) }
    }

    /// Everything that was to be planned was, once; and what was planned has come to an end.
    func account(through last: Day, seed: UInt64) throws {
        let rules = test.desk.rules
        let span = Window(
            start: rules.startOfDay(test.now) - .days(800), end: rules.startOfDay(test.now) + .days(800))
        try test.desk.read { reading in
            let report = try reading.followUps(due: span, by: .plan, at: test.now)
            let figures = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.key, $0.figures) })
            for (plan, f) in figures {
                let sum = f.inTime + f.late + f.unreachable + f.cancelled + f.skipped + f.open + f.overdue
                #expect(f.due == sum, "\(plan), seed \(seed)")
                // And behind each number there are as many.
                for fate in FollowUpFate.allCases {
                    let behind = try reading.followUpRows(
                        due: span, [fate], by: .plan, key: plan, at: test.now, limit: 10_000)
                    #expect(behind.count == f[fate], "\(fate) of \(plan), seed \(seed)")
                }
            }
            for key in [nil] + report.rows.map({ Optional($0.key) }) {
                let told = report.of(key)
                for figure in FollowUpReport.Figure.allCases {
                    let behind = try reading.followUpRows(
                        figure, due: span, by: .plan, key: key, at: test.now, limit: 10_000)
                    let count = figure.count(told.figures, told.promises)
                    #expect(behind.count == count, "\(figure.name) of \(key ?? "all"), seed \(seed)")
                }
            }
            #expect(figures["after-closing"]?.due == closings, "seed \(seed)")
            let promised = try reading.followUps(due: span, by: .reason, at: test.now).rows
                .first { $0.key == CallWish.promised }
            #expect(promised?.figures.due == promises, "seed \(seed)")
            for kept in [true, false] {
                let behind = try reading.callBackRows(promised: span, kept: kept, by: .plan, limit: 10_000)
                let told = kept ? report.allCallBacks.kept : report.allCallBacks.late
                #expect(behind.count == told, "kept \(kept), seed \(seed)")
            }
            let due = try tracked(last)
            #expect(figures["quality-tracking"]?.due == due, "seed \(seed)")
            // Only what is not due yet is still to be made; in a language that nobody speaks, until it would be late.
            let open = try reading.calls.open(limit: 10_000)
            #expect(
                open.allSatisfy {
                    $0.dueFrom > test.now - .days(3) || $0.language == "fr" && $0.dueBy > test.now
                }, "seed \(seed): \(open.first as Any)")
            #expect(made > 100 && report.all.skipped > 0 && report.all.unreachable > 0)
        }
        #expect(try test.problems() == [])
    }

    /// Days of the year on which the clocks of the calling hours are set forward or back.
    func clockChanges() throws -> [Int] {
        let hours = try test.desk.rules.calling().hours
        return (0..<365).filter { day in
            hours.instant(first + day + 1, minute: 0) - hours.instant(first + day, minute: 0) != .hours(24)
        }
    }

    /// Of what was due on some days, each is told by what became of it, and nothing is open any more.
    func account(for stretches: [(what: String, days: Range<Int>)], seed: UInt64) throws {
        let rules = test.desk.rules
        var due = 0
        for (what, days) in stretches {
            let span = rules.span(of: first + days.lowerBound, days: days.count)
            let f = try test.desk.read { try $0.followUps(due: span, by: .plan, at: test.now) }.all
            let told = f.inTime + f.late + f.unreachable + f.cancelled + f.skipped
            #expect(f.due == told, "\(what), days \(days): \(f), seed \(seed)")
            due += f.due
        }
        #expect(due > 0 || stretches.isEmpty, "\(stretches), seed \(seed)")
    }

    /// The days quality tracking has units due on, reckoned unit by unit.
    private func tracked(_ last: Day) throws -> Int {
        let plan = try #require(try test.desk.rules.followUps()["quality-tracking"])
        let calendar = try test.desk.rules.calendar(plan.calendar)
        return units.reduce(0) { sum, unit in
            guard let installed = unit.installedOn else { return sum }
            let due = [installed + 30, installed + 90, installed + 180, installed.adding(months: 12)]
            // No two of one unit fall on one working day, by the spans between them.
            let days = due.filter { $0 >= first && $0 <= last && plan.draws("\(unit.id) \($0)") }
            return sum + days.count(where: { HolidayPolicy.next.settle($0, on: calendar) != nil })
        }
    }
}
