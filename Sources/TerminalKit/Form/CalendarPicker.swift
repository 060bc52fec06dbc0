/// A month to pick a day from. Arrows go by day and week, PgUp and PgDn by month, Home and End to the week's ends, `t` to
/// today; Enter takes the day, Esc none.
///
///     var calendar = CalendarPicker(today: today, words: CalendarWords(weekdays: ["一", "二", …], month: { "\($0) 年 \($1) 月" }))
///     calendar.isHoliday = { holidays.contains($0) }
///     calendar.draw(in: area, on: &canvas)
package struct CalendarPicker<Day: CalendarDay>: Sendable {
    package enum Outcome: Hashable, Sendable {
        case picked(Day)
        /// Enter on a day that cannot be had.
        case refused
        case cancelled
        case moved
        case ignored
    }

    package private(set) var day: Day
    package let today: Day
    package let words: CalendarWords
    /// The day a week starts with: 1 Monday … 7 Sunday.
    package let weekStart: Int
    /// Days that are off; marked, yet may be picked.
    package var isHoliday: @Sendable (Day) -> Bool = { _ in false }
    /// Days that may be picked.
    package var range: ClosedRange<Day>?

    /// - Parameter day: the one the calendar opens on; today when nil.
    package init(day: Day? = nil, today: Day, words: CalendarWords, weekStart: Int = 1) {
        self.day = day ?? today
        self.today = today
        self.words = words
        self.weekStart = min(max(1, weekStart), 7)
    }

    package mutating func handle(_ event: InputEvent) -> Outcome {
        if case .pick(let cell) = event {
            day = firstShown + cell
            return .moved
        }
        guard case .key(let key) = event else { return .ignored }
        switch key.command {
        case .left, .character("h"): day = day + -1
        case .right, .character("l"): day = day + 1
        case .up, .character("k"): day = day + -7
        case .down, .character("j"): day = day + 7
        case .pageUp: day = day.adding(months: -1)
        case .pageDown: day = day.adding(months: 1)
        case .home: day = day + -daysIntoWeek(day)
        case .end: day = day + (6 - daysIntoWeek(day))
        case .character("t"): day = today
        case .enter, .character(" "): return isOffered(day) ? .picked(day) : .refused
        case .escape, .f(12): return .cancelled
        default: return .ignored
        }
        return .moved
    }

    func isOffered(_ day: Day) -> Bool { range?.contains(day) ?? true }

    private func daysIntoWeek(_ day: Day) -> Int { (day.weekday - weekStart + 7) % 7 }

    /// The first day of the week in which the month begins; six weeks are shown from there.
    var firstShown: Day {
        let first = day.firstOfMonth
        return first + -daysIntoWeek(first)
    }
}

/// A calendar's words in the user's language.
package struct CalendarWords: Sendable {
    /// From Monday on; one or two cells each.
    package let weekdays: [String]
    /// Names a month of a year.
    package let month: @Sendable (_ year: Int, _ month: Int) -> String
    /// What the keys do, below the month.
    package let hint: String

    package init(weekdays: [String], hint: String = "", month: @escaping @Sendable (Int, Int) -> String) {
        self.weekdays = weekdays
        self.hint = hint
        self.month = month
    }
}
