import DeskScreens
import Model
import Quality
import Records
import ServiceDesk
import Statistics
import Wording

extension EstimateView {
    /// `87.5 % (81–94)`
    func text(_ output: Output) -> String {
        let share = output.wording.percent(value)
        guard let low, let high else { return share }
        return output.words(
            "scoring.estimate",
            [
                "value": .text(share), "low": .text(output.wording.percent(low, decimals: 0)),
                "high": .text(output.wording.percent(high, decimals: 0)),
            ])
    }

    /// Of a difference of shares: `+2.5 %pt (-1 %pt to +6 %pt)`
    fileprivate func points(_ output: Output) -> String {
        let unit = GapAttribute.Unit.share
        guard let low, let high else { return output.wording.say(unit.said(signed: value)) }
        return output.words(
            "scoring.estimate",
            [
                "value": unit.said(signed: value), "low": unit.said(signed: low),
                "high": unit.said(signed: high),
            ])
    }
}

/// What reviews of somebody's work came to.
struct AgentScoreView: Listable {
    let agent: String
    let count: Int
    @OrNull var share: EstimateView?
    @OrNull var passed: EstimateView?
    @OrNull var atRisk: EstimateView?
    @OrNull var change: EstimateView?

    init(_ s: AgentScore, _ v: Viewer) throws {
        (agent, count) = (try v.login(s.agent) ?? "", s.count)
        (_share, _passed) = (OrNull(s.share.map(EstimateView.init)), OrNull(s.passed.map(EstimateView.init)))
        (_atRisk, _change) = (
            OrNull(s.atRisk.map(EstimateView.init)), OrNull(s.change.map(EstimateView.init))
        )
    }

    static let titles = [
        "scoring.title.agent", "scoring.title.count", "scoring.title.byChance", "scoring.title.mean",
        "scoring.title.share", "scoring.title.atRisk", "scoring.title.change",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(agent, .strong), TextCell(output.wording.number(count)),
            TextCell(output.wording.number(share?.count ?? 0)), TextCell(share?.text(output) ?? ""),
            TextCell(passed?.text(output) ?? ""), TextCell(atRisk?.text(output) ?? ""),
            TextCell(change?.points(output) ?? ""),
        ]
    }
}

/// How far two agree on one item.
struct AgreementView: Listable {
    struct Kappa: Encodable {
        @OrNull var kappa: Double?
        @OrNull var error: Double?
        @OrNull var low: Double?
        @OrNull var high: Double?

        init(_ a: Agreement) {
            (_kappa, _error) = (OrNull(a.kappa), OrNull(a.error))
            (_low, _high) = (OrNull(a.interval?.low), OrNull(a.interval?.high))
        }

        func text(_ output: Output) -> String {
            guard let kappa else { return output.words("scoring.noKappa") }
            let value = output.wording.number(kappa)
            guard let low, let high else { return value }
            return output.words(
                "scoring.estimate",
                [
                    "value": .text(value), "low": .text(output.wording.number(low)),
                    "high": .text(output.wording.number(high)),
                ])
        }
    }

    /// Null for whether it passed.
    @OrNull var item: String?
    let label: String
    let count: Int
    let small: Bool
    /// Of those answered alike.
    let share: Double
    let plain: Kappa
    @OrNull var linear: Kappa?
    @OrNull var quadratic: Kappa?
    private let grade: SampleGrade

    private enum CodingKeys: String, CodingKey {
        case item, label, count, small, share, plain, linear, quadratic
    }

    init(_ a: RaterAgreement, _ output: Output) {
        _item = OrNull(a.item)
        label = a.label.map { output.wording.text($0) } ?? output.words("scoring.whole")
        grade = SampleGrade(a.plain.count)
        (count, small, share, plain) = (a.plain.count, grade != .sound, a.plain.share, Kappa(a.plain))
        (_linear, _quadratic) = (OrNull(a.linear.map(Kappa.init)), OrNull(a.quadratic.map(Kappa.init)))
    }

    static let titles = [
        "scoring.title.item", "scoring.title.pairs", "scoring.title.alike", "scoring.title.kappa",
        "scoring.title.linear", "scoring.title.quadratic",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(item ?? label, .strong), TextCell(output.wording.number(count) + output.mark(grade)),
            TextCell(output.wording.percent(share)), TextCell(plain.text(output)),
            TextCell(linear?.text(output) ?? ""), TextCell(quadratic?.text(output) ?? ""),
        ]
    }
}

/// Two scores side by side.
struct ScoreDifferenceView: Listable {
    struct Item: Encodable {
        let item: String
        let first: String
        let second: String
    }

    let review: ReviewView
    let firstRater: String
    let secondRater: String
    @OrNull var firstShare: Double?
    @OrNull var secondShare: Double?
    let items: [Item]

    init(_ d: ScoreDifference, _ v: Viewer) throws {
        review = try ReviewView(d.review, v)
        (firstRater, secondRater) = (try v.login(d.first.rater) ?? "", try v.login(d.second.rater) ?? "")
        (_firstShare, _secondShare) = (OrNull(d.first.share), OrNull(d.second.share))
        items = d.items.map {
            Item(item: $0, first: d.first.answers[$0] ?? "", second: d.second.answers[$0] ?? "")
        }
    }

    static let titles = [
        "scoring.title.review", "scoring.title.state", "scoring.title.first", "scoring.title.second",
        "scoring.title.items",
    ]

    func cells(_ output: Output) -> [TextCell] {
        func said(_ rater: String, _ share: Double?) -> String {
            rater + " " + (share.map { output.wording.percent($0) } ?? "")
        }
        return [
            TextCell(review.review, .strong), TextCell(output.words("scoring.state.\(review.state)")),
            TextCell(said(firstRater, firstShare)), TextCell(said(secondRater, secondShare)),
            TextCell(items.map { "\($0.item): \($0.first) | \($0.second)" }.joined(separator: ", ")),
        ]
    }
}
