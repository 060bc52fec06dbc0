package import Model
import Records

/// What is open, by group: how long it has been, and how much of it is late; beside it what came and went in some
/// days, and in as many before.
package struct Backlog: Sendable {
    package var field: ReportField
    package var days: ClosedRange<Day>
    /// As of when.
    package var at: Instant
    /// All together, then the groups: who has most open first.
    package var lines: [Line]

    package struct Line: Sendable, Hashable {
        /// Nil for all.
        package var group: String?
        /// How many are open, by `Backlog.ages`: the youngest first, and last what is older than all of them.
        package var ages = Array(repeating: 0, count: Backlog.ages.count + 1)
        package var late = 0
        package var came = 0
        package var went = 0
        /// What came and went in as many days before.
        package var cameBefore = 0
        package var wentBefore = 0
        package var open: Int { ages.reduce(0, +) }
    }

    /// Between these what is open is told apart by how long it has been.
    package static let ages: [Span] = [.days(1), .days(3), .days(7), .days(30)]

    /// What is open and was opened so long before.
    /// - Parameter band: a place of `Line.ages`; nil for all of them.
    package static func opened(_ band: Int?, before now: Instant) -> Window {
        let edges = edges(before: now)
        guard let band else { return Window(start: edges[0], end: edges[edges.count - 1]) }
        let place = ages.count - band
        return Window(start: edges[place], end: edges[place + 1])
    }

    /// From before there was a desk until now; what is opened at this very moment is in it.
    fileprivate static func edges(before now: Instant) -> [Instant] {
        [Instant(milliseconds: 0)] + ages.reversed().map { now - $0 } + [now + Span(milliseconds: 1)]
    }
}

extension Reading {
    /// - Parameter field: one that cases are told apart by (`Reading.backlogFields`).
    package func backlog(by field: ReportField, _ days: ClosedRange<Day>, at now: Instant) throws -> Backlog {
        var groups: [String: Backlog.Line] = [:]
        var all = Backlog.Line()
        for tally in try reports.tallies(.waiting, edges: Backlog.edges(before: now), by: field, at: now) {
            let band = Backlog.ages.count - tally.part
            var line = groups[tally.group] ?? Backlog.Line(group: tally.group)
            line.ages[band] += tally.count
            all.ages[band] += tally.count
            if tally.amount > 0 {
                line.late += tally.count
                all.late += tally.count
            }
            groups[tally.group] = line
        }
        let (before, window) = (rules.span(days.before), rules.span(days))
        let edges = [before.start, window.start, window.end]
        typealias Sum = WritableKeyPath<Backlog.Line, Int>
        let flows: [(figure: ServiceFigure, before: Sum, now: Sum)] = [
            (.opened, \.cameBefore, \.came), (.closed, \.wentBefore, \.went),
        ]
        for flow in flows {
            func add(_ values: [FigureValue], to line: inout Backlog.Line) {
                line[keyPath: flow.before] = values[0].count
                line[keyPath: flow.now] = values[1].count
            }
            let found = try figureValues(flow.figure, edges: edges, by: field, at: now)
            add(found.all, to: &all)
            for (group, values) in found.groups {
                add(values, to: &groups[group, default: Backlog.Line(group: group)])
            }
        }
        // A group that had something before alone is no line of these days; it stays in the sum.
        groups = groups.filter { $0.value.open + $0.value.came + $0.value.went > 0 }
        let sorted = groups.sorted {
            ($1.value.open, $1.value.went, $0.key) < ($0.value.open, $0.value.went, $1.key)
        }
        return Backlog(field: field, days: days, at: now, lines: [all] + sorted.map(\.value))
    }

    package static var backlogFields: [ReportField] { ReportBasis.waiting.fields }

    /// The cases behind a number of it, by when they were opened; what they add is whether they are late.
    /// - Parameters:
    ///   - group: nil for all.
    ///   - band: a place of `Backlog.Line.ages`; nil for all.
    ///   - isLate: only those that are.
    package func waitingRows(
        by field: ReportField, group: String?, band: Int? = nil, isLate: Bool = false, at now: Instant,
        limit: Int? = nil
    ) throws -> [ReportRow] {
        try reports.rows(
            .waiting, in: Backlog.opened(band, before: now), by: field, group: group, adding: isLate, at: now,
            limit: limit
        ).map { ReportRow($0, amount: Double($0.amount)) }
    }
}
