import Model
import Quality
import ServiceDesk
import Statistics
import Wording

/// Companies by services.
struct CompetitorReportView: Showable {
    let day: String
    /// Of our own figures.
    let from: String
    let until: String
    let companies: [CompanyView]
    let measures: [CompetitorLineView]
    /// What competitors do so badly that one learns from it, and what they do better than we.
    let mistakes: [LessonView]
    let strengths: [LessonView]
    /// Empty but for one service.
    let course: [CompetitorTideView]
    private let asOf: Day
    private let days: ClosedRange<Day>

    private enum CodingKeys: String, CodingKey {
        case day, from, until, companies, measures, mistakes, strengths, course
    }

    init(_ report: CompetitorReport, _ tides: [CompetitorTideView], _ output: Output) {
        (asOf, days, course) = (report.day, report.days, tides)
        day = report.day.description
        (from, until) = (report.days.lowerBound.description, report.days.upperBound.description)
        companies = report.companies.map(CompanyView.init)
        let names = Dictionary(
            report.companies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        measures = report.lines.map { line in
            let service = report.services.first { $0.name == line.measure.service }
            return CompetitorLineView(line, service: service?.label, names, output)
        }
        mistakes = report.mistakes.map { LessonView($0, report, names, output) }
        strengths = report.strengths.map { LessonView($0, report, names, output) }
    }

    // MARK: Text

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "competitor.head",
            ["day": .day(asOf), "from": .day(days.lowerBound), "until": .day(days.upperBound)])
        var lines = [head, ""] + matrix(measures.filter { !$0.places.isEmpty }, output) + [""]
        lines += lessons("competitor.mistakes", mistakes, output)
        lines += lessons("competitor.strengths", strengths, output)
        for tide in course { lines += [""] + tide.lines(output) }
        return lines + ["", output.words("competitor.marks")]
    }

    private func lessons(_ key: String, _ all: [LessonView], _ output: Output) -> [String] {
        all.isEmpty ? [] : [output.words(key)] + all.map { "  " + $0.text }
    }

    private func matrix(_ shown: [CompetitorLineView], _ output: Output) -> [String] {
        let ours = ["measure", "side", "us"].map { output.words("competitor.title.\($0)") }
        let last = ["rank", "best", "lead"].map { output.words("competitor.title.\($0)") }
        var table = TextTable(
            titles: ours + companies.map(\.company) + last, colours: output.colours,
            columns: StandardStream.out.columns)
        return table.lines(shown.map { cells($0, output) })
    }

    private func cells(_ line: CompetitorLineView, _ output: Output) -> [TextCell] {
        let us = line.place(of: nil)
        let side = output.words("competitor.side.\(line.side)")
        var cells = [TextCell(line.title, .strong), TextCell(side), us?.cell(output) ?? TextCell("")]
        for company in companies {
            cells.append(line.place(of: company.company)?.cell(output) ?? TextCell(""))
        }
        let best = line.best.map { $0 ?? output.words("competitor.title.us") }
        cells.append(TextCell(us?.rank.map { "\($0)/\(line.ranked)" } ?? ""))
        cells.append(TextCell(best.joined(separator: ", ")))
        cells.append(TextCell(us?.leadText ?? "", us?.tone ?? .plain))
        return cells
    }

    // MARK: CSV

    var csv: [[String]] {
        let head = [
            "day", "measure", "side", "unit", "company", "promises", "value", "low", "high", "count", "rank",
            "lead", "verdict", "small", "old", "seen", "source",
        ]
        return [head] + measures.flatMap { line in line.places.map { $0.csv(of: line, on: day) } }
    }
}

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
    let places: [CompetitorPlaceView]
    let title: String
    var ranked: Int { places.count { $0.rank != nil } }

    private enum CodingKeys: String, CodingKey {
        case measure, service, label, side, unit, better, best, places
    }

    init(_ line: CompetitorReport.Line, service known: Label?, _ names: [Int64: String], _ output: Output) {
        let m = line.measure
        (measure, service, side) = (m.id, m.service, line.side.rawValue)
        (unit, better) = (m.unit.rawValue, m.better.rawValue)
        label = output.wording.text(m.label)
        title = output.pair(known.map { output.wording.text($0) } ?? m.service, label)
        best = line.standing.best.map { $0.company.flatMap { names[$0] } }
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
        mark = place.grade == .tooFew ? "??" : place.grade == .indicative ? "?" : ""
        said = place.figure.map { output.wording.say(measure.unit.said($0.value)) } ?? ""
        leadText = place.lead.map { Self.text($0, place.verdict, measure, output) } ?? ""
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

    func cell(_ output: Output) -> TextCell {
        if old { return TextCell(output.words("competitor.old", ["value": .text(said)]), .faint) }
        guard promises else { return TextCell(output.words("competitor.noPromise"), .faint) }
        return TextCell(said + mark, rank == 1 ? .good : .plain)
    }

    func csv(of line: CompetitorLineView, on day: String) -> [String] {
        func text(_ value: Double?) -> String { value.map { String($0) } ?? "" }
        let known = [day, line.measure, line.side, line.unit, company ?? "", String(promises)]
        let figures = [text(value), text(low), text(high), count.map(String.init) ?? ""]
        let standing = [rank.map(String.init) ?? "", text(lead), verdict ?? ""]
        return known + figures + standing + [String(small), String(old), seen ?? "", source ?? ""]
    }

    var tone: Tone { verdict == "behind" ? .alarm : verdict == "ahead" ? .good : .plain }

    private static func text(
        _ lead: Estimate, _ verdict: Standing.Place.Verdict?, _ measure: ServiceMeasure, _ output: Output
    ) -> String {
        guard let verdict, verdict != .even else { return output.words("competitor.lead.even") }
        let size = PhraseFact.phrase(measure.unit.said(difference: abs(lead.value)))
        let isProven = verdict == .ahead || verdict == .behind
        let word = lead.value < 0 ? "behind" : "ahead"
        let said = output.words("competitor.lead.\(word)", ["size": size])
        return isProven ? said : output.words("competitor.lead.\(verdict.rawValue)", ["lead": .text(said)])
    }
}

/// Something to learn from a competitor.
struct LessonView: Encodable {
    let kind: String
    let company: String
    let measure: String
    let side: String
    let value: Double
    @OrNull var against: Double?
    /// In words.
    let text: String

    init(
        _ lesson: CompetitorReport.Lesson, _ report: CompetitorReport, _ names: [Int64: String],
        _ output: Output
    ) {
        (kind, company) = (lesson.kind.rawValue, names[lesson.company] ?? "")
        (measure, side) = (lesson.measure.id, lesson.side.rawValue)
        value = ReportRowView.rounded(lesson.figure.value)
        _against = OrNull(lesson.against.map { ReportRowView.rounded($0.value) })
        let service = report.services.first { $0.name == lesson.measure.service }?.label
        let line: PhraseFact = service.map { .label($0) } ?? .text(lesson.measure.service)
        let unit = lesson.measure.unit
        text = output.words(
            "competitor.lesson.\(lesson.kind.rawValue)",
            [
                "company": .text(company),
                "service": line,
                "measure": .label(lesson.measure.label), "side": .phrase(Phrase("competitor.side.\(side)")),
                "value": .phrase(unit.said(lesson.figure.value)),
                "against": .phrase(unit.said(lesson.against?.value ?? lesson.figure.value)),
            ])
    }
}

/// How the tide rises in one measure.
struct CompetitorTideView: Encodable {
    let measure: String
    let side: String
    let days: [DayView]
    private let title: String

    struct DayView: Tabular, Encodable {
        let day: String
        /// How many companies' figures counted.
        let companies: Int
        @OrNull var best: Double?
        @OrNull var mean: Double?
        @OrNull var ours: Double?
        @OrNull var rank: Int?
        private let date: Day
        private let unit: ServiceMeasure.Unit

        private enum CodingKeys: String, CodingKey { case day, companies, best, mean, ours, rank }

        init(_ tide: CompetitorTide, _ unit: ServiceMeasure.Unit) {
            (day, date, companies, self.unit) = (tide.day.description, tide.day, tide.companies, unit)
            _best = OrNull(tide.best.map { ReportRowView.rounded($0) })
            _mean = OrNull(tide.mean.map { ReportRowView.rounded($0) })
            _ours = OrNull(tide.ours.map { ReportRowView.rounded($0.value) })
            _rank = OrNull(tide.rank)
        }

        static let titles = [
            "competitor.title.day", "competitor.title.companies", "competitor.title.best",
            "competitor.title.mean", "competitor.title.us", "competitor.title.rank",
        ]

        func cells(_ output: Output) -> [TextCell] {
            func said(_ value: Double?) -> String { value.map { output.wording.say(unit.said($0)) } ?? "" }
            return [
                TextCell(output.wording.day(date)), TextCell(String(companies)), TextCell(said(best), .good),
                TextCell(said(mean)), TextCell(said(ours), .strong), TextCell(rank.map(String.init) ?? ""),
            ]
        }
    }

    private enum CodingKeys: String, CodingKey { case measure, side, days }

    static func all(_ report: CompetitorReport, at now: Instant, _ v: Viewer) throws -> [CompetitorTideView] {
        try report.lines.filter { !$0.rows.isEmpty }.map { line in
            let tide = try v.reading.competitorTide(line.measure, line.side, until: report.day, at: now)
            return CompetitorTideView(line, tide, v.output)
        }
    }

    private init(_ line: CompetitorReport.Line, _ tide: [CompetitorTide], _ output: Output) {
        (measure, side) = (line.measure.id, line.side.rawValue)
        days = tide.map { DayView($0, line.measure.unit) }
        title = output.pair(
            output.wording.text(line.measure.label), output.words("competitor.side.\(line.side.rawValue)"))
    }

    func lines(_ output: Output) -> [String] { [title] + output.table(days) }
}
