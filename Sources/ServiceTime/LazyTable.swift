import Model
import Synchronization

/// Sums of working time and working days up to each day, so that a target of any length costs one look-up. Made when
/// first asked for: a calendar nobody counts on costs nothing.
final class LazyTable: Sendable {
    private let sums = Mutex<Sums?>(nil)

    /// Days before 1990 and after 2099 are counted as if the table's edge went on without work.
    private static let first = Day(1990, 1, 1)
    private static let last = Day(2099, 12, 31)

    private struct Sums {
        /// Working milliseconds before day i, and working days before it.
        var worked: [Int64]
        var workdays: [Int32]
    }

    func worked(before day: Day, _ calendar: ServiceCalendar) -> Int64 {
        with(calendar) { $0.worked[Self.index(day, $0.worked.count)] }
    }

    /// The first day by whose end `goal` milliseconds were worked.
    func day(reaching goal: Int64, _ calendar: ServiceCalendar) -> Day {
        with(calendar) { sums in
            // worked[i + 1] is the sum through day i: the first that is not less than the goal.
            Self.first + max(0, Self.lowerBound(sums.worked, goal) - 1)
        }
    }

    /// The Nth working day after a day.
    func workday(_ n: Int, after day: Day, _ calendar: ServiceCalendar) -> Day {
        with(calendar) { sums in
            let through = sums.workdays[Self.index(day + 1, sums.workdays.count)]
            return Self.first + max(0, Self.lowerBound(sums.workdays, through + Int32(n)) - 1)
        }
    }

    func workdays(after a: Day, through b: Day, _ calendar: ServiceCalendar) -> Int {
        with(calendar) { sums in
            Int(
                sums.workdays[Self.index(b + 1, sums.workdays.count)]
                    - sums.workdays[Self.index(a + 1, sums.workdays.count)])
        }
    }

    private func with<T>(_ calendar: ServiceCalendar, _ body: (borrowing Sums) -> T) -> T {
        sums.withLock { sums in
            if sums == nil { sums = Self.make(calendar) }
            return body(sums ?? Sums(worked: [0], workdays: [0]))
        }
    }

    private static func index(_ day: Day, _ count: Int) -> Int { min(max(0, day - first), count - 1) }

    private static func lowerBound<N: Comparable>(_ sums: [N], _ goal: N) -> Int {
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < goal { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func make(_ calendar: ServiceCalendar) -> Sums {
        var sums = Sums(worked: [0], workdays: [0])
        sums.worked.reserveCapacity(last - first + 2)
        sums.workdays.reserveCapacity(last - first + 2)
        var worked: Int64 = 0
        var days: Int32 = 0
        for number in first.number...last.number {
            let day = Day(number: number)
            let hours = calendar.hours(on: day)
            if !hours.isEmpty {
                days += 1
                // Real length: an interval across a clock change is an hour longer or shorter than it looks.
                for h in hours {
                    worked +=
                        (calendar.instant(day, minute: h.upperBound)
                        - calendar.instant(day, minute: h.lowerBound)).milliseconds
                }
            }
            sums.worked.append(worked)
            sums.workdays.append(days)
        }
        return sums
    }
}
