import Model
import Resources
import Testing

@testable import Quality

@Suite("Score cards")
struct ScoreCardTests {
    static let text = """
        cards:
          - name: case
            label: {en: Case, zh-Hans: 工单}
            of: case
            kinds: [repair]
            by: [quality]
            pass: 80 %
            tolerance: 10 %
            quota: 4
            byRisk: 50 %
            double: 25 %
            risk: {reopened: 3}
            sections:
              - name: all
                label: {en: All, zh-Hans: 全部}
                items:
                  - {name: greeting, label: {en: Greeting, zh-Hans: 问候}, points: 10}
                  - {name: depth, label: {en: Depth, zh-Hans: 深度}, points: 20, scale: 5, optional: true}
                  - {name: privacy, label: {en: Privacy, zh-Hans: 隐私}, fatal: true}
        """

    static func book(_ text: String = text) throws -> ScoreBook {
        try ScoreBook(
            file: ResourceFile(name: "scorecards.yaml", text: text), kinds: ["repair"], roles: ["quality"])
    }

    private func result(_ answers: [String: String]) throws -> ScoreSheet.Result {
        try ScoreSheet(#require(try Self.book()["case"]).card, answers).result
    }

    @Test(
        "a score is what was got of the points that apply; a level counts from 1 for none to the last for all"
    )
    func share() throws {
        let half = try result(["greeting": "yes", "depth": "3", "privacy": "yes"])
        #expect(half.got == 20 && half.applicable == 30 && abs(half.share - 2.0 / 3) < 1e-12)
        #expect(!half.isPassed)
        let without = try result(["greeting": "yes", "depth": "na", "privacy": "yes"])
        #expect(without.applicable == 10 && without.share == 1 && without.isPassed)
        #expect(try result(["greeting": "no", "depth": "1", "privacy": "yes"]).share == 0)
    }

    @Test("what is not answered yet counts no more than what does not apply")
    func soFar() throws {
        let card = try #require(try Self.book()["case"]).card
        let part = ScoreSheet.result(of: card, ["greeting": .yes])
        #expect(part.got == 10 && part.applicable == 10 && part.share == 1)
        let none = ScoreSheet.result(of: card, [:])
        #expect(none.applicable == 0 && none.share == 0 && !none.isPassed)
        #expect(ScoreSheet.result(of: card, ["privacy": .no]).fatal == ["privacy"])
    }

    @Test("a no to what is fatal makes the whole nought, and names it")
    func fatal() throws {
        let found = try result(["greeting": "yes", "depth": "5", "privacy": "no"])
        #expect(found.share == 0 && !found.isPassed && found.fatal == ["privacy"])
    }

    @Test("what is no answer, no item, not answered, or leaves nothing to score is refused")
    func refused() throws {
        #expect(throws: ScoringFault.noItem("tone", known: ["greeting", "depth", "privacy"])) {
            try result(["tone": "yes"])
        }
        #expect(throws: ScoringFault.wrongAnswer("6", to: "depth", known: ["1", "2", "3", "4", "5", "na"])) {
            try result(["greeting": "yes", "depth": "6", "privacy": "yes"])
        }
        #expect(throws: ScoringFault.wrongAnswer("na", to: "greeting", known: ["no", "yes"])) {
            try result(["greeting": "na", "depth": "na", "privacy": "yes"])
        }
        #expect(throws: ScoringFault.unanswered(["depth", "privacy"])) { try result(["greeting": "yes"]) }
    }

    @Test(
        "a wrong file is refused with its line",
        arguments: [
            ("pass: 80 %", "pass: 180 %", 7), ("quota: 4", "quota: 0", 9),
            ("reopened: 3", "lateness: 3", 12), ("reopened: 3", "reopened: -1", 12),
            ("by: [quality]", "by: [king]", 6), ("points: 20, scale: 5", "points: 20, scale: 2", 18),
            ("points: 10", "points: 0", 17), ("of: case", "of: call", 5),
        ])
    func faults(right: String, wrong: String, line: Int) throws {
        let text = Self.text.replacing(right, with: wrong)
        let faults = ScoreBook.check(
            file: ResourceFile(name: "scorecards.yaml", text: text), kinds: ["repair"], roles: ["quality"])
        #expect(faults.map(\.line) == [line], "\(faults)")
    }

    @Test("a trait that only cases have is refused on a card of calls", arguments: ReviewRisk.allCases)
    func traitsOfCases(trait: ReviewRisk) throws {
        let text = Self.text.replacing("of: case", with: "of: call")
            .replacing("    kinds: [repair]\n", with: "").replacing(
                "reopened: 3", with: "\(trait.rawValue): 3")
        let faults = ScoreBook.check(
            file: ResourceFile(name: "scorecards.yaml", text: text), kinds: ["repair"], roles: ["quality"])
        let isRefused = [.breached, .granted, .chased].contains(trait)
        #expect(faults.map(\.line) == (isRefused ? [11] : []), "\(faults)")
    }
}

@Suite("Which work is drawn to be judged")
struct ReviewSamplingTests {
    @Test(
        "up to which answer a customer is dissatisfied, is what the sheet's own rules go by",
        arguments: [("after-repair", "overall", 3), ("complaint-handling", "satisfied", 2)])
    func dissatisfied(sheet: String, question: String, most: Int) throws {
        let found = try #require(try Samples.shipped(sheet).dissatisfied)
        #expect(found.question == question && found.most == most)
    }

    private let plan = ScorePlan(
        card: "case", matter: .case, quota: 4, riskShare: 0.5, doubleShare: 0.25, weights: [.reopened: 3])

    /// Of two people, every fifth reopened.
    private let found = (1...60).map { n in
        ReviewCandidate(
            number: Int64(n), agent: n <= 40 ? 1 : 2, traits: n.isMultiple(of: 5) ? [.reopened] : [],
            length: Int64(n))
    }

    @Test("each person gives the quota, half of it by risk; the same seed draws the same, another does not")
    func quota() throws {
        let drawn = plan.draw(found, seed: 7)
        for agent in [Int64(1), 2] {
            let own = drawn.filter { $0.candidate.agent == agent }
            #expect(own.count == 4 && own.count(where: \.isByRisk) == 2)
            #expect(own.filter(\.isByRisk).allSatisfy { $0.candidate.traits.contains(.reopened) })
        }
        #expect(Set(drawn.map(\.candidate.number)).count == 8 && drawn.count(where: \.isDouble) == 2)
        #expect(plan.draw(found.reversed(), seed: 7) == drawn)
        #expect(plan.draw(found, seed: 8) != drawn)
    }

    @Test("who has done less than the quota gives all there is")
    func few() throws {
        let drawn = plan.draw(Array(found.prefix(3)), seed: 1)
        #expect(drawn.map(\.candidate.number) == [1, 2, 3] && drawn.allSatisfy { !$0.isByRisk })
    }

    @Test("each is drawn by chance as often as any other, at risk or not")
    func fair() throws {
        var (times, atRisk) = (0, 0)
        for seed in UInt64(1)...500 {
            for one in plan.draw(Array(found.prefix(40)), seed: seed) where !one.isByRisk {
                times += 1
                if one.candidate.traits.contains(.reopened) { atRisk += 1 }
            }
        }
        // 1000 draws of which one in five is at risk; four standard deviations around 200.
        #expect(times == 1000 && (150...250).contains(atRisk), "\(atRisk)")
    }

    @Test("the heavier a trait weighs, the oftener it is drawn by risk")
    func weights() throws {
        var plan = plan
        (plan.quota, plan.riskShare, plan.weights) = (1, 1, [.reopened: 3, .granted: 1])
        let list = [
            ReviewCandidate(number: 1, agent: 1, traits: [.reopened], length: 1),
            ReviewCandidate(number: 2, agent: 1, traits: [.granted], length: 1),
        ]
        let heavy = (UInt64(1)...1000).count { plan.draw(list, seed: $0).first?.candidate.number == 1 }
        // Three of four; more than four standard deviations to either side.
        #expect((690...810).contains(heavy), "\(heavy)")
    }
}
