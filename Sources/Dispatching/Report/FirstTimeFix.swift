package import Model

/// Which jobs one visit settled (DOMAIN 5.2): fixed with one completed visit and no revisit for the same fault within 30
/// days, of the jobs completed; visits that found nobody, installations and cancelled visits are no part of it. A
/// stopgap or work that the customer refused is no fix. Until its 30 days are over a fix may still turn out otherwise.
package struct FirstTimeFix: Sendable {
    /// For each job completed: by its first visit that came to the customer, whether that one settled it.
    package private(set) var isFirstTime: [VisitID: Bool] = [:]
    /// By the same visit: when the job was completed, which may be by a later one.
    package private(set) var finished: [VisitID: Instant] = [:]

    package static let within = Span.days(30)

    /// The visits that matter for jobs completed in a window: they may have begun long before, and come back for a month.
    package static func around(_ window: Window) -> Window {
        Window(start: window.start - .days(90), end: window.end + within + .days(1))
    }

    /// What is no repair.
    static let others: Set<String> = ["installation", "delivery", "relocation"]

    /// - Parameters:
    ///   - visits: all of the time that matters, those after the window included.
    ///   - window: when the job was completed.
    package init(_ visits: [VisitRecord], completedIn window: Window) {
        let attended = visits.filter { $0.isAttended && !Self.others.contains($0.kind) }
            .sorted { ($0.finishedAt ?? $0.planned.end, $0.id) < ($1.finishedAt ?? $1.planned.end, $1.id) }
        // One fault of one customer's product is one job, whether or not a new case was opened for it.
        let matters = Dictionary(grouping: attended) { "\($0.customer)/\($0.product)/\($0.fault)" }
        for mine in matters.values {
            var first = 0
            while first < mine.count {
                // Up to the visit that completes it.
                guard let done = mine[first...].firstIndex(where: { $0.outcome == .done }) else { break }
                let finished = mine[done].finishedAt ?? mine[done].planned.end
                let again = mine.dropFirst(done + 1).first
                let cameBack =
                    again.map { ($0.arrivedAt ?? $0.planned.start) - finished <= Self.within } ?? false
                if finished >= window.start, finished < window.end {
                    isFirstTime[mine[first].id] = done == first && mine[done].isFixed && !cameBack
                    self.finished[mine[first].id] = finished
                }
                first = done + 1
                // Whoever comes back within the time belongs to the job that was not fixed.
                var last = finished
                while first < mine.count,
                    (mine[first].arrivedAt ?? mine[first].planned.start) - last <= Self.within
                {
                    last = mine[first].finishedAt ?? mine[first].planned.end
                    first += 1
                }
            }
        }
    }
}
