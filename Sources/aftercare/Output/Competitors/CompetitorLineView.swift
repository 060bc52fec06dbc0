import Model
import Quality
import ServiceDesk
import Statistics
import Wording

/// What is promised, or delivered, in one measure.
struct CompetitorLineView: Encodable {
    let measure: String
    let service: String
    let label: String
    let side: String
    let unit: String
    let better: String
    /// Null is ourselves.
    let best: [String?]
    /// Our promise is of working time, told as elapsed time by its calendar.
    let reckoned: Bool
    let places: [CompetitorPlaceView]
    let title: String
    var ranked: Int { places.count { $0.rank != nil } }
    /// That we promise nothing is worth a line only beside somebody else.
    var tells: Bool { places.contains { $0.promises || $0.company != nil } }

    private enum CodingKeys: String, CodingKey {
        case measure, service, label, side, unit, better, best, reckoned, places
    }

    init(_ line: CompetitorReport.Line, service known: Label?, _ names: [Int64: String], _ output: Output) {
        let m = line.measure
        (measure, service, side) = (m.id, m.service, line.side.rawValue)
        (unit, better) = (m.unit.rawValue, m.better.rawValue)
        label = output.wording.text(m.label)
        title = output.pair(known.map { output.wording.text($0) } ?? m.service, label)
        best = line.standing.best.map { $0.company.flatMap { names[$0] } }
        reckoned = line.isReckoned
        let old = line.old.sorted().compactMap { company in
            line.rows[company].map { row in
                CompetitorPlaceView(old: row, m, name: names[company], output)
            }
        }
        places =
            line.standing.places.map { place in
                let row = place.company.flatMap { line.rows[$0] }
                return CompetitorPlaceView(place, row, m, name: place.company.flatMap { names[$0] }, output)
            } + old
    }

    func place(of company: String?) -> CompetitorPlaceView? { places.first { $0.company == company } }
}

/// One company, or ourselves, in one measure.
struct CompetitorPlaceView: Encodable {
    @OrNull var company: String?
    /// False where nothing is promised.
    let promises: Bool
    @OrNull var value: Double?
    @OrNull var low: Double?
    @OrNull var high: Double?
    @OrNull var count: Int?
    @OrNull var rank: Int?
    /// Beside the best of the others, in the unit: below zero behind.
    @OrNull var lead: Double?
    @OrNull var leadLow: Double?
    @OrNull var leadHigh: Double?
    @OrNull var verdict: String?
    /// Told of fewer than 30.
    let small: Bool
    /// Seen so long ago that it counts no more.
    let old: Bool
    @OrNull var seen: String?
    @OrNull var source: String?
    let leadText: String
    private let mark: String
    private let said: String

    private enum CodingKeys: String, CodingKey {
        case company, promises, value, low, high, count, rank, lead, leadLow, leadHigh, verdict, small, old,
            seen,
            source
    }

    init(
        _ place: Standing.Place, _ row: CompetitorRow?, _ measure: ServiceMeasure, name: String?,
        _ output: Output
    ) {
        func rounded(_ value: Double?) -> Double? { value.map { ReportRowView.rounded($0) } }
        _company = OrNull(name)
        promises = place.figure != nil
        _value = OrNull(rounded(place.figure?.value))
        (_low, _high) = (OrNull(rounded(place.figure?.low)), OrNull(rounded(place.figure?.high)))
        _count = OrNull(row.map(\.sample) ?? place.figure?.count)
        _rank = OrNull(place.rank)
        _lead = OrNull(rounded(place.lead?.value))
        (_leadLow, _leadHigh) = (OrNull(rounded(place.lead?.low)), OrNull(rounded(place.lead?.high)))
        _verdict = OrNull(place.verdict?.rawValue)
        (small, old) = (place.grade != .sound, false)
        (_seen, _source) = (OrNull(row?.day.description), OrNull(row?.source.rawValue))
        mark = place.grade.mark
        said = place.figure.map { output.wording.say(measure.unit.said($0.value)) } ?? ""
        leadText = place.leadSaid(in: measure.unit).map { output.wording.say($0) } ?? ""
    }

    /// Of what counts no more.
    init(old row: CompetitorRow, _ measure: ServiceMeasure, name: String?, _ output: Output) {
        _company = OrNull(name)
        promises = row.value != nil
        (_value, _count) = (OrNull(row.value), OrNull(row.sample))
        (_low, _high, _rank) = (OrNull(nil), OrNull(nil), OrNull(nil))
        (_lead, _leadLow, _leadHigh, _verdict) = (OrNull(nil), OrNull(nil), OrNull(nil), OrNull(nil))
        (small, old, mark, leadText) = (false, true, "", "")
        (_seen, _source) = (OrNull(row.day.description), OrNull(row.source.rawValue))
        said = row.value.map { output.wording.say(measure.unit.said($0)) } ?? ""
    }

    /// - Parameter reckoned: told by a calendar, and so about.
    func cell(_ output: Output, reckoned: Bool = false) -> TextCell {
        if old { return TextCell(output.words("competitor.old", ["value": .text(said)]), .faint) }
        guard promises else { return TextCell(output.words("competitor.noPromise"), .faint) }
        return TextCell((reckoned ? "~" : "") + said + mark, rank == 1 ? .good : .plain)
    }

    func csv(of line: CompetitorLineView, on day: String) -> [String] {
        func text(_ value: Double?) -> String { value.map { String($0) } ?? "" }
        let known = [day, line.measure, line.side, line.unit, company ?? "", String(promises)]
        let figures = [text(value), text(low), text(high), count.map(String.init) ?? ""]
        let standing = [rank.map(String.init) ?? "", text(lead), verdict ?? ""]
        return known + figures + standing + [String(small), String(old), seen ?? "", source ?? ""]
    }

    var tone: Tone { verdict == "behind" ? .alarm : verdict == "ahead" ? .good : .plain }
}
