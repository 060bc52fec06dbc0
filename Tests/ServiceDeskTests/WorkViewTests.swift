import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Views of visits and calls", .onEachDatabase)
struct WorkViewTests {
    private static let queues = """
        queues:
          - name: service
            label: {en: Service, zh-Hans: 综合服务}
        views:
          - name: late
            label: {en: Late, zh-Hans: 逾期}
            of: visits
            filter: -state:on-site due:late kind:repair
          - name: nobodys
            label: {en: Nobody's, zh-Hans: 无人}
            of: visits
            filter: technician:none starts<3d
          - name: tried
            label: {en: Tried, zh-Hans: 已拨}
            of: calls
            filter: attempts>0 caller:none reason:"call back"
            roles: [supervisor]
            order: attempts
            columns: [attempts, id, customer]
            at risk: attempts>2
          - name: soon
            label: {en: Soon, zh-Hans: 将到}
            of: calls
            filter: due<2h
        """

    private static func rules(_ text: String, _ folder: TemporaryFolder) throws -> Rules {
        try Data(text.utf8).write(to: URL(filePath: folder.file("queues.yaml")))
        return try Rules(library: ResourceLibrary(override: folder.path))
    }

    @Test("each shows the open visits that its filter says, counts as many, and is among the queues")
    func visits() throws {
        let folder = try TemporaryFolder()
        let test = try TemporaryDesk(rules: Self.rules(Self.queues, folder))
        let visit = try test.bookVisit(for: test.logRepair().id)
        let wang = try test.desk.actor(named: "wang")
        func ids(_ name: String) throws -> [VisitID] {
            try test.desk.read { reading in
                let view = try reading.workView(name, of: .visits, for: wang)
                let found = try reading.listedVisits(of: view, by: wang, at: test.now, limit: 10)
                let load = try reading.load(of: .work(name), by: wang, at: test.now)
                #expect(load.waiting.count == found.count)
                return found.map(\.id)
            }
        }
        #expect(try ids("late").isEmpty)
        #expect(try ids("nobodys").isEmpty)
        test.now = visit.promised.end + .minutes(1)
        #expect(try ids("late") == [visit.id])
        try test.as("wang") { work in
            var free = try work.reading.visit(visit.id)
            free.technician = nil
            _ = try work.visits.update(free)
        }
        #expect(try ids("nobodys") == [visit.id])
        let load = try test.desk.read { try $0.load(of: .work("late"), by: wang, at: test.now) }
        #expect(load.free.count == 1 && load.overdue.count == 1 && load.atRisk.count == 0)
        #expect(test.desk.rules.scopes(for: ["dispatcher"]).contains(.work("late")))
        #expect(!test.desk.rules.scopes(for: ["dispatcher"]).contains(.work("tried")))
    }

    @Test(
        "calls by reason, attempts and due are those of the list under the view, for those it is offered to")
    func calls() throws {
        let folder = try TemporaryFolder()
        let test = try TemporaryDesk(rules: Self.rules(Self.queues, folder))
        let customer = try test.customer()
        let call = try test.as("li") { work in
            try work.schedule(
                CallWish(
                    customer: customer.id, reason: CallWish.promised, from: work.now,
                    by: work.now + .minutes(60)))
        }
        let (li, chen) = try (test.desk.actor(named: "li"), test.desk.actor(named: "chen"))
        func listed(_ view: String, _ actor: Actor) throws -> [CallID] {
            try test.desk.read {
                try $0.callList(for: actor, everyones: true, view: view, at: test.now, limit: 10).map(\.id)
            }
        }
        #expect(try listed("soon", li) == [call.id])
        #expect(try listed("tried", chen) == [])
        try test.desk.act(by: .desk, at: test.now) { work in
            var tried = try work.reading.call(call.id)
            tried.attempts = 1
            _ = try work.calls.update(tried)
        }
        #expect(try listed("tried", chen) == [call.id])
        #expect(try listed("将到", li) == [call.id], "by what it is called as well")
        #expect(throws: ViewFault.unknown("tried", known: ["soon"])) { try listed("tried", li) }
        #expect(throws: ViewFault.unknown("soon", known: ["late", "nobodys"])) {
            try test.desk.read { try $0.workView("soon", of: .visits, for: li) }
        }
    }

    @Test(
        "the rules say how a view is shown and what in it is at risk; else it is two hours, and nothing of requests"
    )
    func terms() throws {
        let folder = try TemporaryFolder()
        let rules = try Self.rules(Self.queues, folder)
        let tried = try #require(rules.workTerms(of: .work("tried")))
        #expect(tried.order == .attempts && tried.columns == [.attempts, .id, .customer])
        #expect(tried.riskText == "attempts>2" && rules.workTerms(of: .work("soon"))?.riskText == "due<2h")
        #expect(WorkTerms(of: .approvals).riskText == nil && rules.workTerms(of: .everything) == nil)
    }

    @Test(
        "what is wrong in a filter is refused with its line",
        arguments: [
            ("technician:none starts<3d", "caller:none", "filter.noSuchField", 12),
            ("name: nobodys", "name: late", "view.twice", 9),
            ("technician:none starts<3d", "technician:wang", "filter.unknownValue", 12),
            ("technician:none starts<3d", "starts<soon", "filter.notSpan", 12),
            ("technician:none starts<3d", "state:gone", "filter.unknownValue", 12),
            ("attempts>0", "attempts>many", "filter.notNumber", 16),
            ("due<2h", "due:today", "filter.comparedOrWord", 24),
            ("of: calls\n    filter: due<2h", "of: orders\n    filter: due<2h", "rule.notOneOf", 23),
            ("order: attempts", "order: age", "rule.notOneOf", 18),
            ("[attempts, id, customer]", "[attempts, amount]", "rule.notOneOf", 19),
            ("at risk: attempts>2", "at risk: caller:me", "queue.riskOfOne", 20),
        ])
    func wrong(_ old: String, _ new: String, _ key: String, _ line: Int) throws {
        let folder = try TemporaryFolder()
        let text = Self.queues.replacing(old, with: new)
        #expect(text != Self.queues)
        let fault = #expect(throws: RuleFault.self) { _ = try Self.rules(text, folder) }
        #expect(fault?.problem.key == key && fault?.line == line, "\(String(describing: fault))")
    }

    @Test(
        "a reason for which nobody is rung up is found by the check of the rules; the shipped views have none"
    )
    func reasons() throws {
        let folder = try TemporaryFolder()
        let rules = try Self.rules(Self.queues.replacing("\"call back\"", with: "boredom"), folder)
        #expect(rules.problems().map(\.problem.key) == ["rule.notOneOf"])
        #expect(try TemporaryDesk.rules.workViewProblems().isEmpty)
        #expect(!TemporaryDesk.rules.workViews.isEmpty)
    }
}
