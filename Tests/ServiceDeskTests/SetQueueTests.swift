import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Queues that a desk sets for everyone", .onEachDatabase)
struct SetQueueTests {
    private let test: TemporaryDesk

    init() throws {
        test = try TemporaryDesk()
        try test.as("admin") { work in
            for (login, role) in [("a1", "agent"), ("boss", "supervisor")] {
                _ = try work.addStaff(
                    Staff(id: StaffID(0), login: login, name: login, roles: [role], team: "day"))
            }
        }
    }

    private func set(
        _ list: ListOfRules, by login: String = "boss", version: Int? = nil,
        _ change: (inout ViewDraft) -> Void
    ) throws -> KeptView {
        try test.as(login) { work in
            let kept = try work.rules.inForce(list)
            var draft = ViewDraft(kept)
            change(&draft)
            return try work.setQueue(
                list, draft, version: version, words: work.reading.viewWords(of: kept.of))
        }
    }

    /// The rules as the next transaction has them in force.
    private func rules() throws -> Rules { try test.desk.read { $0.rules } }

    @Test("a view of cases is another one for everyone, from the next look on, until it is reset")
    func view() throws {
        let filed = try #require(test.desk.rules.views.first { $0.name == "breached" })
        let set = try set(.view("breached")) {
            ($0.filter, $0.order, $0.columns) = ("due:late -kind:inquiry", .age, [.id, .due])
            ($0.risk, $0.roles) = ("age>1d", ["supervisor"])
        }
        #expect(set.version == 1 && set.filter == "due:late -kind:inquiry")
        let own = try #require(try rules().views.first { $0.name == "breached" })
        #expect(own.filter.text == set.filter && own.roles == ["supervisor"] && own.label == filed.label)
        #expect(
            own.terms.order == .age && own.terms.columns == [.id, .due] && own.terms.risk.text == "age>1d")
        #expect(try !rules().scopes(for: ["agent"]).contains(.view("breached")))
        // It is no view that somebody keeps.
        let boss = try test.desk.actor(named: "boss")
        #expect(try test.desk.read { try $0.savedViews(for: boss).isEmpty })
        try test.as("boss") { _ = try $0.resetQueue(.view("breached")) }
        #expect(try rules().views.first { $0.name == "breached" } == filed)
        #expect(throws: ViewFault.asRules("breached")) {
            try test.as("boss") { _ = try $0.resetQueue(.view("breached")) }
        }
    }

    @Test("a queue is shown otherwise, and keeps the kinds of cases that the rules give it")
    func queue() throws {
        _ = try set(.queue("repair")) { ($0.order, $0.risk, $0.roles) = (.age, "due<8h", ["agent"]) }
        let terms = try rules().terms(of: .queue("repair"))
        #expect(terms.order == .age && terms.riskSpan == .hours(8))
        #expect(try rules().settings.queues.first { $0.name == "repair" }?.roles == ["agent"])
        #expect(throws: ViewFault.queueFilter) { try set(.queue("repair")) { $0.filter = "owner:me" } }
    }

    @Test("so is a view of visits, calls or requests")
    func work() throws {
        _ = try set(.view("calls-due")) { ($0.filter, $0.order) = ("caller:none attempts<2", .starts) }
        let own = try #require(try rules().workViews.first { $0.name == "calls-due" })
        #expect(
            own.kind == .calls && own.filterText == "caller:none attempts<2" && own.terms.order == .starts)
    }

    @Test("who has not the right is refused, as is what the file would be refused for; nothing changes then")
    func refused() throws {
        #expect(throws: DeskFault.notAllowed(login: "a1", right: "queue.set")) {
            try set(.view("breached"), by: "a1") { $0.order = .age }
        }
        #expect(throws: FilterFault.self) { try set(.view("breached")) { $0.filter = "colour:red" } }
        #expect(throws: ViewFault.riskOfOne) { try set(.view("breached")) { $0.risk = "owner:me" } }
        #expect(throws: ViewFault.unknownRole("pilot", known: TemporaryDesk.rules.roles.all.map(\.name))) {
            try set(.view("breached")) { $0.roles = ["pilot"] }
        }
        #expect(try rules().ownLists.isEmpty)
    }

    @Test("of two who set one queue at once the second is told")
    func twice() throws {
        _ = try set(.view("breached"), version: 0) { $0.order = .age }
        #expect(throws: ViewFault.listChanged("breached")) {
            try set(.view("breached"), version: 0) { $0.risk = "age>2d" }
        }
        #expect(try set(.view("breached"), version: 1) { $0.risk = "age>2d" }.version == 2)
        #expect(try test.problems() == [])
    }
}
