package import Model
import Records
import ServiceTime
import Workflow

/// The figures of a stretch of whole days beside the one before, which was as long; for all, and apart by a field.
package struct ServiceReport: Sendable {
    package var days: ClosedRange<Day>
    package var field: ReportField?
    /// As of when: what is not yet due by then is no part of it.
    package var at: Instant
    /// Each figure, followed by its groups, the largest first.
    package var lines: [Line]
    /// Figures left out because whoever asks may not see them.
    package var withheld: [ServiceFigure] = []

    /// Which they are, and the right that is missing; nil where none is.
    package var lack: Phrase? {
        withheld.first?.right.map { right in
            Phrase(
                "figures.withheld",
                [
                    "figures": .list(withheld.map { .phrase($0.label) }),
                    "can": .phrase(Phrase("deskRight.\(right.rawValue)")),
                    "right": .text(right.rawValue),
                ])
        }
    }

    package struct Line: Sendable, Hashable, Identifiable {
        package var figure: ServiceFigure
        /// Nil for all.
        package var group: String?
        package var now: FigureValue
        package var before: FigureValue
        package var id: String { figure.rawValue + "/" + (group ?? "") + (group == nil ? "" : "/") }

        /// How much more it is than before; nil where one of them is not known.
        package var change: Double? {
            guard let value = now.value, let old = before.value else { return nil }
            return value - old
        }
    }

    /// How many periods a trend shows.
    package static let stretches = 12
}

extension Reading {
    /// - Parameters:
    ///   - field: a figure that cannot be told apart by it stands for all alone.
    ///   - actor: who asks, whom figures are withheld from that they may not see; nil for anybody.
    ///   - progress: is told now and then how far it came (0 to 1), and may throw to end it.
    package func serviceReport(
        _ days: ClosedRange<Day>, by field: ReportField? = nil,
        figures: [ServiceFigure] = ServiceFigure.allCases,
        at now: Instant, for actor: Actor? = nil, progress: (Double) throws -> Void = { _ in }
    ) throws -> ServiceReport {
        let edges = reportEdges(days, back: 1)
        let seen = figures.filter { maySee($0, actor) }
        var lines: [ServiceReport.Line] = []
        for (place, figure) in seen.enumerated() {
            try progress(Double(place) / Double(seen.count))
            let apart = field.flatMap { figure.fields(rules).contains($0) ? $0 : nil }
            let values = try figureValues(figure, edges: edges, by: apart, at: now)
            lines.append(line(figure, nil, values.all))
            guard apart != nil else { continue }
            lines += values.groups.sorted { ($1.value[1].count, $0.key) < ($0.value[1].count, $1.key) }
                .map { line(figure, $0.key, $0.value) }
        }
        return ServiceReport(
            days: days, field: field, at: now, lines: lines,
            withheld: figures.filter { !maySee($0, actor) })
    }

    /// - Parameter actor: nil for anybody.
    func maySee(_ figure: ServiceFigure, _ actor: Actor?) -> Bool {
        figure.right == nil || actor.map { mayJudge($0) } ?? false
    }

    /// - Throws: `DeskFault.notAllowed` naming the right that is missing.
    func mustSee(_ figure: ServiceFigure, _ actor: Actor?) throws {
        guard let right = figure.right, !maySee(figure, actor) else { return }
        throw DeskFault.notAllowed(login: (actor ?? .desk).login, right: right.rawValue)
    }

    private func line(_ figure: ServiceFigure, _ group: String?, _ values: [FigureValue])
        -> ServiceReport.Line
    {
        ServiceReport.Line(figure: figure, group: group, now: values[1], before: values[0])
    }

    /// How a figure went: in as many stretches as long as these days, the last of them these.
    func figureTrend(
        _ figure: ServiceFigure, _ days: ClosedRange<Day>, stretches: Int, at now: Instant
    )
        throws -> [FigureValue]
    {
        let edges = reportEdges(days, back: stretches - 1)
        return try figureValues(figure, edges: edges, by: nil, at: now).all
    }

    /// The same of every figure that somebody may see, over the stretches a report shows.
    /// - Parameters:
    ///   - actor: nil for anybody.
    ///   - progress: is told now and then how far it came (0 to 1), and may throw to end it.
    package func figureTrends(
        _ days: ClosedRange<Day>, at now: Instant, for actor: Actor? = nil,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> [ServiceFigure: [FigureValue]] {
        let all = ServiceFigure.allCases.filter { maySee($0, actor) }
        return try all.enumerated().reduce(into: [:]) { trends, next in
            try progress(Double(next.offset) / Double(all.count))
            trends[next.element] = try figureTrend(
                next.element, days, stretches: ServiceReport.stretches, at: now)
        }
    }

    /// The midnights between stretches as long as these days, so many before them.
    private func reportEdges(_ days: ClosedRange<Day>, back: Int) -> [Instant] {
        (-back...1).map { rules.deskCalendar.instant(days.lowerBound + days.length * $0, minute: 0) }
    }

    /// What each case behind rows is about: its kind and its customer's name.
    package func about(_ rows: [ReportRow]) throws -> [CaseID: (kind: CaseKind, customer: String)] {
        try reports.about(Array(Set(rows.compactMap(\.caseID))))
    }
}

/// What a group is called.
package enum GroupName: Sendable, Hashable {
    case fact(PhraseFact)
    /// A word of a family that languages have names for, such as `channel`.
    case word(String, family: String)
}

extension Reading {
    /// - Parameter names: of people (`names()`).
    package func groupName(_ key: String, of field: ReportField, _ names: [StaffID: String]) throws
        -> GroupName
    {
        guard !key.isEmpty else { return .fact(.phrase(Phrase("figures.none"))) }
        switch field {
        case .kind: return .fact(label(rules.workflows[key]?.label, key))
        case .product: return .fact(label(rules.product(key)?.label, key))
        case .queue: return .fact(label(rules.settings.queues.first { $0.name == key }?.label, key))
        case .promise: return .fact(label(rules.promises[key]?.label, key))
        case .plan: return .fact(label(try rules.followUps()[key]?.label, key))
        case .zone, .team: return .fact(.text(key))
        case .customer: return .word(key, family: "customerKind")
        case .channel, .severity: return .word(key, family: field.rawValue)
        case .reason: return .word(key, family: "callReason")
        case .agent, .technician: return .fact(.text(Int64(key).flatMap { names[StaffID($0)] } ?? key))
        }
    }

    private func label(_ label: Label?, _ key: String) -> PhraseFact {
        label.map { .label($0) } ?? .text(key)
    }
}
