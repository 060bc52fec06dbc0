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
        /// On at least so many days of the week.
        package var weekdays = 1
        /// Not again before.
        package var gap: Target
    }

    package let hours: ServiceCalendar
    /// For the reasons in `asked`.
    package let askedHours: ServiceCalendar
    /// Reasons of calls that the customer asked for, or that tell of a visit to come.
    package let asked: Set<String>
    /// Reasons of calls that people arrange and that are owed for the minute their time ends.
    package let promised: Set<String>
    /// So many minutes before that minute a clerk is given the call, and no other.
    package let hold: Int
    /// Whoever handled a case that was open within so many days makes no call that is about none to its customer.
    package let lately: Int
    package let attempts: Attempts
    /// Ascending, without overlaps.
    package let parts: [Part]

    init(
        hours: ServiceCalendar, askedHours: ServiceCalendar, asked: Set<String>, promised: Set<String>,
        hold: Int, lately: Int, attempts: Attempts, parts: [Part]
    ) {
        (self.hours, self.askedHours, self.asked) = (hours, askedHours, asked)
        (self.promised, self.hold, self.lately) = (promised, hold, lately)
        (self.attempts, self.parts) = (attempts, parts)
    }

    /// The hours in which a call may be made: those for its reason; where customers wish hours of their own, the outermost
    /// ones.
    package func hours(for reason: String, wish: WishedHours? = nil) -> ServiceCalendar {
        asked.contains(reason) || wish != nil ? askedHours : hours
    }

    /// When a call for this reason may be made on a day.
    /// - Parameter wish: when the customer wishes to be rung up; nil for any time.
    private func windows(for reason: String, _ wish: WishedHours?, on day: Day) -> [Window] {
        let calendar = hours(for: reason, wish: wish)
        guard let wish else { return calendar.workingIntervals(on: day) }
        let wished = wish.hours(on: day.weekday)
        let open = calendar.hours(on: day).flatMap { hours in wished.map { hours.clamped(to: $0) } }
        return open.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }.map {
            Window(
                start: calendar.instant(day, minute: $0.lowerBound),
                end: calendar.instant(day, minute: $0.upperBound))
        }
    }

    package func mayCall(for reason: String, wish: WishedHours? = nil, at time: Instant) -> Bool {
        windows(for: reason, wish, on: hours.localDay(of: time)).contains {
            $0.start <= time && time < $0.end
        }
    }

    /// For which reasons somebody may be rung up at a time who wishes no hours; nil for any.
    package func reasons(at time: Instant) -> [String]? {
        hours.isOpen(at: time) ? nil : askedHours.isOpen(at: time) ? asked.sorted() : []
    }

    /// Whether customers who wish hours of their own may be rung up at a time, if that lies in them.
    package func keepsWishes(at time: Instant) -> Bool { askedHours.isOpen(at: time) }

    /// The weekday, 1 Monday … 7 Sunday, and the minute of the local day.
    package func moment(at time: Instant) -> (weekday: Int, minute: Int) {
        (hours.localDay(of: time).weekday, hours.localMinute(of: time))
    }

    /// Whether there is a day on which somebody who wishes these hours may be rung up.
    package func canKeep(_ wish: WishedHours, from time: Instant) -> Bool {
        opening(for: "", wish: wish, from: time) != nil
    }

    /// When a call for this reason may first be made, from then on.
    package func opening(for reason: String, wish: WishedHours? = nil, from time: Instant) -> Instant? {
        let today = hours.localDay(of: time)
        for day in (0..<Self.horizon).map({ today + $0 }) {
            if let open = windows(for: reason, wish, on: day).first(where: { $0.end > time }) {
                return max(open.start, time)
            }
        }
        return nil
    }

    /// From when on a clerk is given a call that was promised for a minute: shortly before it.
    package func begins(promisedFor minute: Instant, now: Instant) -> Instant {
        max(now, minute - .minutes(hold))
    }

    /// Whether a time is the minute somebody was promised, or near it: they are rung up then whatever the hour.
    package func isNear(_ minute: Instant, at time: Instant) -> Bool {
        minute - .minutes(hold) <= time && time <= minute + .minutes(hold)
    }

    /// The part of the day a time falls in; nil between them.
    package func part(at time: Instant) -> Part? {
        let minute = hours.localMinute(of: time)
        return parts.first { $0.minutes.contains(minute) }
    }

    /// When to try again after those attempts, the last of which was made just now: the first time within the calling hours,
    /// the gap observed, in another part of the day for as long as too few were tried, and on another day, or day of the
    /// week, when what is left must fall on others. Whoever wishes hours of their own is tried in those alone: in another part of the day where that
    /// day has one.
    /// - Parameter made: in the order they were made.
    /// - Returns: nil when there were enough, and it is to be given up.
    package func next(after made: [Instant], _ attempts: Attempts? = nil, wish: WishedHours? = nil)
        -> Instant?
    {
        let attempts = attempts ?? self.attempts
        guard let last = made.last, made.count < attempts.most else { return nil }
        let earliest = hours.due(from: last, attempts.gap).instant
        let (days, tried) = (Set(made.map(hours.localDay)), Set(made.compactMap(part)))
        let left = attempts.most - made.count
        let needsPart = tried.count < min(attempts.parts, parts.count)
        let weekdays = Set(days.map(\.weekday))
        let needsWeekday = attempts.weekdays - weekdays.count >= left
        let needsDay = attempts.days - days.count >= left
        let today = hours.localDay(of: earliest)
        for day in (0..<Self.horizon).map({ today + $0 })
        where (!needsDay || !days.contains(day)) && (!needsWeekday || !weekdays.contains(day.weekday)) {
            if wish != nil {
                let starts = windows(for: "", wish, on: day).filter { $0.end > earliest }
                    .flatMap { beginnings(in: $0, on: day, from: earliest) }
                let isNew = { (time: Instant) in
                    !needsPart || part(at: time).map { !tried.contains($0) } ?? false
                }
                if let time = starts.first(where: isNew) ?? starts.first { return time }
                continue
            }
            for part in parts where !needsPart || !tried.contains(part) {
                if let time = opening(of: part, on: day, from: earliest) { return time }
            }
        }
        return opening(for: "", wish: wish, from: earliest)
    }

    /// So many days are looked ahead; no holiday is as long.
    private static let horizon = 60

    /// When to begin in hours that somebody wishes: anew with each part of the day that they go through.
    private func beginnings(in open: Window, on day: Day, from time: Instant) -> [Instant] {
        let first = max(open.start, time)
        return [first]
            + parts.map { hours.instant(day, minute: $0.minutes.lowerBound) }
            .filter { first < $0 && $0 < open.end }
    }

    private func opening(of part: Part, on day: Day, from time: Instant) -> Instant? {
        for open in hours.hours(on: day) {
            let minutes = open.clamped(to: part.minutes)
            guard !minutes.isEmpty, hours.instant(day, minute: minutes.upperBound) > time else { continue }
            return max(hours.instant(day, minute: minutes.lowerBound), time)
        }
        return nil
    }
}
