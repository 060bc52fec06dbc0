import DeskTesting
import Foundation
import Model
import Records
import ServiceTime
import Testing
import Workflow

@testable import ServiceDesk

@Suite("The overview", .onEachDatabase)
struct OverviewTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func overview() throws -> Overview { try test.desk.read { try $0.overview(at: test.now) } }

    private func queue(_ name: String) throws -> QueueOverview {
        try #require(overview().queues.first { $0.name == name })
    }

    /// How many cases a list with this filter has.
    private func listed(_ scope: QueueScope, _ filter: String) throws -> Int {
        try test.desk.read { reading in
            var list = CaseList(scope)
            list.filter = try CaseFilter(filter, words: reading.filterWords())
            let actor = Actor.staff(TemporaryDesk.people[0])
            return try reading.page(list, from: .beginning, tries: .max, by: actor, at: test.now).lines.count
        }
    }

    /// Repairs opened so long ago, oldest first.
    private func log(_ ago: [Span]) throws -> [ServiceCase] {
        let now = test.now
        defer { test.now = now }
        let customer = try test.customer().id
        return try ago.map { span in
            test.now = now - span
            return try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
                (draft.product, draft.channel, draft.onRepeat) = ("air-conditioner", .import, .logAnyway)
                return try work.log(draft).serviceCase
            }
        }
    }

    @Test("each number of a queue is that of the list behind it")
    func numbers() throws {
        let cases = try log([.days(20), .days(8), .days(2), .hours(6), .hours(5), .hours(1), .minutes(5)])
        _ = try test.as("chen") { try $0.claimCase(cases[0].id) }
        let repair = try queue("repair")
        #expect(repair.figures.waiting.count == 7)
        #expect(repair.figures.free.count == 6)
        #expect(repair.figures.oldest == cases[0].openedAt)
        #expect(repair.figures.ages.map(\.count) == [2, 2, 1, 0, 1, 1])
        let scope = QueueScope.queue("repair")
        #expect(try listed(scope, "owner:none") == 6)
        #expect(try listed(scope, "due:late") == repair.figures.overdue.count)
        for hours in [1, 2, 8] {
            #expect(try listed(scope, "due<\(hours)h -due:late") == repair.due(within: hours).count)
        }
        #expect(try listed(scope, "age>4h age<1d") == 2)
        let whole = try overview().whole
        #expect(try listed(.everything, "") == whole.figures.waiting.count)
        #expect(try listed(.everything, "due:late") == whole.figures.overdue.count)
    }

    @Test("what came and what was closed is counted in its hour, in its queue")
    func flow() throws {
        let cases = try log([.hours(3), .hours(3), .minutes(10)])
        test.now = test.now - .hours(1)
        try test.as("li") { work in
            _ = try work.take("settle", on: cases[0].id, given: ["remedy": .text("电话指导解决")])
        }
        test.now = test.now + .hours(1)
        let repair = try queue("repair")
        #expect(repair.arrivals.suffix(4) == [2, 0, 1, 0], "07:00, 09:50; it is 10:00")
        #expect(repair.arrivals.reduce(0, +) == 3)
        #expect(repair.closings.reduce(0, +) == 1)
        #expect(try queue("complaints").arrivals.reduce(0, +) == 0)
        #expect(try overview().hours.count == repair.arrivals.count)
    }

    @Test("a team's numbers are those of its people together, and of the lists behind them")
    func team() throws {
        try test.as("admin") { work in
            var person = try #require(try work.reading.staff.find(login: "li"))
            person.team = "一组"
            try work.editStaff(person)
        }
        let cases = try log([.days(20), .days(2), .hours(3), .minutes(10)])
        for c in cases { _ = try test.as("li") { try $0.claimCase(c.id) } }
        try test.as("li") { work in
            _ = try work.take("settle", on: cases[3].id, given: ["remedy": .text("电话指导解决")])
        }
        let now = try overview()
        let team = try #require(now.teams.first { $0.name == "一组" })
        #expect(team.cases.count == 3 && team.oldest == cases[0].openedAt)
        #expect(team.ages.map(\.count) == [1, 0, 1, 0, 0, 1])
        #expect(try listed(.everything, "team:一组 age>14d") == 1)
        #expect(try listed(.everything, "team:一组 age<4h") == 1)
        #expect(team.arrivals.reduce(0, +) == 2 && team.closings.reduce(0, +) == 1)
        let moved = try test.desk.read { reading in
            try CaseMove.allCases.map {
                try reading.moved($0, team: "一组", from: now.hours[0], to: now.at, limit: 10).map(\.line.id)
            }
        }
        #expect(moved == [[cases[3].id, cases[2].id], [cases[3].id]])
        #expect(now.teams.first { $0.name.isEmpty }?.arrivals.reduce(0, +) == 0)
    }

    @Test("served cases of the last working hours make the rate; without any there is none, and it is said")
    func rate() throws {
        let cases = try log([.hours(2), .hours(2), .hours(2), .minutes(1)])
        #expect(try queue("repair").forecast.rate == 0)
        #expect(try overview().verdict.outlook != .holds)
        test.now = test.now - .minutes(30)
        for c in cases.prefix(2) {
            _ = try test.as("li") { try $0.take("settle", on: c.id, given: ["remedy": .text("电话指导")]) }
        }
        test.now = test.now + .minutes(30)
        #expect(try queue("repair").forecast.rate == 2 / overview().rateHours)
        #expect(try overview().rateHours >= 4)
    }

    private func person(_ login: String) throws -> PersonOverview {
        try #require(overview().people.first { $0.login == login })
    }

    @Test("people are as their desks told: working on a record, idle, locked, lost, or out")
    func people() throws {
        let (li, chen) = try (test.desk.actor(named: "li"), test.desk.actor(named: "chen"))
        let c = try log([.hours(1)])[0]
        #expect(try person("li").state == .signedOut && person("li").since == nil)
        let start = test.now
        try test.desk.tell(.present, of: li, on: Subject(c.id), touched: start, at: start)
        try test.desk.tell(.locked, of: chen, on: nil, touched: start, at: start)
        #expect(try person("li").state == .working && person("li").workingOn == Subject(c.id))
        #expect(try person("chen").state == .away)
        test.now = start + .minutes(2)
        try test.desk.tell(.present, of: li, on: Subject(c.id), touched: start, at: test.now)
        #expect(try person("li").since == start, "the same since it began")
        test.now = start + .minutes(4)
        try test.desk.tell(.present, of: li, on: Subject(c.id), touched: start, at: test.now)
        test.now = start + .minutes(6)
        #expect(try person("li").state == .idle && person("li").since == start)
        #expect(try person("chen").state == .lost)
        try test.desk.tell(.left, of: li, on: nil, touched: start, at: test.now)
        #expect(try person("li").state == .signedOut && person("li").since == test.now)
        _ = try test.as("li") { try $0.claimCase(c.id) }
        #expect(try person("li").hands.cases.count == 1)
        #expect(try !overview().people.contains { $0.login == "t1" }, "technicians are on the board")
    }

    @Test(
        "whoever says so is on a break or finishing up, whatever else their desk does, and is given nothing")
    func breaks() throws {
        let (li, chen) = try (test.desk.actor(named: "li"), test.desk.actor(named: "chen"))
        let start = test.now
        try test.desk.tell(.onBreak, of: li, on: nil, touched: start, at: start)
        try test.desk.tell(.wrapUp, of: chen, on: nil, touched: start, at: start)
        test.now = start + .minutes(2)
        #expect(try person("li").state == .onBreak && person("li").since == start)
        #expect(try person("chen").state == .wrapUp)
        let atDesk = try test.desk.read { try $0.presence.all() }.filter {
            PersonOverview.isAtDesk($0, at: test.now)
        }
        #expect(atDesk.isEmpty)
        test.now = start + .minutes(5)
        #expect(try person("li").state == .lost, "a desk that says nothing any more is no break")
    }

    @Test("a word that was underway while its person left does not bring them back")
    func lateWord() throws {
        let li = try test.desk.actor(named: "li")
        let start = test.now
        test.now = start + .seconds(2)
        try test.desk.tell(.left, of: li, on: nil, touched: start, at: test.now)
        try test.desk.tell(.present, of: li, on: nil, touched: start, at: start + .seconds(1))
        #expect(try person("li").state == .signedOut)
        test.now = start + .seconds(3)
        try test.desk.tell(.present, of: li, on: nil, touched: test.now, at: test.now)
        #expect(try person("li").state == .present)
    }

    @Test("a team is a field of filters, and its cases are those of its people")
    func teamAsField() throws {
        try test.as("admin") { work in
            for login in ["li", "wang"] {
                var person = try #require(try work.reading.staff.find(login: login))
                person.team = "north 1"
                try work.editStaff(person)
            }
        }
        let cases = try log([.hours(1), .hours(1), .hours(1)])
        for (login, c) in zip(["li", "wang", "chen"], cases) {
            _ = try test.as(login) { try $0.claimCase(c.id) }
        }
        let north = try #require(try overview().teams.first { $0.name == "north 1" })
        #expect(north.members == 2 && north.cases.count == 2)
        #expect(north.oldest == cases[0].openedAt)
        #expect(try listed(.everything, "team:\"north 1\" due:late") == north.late.count)
        #expect(try listed(.everything, "team:\"north 1\" due<2h -due:late") == north.atRisk.count)
        #expect(try listed(.everything, "team:\"north 1\"") == 2)
        #expect(throws: FilterFault.self) { try listed(.everything, "team:south") }
    }

    @Test("calls are overdue, due, or to come today; visits are counted by where they stand")
    func callsAndVisits() throws {
        let customer = try test.customer().id
        for (from, by) in [(-50, -2), (-3, 20), (2, 30), (30, 60)] {
            _ = try test.desk.act(by: .desk, at: test.now) { work in
                try work.schedule(
                    CallWish(
                        customer: customer, reason: "after visit", from: test.now + .hours(from),
                        by: test.now + .hours(by)))
            }
        }
        let calls = try overview().calls
        #expect(calls.overdue.count == 1 && calls.now.count == 1 && calls.later.count == 1)
        let li = try test.desk.actor(named: "li")
        for part in CallPart.allCases {
            let rows = try test.desk.read {
                try $0.callList(for: li, everyones: true, part: part, at: test.now, limit: 10)
            }
            #expect(rows.count == (part == .inHand ? 0 : 1), "\(part)")
        }
        let c = try log([.hours(1)])[0]
        let visit = try test.bookVisit(for: c.id)
        test.now = visit.planned.start
        var visits = try overview().visits
        #expect(visits.all == 1 && visits.onSite == 0 && visits.late == 0)
        func rows(_ part: VisitStanding) throws -> [VisitID] {
            try test.desk.read { try $0.dayVisits(part, at: test.now) }.map(\.id)
        }
        #expect(try rows(.all) == [visit.id] && rows(.onSite).isEmpty && rows(.late).isEmpty)
        let listed = try test.desk.read { try $0.dayVisits(.all, at: test.now).first }
        #expect(listed?.kind == c.kind && listed?.customer == "王小明")
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
        }
        visits = try overview().visits
        #expect(visits.onSite == 1 && visits.states.map(\.state) == ["on-site"])
        let state = try #require(visits.states.first)
        #expect(try rows(.onSite) == [visit.id] && rows(.unplaced).isEmpty)
        #expect(try rows(.state(state.state, version: state.version)) == [visit.id])
        #expect(try rows(.state("dispatched", version: state.version)).isEmpty)
    }

    @Test("telling who sits there leaves no entry in the journal and needs no right")
    func quiet() throws {
        let before = try test.desk.read { try $0.journal.latest(1) }
        for person in TemporaryDesk.people {
            let actor = try test.desk.actor(named: person.login)
            try test.desk.tell(.present, of: actor, on: nil, touched: test.now, at: test.now)
        }
        #expect(try test.desk.read { try $0.journal.latest(1) } == before)
        #expect(try test.problems().isEmpty)
    }
}

@Suite("The forecast of promises")
struct PromiseForecastTests {
    private func forecast(_ overdue: Int, _ due: [Int], _ working: [Double], _ rate: Double)
        -> PromiseForecast
    {
        PromiseForecast(
            overdue: overdue,
            due: zip(due, working).map { (until: Samples.now, count: $0, working: $1) }, rate: rate)
    }

    @Test("each hour's expectation is scipy's sum over the places in the line")
    func expectation() {
        let found = forecast(2, [3, 4, 0, 10], [1, 2, 3, 4], 2.5)
        let expected = [2.192567267930547, 3.1766788090141453, 0, 8.213061905757783]
        for (hour, value) in zip(found.hours, expected) { #expect(abs(hour.missed - value) < 1e-9) }
        #expect(abs(found.missed - 13.582307982702476) < 1e-9)
        #expect((found.low, found.high) == (2, 17))
        #expect(abs(forecast(40, [30], [8], 7).missed - 14.08096738159266) < 1e-9)
    }

    @Test("many hands keep all, none keep nothing, and the night is no working time")
    func ends() {
        #expect(forecast(0, [5], [1], 50).missed < 1e-9)
        #expect(forecast(0, [5, 5], [0, 0], 9).missed == 10)
        #expect(forecast(0, [5], [1], 0).missed == 5)
        #expect(forecast(3, [0, 0], [1, 2], 1).missed == 0)
    }

    /// Drawn by lot, ten thousand times, from a seeded generator.
    @Test("it is what becomes of ten thousand such days")
    func simulated() {
        var chance = SeededGenerator(seed: 7)
        let (overdue, due, rate) = (4, [6, 3, 8], 5.0)
        var missed = 0
        for _ in 0..<10_000 {
            // Times at which cases are served: exponential gaps.
            var (time, served) = (0.0, [Double]())
            while time < 3 {
                time -= log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &chance)) / rate
                served.append(time)
            }
            var place = overdue
            for (hour, count) in due.enumerated() {
                for _ in 0..<count {
                    if place >= served.count || served[place] > Double(hour + 1) { missed += 1 }
                    place += 1
                }
            }
        }
        let found = forecast(overdue, due, [1, 2, 3], rate)
        #expect(abs(Double(missed) / 10_000 - found.missed) < 0.1, "\(missed) \(found.missed)")
    }
}
