package import Model

/// On which days something is due again and again.
///
///     Recurrence.every(Target(180, .calendarDays))     180, 360, 540 … days after a unit was installed
///     Recurrence.dates(months: [3], .weekday(1, 1))    every first Monday of March
package enum Recurrence: Hashable, Sendable {
    /// So long after a day of the unit, each once.
    case after([Target])
    /// That long after a day of the unit, and that long after it again, for so many years.
    case every(Target, years: Int)
    /// So long before a day of the unit on which something ends.
    case before(Target)
    /// Days of the calendar, for every unit; no months are all of them.
    case dates(months: [Int], DayOfMonth)

    package enum DayOfMonth: Hashable, Sendable {
        /// 1...31; a shorter month has it on its last.
        case number(Int)
        /// The nth weekday (1 Monday … 7 Sunday) of the month, 1...4; -1 is the last.
        case weekday(_ nth: Int, _ weekday: Int)
        /// Each such weekday.
        case each(weekday: Int)
    }

    /// The days since which something that is due on `day` has run, or on which it ends: it came due on that day and no other.
    /// - Returns: nothing for dates, which hang on no day of the unit.
    package func starts(dueOn day: Day) -> [Day] {
        switch self {
        case .after(let ages): Set(ages.flatMap { $0.starts(of: day) }).sorted()
        case .every(let step, let years):
            Set(
                (1...max(1, step.times(in: years))).flatMap { step.multiplied(by: $0).starts(of: day) }
            ).sorted()
        case .before(let target): target.ends(of: day)
        case .dates: []
        }
    }

    /// The days on which something is due, ascending; of dates, those in the next two years.
    /// - Parameter start: the day since which it runs, or on which it ends; dates hang on none.
    package func days(of start: Day?, after day: Day) -> [Day] {
        guard let start else {
            guard case .dates = self else { return [] }
            return (1...731).map { day + $0 }.filter(falls)
        }
        let days =
            switch self {
            case .after(let ages): ages.map { $0.days(after: start) }
            case .every(let step, let years):
                (1...max(1, step.times(in: years))).map { step.multiplied(by: $0).days(after: start) }
            case .before(let target): [target.days(before: start)]
            case .dates: self.days(of: nil, after: day)
            }
        return Set(days).filter { $0 > day }.sorted()
    }

    /// Whether a day is one of the dates.
    package func falls(on day: Day) -> Bool {
        guard case .dates(let months, let wanted) = self else { return false }
        let (year, month, number) = day.civil
        guard months.isEmpty || months.contains(month) else { return false }
        let length = Day.length(ofMonth: month, year: year)
        return switch wanted {
        case .number(let n): number == min(n, length)
        case .each(let weekday): day.weekday == weekday
        case .weekday(let nth, let weekday):
            day.weekday == weekday
                && (nth > 0 ? (number - 1) / 7 + 1 == nth : number + 7 > length)
        }
    }
}

extension Target {
    /// Counted in whole days of the calendar; other units are not for days.
    package var isOfDays: Bool { unit == .calendarDays || unit == .months || unit == .years }

    fileprivate func multiplied(by n: Int) -> Target { Target(count * n, unit) }

    fileprivate func times(in years: Int) -> Int {
        switch unit {
        case .months: years * 12 / max(1, count)
        case .years: years / max(1, count)
        default: years * 366 / max(1, count)
        }
    }

    package func days(after day: Day) -> Day {
        switch unit {
        case .months: day.adding(months: count)
        case .years: day.adding(months: count * 12)
        default: day + count
        }
    }

    package func days(before day: Day) -> Day {
        switch unit {
        case .months: day.adding(months: -count)
        case .years: day.adding(months: -12 * count)
        default: day - count
        }
    }

    /// Every day that this much earlier is `day`.
    fileprivate func ends(of day: Day) -> [Day] {
        guard unit != .calendarDays else { return [day + count] }
        let near = days(after: day)
        return (-3...3).map { near + $0 }.filter { days(before: $0) == day }
    }

    /// Every day that this much later is `day`: several, where a short month ends for all of them, or none.
    fileprivate func starts(of day: Day) -> [Day] {
        guard unit != .calendarDays else { return [day - count] }
        let near = days(before: day)
        return (-3...3).map { near + $0 }.filter { days(after: $0) == day }
    }
}

/// What becomes of a day that is none of work.
package enum HolidayPolicy: String, Sendable, CaseIterable {
    /// The next working day.
    case next
    /// The last working day before it.
    case previous
    /// It stays.
    case keep
    /// It falls out.
    case skip

    /// - Returns: nil where it falls out.
    package func settle(_ day: Day, on calendar: ServiceCalendar) -> Day? {
        if calendar.isWorkday(day) { return day }
        let reach = 0..<60
        return switch self {
        case .next: reach.lazy.map { day + $0 }.first(where: calendar.isWorkday) ?? day
        case .previous: reach.lazy.map { day - $0 }.first(where: calendar.isWorkday) ?? day
        case .keep: day
        case .skip: nil
        }
    }
}
