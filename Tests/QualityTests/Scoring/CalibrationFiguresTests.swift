import Model
import Testing

@testable import Quality

/// Two matters, scored by three people by a card of a yes or no, a scale and a must.
@Suite("How far apart the scores of a calibration are")
struct CalibrationFiguresTests {
    private let card = ScoreCard(
        name: "card", label: Label(en: "Card", zh: "卡"), pass: 0.8, tolerance: 0.1,
        sections: [
            ScoreCard.Section(
                name: "all", label: Label(en: "All", zh: "全部"),
                items: [
                    ScoreCard.Item(
                        name: "told", label: Label(en: "Told", zh: "告知"), points: 10, mayNotApply: true),
                    ScoreCard.Item(name: "tone", label: Label(en: "Tone", zh: "语气"), points: 10, scale: 5),
                    ScoreCard.Item(
                        name: "honest", label: Label(en: "Honest", zh: "真实"), points: 0, isFatal: true),
                ])
        ])
    private let first = Subject(CaseID(1))
    private let second = Subject(CaseID(2))
    private let sun = StaffID(1)
    private let qian = StaffID(2)
    private let he = StaffID(3)

    private func sheet(_ told: String, _ tone: String, _ honest: String = "yes") throws -> ScoreSheet {
        try ScoreSheet(card, ["told": told, "tone": tone, "honest": honest])
    }

    private func scored(_ subject: Subject, _ rater: StaffID, _ sheet: ScoreSheet)
        -> CalibrationFigures.Scored
    {
        CalibrationFigures.Scored(subject, by: rater, sheet)
    }

    private func figures(agreed: [Subject: ScoreSheet] = [:]) throws -> CalibrationFigures {
        try CalibrationFigures(
            card,
            [
                scored(first, sun, sheet("yes", "5")), scored(first, qian, sheet("no", "4")),
                scored(first, he, sheet("na", "5")), scored(second, sun, sheet("yes", "3")),
                scored(second, qian, sheet("yes", "1", "no")),
            ], agreed: agreed)
    }

    @Test("of each matter the lowest, the highest, the mean and how many passed it")
    func matters() throws {
        let found = try figures().matters
        #expect(found.map(\.count) == [3, 2] && found.map(\.passed) == [2, 0])
        // 20, 7.5 and 10 of 10 where one item does not apply.
        #expect(found[0].lowest == 7.5 / 20 && found[0].highest == 1)
        #expect(abs(found[0].mean - (1 + 0.375 + 1) / 3) < 1e-12)
        #expect(found[1].lowest == 0, "a must was missed")
        #expect(found.allSatisfy { $0.agreed == nil })
    }

    @Test(
        "of each item how many matters were answered alike, and how much of its points lies between answers")
    func items() throws {
        let found = try figures().items
        #expect(found.map(\.item.name) == ["told", "tone", "honest"])
        #expect(found.map(\.matters) == [2, 2, 2] && found.map(\.alike) == [1, 0, 1])
        #expect(found[0].gap == 0.5 && found[0].widest == 1, "what does not apply is not apart")
        let tone = found[1]
        #expect(abs(try #require(tone.gap) - (0.25 + 0.5) / 2) < 1e-12 && tone.widest == 0.5)
        #expect(abs(try #require(found[2].gap) - 0.5) < 1e-12)
        #expect(tone.alpha != nil && found[0].alpha != nil)
    }

    @Test(
        "two people are compared on what both scored, item by item, and every two that have anything in common"
    )
    func pairs() throws {
        let found = try figures().pairs
        #expect(found.map(\.first) == [sun, sun, qian] && found.map(\.second) == [qian, he, he])
        #expect(found.map(\.matters) == [2, 1, 1])
        // Of told one of two alike, of tone none, of honest one.
        #expect(abs(found[0].alike - 1.0 / 3) < 1e-12)
        // By chance 1/2 of told, none of tone and 1/2 of honest would be.
        #expect(abs(try #require(found[0].kappa)) < 1e-12)
    }

    @Test(
        "once something is agreed, everybody is laid beside it: how strict they are, and how many answers were as agreed"
    )
    func agreed() throws {
        let found = try figures(agreed: [first: sheet("yes", "4")])
        #expect(found.matters.map(\.agreed) == [17.5 / 20, nil])
        let lean = try found.raters.map { try #require($0.lean) }
        #expect(abs(lean[0] - 0.125) < 1e-12 && abs(lean[1] + 0.5) < 1e-12 && abs(lean[2] - 0.125) < 1e-12)
        let alike = try found.raters.map { try #require($0.asAgreed) }
        #expect(
            abs(alike[0] - 2.0 / 3) < 1e-12 && abs(alike[1] - 2.0 / 3) < 1e-12
                && abs(alike[2] - 1.0 / 3) < 1e-12)
        #expect(found.raters.map(\.matters) == [2, 2, 1])
        #expect(try figures().raters.allSatisfy { $0.lean == nil && $0.asAgreed == nil })
    }

    @Test("where all score the same, nothing lies between them; of one score alone nothing can be told")
    func ends() throws {
        let same = try CalibrationFigures(
            card,
            [
                scored(first, sun, sheet("yes", "5")), scored(first, qian, sheet("yes", "5")),
                scored(second, sun, sheet("no", "2")), scored(second, qian, sheet("no", "2")),
            ], agreed: [:])
        #expect(same.alpha == 1 && same.pairs.map(\.kappa) == [1])
        #expect(same.items.map(\.gap) == [0, 0, 0] && same.items[2].alpha == nil)
        let alone = try CalibrationFigures(card, [scored(first, sun, sheet("yes", "5"))], agreed: [:])
        #expect(alone.matters.count == 1 && alone.pairs.isEmpty && alone.alpha == nil)
        #expect(alone.items.allSatisfy { $0.matters == 0 && $0.gap == nil && $0.alpha == nil })
        #expect(CalibrationFigures(card, [], agreed: [:]).matters.isEmpty)
    }
}
