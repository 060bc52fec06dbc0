package import Model
import Records
import ServiceTime
import Workflow

/// Whether today will hold: what waits, how long, what of it will be missed; what comes and goes; who is there; visits and
/// calls of the day. As it is at one moment.
package struct Overview: Sendable, Hashable {
    package var at: Instant
    package var queues: [QueueOverview]
    package var visits: VisitFigures
    package var calls: CallFigures
    package var people: [PersonOverview]
    /// Begins of the hours of `arrivals` and `closings`.
    package var hours: [Instant]
    /// What came and went by team.
    package var flows: [String: TeamFlow]
    /// How long, in working time, the rate of the forecast was looked at.
    package var rateHours: Double

    /// How many hours ahead promises are looked at.
    package static let ahead = 8
    /// How many hours of arrivals and closings are shown.
    package static let back = 12
    /// How long cases may wait before they count as older, the youngest first.
    package static let ages: [Span] = [.hours(4), .days(1), .days(3), .days(7), .days(14)]
}

package struct QueueOverview: Sendable, Hashable {
    package var figures: QueueFigures
    package var forecast: PromiseForecast
    /// In each hour, the one that runs being the last.
    package var arrivals: [Int]
    package var closings: [Int]

    package var name: String { figures.queue }
    /// Whose promise runs out within so many hours.
    package func due(within hours: Int) -> CappedCount { figures.due.prefix(hours).reduce(.zero, +) }
}

extension Overview {
    /// All queues as one.
    package var whole: QueueOverview {
        var all = QueueFigures(queue: "")
        all.due = queues.first.map { $0.figures.due.map { _ in .zero } } ?? []
        all.ages = queues.first.map { $0.figures.ages.map { _ in .zero } } ?? []
        for figures in queues.map(\.figures) {
            all.waiting = all.waiting + figures.waiting
            all.free = all.free + figures.free
            all.overdue = all.overdue + figures.overdue
            all.atRisk = all.atRisk + figures.atRisk
            all.due = zip(all.due, figures.due).map { $0 + $1 }
            all.ages = zip(all.ages, figures.ages).map { $0 + $1 }
        }
        all.oldest = queues.compactMap(\.figures.oldest).min()
        return QueueOverview(
            figures: all, forecast: PromiseForecast(sumOf: queues.map(\.forecast)),
            arrivals: Self.sum(queues.map(\.arrivals)), closings: Self.sum(queues.map(\.closings)))
    }

    private static func sum(_ rows: [[Int]]) -> [Int] {
        rows.reduce([]) { sum, row in sum.isEmpty ? row : zip(sum, row).map(+) }
    }
}

extension PromiseForecast {
    /// Queues side by side, each served by itself.
    init(sumOf parts: [PromiseForecast]) {
        self.init(overdue: 0, due: [], rate: parts.reduce(0) { $0 + $1.rate })
        for part in parts {
            missed += part.missed
            low += part.low
            high += part.high
            hours =
                hours.isEmpty
                ? part.hours
                : zip(hours, part.hours).map {
                    Hour(until: $0.until, due: $0.due + $1.due, missed: $0.missed + $1.missed)
                }
        }
    }
}

/// Of a team's cases, those logged and those closed in each hour, the one that runs being the last.
package struct TeamFlow: Sendable, Hashable {
    package var arrivals: [Int]
    package var closings: [Int]
}

/// What changes by the hour, and need not be read again with every look.
package struct OverviewFlow: Sendable, Hashable {
    package var readAt: Instant
    var hours: [Instant]
    var arrivals: [HourCount]
    var closings: [HourCount]
    var teamArrivals: [HourCount]
    var teamClosings: [HourCount]
    /// Cases of each queue served in the time looked at.
    var served: [String: Int]
    var rateHours: Double

    /// How long it is good for.
    package static let lasts = Span.minutes(1)

    package func isGood(at now: Instant) -> Bool { now >= readAt && now - readAt < Self.lasts }

    /// Of each team that had any.
    fileprivate var teams: [String: TeamFlow] {
        Dictionary(
            uniqueKeysWithValues: Set((teamArrivals + teamClosings).map(\.name)).map { name in
                (
                    name,
                    TeamFlow(
                        arrivals: counts(teamArrivals, of: name), closings: counts(teamClosings, of: name))
                )
            })
    }

    fileprivate func counts(_ counts: [HourCount], of name: String) -> [Int] {
        var row = hours.map { _ in 0 }
        for count in counts where count.name == name && row.indices.contains(count.hour) {
            row[count.hour] += count.count
        }
        return row
    }
}

extension Reading {
    /// How far back, in working hours, the rate of the forecast is looked at: long enough for chance to even out, short
    /// enough to tell how today goes.
    private static let rateHours = 4

    /// - Parameter flow: what was read of the hours lately; nil reads it.
    package func overview(at now: Instant, flow known: OverviewFlow? = nil) throws -> Overview {
        let flow = try known ?? overviewFlow(at: now)
        let dues = (1...Overview.ahead).map { now + .hours($0) }
        var figures = try counts.queues(
            rules.settings.queues.map(\.name), at: now, dues: dues, ages: Overview.ages.map { now - $0 })
        for index in figures.indices { figures[index].atRisk = try atRisk(figures[index], at: now) }
        let calendar = rules.deskCalendar
        let working = dues.map { Double(calendar.working(from: now, to: $0).milliseconds) / 3_600_000 }
        let day = today(now)
        return Overview(
            at: now, queues: figures.map { queue($0, flow, dues, working) },
            visits: try counts.visits(in: day, at: now), calls: try counts.calls(at: now, end: day.end),
            people: try peopleOverview(at: now), hours: flow.hours, flows: flow.teams,
            rateHours: flow.rateHours)
    }

    /// By whole hours it is counted already.
    private func atRisk(_ figures: QueueFigures, at now: Instant) throws -> CappedCount {
        if let span = rules.terms(of: .queue(figures.queue)).riskSpan, span.minutes % 60 == 0,
            (0...Overview.ahead).contains(span.minutes / 60)
        {
            return figures.due.prefix(span.minutes / 60).reduce(.zero, +)
        }
        return try atRisk(inQueue: figures.queue, at: now)
    }

    private func queue(
        _ figures: QueueFigures, _ flow: OverviewFlow, _ dues: [Instant], _ working: [Double]
    ) -> QueueOverview {
        let rate =
            flow.rateHours > 0 ? Double(flow.served[figures.queue] ?? 0) / flow.rateHours : 0
        let due = dues.indices.map { (until: dues[$0], count: figures.due[$0].count, working: working[$0]) }
        return QueueOverview(
            figures: figures,
            forecast: PromiseForecast(overdue: figures.overdue.count, due: due, rate: rate),
            arrivals: flow.counts(flow.arrivals, of: figures.queue),
            closings: flow.counts(flow.closings, of: figures.queue))
    }

    package func overviewFlow(at now: Instant) throws -> OverviewFlow {
        let calendar = rules.deskCalendar
        let hour = now - .minutes(calendar.localMinute(of: now) % 60)
        let begin = Instant(milliseconds: hour.milliseconds / 60_000 * 60_000)
        let hours = (0..<Overview.back).map { begin - .hours(Overview.back - 1 - $0) }
        let window = rateWindow(before: now)
        let worked = calendar.working(from: window.start, to: window.end)
        let end = now + Span(milliseconds: 1)
        return OverviewFlow(
            readAt: now, hours: hours, arrivals: try counts.arrivals(from: hours[0], to: end),
            closings: try counts.closings(from: hours[0], to: end),
            teamArrivals: try counts.byTeam(.came, from: hours[0], to: end),
            teamClosings: try counts.byTeam(.went, from: hours[0], to: end),
            served: try counts.served(in: window),
            rateHours: Double(worked.milliseconds) / 3_600_000)
    }

    /// As far back as so much was worked, at most ten days.
    private func rateWindow(before now: Instant) -> Window {
        let calendar = rules.deskCalendar
        let wanted = Span.hours(Self.rateHours)
        for back in 1...240 where calendar.working(from: now - .hours(back), to: now) >= wanted {
            return Window(start: now - .hours(back), end: now)
        }
        return Window(start: now - .days(10), end: now)
    }
}
