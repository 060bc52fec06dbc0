import Dispatching
import Model
import ServiceDesk
import Wording

/// How dispatching went, beside the period before.
struct ReportView: Paged {
    let from: String
    let until: String
    let by: String
    let desk: ReportRowView
    let rows: [ReportRowView]
    let windowsKeptByDay: [Double?]
    /// Visits that were done, by minutes on site.
    let minutesOnSite: [Bin]
    private let days: (first: Day, last: Day)
    private let look: Look

    struct Look {
        var ascii: Bool
        var explain: Bool
    }

    struct Bin: Encodable {
        let from: Int
        let to: Int
        let visits: Int
        /// Where it begins; the last holds all that is longer.
        var label: String { from == 120 ? "120+" : String(from) }
    }

    private enum CodingKeys: String, CodingKey {
        case from, until, by, desk, rows, windowsKeptByDay, minutesOnSite
    }

    init(
        _ report: DispatchReport, before: DispatchReport, by grouping: DispatchReport.Grouping, from: Day,
        until: Day, _ look: Look, _ viewer: Viewer
    ) throws {
        (self.from, self.until, by) = (from.description, until.description, grouping.rawValue)
        (days, self.look) = ((from, until), look)
        let names = try viewer.reading.names()
        func title(_ row: DispatchReport.Row) -> String {
            switch grouping {
            case .technician: row.technician.flatMap { names[$0] } ?? ""
            case .zone: row.name
            case .product:
                viewer.reading.rules.product(row.name).map { viewer.output.wording.text($0.label) }
                    ?? row.name
            }
        }
        desk = ReportRowView(
            report.desk, before: before.desk, name: "", title: viewer.output.words("report.desk"))
        rows = try report.rows.map { row in
            let old = before.rows.first { $0.technician == row.technician && $0.name == row.name }
            return ReportRowView(
                row, before: old, name: try viewer.login(row.technician) ?? row.name, title: title(row))
        }
        windowsKeptByDay = report.windowsKeptByDay.map { $0.map(ReportRowView.rounded) }
        minutesOnSite = Self.bins(report.minutesOnSite)
    }

    /// Quarter hours up to two hours, and what is longer.
    private static func bins(_ minutes: [Double]) -> [Bin] {
        (0..<9).map { index in
            let (from, to) = (index * 15, index == 8 ? 601 : index * 15 + 15)
            return Bin(
                from: from, to: to, visits: minutes.count { Int($0) >= from && Int($0) < to })
        }
    }

    private func period(_ output: Output) -> String {
        output.words("report.period", ["from": .day(days.first), "until": .day(days.last)])
    }

    private var figures: [FigureView] {
        DispatchReport.Figure.allCases.map { FigureView(figure: $0, row: desk) }
    }

    /// The figures of the desk and of each row, each share as bars, and how each figure is counted.
    func page(_ output: Output) -> TablesPage {
        let shares = DispatchReport.Figure.allCases.filter(\.isShare).flatMap { figure -> [TablesPage.Part] in
            let known = rows.compactMap { row in
                row.figures[figure.rawValue]?.value.map { (row.title, $0, output.said($0, of: figure)) }
            }
            return known.isEmpty
                ? [] : [.heading(output.words("report.figure.\(figure.rawValue)")), .bars(known)]
        }
        var parts: [TablesPage.Part] = [.table(figures, output)]
        if !rows.isEmpty { parts.append(.table(rows, output)) }
        if desk.hasSmall || rows.contains(where: \.hasSmall) {
            parts.append(.note(output.words("report.small")))
        }
        parts += shares
        parts += [
            .heading(output.words("report.byMinutes")),
            .bars(of: minutesOnSite.map { ($0.label, $0.visits) }, output),
        ]
        parts += DispatchReport.Figure.allCases.map { .note(explained($0, output)) }
        return TablesPage(title: period(output), parts: parts, language: output.wording.language)
    }

    func lines(_ output: Output) -> [String] {
        let period = period(output)
        let plots = ReportPlots(ascii: look.ascii, columns: min(StandardStream.out.columns ?? 80, 100))
        return [period, ""] + output.table(figures)
            + (rows.isEmpty ? [] : [""] + output.table(rows))
            + plots.lines(self, output)
            + (desk.hasSmall || rows.contains(where: \.hasSmall) ? ["", output.words("report.small")] : [])
            + (look.explain ? [""] + DispatchReport.Figure.allCases.map { explained($0, output) } : [])
    }

    private func explained(_ figure: DispatchReport.Figure, _ output: Output) -> String {
        output.pair(
            output.words("report.figure.\(figure.rawValue)"),
            output.words("report.explain.\(figure.rawValue)"))
    }

    /// A line for each figure of the desk and of each row.
    var csv: [[String]] {
        [["name", "figure", "value", "low", "high", "count", "before"]]
            + ([desk] + rows).flatMap { row in
                DispatchReport.Figure.allCases.map { figure in
                    let value = row.figures[figure.rawValue]
                    return [
                        row.name, figure.rawValue, Self.said(value?.value), Self.said(value?.low),
                        Self.said(value?.high), String(value?.count ?? 0), Self.said(value?.before),
                    ]
                }
            }
    }

    private static func said(_ value: Double?) -> String { value.map { String($0) } ?? "" }
}

/// All figures of the desk, or of one technician, zone or product.
struct ReportRowView: Listable {
    let name: String
    let visits: Int
    let figures: [String: ValueView]
    let title: String

    private enum CodingKeys: String, CodingKey { case name, visits, figures }

    struct ValueView: Encodable {
        @OrNull var value: Double?
        @OrNull var low: Double?
        @OrNull var high: Double?
        let count: Int
        /// Counted of so few that it says little.
        let small: Bool
        /// In the period before, which was as long.
        @OrNull var before: Double?
    }

    init(_ row: DispatchReport.Row, before: DispatchReport.Row?, name: String, title: String) {
        (self.name, self.title, visits) = (name, title, row.visits)
        figures = Dictionary(
            uniqueKeysWithValues: DispatchReport.Figure.allCases.map { figure in
                let value = row[figure]
                return (
                    figure.rawValue,
                    ValueView(
                        value: value.value.map(Self.rounded), low: value.low.map(Self.rounded),
                        high: value.high.map(Self.rounded), count: value.count,
                        small: value.isSmall && figure.isShare,
                        before: before.flatMap { $0[figure].value.map(Self.rounded) })
                )
            })
    }

    /// To four decimals; what is hardly below zero is 0 and not -0.
    static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 + 0 }

    var hasSmall: Bool { figures.values.contains { $0.small && $0.value != nil } }

    /// What is told of each in a table; all of it is in JSON.
    private static let told: [DispatchReport.Figure] = [
        .firstTimeFix, .windowsKept, .promisesKept, .noAccess, .travelShare, .utilisation, .visitsPerDay,
        .minutesOnSite,
    ]

    static let titles =
        ["report.title.name", "report.title.visits"] + told.map { "report.short.\($0.rawValue)" }

    func cells(_ output: Output) -> [TextCell] {
        [TextCell(title, .strong), TextCell(output.wording.number(visits))]
            + Self.told.map { figure in
                let value = figures[figure.rawValue]
                return TextCell(
                    output.said(value?.value, of: figure)
                        + (value?.small == true && value?.value != nil ? " ?" : ""))
            }
    }
}

/// One figure of the desk.
struct FigureView: Listable {
    let figure: DispatchReport.Figure
    let row: ReportRowView

    func encode(to encoder: any Encoder) throws { try row.encode(to: encoder) }

    static let titles = [
        "report.title.figure", "report.title.value", "report.title.interval", "report.title.count",
        "report.title.before",
    ]

    func cells(_ output: Output) -> [TextCell] {
        guard let value = row.figures[figure.rawValue] else { return [] }
        let interval =
            value.value != nil && value.low != nil
            ? output.said(value.low, of: figure) + "–" + output.said(value.high, of: figure) : ""
        return [
            TextCell(output.words("report.figure.\(figure.rawValue)")),
            TextCell(
                output.said(value.value, of: figure) + (value.small && value.value != nil ? " ?" : ""),
                .strong),
            TextCell(interval, .faint), TextCell(output.wording.number(value.count), .faint),
            TextCell(output.said(value.before, of: figure), .faint),
        ]
    }
}

extension Output {
    /// A figure's value as people read it; a dash for none.
    func said(_ value: Double?, of figure: DispatchReport.Figure) -> String {
        guard let value else { return "–" }
        switch figure {
        case .visitsPerJob, .visitsPerDay: return wording.number(value, decimals: 2)
        case .minutesOnSite: return wording.number(Int(value.rounded()))
        default: return wording.percent(value, decimals: 1)
        }
    }
}

/// A visit behind a figure.
struct TracedView: Listable {
    let visit: String
    let serviceCase: String
    @OrNull var technician: String?
    let planned: WindowView
    /// What it adds: 1 or 0 to a share, minutes to a time.
    let adds: Double
    private let window: Window

    private enum CodingKeys: String, CodingKey {
        case visit
        case serviceCase = "case"
        case technician, planned, adds
    }

    static func rows(
        _ figure: DispatchReport.Figure, _ row: DispatchReport.Row?, _ viewer: Viewer
    ) throws -> [TracedView] {
        try (row?[figure].behind ?? []).map { trace in
            let visit = try viewer.reading.visit(trace.visit)
            return TracedView(
                visit: visit.id.description, serviceCase: visit.caseID.description,
                technician: try viewer.login(visit.technician),
                planned: WindowView(visit.planned, viewer.output), adds: ReportRowView.rounded(trace.adds),
                window: visit.planned)
        }
    }

    static let titles = [
        "cli.title.visit", "report.title.case", "cli.title.technician", "cli.title.planned",
        "report.title.adds",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(visit, .strong), TextCell(serviceCase), TextCell(technician ?? ""),
            TextCell(output.wording.window(window)),
            TextCell(output.wording.number(adds, decimals: 0), adds == 0 ? .alarm : .plain),
        ]
    }
}
