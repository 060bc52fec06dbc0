/// What a calendar must know of a day; the caller's own type of day is one.
package protocol CalendarDay: Hashable, Comparable, Sendable {
    var civil: (year: Int, month: Int, day: Int) { get }
    /// 1 is Monday, 7 is Sunday.
    var weekday: Int { get }

    /// The same day so many months later; the last of a shorter month.
    func adding(months: Int) -> Self
    static func + (day: Self, days: Int) -> Self
}

extension CalendarDay {
    package var firstOfMonth: Self { self + (1 - civil.day) }
}
