import TerminalKit

/// A day as a calendar needs one: counted from 2026-01-01, a Thursday; good for the three years around it.
struct TestDay: CalendarDay {
    let number: Int

    init(number: Int) { self.number = number }

    init(_ year: Int, _ month: Int, _ day: Int) {
        number = (0..<((year - 2020) * 12 + month - 1)).reduce(day - 1 - Self.before2026) {
            $0 + Self.length($1)
        }
    }

    private static let before2026 = (0..<72).reduce(0) { $0 + length($1) }

    /// Of the month counted from January 2020.
    private static func length(_ month: Int) -> Int {
        switch month % 12 {
        case 1: month / 12 % 4 == 0 ? 29 : 28
        case 3, 5, 8, 10: 30
        default: 31
        }
    }

    var civil: (year: Int, month: Int, day: Int) {
        var month = 0
        var left = number + Self.before2026
        while left >= Self.length(month) {
            left -= Self.length(month)
            month += 1
        }
        return (2020 + month / 12, month % 12 + 1, left + 1)
    }

    var weekday: Int { (number + 3 + 7 * 1000) % 7 + 1 }

    func adding(months: Int) -> TestDay {
        let (year, month, day) = civil
        let goal = (year - 2020) * 12 + month - 1 + months
        return TestDay(2020 + goal / 12, goal % 12 + 1, min(day, Self.length(goal)))
    }

    static func + (day: TestDay, days: Int) -> TestDay { TestDay(number: day.number + days) }
    static func < (a: TestDay, b: TestDay) -> Bool { a.number < b.number }
}
