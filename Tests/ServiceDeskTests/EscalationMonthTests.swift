import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

/// A month of complaints that agents take up, put off and settle as chance has it; afterwards it is counted, minute by
/// minute, when each promise came to each share of its time, and compared with what was climbed.
@Suite("A month of escalations", .onEachDatabase)
struct EscalationMonthTests {
    private static let ladders = """
        unowned: supervisor
        ladders:
          early: {label: {en: Early, zh-Hans: 提前}, clocks: [respond], rungs: [{at: 50 %, notify: [owner]}, {at: 75 %, notify: [owner]}]}
          late: {label: {en: Late, zh-Hans: 超时}, clocks: [respond, resolve], rungs: [{at: 100 %, notify: [owner]}, {at: 150 %, notify: [manager]}]}
        """
    private static let step = Span.minutes(30)

    private let test: TemporaryDesk
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try Data(Self.ladders.utf8).write(to: URL(filePath: folder.file("escalation.yaml")))
        let rules = try Rules(library: ResourceLibrary(override: folder.path))
        test = try TemporaryDesk(rules: rules)
    }

    /// What agents may do with a complaint at one look; nothing by which it becomes more severe, and so another promise.
    private static let acts: [(step: String, given: [String: FieldValue])] = [
        ("acknowledge", [:]), ("assess", ["validity": .text("valid")]),
        ("wait-for-customer", ["waitingFor": .text("发票")]), ("customer-answered", [:]),
        ("investigate", [:]),
        ("respond", ["decision": .text("accepted"), "reply": .text("更换电机")]), ("communicate", [:]),
        ("accept", [:]),
    ]

    private func live(through days: Int, chance: inout SeededGenerator) throws -> [CaseID] {
        let (customer, li) = (try test.customer().id, try test.desk.actor(named: "li"))
        var (cases, begun): ([CaseID], Instant) = ([], test.now)
        while test.now < begun + .days(days) {
            test.now = test.now + Self.step
            _ = try test.desk.sweep(at: test.now)
            if cases.count < 24, Int.random(in: 0..<30, using: &chance) == 0 {
                let c = try test.as("li") { work in
                    var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "送货慢")
                    draft.onRepeat = .logAnyway
                    return try work.log(draft).serviceCase
                }
                cases.append(c.id)
            }
            guard Int.random(in: 0..<3, using: &chance) == 0, let id = cases.randomElement(using: &chance)
            else {
                continue
            }
            let offers = try test.desk.read { try $0.offers(id, by: li, at: test.now) }
                .filter { $0.refusal == nil }.map(\.name)
            if let act = Self.acts.filter({ offers.contains($0.step) }).randomElement(using: &chance) {
                try test.as("li") { _ = try $0.take(act.step, on: id, given: act.given) }
            }
        }
        return cases
    }

    @Test(
        "each rung is climbed once, at the first look after its share of the time is gone, and none else",
        arguments: [7, 11])
    func month(_ seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let begun = test.now
        let cases = try live(through: 30, chance: &chance)
        let looks = Array(sequence(first: begun + Self.step) { $0 < test.now ? $0 + Self.step : nil })
        let oracle = try ShareOracle(from: begun, days: 90, rules: test.desk.rules, looks: looks)
        var (expected, found): ([String], [String]) = ([], [])
        for id in cases {
            let (clocks, climbed) = try test.desk.read { reading in
                (
                    try reading.clocks.of(Subject(id)).map { ($0, try reading.clocks.ledger($0.id)) },
                    try reading.escalation(of: id, at: test.now).climbed
                )
            }
            found += climbed.map { "\(id) \($0.ladder) \($0.mark?.description ?? "") \($0.at.milliseconds)" }
            for (clock, ledger) in clocks {
                let shares: [(String, Int)] =
                    switch clock.metric {
                    case "respond": [("early", 50), ("early", 75), ("late", 150)]
                    case "resolve": [("late", 150)]
                    default: []
                    }
                expected += shares.compactMap { ladder, share in
                    oracle.reached(share, clock, ledger).map {
                        "\(id) \(ladder) \(share) % \($0.milliseconds)"
                    }
                }
            }
        }
        let shares = Set(found.filter { !$0.contains(" 100 % ") })
        #expect(shares.subtracting(expected) == [], "climbed, and ought not")
        #expect(Set(expected).subtracting(shares) == [], "ought to be climbed, and was not")
        #expect(expected.count > 10, "chance gave too little to look at")
        #expect(Set(found).count == found.count)
        #expect(try test.problems() == [])
    }
}
