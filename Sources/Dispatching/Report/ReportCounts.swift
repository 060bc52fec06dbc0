package import Model
import Statistics

/// What the figures of a report are counted from, each visit once.
struct ReportCounts {
    /// Those planned to start within the time.
    let visits: [VisitRecord]
    private let source: DispatchReport.Source
    private let firsts: FirstTimeFix
    private let byID: [VisitID: VisitRecord]

    init(_ source: DispatchReport.Source) {
        self.source = source
        visits = source.visits.filter {
            $0.planned.start >= source.window.start && $0.planned.start < source.window.end
        }
        firsts = FirstTimeFix(source.visits, completedIn: source.window)
        byID = Dictionary(source.visits.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// - Parameter shiftMinutes: nil where shifts cannot be told apart.
    func values(shiftMinutes: Double?, _ holds: (VisitRecord) -> Bool) -> [DispatchReport.Figure:
        DispatchReport.Value]
    {
        let mine = visits.filter(holds)
        let came = mine.filter { $0.isAttended || $0.outcome == .noAccess }
        let attended = mine.filter(\.isAttended)
        let jobs = firsts.isFirstTime.filter { byID[$0.key].map(holds) ?? false }
        let travel = came.compactMap { visit in visit.minutesOnTheWay.map { (visit.id, $0) } }
        let work = came.compactMap { visit in visit.minutesOnSite.map { (visit.id, $0) } }
        let onTheWay = travel.reduce(0) { $0 + $1.1 }
        let busy = onTheWay + work.reduce(0) { $0 + $1.1 }
        let days = Set(
            came.compactMap { visit in
                visit.technician.map { "\($0.number)/\(source.day(visit.arrivedAt ?? visit.planned.start))" }
            })
        let repairs = attended.filter { !FirstTimeFix.others.contains($0.kind) }
        return [
            .firstTimeFix: share(jobs.map { ($0.key, $0.value) }),
            .windowsKept: share(mine.compactMap { visit in isWindowKept(visit).map { (visit.id, $0) } }),
            .noAccess: share(came.map { ($0.id, $0.outcome == .noAccess) }),
            .partWait: share(came.map { ($0.id, $0.outcome == .partsNeeded) }),
            .promisesKept: share(
                source.promises.filter { byID[$0.visit].map(holds) ?? false }.map { ($0.visit, $0.isKept) }),
            .travelShare: time(travel + work, busy > 0 ? onTheWay / busy : nil),
            .utilisation: time(
                travel + work, shiftMinutes.flatMap { $0 > 0 ? busy / $0 : nil }),
            .visitsPerJob: quotient(repairs, jobs.count),
            .visitsPerDay: quotient(came, days.count),
            .minutesOnSite: median(
                mine.filter { $0.outcome == .done }.compactMap { visit in
                    visit.minutesOnSite.map { (visit.id, $0) }
                }),
        ]
    }

    /// Nil while it is not decided: the window is not over and nobody has come.
    private func isWindowKept(_ visit: VisitRecord) -> Bool? {
        // Who found nobody and wrote down no arrival was there by then.
        let arrived = visit.arrivedAt ?? (visit.outcome == .noAccess ? visit.finishedAt : nil)
        if let arrived {
            return arrived >= visit.promised.start - Self.early && arrived <= visit.promised.end
        }
        return visit.outcome == .open && visit.promised.end >= source.now ? nil : false
    }

    private static let early = Span.minutes(15)

    func windowsKeptByDay() -> [Double?] {
        let first = source.day(source.window.start)
        let last = max(first, source.day(source.window.end - .minutes(1)))
        let days = Dictionary(grouping: visits) { source.day($0.planned.start) }
        return (first...last).map { day in
            let known = (days[day] ?? []).compactMap(isWindowKept)
            return known.isEmpty ? nil : Double(known.count { $0 }) / Double(known.count)
        }
    }

    private func share(_ all: [(VisitID, Bool)]) -> DispatchReport.Value {
        guard !all.isEmpty else { return .none }
        let hits = all.count { $0.1 }
        let (low, high) = Shares.wilson(hits, of: all.count)
        return DispatchReport.Value(
            value: Double(hits) / Double(all.count), low: low, high: high, count: all.count,
            behind: traces(all.map { ($0.0, $0.1 ? 1 : 0) }))
    }

    private func time(_ all: [(VisitID, Double)], _ value: Double?) -> DispatchReport.Value {
        guard value != nil else { return .none }
        var sums: [VisitID: Double] = [:]
        for (visit, minutes) in all { sums[visit, default: 0] += minutes }
        return DispatchReport.Value(
            value: value, low: nil, high: nil, count: sums.count,
            behind: traces(sums.map { ($0.key, $0.value) }))
    }

    private func quotient(_ visits: [VisitRecord], _ count: Int) -> DispatchReport.Value {
        guard count > 0 else { return .none }
        return DispatchReport.Value(
            value: Double(visits.count) / Double(count), low: nil, high: nil, count: count,
            behind: traces(visits.map { ($0.id, 1) }))
    }

    private func median(_ all: [(VisitID, Double)]) -> DispatchReport.Value {
        let sorted = all.map(\.1).sorted()
        guard !sorted.isEmpty else { return .none }
        let middle = sorted.count / 2
        let value =
            sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        return DispatchReport.Value(
            value: value, low: nil, high: nil, count: sorted.count, behind: traces(all))
    }

    private func traces(_ all: [(VisitID, Double)]) -> [DispatchReport.Trace] {
        all.map { DispatchReport.Trace(visit: $0.0, adds: $0.1) }.sorted { $0.visit < $1.visit }
    }
}

extension VisitRecord {
    /// Nil where it was not written down, or so that it cannot be true: backwards, or for many hours.
    package var minutesOnSite: Double? {
        guard let arrivedAt, let finishedAt, finishedAt >= arrivedAt,
            finishedAt - arrivedAt <= LeftOut.forgottenAfter
        else { return nil }
        return Double((finishedAt - arrivedAt).milliseconds) / 60_000
    }

    /// The same, for more than four hours on the way.
    package var minutesOnTheWay: Double? {
        guard let setOutAt, let arrivedAt, arrivedAt >= setOutAt, arrivedAt - setOutAt <= .hours(4) else {
            return nil
        }
        return Double((arrivedAt - setOutAt).milliseconds) / 60_000
    }
}
