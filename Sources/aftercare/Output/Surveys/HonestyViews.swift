import DeskScreens
import Model
import Quality
import ServiceDesk
import Wording

/// By technician, the largest share of differences on top.
struct HonestyView: Showable {
    let questionnaire: String
    let sheets: Int
    let differing: Int
    let open: Int
    let rows: [HonestyRow]
    private let label: Label
    private let share: Double
    private let isNarrowed: Bool

    private enum CodingKeys: String, CodingKey { case questionnaire, sheets, differing, open, rows }

    init(_ review: HonestyReview, _ questionnaire: Questionnaire, isNarrowed: Bool, _ v: Viewer) throws {
        self.isNarrowed = isNarrowed
        let honesty = review.honesty
        (self.questionnaire, label) = (questionnaire.name, questionnaire.label)
        (sheets, differing, share) = (honesty.all.count, honesty.all.hits, honesty.all.value)
        self.open = review.items.count(where: \.isOpen)
        let names = try v.reading.names()
        let labels = try v.reading.consequenceLabels(questionnaire.name)
        rows = try honesty.rows.map { row in
            let id = StaffID(row.technician)
            return HonestyRow(
                row, login: try v.login(id) ?? "", title: names[id] ?? id.description, labels,
                open: review.count(of: id, where: \.isOpen),
                confirmed: review.count(of: id) { $0.decided?.verdict.confirms ?? false })
        }
    }

    func lines(_ output: Output) -> [String] {
        guard sheets > 0 else {
            return [output.words(isNarrowed ? "survey.noneFit" : "survey.compare.nobody")]
        }
        let head = output.words(
            "survey.compare.head",
            [
                "label": .label(label), "count": .count(sheets),
                "share": .text(output.wording.percent(share, decimals: 1)),
            ])
        return [head, output.words("survey.compare.open", ["count": .count(open)]), ""]
            + output.table(rows) + ["", output.legend(), output.words("survey.compare.explain")]
    }
}

struct HonestyRow: Listable {
    let technician: String
    let sheets: Int
    let differing: Int
    let share: Double
    let low: Double
    let high: Double
    let kinds: [String: Int]
    let open: Int
    let confirmed: Int
    let chance: Double
    let standsOut: Bool
    private let title: String
    private let labels: [String: Label]

    private enum CodingKeys: String, CodingKey {
        case technician, sheets, differing, share, low, high, kinds, open, confirmed, chance, standsOut
    }

    init(
        _ row: Honesty.Row, login: String, title: String, _ labels: [String: Label], open: Int, confirmed: Int
    ) {
        (technician, self.title, sheets, differing) = (login, title, row.sheets, row.differing)
        share = ReportRowView.rounded(row.share.value)
        (low, high) = (ReportRowView.rounded(row.share.low), ReportRowView.rounded(row.share.high))
        (kinds, standsOut) = (row.kinds, row.standsOut)
        chance = ReportRowView.rounded(row.probability)
        (self.labels, self.open, self.confirmed) = (labels, open, confirmed)
    }

    static let titles = [
        "cli.title.technician", "survey.title.count", "survey.title.differing", "survey.title.share",
        "survey.title.interval", "survey.title.chance", "survey.title.open", "survey.title.confirmed",
        "survey.title.differences",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let what = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "\(labels[$0.key].map(output.wording.text) ?? $0.key) \($0.value)"
        }
        let mark = standsOut ? [output.words("survey.compare.look")] : []
        return [
            TextCell(title, .strong), TextCell(output.wording.number(sheets), .faint),
            TextCell(output.wording.number(differing)),
            TextCell(output.wording.percent(share, decimals: 0) + output.mark(SampleGrade(sheets))),
            TextCell(
                output.wording.percent(low, decimals: 0) + " … " + output.wording.percent(high, decimals: 0),
                .faint),
            TextCell(output.fixed(chance, decimals: 3), standsOut ? .alarm : .plain),
            TextCell(output.wording.number(open)), TextCell(output.wording.number(confirmed)),
            TextCell((mark + what).joined(separator: " · "), standsOut ? .alarm : .plain),
        ]
    }
}

/// A difference between what was recorded and what the customer says.
struct DifferenceView: Listable {
    let survey: String
    let difference: String
    let day: String
    @OrNull var technician: String?
    @OrNull var serviceCase: String?
    let said: [String: String]
    let recorded: [String: String]
    @OrNull var decision: DecisionView?
    private let label: Label
    private let words: (said: String, recorded: String)

    private enum CodingKeys: String, CodingKey {
        case survey, difference, day, technician
        case serviceCase = "case"
        case said, recorded, decision
    }

    init(_ item: ReviewItem, _ v: Viewer) throws {
        let (wording, difference) = (v.output.wording, item.difference)
        (survey, self.difference) = (item.survey.id.description, difference.name)
        day = item.survey.answeredOn.description
        technician = try v.login(item.survey.technician)
        serviceCase = item.survey.caseID?.description
        said = Dictionary(
            difference.said.map { ($0.question.name, $0.answer.plain) },
            uniquingKeysWith: { first, _ in first })
        recorded = difference.recorded.mapValues(\.plain)
        decision = try item.decided.map { try DecisionView($0, v) }
        label = difference.label
        words = (
            wording.list(difference.said(in: wording.language)),
            wording.list(difference.record.map { wording.say($0) })
        )
    }

    static let titles = [
        "fact.survey", "cli.title.when", "cli.title.technician", "fact.difference", "survey.title.said",
        "survey.title.recorded", "fact.verdict",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(survey, .strong), TextCell(day, .faint), TextCell(technician ?? ""),
            TextCell("\(output.wording.text(label)) (\(difference))"), TextCell(words.said),
            TextCell(words.recorded),
            TextCell(
                decision?.words(output) ?? output.words("survey.open"), decision == nil ? .alarm : .plain),
        ]
    }
}

/// What came of a difference.
struct DecisionView: Showable {
    let survey: String
    let difference: String
    let verdict: String
    let note: String
    @OrNull var serviceCase: String?
    let at: String
    @OrNull var by: String?

    private enum CodingKeys: String, CodingKey {
        case survey, difference, verdict, note
        case serviceCase = "case"
        case at, by
    }

    init(_ decided: DecidedDifference, _ v: Viewer) throws {
        (survey, difference) = (decided.survey.description, decided.difference)
        (verdict, note) = (decided.verdict.rawValue, decided.note)
        serviceCase = decided.caseID?.description
        at = v.output.iso(decided.decidedAt)
        by = try v.login(decided.decidedBy)
    }

    func words(_ output: Output) -> String {
        [output.wording.name(verdict, of: "verdict"), serviceCase].compactMap { $0 }.joined(separator: " ")
    }

    func lines(_ output: Output) -> [String] {
        [
            output.words(
                "survey.decided",
                ["id": .text(survey), "difference": .text(difference), "verdict": .text(words(output))])
        ]
    }
}
