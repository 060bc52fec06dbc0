import Model
import Quality
import Records
import ServiceDesk
import Wording

/// A score card, and how much is drawn for it.
struct ScoreCardView: Encodable {
    struct Item: Encodable {
        let item: String
        let label: String
        let points: Int
        let fatal: Bool
        let answers: [String]
    }

    struct Section: Encodable {
        let section: String
        let label: String
        let items: [Item]
    }

    struct Card: Encodable {
        let card: String
        let label: String
        /// 0 to 1.
        let pass: Double
        let tolerance: Double
        let sections: [Section]

        init(_ card: ScoreCard, _ output: Output) {
            (self.card, label) = (card.name, output.wording.text(card.label))
            (pass, tolerance) = (card.pass, card.tolerance)
            sections = card.sections.map { section in
                Section(
                    section: section.name, label: output.wording.text(section.label),
                    items: section.items.map {
                        Item(
                            item: $0.name, label: output.wording.text($0.label), points: $0.points,
                            fatal: $0.isFatal, answers: $0.answers.map(\.word))
                    })
            }
        }
    }

    let card: Card
    let of: String
    let kinds: [String]
    let by: [String]
    let quota: Int
    let byRisk: Double
    let double: Double
    let risk: [String: Double]

    init(_ found: (card: ScoreCard, plan: ScorePlan), _ output: Output) {
        card = Card(found.card, output)
        let plan = found.plan
        (of, kinds, by, quota) = (plan.matter.rawValue, plan.kinds, plan.by, plan.quota)
        (byRisk, double) = (plan.riskShare, plan.doubleShare)
        risk = Dictionary(uniqueKeysWithValues: plan.weights.map { ($0.key.rawValue, $0.value) })
    }

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "scoring.cardLine",
            [
                "card": .text(card.card), "label": .text(card.label),
                "pass": .text(output.wording.percent(card.pass, decimals: 0)), "count": .count(quota),
                "risk": .text(output.wording.percent(byRisk, decimals: 0)),
                "double": .text(output.wording.percent(double, decimals: 0)),
            ])
        return [head]
            + card.sections.flatMap { section in
                [section.label]
                    + section.items.map { item in
                        "  "
                            + output.words(
                                item.fatal ? "scoring.fatalLine" : "scoring.pointsLine",
                                [
                                    "item": .text(item.item), "label": .text(item.label),
                                    "points": .text(output.wording.number(item.points)),
                                    "answers": .text(item.answers.joined(separator: "/")),
                                ])
                    }
            }
    }
}

struct ScoreCardsView: Showable {
    let cards: [ScoreCardView]

    func lines(_ output: Output) -> [String] {
        Array(cards.map { $0.lines(output) }.joined(separator: [""]))
    }
}

/// How a week was drawn.
struct DrawView: Listable {
    let card: String
    let week: String
    let found: Int
    let drawn: Int
    let seed: Int64
    /// Whether it was drawn now, or before.
    let new: Bool
    let at: String
    @OrNull var by: String?
    private let day: Day

    private enum CodingKeys: String, CodingKey { case card, week, found, drawn, seed, new, at, by }

    init(_ d: ReviewDraw, isNew: Bool, _ v: Viewer) throws {
        (card, week, found, drawn) = (d.card, d.week.description, d.found, d.drawn)
        (seed, new, at, day) = (d.seed, isNew, v.output.iso(d.at), d.week)
        _by = OrNull(try v.login(d.by))
    }

    static let titles = [
        "scoring.title.card", "scoring.title.week", "scoring.title.found", "scoring.title.drawn",
        "scoring.title.seed", "scoring.title.drawnNow",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(card, .strong), TextCell(output.wording.day(day)),
            TextCell(output.wording.number(found)),
            TextCell(output.wording.number(drawn)), TextCell(String(seed)), TextCell(output.yes(new)),
        ]
    }
}
