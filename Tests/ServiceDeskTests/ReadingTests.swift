import DeskTesting
import Model
import Records
import Resources
import ServiceDesk
import ServiceTime
import Testing
import Workflow

@Suite("What the desk can say", .onEachDatabase)
struct ReadingTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    @Test("what is offered can be taken, and what is refused says why")
    func offers() throws {
        let c = try test.logRepair()
        let li = try test.desk.actor(named: "li")
        let offers = try test.desk.read { try $0.offers(c.id, by: li, at: test.now) }
        #expect(offers.contains { $0.name == "assess" && $0.refusal == nil })
        #expect(!offers.contains { $0.name == "visit-done" }, "what only the desk takes is not offered")
        #expect(throws: Never.self) { try test.as("li") { try $0.take("assess", on: c.id) } }
    }

    @Test("a call still to be claimed offers what recording it will take, but not to whoever is barred")
    func callOffers() throws {
        let c = try test.finishedRepair()
        let call = try #require(try test.desk.read { try $0.calls.of(c.id) }.first)
        func names(_ login: String) throws -> [String] {
            let actor = try test.desk.actor(named: login)
            return try test.desk.read { try $0.offers(call.id, by: actor, at: test.now) }
                .filter { $0.refusal == nil }.map(\.name)
        }
        #expect(try names("zhao").contains("claim"))
        #expect(try names("zhao").contains("dissatisfied"))
        #expect(try !names("li").contains("claim"))
    }

    @Test("for every metric one promise holds, and each of the others says what part of it does not fit")
    func promises() throws {
        let c = try test.logRepair()
        let explained = try test.desk.read { try $0.promises(of: c.id, on: Day(2026, 11, 24)) }
        let resolve = try #require(explained.first { $0.metric == "resolve" })
        #expect(resolve.choice.promise?.id == "repair-resolve")
        let urgent = resolve.choice.considered.first { $0.promise.id == "repair-resolve-urgent" }
        #expect(urgent?.verdict == .notFor("severity"))
        // The clocks that run are those of the promises chosen.
        let running = try test.desk.read { try $0.clocks.of(Subject(c.id)) }
        for clock in running {
            #expect(explained.contains { $0.choice.promise?.id == clock.promise }, "\(clock.promise)")
        }
    }

    @Test("a replay judges the clocks that ran by the changed promise, and leaves the others as they were")
    func replay() throws {
        let c = try test.logRepair()
        test.now = test.now + .days(10)
        _ = try test.desk.sweep(at: test.now)
        let set = ResourceFile(
            name: "set.yaml",
            text: """
                line: repair
                promises:
                  - id: repair-resolve
                    label: {en: Repair completed, zh-Hans: 维修完成}
                    wording: {en: Within thirty working days., zh-Hans: 三十个工作日内修复。}
                    need: basic
                    metric: resolve
                    published: 30 working days
                    for: {subject: case, kinds: [repair]}
                    source: default
                """)
        let book = test.desk.rules.promises.amended(
            by: try PromiseBook(files: [set], calendars: test.desk.rules.calendars))
        let rows = try test.desk.read {
            try $0.replay(under: book, since: c.openedAt - .days(1), now: test.now)
        }
        let resolve = try #require(rows.first { $0.promise == "repair-resolve" })
        #expect((resolve.runs, resolve.keptBefore, resolve.keptAfter) == (1, 0, 1))
        for row in rows where row.promise != "repair-resolve" {
            #expect(row.keptBefore == row.keptAfter, "\(row.promise)")
        }
        #expect(try test.desk.read { try $0.replay(under: book, since: test.now, now: test.now) }.isEmpty)
    }

    @Test("records leave the desk only with the right to export, and the journal knows")
    func export() throws {
        #expect(throws: DeskFault.notAllowed(login: "li", right: "export")) {
            try test.as("li") { try $0.noteExport(of: "cases") }
        }
        try test.as("chen") { try $0.noteExport(of: "cases") }
        let last = try test.desk.read { try $0.journal.of(.desk) }.last
        #expect(last?.event == "desk.exported")
        #expect(last?.by == "chen")
    }

    @Test("nobody decides on their own request, and a call does not end before it begins")
    func ownRequest() throws {
        let c = try test.logRepair()
        let asked = try test.as("chen") {
            try $0.askApproval(Subject(c.id), decision: "exchange", reason: "三次维修")
        }
        #expect(throws: DeskFault.ownRequest(asked.id)) {
            try test.as("chen") { try $0.decide(asked.id, grant: true, answer: "") }
        }
        let (from, by) = (test.now, test.now - .hours(1))
        #expect(throws: DeskFault.callEndsBeforeItBegins(from: from, by: by)) {
            try test.as("zhao") {
                try $0.schedule(CallWish(customer: c.customer, reason: "call back", from: from, by: by))
            }
        }
    }
}
