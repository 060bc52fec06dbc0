import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Reading escalation ladders")
struct EscalationReadingTests {
    private static let good = """
        unowned: supervisor
        ladders:
          l:
            label: {en: L, zh-Hans: 规则}
            clocks: [respond]
            rungs:
              - {at: 75 %, notify: [owner]}
        """

    private func read(_ text: String) throws -> EscalationLadders {
        try EscalationLadders(
            file: ResourceFile(name: "e.yaml", text: text), roles: TemporaryDesk.rules.roles,
            ranks: TemporaryDesk.rules.settings.ranks)
    }

    @Test(
        "what is wrong in a ladder is said with its line",
        arguments: [
            ("clocks: [respond]", "clocks: [reply]", "rule.notOneOf"),
            ("clocks: [respond]", "clocks: all\n    on: reopened", "escalation.oneTrigger"),
            ("    clocks: [respond]\n", "", "escalation.oneTrigger"),
            ("clocks: [respond]", "on: said", "escalation.wordsAreSaid"),
            ("clocks: [respond]", "on: chased\n    words: [law]", "escalation.wordsAreSaid"),
            ("clocks: [respond]", "on: chased", "escalation.notTimes"),
            ("at: 75 %", "at: 75", "escalation.notShare"),
            ("at: 75 %", "at: 0 %", "escalation.notShare"),
            ("at: 75 %", "at: 1001 %", "escalation.notShare"),
            ("notify: [owner]", "notify: [boss]", "rule.notOneOf"),
            (", notify: [owner]", "", "escalation.emptyRung"),
            (", notify: [owner]", ", reassign: nobody", "rule.notOneOf"),
            (", notify: [owner]", ", raise: perhaps", "rule.notFlag"),
            ("clocks: [respond]", "clocks: all\n    only: {field: colour, is: red}", "rule.notOneOf"),
            (
                "clocks: [respond]", "clocks: all\n    only: {field: customerRank, is: duke}",
                "workflow.unknown.choice"
            ),
            ("clocks: [respond]", "of: visit\n    on: reopened", "rule.notOneOf"),
            ("clocks: [respond]", "of: unit\n    clocks: all", "rule.notOneOf"),
            ("notify: [owner]", "notify: [case owner]", "rule.notOneOf"),
            (
                "- {at: 75 %, notify: [owner]}",
                "- {at: 75 %, notify: [owner]}\n      - {at: 75 %, raise: true}", "escalation.sameRung"
            ),
        ])
    func wrong(_ old: String, _ new: String, _ key: String) throws {
        #expect(try read(Self.good).all.count == 1)
        let text = Self.good.replacing(old, with: new)
        #expect(text != Self.good)
        let fault = #expect(throws: RuleFault.self) { _ = try read(text) }
        #expect(fault?.problem.key == key && (fault?.line ?? 0) > 2, "\(String(describing: fault))")
    }

    @Test(
        "rungs come in the order of their shares, whatever the file's; the promise itself is not among them")
    func order() throws {
        let ladders = try read(
            Self.good.replacing(
                "- {at: 75 %, notify: [owner]}",
                with: """
                    - {at: 150 %, raise: true}
                          - {at: 100 %, notify: [owner]}
                          - {at: 50 %, notify: [owner]}
                    """))
        #expect(
            ladders.shares("respond", after: 0) == [50, 150] && ladders.shares("respond", after: 50) == [150])
        #expect(ladders.shares("respond", after: 150) == [] && ladders.shares("resolve", after: 0) == [])
    }

    @Test(
        "a rung's place is a share or minutes: after the start, before the promise is due, or after",
        arguments: [
            ("30 min", EscalationLadder.Mark.minutes(30, .afterStart)),
            ("10 minutes before", .minutes(10, .beforeDue)), ("1 minute after", .minutes(1, .afterDue)),
            ("75 %", .percent(75)),
        ])
    func places(_ text: String, _ mark: EscalationLadder.Mark) throws {
        let found = try #require(EscalationLadder.Mark(text))
        #expect(found == mark)
        #expect(EscalationLadder.Mark(found.description) == mark)
        #expect(EscalationLadder.Mark("0 min") == nil && EscalationLadder.Mark("10 min late") == nil)
        let ladders = try read(Self.good.replacing("75 %", with: text))
        #expect(ladders.all.first?.rungs.first?.at == mark)
    }

    /// A complaint at a desk with one ladder, on when it is taken up.
    private func complaint(_ severity: Severity, under rungs: [String]) throws -> (
        test: TemporaryDesk, id: CaseID
    ) {
        let folder = try TemporaryFolder()
        let lines = rungs.map { "      - {at: \($0), notify: [owner]}\n" }.joined()
        let text = """
            unowned: supervisor
            ladders:
              l:
                label: {en: L, zh-Hans: 规则}
                clocks: [acknowledge]
                rungs:

            """
        try Data((text + lines).utf8).write(to: URL(filePath: folder.file("escalation.yaml")))
        let test = try TemporaryDesk(rules: Rules(library: ResourceLibrary(override: folder.path)))
        let customer = try test.customer().id
        let id = try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "送货很慢")
            draft.severity = severity
            return try work.log(draft).serviceCase.id
        }
        return (test, id)
    }

    @Test(
        "a promise that is shorter from now on comes to the rung after it is due, however many minutes it had passed"
    )
    func shortened() throws {
        let (test, id) = try complaint(.major, under: ["10 min before", "10 min after"])
        // Twelve hours, then two.
        test.now = test.now + .minutes(711)
        _ = try test.desk.sweep(at: test.now)
        #expect(try climbed(in: test, id) == ["10 min before"])
        _ = try test.as("chen") { work in
            var c = try work.reading.serviceCase(id)
            c.severity = .urgent
            return try work.edit(c)
        }
        for minute in 1...3 { _ = try test.desk.sweep(at: test.now + .minutes(minute)) }
        #expect(try climbed(in: test, id) == ["10 min before", "10 min after"])
    }

    @Test("rungs of minutes are climbed in their turn with those of shares, each once")
    func minutes() throws {
        let (test, id) = try complaint(
            .urgent, under: ["10 min before", "30 min", "50 %", "10 min after"])
        let clock = try #require(
            try test.desk.read { try $0.clocks.of(Subject(id)) }.first { $0.metric == "acknowledge" })
        let half = clock.startedAt + Span(milliseconds: (clock.due - clock.startedAt).milliseconds / 2)
        let wanted = [
            clock.startedAt + .minutes(30), half, clock.due - .minutes(10), clock.due + .minutes(10),
        ]
        #expect(clock.rungDue == wanted[0])
        let standing = try test.desk.read { try $0.escalation(of: id, at: test.now) }
        #expect(standing.coming.filter { $0.ladder.name == "l" }.map(\.at) == wanted)
        for (moment, count) in zip(wanted, 1...) {
            _ = try test.desk.sweep(at: moment - .minutes(1))
            #expect(try climbed(in: test, id).count == count - 1)
            _ = try test.desk.sweep(at: moment + .minutes(1))
            #expect(try climbed(in: test, id).count == count)
        }
        #expect(try climbed(in: test, id) == ["30 min", "50 %", "10 min before", "10 min after"])
    }

    private func climbed(in test: TemporaryDesk, _ id: CaseID) throws -> [String] {
        try test.desk.read { try $0.escalation(of: id, at: test.now) }.climbed.compactMap {
            $0.mark?.description
        }
    }
}
