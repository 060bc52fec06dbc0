import DeskScreens
import Model
import ServiceDesk
import Wording

/// What the cards of some days come to.
struct IncentivesView: Showable {
    let from: String
    let until: String
    let cards: [CardView]
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey { case from, until, cards }

    struct CardView: Encodable {
        let role: String
        let label: String
        let people: [PersonView]
    }

    init(days: ClosedRange<Day>, _ cards: [(card: IncentiveCard, scores: [IncentiveScore])], _ output: Output)
    {
        (from, until, self.days) = (days.lowerBound.description, days.upperBound.description, days)
        self.cards = cards.map { card, scores in
            CardView(
                role: card.role, label: output.wording.text(card.label),
                people: scores.map { PersonView($0, of: card, output) })
        }
    }

    func lines(_ output: Output) -> [String] {
        let told = output.words(
            "incentive.told", ["from": .day(days.lowerBound), "until": .day(days.upperBound)])
        let cards = cards.flatMap { card in
            ["", card.label] + output.table(card.people)
                + card.people.flatMap { person in
                    card.people.count == 1 ? [""] + output.table(person.items) + person.praised(output) : []
                }
        }
        return [told] + (cards.isEmpty ? ["", output.words("incentive.none")] : cards)
    }
}

/// One person's score.
struct PersonView: Listable {
    let name: String
    @OrNull var points: Double?
    /// 0 to 1.
    @OrNull var bonus: Double?
    let failed: [String]
    let items: [IncentiveItemView]
    /// What customers praised them for, the newest first.
    let praise: [PraiseView]
    private let why: String

    private enum CodingKeys: String, CodingKey { case name, points, bonus, failed, items, praise }

    struct PraiseView: Encodable {
        let at: String
        let survey: String
        let text: String
    }

    init(_ score: IncentiveScore, of card: IncentiveCard, _ output: Output) {
        name = score.name
        _points = OrNull(score.points.map { ReportRowView.rounded($0) })
        _bonus = OrNull(score.bonus)
        failed = score.failed.map(\.rawValue)
        items = score.items.map { IncentiveItemView($0, output) }
        praise = score.praise.map {
            PraiseView(at: output.iso($0.at), survey: $0.survey.description, text: $0.text)
        }
        why = output.why(score, card)
    }

    func praised(_ output: Output) -> [String] {
        praise.isEmpty ? [] : ["", output.words("incentive.praise")] + praise.map { "  " + $0.text }
    }

    static let titles = [
        "incentive.title.name", "incentive.title.points", "incentive.title.bonus", "incentive.title.why",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(name, .strong), TextCell(points.map { output.wording.number($0, decimals: 1) } ?? "–"),
            TextCell(bonus.map { output.wording.percent($0) } ?? "–", failed.isEmpty ? .plain : .alarm),
            TextCell(why, .faint),
        ]
    }
}

/// One item of a person's card.
struct IncentiveItemView: Listable {
    let figure: String
    let count: Int
    /// 0 to 1 of a share, minutes of a duration.
    @OrNull var value: Double?
    @OrNull var low: Double?
    @OrNull var high: Double?
    let none: Double
    let full: Double
    let weight: Double
    /// Null where it is left out.
    @OrNull var points: Double?
    private let label: String
    private let isShare: Bool

    private enum CodingKeys: String, CodingKey {
        case figure, count, value, low, high, none, full, weight, points
    }

    init(_ one: IncentiveScore.Item, _ output: Output) {
        let item = one.item
        (figure, count, none, full, weight) = (
            item.figure.rawValue, one.value.count, item.none, item.full, item.weight
        )
        _value = OrNull(one.value.value.map { ReportRowView.rounded($0) })
        _low = OrNull(one.value.low.map { ReportRowView.rounded($0) })
        _high = OrNull(one.value.high.map { ReportRowView.rounded($0) })
        _points = OrNull(one.points.map { ReportRowView.rounded($0) })
        (label, isShare) = (output.wording.say(item.figure.label), item.figure.unit.isPart)
    }

    static let titles = [
        "incentive.title.figure", "incentive.title.value", "incentive.title.count", "incentive.title.scale",
        "incentive.title.points",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(label, .strong), TextCell(value.map { told($0, output) } ?? "–"),
            TextCell(String(count)),
            TextCell("\(told(none, output)) – \(told(full, output))", .faint),
            TextCell(
                points.map {
                    "\(output.wording.number($0, decimals: 1)) / \(output.wording.number(weight, decimals: 0))"
                } ?? output.words("incentive.leftOut"), points == nil ? .faint : .strong),
        ]
    }

    private func told(_ value: Double, _ output: Output) -> String {
        isShare ? output.wording.percent(value) : output.wording.say(.span(.minutes(Int(value))))
    }
}
