package import Model

/// When customers may be rung up, and when one who was not reached is tried again, as `followups/calling.yaml` says it.
package struct CallingRules: Sendable {
    /// A part of the day, in minutes of the local day: who is out in the morning may be in at night.
    package struct Part: Hashable, Sendable {
        package var label: Label
        package var minutes: Range<Int>
    }

    /// How often, and how spread, somebody is tried before it is given up.
    package struct Attempts: Hashable, Sendable {
        package var most: Int
        /// On at least so many days.
        package var days: Int
        /// In at least so many parts of the day.
        package var parts: Int
        /// Not again before.
        package var gap: Target
    }

    package let hours: ServiceCalendar
    /// For the reasons in `asked`.
    package let askedHours: ServiceCalendar
    /// Reasons of calls that the customer asked for, or that tell of a visit to come.
    package let asked: Set<String>
    package let attempts: Attempts
    /// Ascending, without overlaps.
    package let parts: [Part]

    init(
        hours: ServiceCalendar, askedHours: ServiceCalendar, asked: Set<String>, attempts: Attempts,
        parts: [Part]
    ) {
        (self.hours, self.askedHours, self.asked) = (hours, askedHours, asked)
        (self.attempts, self.parts) = (attempts, parts)
    }

    /// The hours in which a call for this reason may be made.
    package func hours(for reason: String) -> ServiceCalendar { asked.contains(reason) ? askedHours : hours }

    package func mayCall(for reason: String, at time: Instant) -> Bool { hours(for: reason).isOpen(at: time) }

    /// For which reasons somebody may be rung up at a time; nil for any.
    package func reasons(at time: Instant) -> [String]? {
        hours.isOpen(at: time) ? nil : askedHours.isOpen(at: time) ? asked.sorted() : []
    }

    /// When a call for this reason may first be made, from then on.
    package func opening(for reason: String, from time: Instant) -> Instant? {
        let calendar = hours(for: reason)
        let today = calendar.localDay(of: time)
        for day in (0..<Self.horizon).map({ today + $0 }) {
            if let open = calendar.workingIntervals(on: day).first(where: { $0.end > time }) {
                return max(open.start, time)
            }
        }
        return nil
    }

    /// The part of the day a time falls in; nil between them.
    package func part(at time: Instant) -> Part? {
        let minute = hours.localMinute(of: time)
        return parts.first { $0.minutes.contains(minute) }
    }

    /// When to try again after those attempts, the last of which was made just now: the first time within the calling hours,
    /// the gap observed, in another part of the day for as long as too few were tried, and on another day when what is left
    /// must fall on other days.
    /// - Parameter made: in the order they were made.
    /// - Returns: nil when there were enough, and it is to be given up.
    package func next(after made: [Instant]) -> Instant? {
        guard let last = made.last, made.count < attempts.most else { return nil }
        let earliest = hours.due(from: last, attempts.gap).instant
        let (days, tried) = (Set(made.map(hours.localDay)), Set(made.compactMap(part)))
        let left = attempts.most - made.count
        let needsPart = tried.count < min(attempts.parts, parts.count)
        let needsDay = attempts.days - days.count >= left
        let today = hours.localDay(of: earliest)
        for day in (0..<Self.horizon).map({ today + $0 }) where !needsDay || !days.contains(day) {
            for part in parts where !needsPart || !tried.contains(part) {
                if let time = opening(of: part, on: day, from: earliest) { return time }
            }
        }
        return opening(for: "", from: earliest)
    }

    /// So many days are looked ahead; no holiday is as long.
    private static let horizon = 60

    private func opening(of part: Part, on day: Day, from time: Instant) -> Instant? {
        for open in hours.hours(on: day) {
            let minutes = open.clamped(to: part.minutes)
            guard !minutes.isEmpty, hours.instant(day, minute: minutes.upperBound) > time else { continue }
            return max(hours.instant(day, minute: minutes.lowerBound), time)
        }
        return nil
    }
}
