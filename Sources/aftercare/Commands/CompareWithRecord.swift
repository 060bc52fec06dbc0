import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk
import Wording

struct CompareWithRecord: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract:
            "What technicians recorded at the door beside what their customers say, with a test of chance.",
        discussion: """
            Which differences count is said in the questionnaire (differs: true). Sheets that are about no visit are left out.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The questionnaire, such as after-repair.") var name: String
    @OptionGroup(title: "Which answers") var selection: SurveySelection

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                let query = try selection.query(name, v, in: session)
                return try HonestyView(
                    v.reading.honesty(query), session.rules.questionnaire(name),
                    isNarrowed: query.isNarrowed, v)
            })
    }
}

/// By technician, the largest share of differences on top.
struct HonestyView: Showable {
    let questionnaire: String
    let sheets: Int
    let differing: Int
    let rows: [HonestyRow]
    private let label: Label
    private let share: Double
    private let isNarrowed: Bool

    private enum CodingKeys: String, CodingKey { case questionnaire, sheets, differing, rows }

    init(_ honesty: Honesty, _ questionnaire: Questionnaire, isNarrowed: Bool, _ v: Viewer) throws {
        self.isNarrowed = isNarrowed
        (self.questionnaire, label) = (questionnaire.name, questionnaire.label)
        (sheets, differing, share) = (honesty.all.count, honesty.all.hits, honesty.all.value)
        let names = try v.reading.names()
        rows = try honesty.rows.map { row in
            let id = StaffID(row.technician)
            return HonestyRow(row, login: try v.login(id) ?? "", title: names[id] ?? id.description)
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
        return [head, ""] + output.table(rows) + [
            "", output.legend(), output.words("survey.compare.explain"),
        ]
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
    let chance: Double
    let standsOut: Bool
    private let title: String

    private enum CodingKeys: String, CodingKey {
        case technician, sheets, differing, share, low, high, kinds, chance, standsOut
    }

    init(_ row: Honesty.Row, login: String, title: String) {
        (technician, self.title, sheets, differing) = (login, title, row.sheets, row.differing)
        share = ReportRowView.rounded(row.share.value)
        (low, high) = (ReportRowView.rounded(row.share.low), ReportRowView.rounded(row.share.high))
        (kinds, standsOut) = (row.kinds, row.standsOut)
        chance = ReportRowView.rounded(row.probability)
    }

    static let titles = [
        "cli.title.technician", "survey.title.count", "survey.title.differing", "survey.title.share",
        "survey.title.interval", "survey.title.chance", "survey.title.differences",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let what = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        let mark = standsOut ? [output.words("survey.compare.look")] : []
        return [
            TextCell(title, .strong), TextCell(output.wording.number(sheets), .faint),
            TextCell(output.wording.number(differing)),
            TextCell(output.wording.percent(share, decimals: 0) + output.smallMark(SampleGrade(sheets))),
            TextCell(
                output.wording.percent(low, decimals: 0) + " … " + output.wording.percent(high, decimals: 0),
                .faint),
            TextCell(output.fixed(chance, decimals: 3), standsOut ? .alarm : .plain),
            TextCell((mark + what).joined(separator: " · "), standsOut ? .alarm : .plain),
        ]
    }
}
