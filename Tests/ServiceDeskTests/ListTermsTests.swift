import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing

@testable import ServiceDesk

@Suite("How lists are shown, as the rules say", .onEachDatabase)
struct ListTermsTests {
    private let queues = """
        queues:
          - name: service
            label: {en: Service, zh-Hans: 综合服务}
            order: age
            columns: [age, id, matter]
            at risk: age>15m
        views:
          - name: late
            label: {en: Late, zh-Hans: 逾期}
            filter: due:late
            columns: [id, due]
        """

    private func rules(_ text: String, _ folder: TemporaryFolder) throws -> Rules {
        try Data(text.utf8).write(to: URL(filePath: folder.file("queues.yaml")))
        return try Rules(library: ResourceLibrary(override: folder.path))
    }

    @Test(
        "order, columns and what is at risk are read; where nothing is said it is two hours before a promise")
    func read() throws {
        let folder = try TemporaryFolder()
        let rules = try rules(queues, folder)
        let queue = rules.terms(of: .queue("service"))
        #expect(queue.order == .age && queue.columns == [.age, .id, .matter] && queue.riskSpan == nil)
        #expect(queue.risk.text == "age>15m" && queue.riskFilter == "age>15m -due:late")
        let view = rules.terms(of: .view("late"))
        #expect(view.columns == [.id, .due] && view.order == .urgency)
        for scope in [QueueScope.view("late"), .queue("elsewhere"), .everything] {
            #expect(rules.terms(of: scope).riskSpan == .hours(2))
            #expect(rules.terms(of: scope).riskFilter == "due<2h -due:late")
        }
    }

    @Test(
        "what cannot be is refused with file and line",
        arguments: [
            ("order: age", "order: newest", "rule.notOneOf", 4),
            ("columns: [age, id, matter]", "columns: [age, colour]", "rule.notOneOf", 5),
            ("at risk: age>15m", "at risk: age>soon", "filter.notSpan", 6),
            ("at risk: age>15m", "at risk: owner:me", "queue.riskOfOne", 6),
            ("at risk: age>15m", "at risk: ''", "rule.missing", 6),
            ("at risk: age>15m", "at once: age>15m", "rule.unknownKey", 6),
            ("filter: due:late", "filter: due:soon", "filter.comparedOrWord", 10),
        ])
    func refused(text: String, wrong: String, key: String, line: Int) throws {
        let folder = try TemporaryFolder()
        do {
            _ = try rules(queues.replacing(text, with: wrong), folder)
            Issue.record("\(wrong) was taken")
        } catch let fault as RuleFault {
            #expect(fault.file.hasSuffix("queues.yaml") && fault.problem.key == key && fault.line == line)
        }
    }

    @Test("a view has an order as a queue does")
    func viewOrder() throws {
        let folder = try TemporaryFolder()
        let rules = try rules(queues + "\n    order: age\n", folder)
        #expect(rules.terms(of: .view("late")).order == .age)
    }

    @Test("what is at risk is counted alike by the queues, the overview, and the list under its filter")
    func counted() throws {
        let folder = try TemporaryFolder()
        let test = try TemporaryDesk(rules: rules(queues, folder))
        let end = test.now
        let customer = try test.customer().id
        for minutes in [600, 300, 20, 1] {
            test.now = end - .minutes(minutes)
            try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
                (draft.product, draft.channel, draft.onRepeat) = ("air-conditioner", .import, .logAnyway)
                _ = try work.log(draft)
            }
        }
        test.now = end
        let li = try test.desk.actor(named: "li")
        try test.desk.read { reading in
            var list = CaseList(.queue("service"))
            list.filter = try CaseFilter(
                reading.rules.terms(of: list.scope).riskFilter, words: reading.filterWords())
            let listed = try reading.count(list, by: li, at: end).count
            let all = try reading.page(
                CaseList(.queue("service")), from: .beginning, by: li, at: end
            ).lines
            let expected = all.filter { line in
                line.openedAt < end - .minutes(15) && line.due.map { $0 >= end } ?? true
            }
            #expect(listed == expected.count && listed > 0 && all.count == 4)
            #expect(try reading.loads(at: end)[0].atRisk.count == listed)
            let overview = try reading.overview(at: end)
            #expect(overview.queues[0].figures.atRisk.count == listed)
            #expect(overview.whole.figures.atRisk.count == listed)
            #expect(try reading.load(of: .queue("service"), by: li, at: end).atRisk.count == listed)
        }
    }

    @Test(
        "the shipped queues and views that a call centre works by are there, each with a filter that is understood"
    )
    func shipped() throws {
        let rules = TemporaryDesk.rules
        let names = rules.views.map(\.name)
        for name in ["mine", "new", "waiting", "parts", "breached", "reopened", "dealers", "recalls"] {
            #expect(names.contains(name))
        }
        #expect(rules.terms(of: .queue("complaints")).riskSpan == .hours(4))
    }
}
