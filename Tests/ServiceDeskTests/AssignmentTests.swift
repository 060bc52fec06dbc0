import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

/// The shipped rules with another `assignment.yaml`.
private func rules(assigning text: String) throws -> Rules {
    let folder = try TemporaryFolder()
    try text.write(toFile: folder.file("assignment.yaml"), atomically: true, encoding: .utf8)
    return try Rules(library: ResourceLibrary(override: folder.path))
}

@Suite("Automatic assignment", .onEachDatabase)
struct AssignmentTests {
    private static func file(capacity: String = "{}", next: Bool = false, _ rule: String) -> String {
        """
        assign: true
        capacity:
          people: \(capacity)
          next: \(next)
        rules:
          one:
            label: {en: One, zh-Hans: 一}
            to: [agent]
            team: auto
        \(rule.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
        """
    }

    private func desk(_ text: String) throws -> TemporaryDesk {
        let test = try TemporaryDesk(rules: rules(assigning: text))
        try test.as("admin") { work in
            for login in ["a1", "a2", "a3"] {
                _ = try work.addStaff(
                    Staff(
                        id: StaffID(0), login: login, name: login, roles: ["agent"], team: "auto",
                        languages: login == "a3" ? ["en"] : ["zh-Hans"]))
            }
        }
        return test
    }

    /// Logged by the desk itself, as a workflow or a web form does: nobody has it.
    private func log(
        _ test: TemporaryDesk, for customer: CustomerID? = nil, severity: Severity = .general
    ) throws -> ServiceCase {
        let customer = try customer ?? test.customer().id
        return try test.desk.act(by: .desk, at: test.now) { work in
            var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
            draft.product = "air-conditioner"
            draft.severity = severity
            draft.onRepeat = .logAnyway
            return try work.log(draft).serviceCase
        }
    }

    private func owner(_ test: TemporaryDesk, _ id: CaseID) throws -> String? {
        try test.desk.read { reading in
            try reading.serviceCase(id).owner.flatMap { try reading.staff.find($0)?.login }
        }
    }

    @Test(
        "in turn everybody gets one before anybody gets two, and is told; the journal says by which rule and why"
    )
    func turn() throws {
        let test = try desk(Self.file("by: turn\nonly: {field: kind, is: repair}\n"))
        var got: [String] = []
        for _ in 0..<6 {
            let c = try log(test)
            got.append(try #require(try owner(test, c.id)))
            test.now = test.now + .minutes(1)
        }
        #expect(Set(got.prefix(3)) == ["a1", "a2", "a3"] && Array(got.prefix(3)) == Array(got.suffix(3)))
        let a1 = try test.desk.actor(named: "a1")
        let (notices, entry) = try test.desk.read { reading in
            let c = try #require(try reading.inHand(of: a1.staffID ?? StaffID(0)).first)
            return (
                try reading.notices(for: a1),
                try reading.journal.of(Subject(c.id)).last { $0.event == "case.assigned" }
            )
        }
        #expect(notices.map(\.kind) == [.given, .given])
        #expect(entry?.by == "desk" && entry?.facts["rule"] == .text("one"))
        #expect(entry?.facts["because"] == .text("turn"))
        #expect(try test.problems() == [])
    }

    @Test(
        "who is full for what they may have is passed by; with everyone full the case waits until somebody has room"
    )
    func capacity() throws {
        let test = try desk(Self.file(capacity: "{a1: 1, a2: 2, a3: 0}", "by: fewest\nlanguage: true\n"))
        let cases = try (0..<4).map { _ in try log(test).id }
        #expect(try cases.map { try owner(test, $0) } == ["a1", "a2", "a2", nil])
        let plan = try #require(try test.desk.read { try $0.assignment(of: cases[3], at: test.now) })
        #expect(plan.choice == nil)
        #expect(plan.candidates.map(\.unfit) == [.full(1), .full(2), .lacksLanguage("zh-Hans")])
        #expect(try test.desk.sweep(at: test.now).assigned == 0)
        try test.as("admin") { work in
            _ = try work.take("cancel", on: cases[0], given: ["cancelReason": .text(test.cancelReason)])
        }
        test.now = test.now + .minutes(2)
        #expect(try test.desk.sweep(at: test.now).assigned == 1)
        #expect(try owner(test, cases[3]) == "a1")
    }

    @Test(
        "who had the customer's last case comes first, but not with full hands, and never gets back what they put back"
    )
    func knows() throws {
        let test = try desk(Self.file(capacity: "{a2: 2}", "by: turn\nlast: 30 days\n"))
        let customer = try test.as("admin") {
            try $0.addCustomer(Samples.customer(phone: "+8613900139000")).id
        }
        _ = try log(test)
        let first = try log(test, for: customer).id
        #expect(try owner(test, first) == "a2")
        test.now = test.now + .days(3)
        let second = try log(test, for: customer).id
        #expect(try owner(test, second) == "a2")
        #expect(try owner(test, log(test, for: customer).id) != "a2")
        try test.as("a2") { _ = try $0.releaseCase(second) }
        #expect(try owner(test, second) == nil)
        _ = try test.desk.sweep(at: test.now)
        let other = try #require(try owner(test, second))
        #expect(other != "a2")
        // Long after, nobody is known any more.
        test.now = test.now + .days(60)
        let late = try log(test, for: customer).id
        let plan = try test.desk.read { try $0.assignment(of: late, at: test.now) }
        #expect(plan?.choice?.reason == .turn)
    }

    @Test("only who sits at an open desk is given any, and what must lie a while lies that long")
    func presence() throws {
        let test = try desk(Self.file("by: turn\npresent: true\nwait: 10 minutes\n"))
        let a2 = try test.desk.actor(named: "a2")
        let c = try log(test).id
        func sweep(_ state: Presence.State?) throws -> Int {
            if let state { try test.desk.tell(state, of: a2, on: nil, touched: test.now, at: test.now) }
            return try test.desk.sweep(at: test.now).assigned
        }
        #expect(try sweep(.present) == 0)
        test.now = test.now + .minutes(11)
        #expect(try sweep(.locked) == 0)
        test.now = test.now + .minutes(1)
        #expect(try sweep(.present) == 1)
        #expect(try owner(test, c) == "a2")
    }

    @Test("what was put back lies as long again before another is given it")
    func putBack() throws {
        let test = try desk(Self.file("by: turn\nwait: 10 minutes\n"))
        let c = try log(test).id
        test.now = test.now + .minutes(11)
        #expect(try test.desk.sweep(at: test.now).assigned == 1)
        try test.as(try #require(try owner(test, c))) { _ = try $0.releaseCase(c) }
        test.now = test.now + .minutes(5)
        #expect(try test.desk.sweep(at: test.now).assigned == 0)
        test.now = test.now + .minutes(6)
        #expect(try test.desk.sweep(at: test.now).assigned == 1)
    }

    @Test(
        "switched off nothing is given out, and explained all the same; logged by an agent it is the agent's")
    func off() throws {
        let test = try desk(Self.file("by: turn\n").replacing("assign: true", with: "assign: false"))
        let c = try log(test).id
        test.now = test.now + .minutes(5)
        #expect(try test.desk.sweep(at: test.now).assigned == 0)
        #expect(try owner(test, c) == nil)
        #expect(
            try test.desk.read { try $0.assignment(of: c, at: test.now) }?.choice?.person.staff.login == "a1")
    }

    @Test(
        "where the rules hold the next case back as well, full hands take none, and hear how many they have")
    func next() throws {
        let test = try desk(
            Self.file(capacity: "{a1: 1, a2: 0, a3: 0}", next: true, "by: turn\n"))
        _ = try (0..<2).map { _ in try log(test) }
        let a1 = try test.desk.actor(named: "a1")
        #expect(throws: AssignmentFault.handsFull(held: 1, most: 1)) {
            try test.desk.claim(by: a1, at: test.now) { try $0.claimNextCase() }
        }
    }

    @Test("two who sweep at once give every case once")
    func twice() async throws {
        let test = try desk(Self.file("by: fewest\nwait: 1 minute\n"))
        let cases = try (0..<30).map { _ in try log(test).id }
        let (now, place, text) = (test.now + .minutes(2), test.url, Self.file("by: fewest\nwait: 1 minute\n"))
        let given = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                let desk = try ServiceDesk.open(place, rules: rules(assigning: text))
                group.addTask { try desk.sweep(at: now).assigned }
            }
            return try await group.reduce(0, +)
        }
        #expect(given == 30)
        let entries = try test.desk.read { reading in
            try cases.flatMap { try reading.journal.of(Subject($0)).filter { $0.event == "case.assigned" } }
        }
        #expect(entries.count == 30)
        let loads = Dictionary(grouping: try cases.map { try owner(test, $0) ?? "" }) { $0 }.mapValues(
            \.count)
        #expect(loads == ["a1": 10, "a2": 10, "a3": 10])
    }

    @Test(
        "the last week is rehearsed without a trace: who would have got how many, who waited, and what nobody could have"
    )
    func rehearsed() throws {
        let test = try desk(
            Self.file(capacity: "{a1: 2, a2: 1, a3: 1}", "by: fewest\nlanguage: true\n")
                .replacing("assign: true", with: "assign: false"))
        let began = test.now
        let first = try log(test).id
        for _ in 0..<4 {
            test.now = test.now + .hours(1)
            _ = try log(test)
        }
        test.now = test.now + .hours(1)
        try test.as("admin") { work in
            _ = try work.take("cancel", on: first, given: ["cancelReason": .text(test.cancelReason)])
        }
        test.now = test.now + .hours(1)
        _ = try log(test)
        let span = Window(start: began, end: test.now + .hours(1))
        let r = try test.desk.read { try $0.rehearseAssignment(of: span, at: test.now) }
        #expect(r.came == 6 && r.atOnce == 3 && r.later == 1 && r.never == 2 && r.unruled == 0)
        #expect(r.longestWait == .hours(3))
        #expect(r.obstacles == [.full: 2, .language: 2])
        #expect(r.shares.map { "\($0.staff.login) \($0.given) \($0.mostAtOnce)" } == ["a1 3 2", "a2 1 1"])
        let a1 = try #require(try test.desk.actor(named: "a1").staffID)
        #expect(try test.desk.read { try $0.inHand(of: a1) }.isEmpty)
    }

    @Test("in a rehearsal as well a case lies as long as its rule says, and may be closed before")
    func rehearsedWait() throws {
        let test = try desk(
            Self.file("by: fewest\nwait: 2 hours\n").replacing("assign: true", with: "assign: false"))
        let began = test.now
        let first = try log(test).id
        _ = try log(test)
        test.now = test.now + .hours(1)
        try test.as("admin") { work in
            _ = try work.take("cancel", on: first, given: ["cancelReason": .text(test.cancelReason)])
        }
        let span = Window(start: began, end: test.now)
        let r = try test.desk.read { try $0.rehearseAssignment(of: span, at: test.now) }
        #expect(r.came == 2 && r.atOnce == 1 && r.later == 0 && r.never == 1)
        #expect(r.longestWait == .zero)
        #expect(r.obstacles == [.closed: 1])
    }
}

@Suite("Reading the rules of assignment")
struct AssignmentReadingTests {
    @Test(
        "what is wrong is said with its line",
        arguments: [
            ("rules:\n  a: {label: {en: a, zh-Hans: a}, to: [nobody], by: turn}", 2),
            ("rules:\n  a: {label: {en: a, zh-Hans: a}, to: [], by: turn}", 2),
            ("rules:\n  a:\n    label: {en: a, zh-Hans: a}\n    to: [agent]\n    by: luck", 5),
            ("capacity:\n  roles: {agent: -1}", 2),
            ("capacity:\n  roles: {pilot: 3}", 2),
            (
                "rules:\n  a:\n    label: {en: a, zh-Hans: a}\n    to: [agent]\n    by: turn\n    wait: 2 working days",
                6
            ),
            (
                "rules:\n  a:\n    label: {en: a, zh-Hans: a}\n    to: [agent]\n    by: turn\n    only: {field: colour, is: red}",
                6
            ),
            ("assign: perhaps", 1),
        ])
    func faults(text: String, line: Int) throws {
        let file = ResourceFile(name: "assignment.yaml", text: text)
        let faults = AssignmentRules.check(file: file, roles: TemporaryDesk.rules.roles)
        #expect(faults.map(\.line) == [line])
    }

    @Test("the shipped rules are sound, and off until somebody switches them on")
    func shipped() {
        #expect(!TemporaryDesk.rules.assignment.isOn && !TemporaryDesk.rules.assignment.rules.isEmpty)
    }
}
