package import Model

/// When a service works: weekly hours, holidays, make-up workdays (调休), in one time zone.
///
///     let due = calendar.due(from: now, Target(3, .workingDays))
///
/// How units are counted:
/// - *minutes, hours*: elapsed, whatever the hours.
/// - *working minutes, working hours*: only while open; a target that ends exactly at closing is due at closing, not at
///   the next opening.
/// - *working days*: the day of the start is day 0; due on the Nth working day after it (as the deadlines of Chinese
///   administrative and consumer law are counted), at the same local time of day, kept between that day's opening and
///   closing. A start after closing or on a day off is due at closing (at 23:59:59.999 where the day closes at 24:00);
///   one before opening, at opening.
/// - *calendar days, months, years*: the same local time so many days or months later. Where the month lacks the day, it
///   is due at the end of its last (as the Civil Code of China, arts. 202 and 203, ends a period). Across a clock change
///   the local time stays, not the number of hours.
///
/// The time of day is kept, rather than every due date moved to closing, so that two properties hold for every unit and
/// start: measuring what was added gives the same count back, and a later start is never due earlier. For the second,
/// an hour that clocks show twice in autumn counts, the second time, as its end (`ZoneOffsets.furthestLocal`).
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
        let n = target.count
        let end: Instant
        switch target.unit {
        case .minutes: return Due(instant: start + .minutes(n))
        case .hours: return Due(instant: start + .hours(n))
        case .calendarDays: return Due(instant: adding(days: n, to: start))
        case .months: return Due(instant: adding(months: n, to: start))
        case .years: return Due(instant: adding(months: n * 12, to: start))
        case .workingMinutes: end = adding(working: .minutes(n), to: start)
        case .workingHours: end = adding(working: .hours(n), to: start)
        case .workingDays: end = adding(workingDays: n, to: start)
        }
        return Due(instant: end, provisional: isProvisional(from: localDay(of: start), to: localDay(of: end)))
    }

    private func adding(days n: Int, to start: Instant) -> Instant {
        let (day, time) = dayAndTime(of: start)
        return instant(day + n, time: time)
    }

    private func adding(months n: Int, to start: Instant) -> Instant {
        let (day, time) = dayAndTime(of: start)
        let later = day.adding(months: n)
        return instant(later, time: later.civil.day < day.civil.day ? endOfDay : time)
    }

    private func instant(_ day: Day, time: Int64) -> Instant {
        zone.instant(local: Int64(day.number) * millisecondsADay + time)
    }

    /// The local day and the milliseconds since its midnight, never going back as instants go on.
    private func dayAndTime(of instant: Instant) -> (Day, Int64) {
        let local = zone.furthestLocal(instant)
        let day = floorDivide(local, millisecondsADay)
        return (Day(number: Int(day)), local - day * millisecondsADay)
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
        let (day, time) = dayAndTime(of: start)
        let target = table.workday(n, after: day, self)
        guard let first = hours(on: target).first, let last = hours(on: target).last else { return start }
        let opening = Int64(first.lowerBound) * 60_000
        // A day that closes at its very end is not due on the next one.
        let closing = min(Int64(last.upperBound) * 60_000, endOfDay)
        let isOver = hours(on: day).last.map { time >= Int64($0.upperBound) * 60_000 } ?? true
        let due = isOver ? closing : max(opening, min(time, closing))
        return instant(target, time: due)
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
        case .workingDays:
            return table.workdays(after: dayAndTime(of: from).0, through: dayAndTime(of: to).0, self)
        case .calendarDays: return dayAndTime(of: to).0 - dayAndTime(of: from).0
        case .months: return months(from, to)
        case .years: return months(from, to) / 12
        }
    }

    private func months(_ from: Instant, _ to: Instant) -> Int {
        let (a, b) = (dayAndTime(of: from).0.civil, dayAndTime(of: to).0.civil)
        let n = (b.year - a.year) * 12 + b.month - a.month
        return adding(months: n, to: from) <= to ? n : n - 1
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
/// The last moment of a day, since its midnight.
private let endOfDay = millisecondsADay - 1

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    let q = a / b
    return a % b < 0 ? q - 1 : q
}
