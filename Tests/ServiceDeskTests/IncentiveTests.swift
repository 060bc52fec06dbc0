import DeskTesting
import Model
import Resources
import Testing

@testable import ServiceDesk

@Suite("Incentive cards")
struct IncentiveTests {
    private static let head = """
        cards:
          - role: agent
            label: {en: Agents, zh-Hans: 坐席}
            by: agent
            least: 20
            enough: 50 %
            bonus:
              - {from: 60, share: 50 %}
              - {from: 90, share: 100 %}
            items:

        """
    private static let items = """
              - {figure: firstContact, weight: 30, none: 50 %, full: 90 %, must: 40 %}
              - {figure: reopened, weight: 10, none: 20 %, full: 0 %}
              - {figure: resolution, weight: 20, none: 20 hours, full: 10 hours}
        """

    private static func book(_ text: String) throws -> IncentiveBook {
        try IncentiveBook(
            file: ResourceFile(name: "incentives.yaml", text: text), roles: ["agent", "technician"],
            fields: { $0.fields(TemporaryDesk.rules) })
    }

    private func score(_ values: [ServiceFigure: FigureValue]) throws -> IncentiveScore {
        let card = try #require(try Self.book(Self.head + Self.items).cards.first)
        return IncentiveScore(card, StaffID(1), "李娜", values)
    }

    private func hours(_ count: Int) -> FigureValue {
        FigureValue(.duration, Array(repeating: Double(count * 60), count: 40))
    }

    @Test("points are in proportion between none and full, for what is better when more and when less")
    func points() throws {
        let found = try score([
            .firstContact: FigureValue(hits: 70, of: 100), .reopened: FigureValue(hits: 5, of: 100),
            .resolution: hours(25),
        ])
        #expect(found.items.map { $0.points?.rounded() } == [15, 8, 0])
        let points = try #require(found.points)
        #expect(abs(points - 100 * 22.5 / 60) < 1e-9)
        #expect(found.bonus == 0)
        let best = try score([
            .firstContact: FigureValue(hits: 95, of: 100), .reopened: FigureValue(hits: 0, of: 100),
            .resolution: hours(5),
        ])
        #expect(best.points == 100)
        #expect(best.bonus == 1)
    }

    @Test("an item of few rows is left out, and without enough of the weight there is no score")
    func few() throws {
        let found = try score([
            .firstContact: FigureValue(hits: 9, of: 10), .reopened: FigureValue(hits: 0, of: 100),
            .resolution: hours(10),
        ])
        #expect(found.items.map(\.points) == [nil, 10, 20])
        #expect(found.points == 100)
        let less = try score([.reopened: FigureValue(hits: 0, of: 100)])
        #expect(less.points == nil)
        #expect(less.bonus == nil)
    }

    @Test("who is clearly below what must be gets no bonus; who may be above by chance does")
    func must() throws {
        let rest: [ServiceFigure: FigureValue] = [
            .reopened: FigureValue(hits: 0, of: 100), .resolution: hours(5),
        ]
        let clearly = try score(rest.merging([.firstContact: FigureValue(hits: 20, of: 100)]) { a, _ in a })
        #expect(clearly.failed == [.firstContact])
        #expect(clearly.bonus == 0)
        let perhaps = try score(rest.merging([.firstContact: FigureValue(hits: 12, of: 36)]) { a, _ in a })
        #expect(perhaps.failed.isEmpty)
    }

    @Test(
        "what is wrong in the file is told with its line",
        arguments: [
            ("weight: 30", "weight: 0", "incentive.file.weight", 11),
            ("none: 50 %, full: 90 %", "none: 90 %, full: 50 %", "incentive.file.scale", 11),
            ("none: 20 %, full: 0 %", "none: 0 %, full: 20 %", "incentive.file.scale", 12),
            ("none: 20 hours", "none: 20 %", "desk.notSpan", 13),
            ("figure: reopened", "figure: opened", "rule.notOneOf", 12),
            ("figure: reopened", "figure: firstTimeFix", "rule.notOneOf", 12),
            ("figure: reopened", "figure: firstContact", "incentive.file.scale", 12),
            ("least: 20", "least: 0", "incentive.file.count", 5),
            ("role: agent", "role: baker", "rule.notOneOf", 2),
            ("from: 90, share: 100 %", "from: 50, share: 100 %", "incentive.file.steps", 8),
            ("full: 10 hours}", "full: 10 hours, must: 5 hours}", "incentive.file.must", 13),
        ])
    func wrong(_ old: String, _ new: String, _ key: String, _ line: Int) throws {
        let text = (Self.head + Self.items).replacing(old, with: new)
        let fault = #expect(throws: RuleFault.self) { try Self.book(text) }
        #expect(fault?.problem.key == key)
        #expect(fault?.line == line)
    }

    @Test("one sees one's own; who judges others' work sees everybody's")
    func mine() throws {
        let test = try TemporaryDesk()
        let (li, chen) = (try test.desk.actor(named: "li"), try test.desk.actor(named: "chen"))
        let today = test.desk.rules.localDay(test.now)
        func names(_ actor: Actor, _ login: String? = nil) throws -> [String] {
            try test.desk.read {
                try $0.incentives(today - 30...today, of: login, for: actor, at: test.now).flatMap {
                    $0.scores.map(\.name)
                }
            }
        }
        #expect(try names(li) == ["李娜"])
        #expect(try names(chen).contains("周师傅"))
        #expect(try names(chen, "t1") == ["周师傅"])
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) { try names(li, "t1") }
        #expect(throws: DeskFault.unknownStaff("nobody")) { try names(chen, "nobody") }
    }
}
