import Dispatching
package import Model
import Records
import ServiceTime

/// Figures and the rows behind them. A count or share is tallied by the database; durations and first-time fixes are
/// reckoned here, of what it gives.
extension Reading {
    /// What a figure comes to in stretches of time that follow one another, for all and by group.
    /// - Parameter edges: the ends of the stretches, at least two.
    func figureValues(
        _ figure: ServiceFigure, edges: [Instant], by field: ReportField?, at now: Instant
    ) throws -> FigureValues {
        let parts = edges.count - 1
        guard figure.unit != .duration, let basis = figure.basis(rules) else {
            let none: [[Double]] = Array(repeating: [], count: parts)
            var (all, groups) = (none, [String: [[Double]]]())
            for (part, row) in try reckoned(figure, edges: edges, by: field, at: now) {
                all[part].append(row.amount)
                groups[row.group, default: none][part].append(row.amount)
            }
            return FigureValues(all, groups) { FigureValue(figure.unit, $0) }
        }
        let none = Array(repeating: (hits: 0, of: 0), count: parts)
        var (all, groups) = (none, [String: [(hits: Int, of: Int)]]())
        for tally in try reports.tallies(basis, edges: edges, by: field, at: now) {
            let hits = tally.amount > 0 ? tally.count : 0
            func add(_ sum: inout (hits: Int, of: Int)) {
                sum.of += tally.count
                sum.hits += hits
            }
            add(&all[tally.part])
            add(&groups[tally.group, default: none][tally.part])
        }
        return FigureValues(all, groups) {
            figure.unit == .count ? FigureValue(count: $0.of) : FigureValue(hits: $0.hits, of: $0.of)
        }
    }

    /// The very rows a figure is counted of, by their moment.
    /// - Parameters:
    ///   - group: the key of a group; nil for all.
    ///   - actor: who asks; nil for anybody.
    ///   - limit: at most so many; nil for all.
    /// - Throws: `DeskFault.notAllowed` for a figure that they may not see.
    package func figureRows(
        _ figure: ServiceFigure, in window: Window, by field: ReportField? = nil, group: String? = nil,
        at now: Instant, for actor: Actor? = nil, limit: Int? = nil
    ) throws -> [ReportRow] {
        try mustSee(figure, actor)
        guard figure.unit != .duration, let basis = figure.basis(rules) else {
            let rows = try reckoned(figure, edges: [window.start, window.end], by: field, at: now).map(\.row)
            let mine = rows.filter { group == nil || $0.group == group }
                .sorted { ($0.moment, $0.subject.number) < ($1.moment, $1.subject.number) }
            return limit.map { Array(mine.prefix($0)) } ?? mine
        }
        return try reports.rows(basis, in: window, by: field, group: group, at: now, limit: limit).map {
            ReportRow($0, amount: Double($0.amount))
        }
    }

    /// Rows with the stretch each is in.
    private func reckoned(
        _ figure: ServiceFigure, edges: [Instant], by field: ReportField?, at now: Instant
    ) throws -> [(part: Int, row: ReportRow)] {
        guard let basis = figure.basis(rules) else {
            return try figure == .quality ? scores(edges, by: field) : firstTimeFixes(edges, by: field)
        }
        let whole = Window(start: edges[0], end: edges[edges.count - 1])
        let pauses = try reports.pauses(stopped: whole)
        return try reports.ended(basis, in: whole, by: field, at: now).map { ended in
            (
                Self.part(of: ended.row.moment, edges),
                ReportRow(ended.row, amount: minutes(of: ended, pauses[ended.clock] ?? []))
            )
        }
    }

    /// Which of the stretches a moment is in, from 0.
    private static func part(of moment: Instant, _ edges: [Instant]) -> Int {
        (edges.dropFirst().firstIndex { moment < $0 } ?? edges.count - 1) - 1
    }

    /// What work was judged to be, by when.
    private func scores(_ edges: [Instant], by field: ReportField?) throws -> [(part: Int, row: ReportRow)] {
        let whole = Window(start: edges[0], end: edges[edges.count - 1])
        return try reports.scores(in: whole, by: field).map { scored in
            (
                Self.part(of: scored.moment, edges),
                ReportRow(
                    subject: scored.subject, caseID: scored.caseID, review: scored.review,
                    moment: scored.moment, amount: scored.share, group: scored.group)
            )
        }
    }

    /// In the time of the clock's own calendar, without what it stood still.
    private func minutes(of ended: ReportStore.Ended, _ pauses: [ClockPause]) -> Double {
        let spent = spent(ended.began, ended.row.moment, without: pauses, calendar: ended.calendar)
        return Double(spent.milliseconds) / 60_000
    }

    /// Jobs completed in each stretch (`FirstTimeFix`), each by its first visit. Every stretch sees the visits around it
    /// alone, so that it comes to the same wherever it is counted.
    private func firstTimeFixes(_ edges: [Instant], by field: ReportField?) throws -> [(
        part: Int, row: ReportRow
    )] {
        let whole = Window(start: edges[0], end: edges[edges.count - 1])
        let visits = try visitRecords(in: FirstTimeFix.around(whole), departures: false)
        let byID = Dictionary(visits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return zip(edges, edges.dropFirst()).enumerated().flatMap { part, ends in
            let window = Window(start: ends.0, end: ends.1)
            let around = FirstTimeFix.around(window)
            let near = visits.filter { around.start <= $0.planned.start && $0.planned.start < around.end }
            let fixes = FirstTimeFix(near, completedIn: window)
            return fixes.isFirstTime.compactMap { id, isFirst -> (part: Int, row: ReportRow)? in
                guard let visit = byID[id], let finished = fixes.finished[id] else { return nil }
                return (part, ReportRow(visit, finished: finished, isFirst: isFirst, by: field))
            }
        }
    }
}

extension ReportRow {
    init(_ row: ReportStore.Row, amount: Double) {
        self.init(
            subject: row.subject, caseID: row.caseID, moment: row.moment, amount: amount, group: row.group,
            promise: row.promise)
    }

    fileprivate init(_ visit: VisitRecord, finished: Instant, isFirst: Bool, by field: ReportField?) {
        let group =
            switch field {
            case .kind: visit.kind
            case .product: visit.product
            case .zone: visit.zone
            case .technician: visit.technician.map { String($0.number) } ?? ""
            default: ""
            }
        self.init(
            subject: Subject(visit.id), caseID: visit.caseID, moment: finished, amount: isFirst ? 1 : 0,
            group: group)
    }
}
