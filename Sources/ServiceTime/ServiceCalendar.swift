package import Model

/// When a service works: weekly hours, holidays, make-up workdays (调休), in one time zone.
///
///     let due = calendar.due(from: now, Target(3, .workingDays))
///
/// How units are counted:
/// - *minutes, hours*: elapsed, whatever the hours.
/// - *working minutes, working hours*: only while open; a target that ends exactly at closing is due at closing.
/// - *working days*: the day of the start is day 0; due on the Nth working day after it (as the deadlines of Chinese
///   administrative and consumer law are counted), at the same local time of day, kept within that day's hours. A start
///   after closing or on a day off is due at closing; one before opening, at opening. So a later start is never due
///   earlier, and counting back gives N.
/// - *calendar days, months, years*: the same local time so many days or months later; a day that the month lacks is its
///   last. Across a clock change the local time stays, not the number of hours.
package struct ServiceCalendar: Sendable {
    package let name: String
    package let label: Label
    /// Minutes of the local day, ascending; Monday first.
    let week: [[Range<Int>]]
    let exceptions: [Day: DayException]
    /// Years whose holidays are official; nil when none need be (a calendar without holidays).
    let officialYears: Set<Int>?
    let zone: ZoneOffsets
    private let table: LazyTable

    enum DayException: Hashable, Sendable {
        case off(String)
        /// Works the hours of a weekday, 1 Monday … 7 Sunday.
        case work(as: Int, String)
    }

    init(
        name: String, label: Label, week: [[Range<Int>]], exceptions: [Day: DayException],
        officialYears: Set<Int>?,
        zone: ZoneOffsets
    ) {
        (self.name, self.label, self.week, self.exceptions) = (name, label, week, exceptions)
        (self.officialYears, self.zone) = (officialYears, zone)
        table = LazyTable()
    }

    package var zoneIdentifier: String { zone.identifier }

    // MARK: Days

    package func localDay(of instant: Instant) -> Day {
        Day(number: Int(floorDivide(zone.local(instant), millisecondsADay)))
    }

    /// Minutes since local midnight (0...1439).
    package func localMinute(of instant: Instant) -> Int {
        let local = zone.local(instant)
        return Int((local - floorDivide(local, millisecondsADay) * millisecondsADay) / 60_000)
    }

    /// The instant of a local time; 1440 is the next midnight.
    package func instant(_ day: Day, minute: Int) -> Instant {
        zone.instant(local: Int64(day.number) * millisecondsADay + Int64(minute) * 60_000)
    }

    /// The local hours of a day, minutes since midnight; empty on a day off.
    package func hours(on day: Day) -> [Range<Int>] {
        switch exceptions[day] {
        case .off: []
        case .work(let weekday, _): week[weekday - 1]
        case nil: week[day.weekday - 1]
        }
    }

    package func isWorkday(_ day: Day) -> Bool { !hours(on: day).isEmpty }

    /// The holiday or make-up workday a day is, in the data's own words; nil for an ordinary one.
    package func occasion(_ day: Day) -> String? {
        switch exceptions[day] {
        case .off(let name), .work(_, let name): name
        case nil: nil
        }
    }

    package func workingIntervals(on day: Day) -> [Window] {
        hours(on: day).map {
            Window(start: instant(day, minute: $0.lowerBound), end: instant(day, minute: $0.upperBound))
        }
    }

    package func isOpen(at instant: Instant) -> Bool {
        workingIntervals(on: localDay(of: instant)).contains { $0.start <= instant && instant < $0.end }
    }

    /// Whether a span of days touches a year whose holidays are not official.
    package func isProvisional(from: Day, to: Day) -> Bool {
        guard let officialYears, from <= to else { return false }
        return (from.year...to.year).contains { !officialYears.contains($0) }
    }

    // MARK: Adding

    package func due(from start: Instant, _ target: Target) -> Due {
        let end: Instant
        switch target.unit {
        case .minutes: return Due(instant: start + .minutes(target.count))
        case .hours: return Due(instant: start + .hours(target.count))
        case .calendarDays: return Due(instant: sameTime(start, on: localDay(of: start) + target.count))
        case .months:
            return Due(instant: sameTime(start, on: localDay(of: start).adding(months: target.count)))
        case .years:
            return Due(instant: sameTime(start, on: localDay(of: start).adding(months: target.count * 12)))
        case .workingMinutes: end = adding(working: .minutes(target.count), to: start)
        case .workingHours: end = adding(working: .hours(target.count), to: start)
        case .workingDays: end = adding(workingDays: target.count, to: start)
        }
        return Due(instant: end, provisional: isProvisional(from: localDay(of: start), to: localDay(of: end)))
    }

    private func sameTime(_ start: Instant, on day: Day) -> Instant {
        let local = zone.local(start)
        let time = local - floorDivide(local, millisecondsADay) * millisecondsADay
        return zone.instant(local: Int64(day.number) * millisecondsADay + time)
    }

    /// Working time added: where the calendar has been open for `span` since `start`.
    package func adding(working span: Span, to start: Instant) -> Instant {
        let day = localDay(of: start)
        let goal = worked(before: day) + worked(on: day, until: start) + span.milliseconds
        guard span > .zero else { return start }
        let last = table.day(reaching: goal, self)
        var left = goal - worked(before: last)
        for interval in workingIntervals(on: last) {
            let length = (interval.end - interval.start).milliseconds
            if left <= length { return interval.start + Span(milliseconds: left) }
            left -= length
        }
        return workingIntervals(on: last).last?.end ?? start
    }

    private func adding(workingDays n: Int, to start: Instant) -> Instant {
        let day = localDay(of: start)
        let target = table.workday(n, after: day, self)
        let hours = hours(on: target)
        guard let opening = hours.first?.lowerBound, let closing = hours.last?.upperBound else {
            return start
        }
        let startHours = self.hours(on: day)
        guard let lastClosing = startHours.last?.upperBound, start < instant(day, minute: lastClosing) else {
            return instant(target, minute: closing)
        }
        let same = sameTime(start, on: target)
        return max(instant(target, minute: opening), min(same, instant(target, minute: closing)))
    }

    // MARK: Measuring

    /// How much of a unit lies between two instants; the inverse of `due`. Negative when `to` is before `from`.
    package func measure(from: Instant, to: Instant, in unit: Target.Unit) -> Int {
        guard from <= to else { return -measure(from: to, to: from, in: unit) }
        switch unit {
        case .minutes: return Int((to - from).milliseconds / 60_000)
        case .hours: return Int((to - from).milliseconds / 3_600_000)
        case .workingMinutes: return Int(working(from: from, to: to).milliseconds / 60_000)
        case .workingHours: return Int(working(from: from, to: to).milliseconds / 3_600_000)
        case .workingDays: return table.workdays(after: localDay(of: from), through: localDay(of: to), self)
        case .calendarDays: return localDay(of: to) - localDay(of: from)
        case .months: return months(from, to)
        case .years: return months(from, to) / 12
        }
    }

    private func months(_ from: Instant, _ to: Instant) -> Int {
        let (a, b) = (localDay(of: from).civil, localDay(of: to).civil)
        let n = (b.year - a.year) * 12 + b.month - a.month
        return sameTime(from, on: localDay(of: from).adding(months: n)) <= to ? n : n - 1
    }

    /// The time the calendar was open between two instants (`from` not after `to`).
    package func working(from: Instant, to: Instant) -> Span {
        let (a, b) = (localDay(of: from), localDay(of: to))
        return Span(
            milliseconds: worked(before: b) + worked(on: b, until: to) - worked(before: a)
                - worked(on: a, until: from))
    }

    private func worked(before day: Day) -> Int64 { table.worked(before: day, self) }

    private func worked(on day: Day, until end: Instant) -> Int64 {
        workingIntervals(on: day).reduce(0) { sum, interval in
            sum + max(0, (min(end, interval.end) - interval.start).milliseconds)
        }
    }
}

let millisecondsADay: Int64 = 86_400_000

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    let q = a / b
    return a % b < 0 ? q - 1 : q
}
