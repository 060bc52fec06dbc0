import Model
import Quality
import Records
import ServiceDesk
import Wording

/// A company.
struct CompanyView: Showable {
    let company: String
    let kind: String
    let note: String

    init(_ c: Competitor) { (company, kind, note) = (c.name, c.kind.rawValue, c.note) }

    func lines(_ output: Output) -> [String] {
        [output.words("competitor.added", ["company": .text(company)])]
    }
}

/// What was seen of a company on a day.
struct CompetitorRowView: Listable {
    let row: Int64
    let day: String
    let company: String
    let measure: String
    let side: String
    /// Null where nothing is promised.
    @OrNull var value: Double?
    let unit: String
    @OrNull var sample: Int?
    @OrNull var deviation: Double?
    let source: String
    let note: String
    @OrNull var by: String?
    @OrNull var withdrawn: String?
    private let seen: CompetitorRow
    private let known: ServiceMeasure?

    private enum CodingKeys: String, CodingKey {
        case row, day, company, measure, side, value, unit, sample, deviation, source, note, by, withdrawn
    }

    init(_ r: CompetitorRow, _ v: Viewer) throws {
        seen = r
        known = try v.reading.rules.competitors()[r.measure]
        (row, day, measure, side) = (r.id, r.day.description, r.measure, r.side.rawValue)
        company = try v.company(r.company)
        _value = OrNull(r.value)
        unit = known?.unit.rawValue ?? ""
        (_sample, _deviation) = (OrNull(r.sample), OrNull(r.deviation))
        (source, note) = (r.source.rawValue, r.note)
        (_by, _withdrawn) = (OrNull(try v.login(r.by)), OrNull(v.output.iso(r.withdrawnAt)))
    }

    static let titles = [
        "competitor.title.row", "competitor.title.day", "competitor.title.company",
        "competitor.title.measure",
        "competitor.title.side", "competitor.title.value", "competitor.title.sample",
        "competitor.title.source",
        "competitor.title.note",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let said = seen.value.map { value in
            known.map { output.wording.say($0.unit.said(value)) } ?? String(value)
        }
        let note =
            withdrawn == nil
            ? note
            : note.isEmpty
                ? output.words("competitors.gone")
                : output.words("competitor.withdrawn", ["note": .text(note)])
        return [
            TextCell(String(row), .strong), TextCell(output.wording.day(seen.day)), TextCell(company),
            TextCell(measure), TextCell(output.words("competitor.side.\(side)")),
            TextCell(said ?? output.words("competitor.noPromise")),
            TextCell(sample.map(String.init) ?? ""),
            TextCell(output.words("competitor.source.\(source)"), .faint), TextCell(note, .faint),
        ]
    }

    static let columns = [
        "row", "day", "company", "measure", "side", "value", "sample", "deviation", "source", "note",
        "withdrawn",
    ]
    var csv: [String] {
        [
            String(row), day, company, measure, side, value.map { String($0) } ?? "none",
            sample.map(String.init) ?? "", deviation.map { String($0) } ?? "", source, note, withdrawn ?? "",
        ]
    }
}

extension CompetitorRowView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}
