package import Model

extension CallingRules {
    /// When so many customers are to be rung up, from a moment on: day by day within the calling hours, the first day by what
    /// is left of it, less what is planned already. What is planned beyond what a day can do is made on the days after it. Within
    /// a day each is to be made from the hour on in which those before it will have been made.
    /// - Parameters:
    ///   - count: how many calls there are.
    ///   - reason: why they are made, which decides the hours.
    ///   - able: how many calls can be made on a whole day.
    ///   - taken: how many are planned for a day already.
    /// - Returns: from when and until when each is to be made, ascending; fewer than `count` where a year has no room for them.
    package func spread(
        _ count: Int, for reason: String, from time: Instant, able: (Day) -> Int,
        taken: (Day) -> Int = { _ in 0 }
    ) -> [Window] {
        let calendar = hours(for: reason)
        var (windows, owed): ([Window], Int) = ([], 0)
        let first = calendar.localDay(of: time)
        for day in (0..<Self.year).map({ first + $0 }) where windows.count < count {
            owed += taken(day)
            let open = calendar.workingIntervals(on: day)
            let left = open.filter { $0.end > time }.map { Window(start: max($0.start, time), end: $0.end) }
            guard let end = left.last?.end else { continue }
            let (whole, rest) = (Self.milliseconds(open), Self.milliseconds(left))
            let (most, before) = (Int64(max(0, able(day))), owed)
            let room = Int(most * rest / whole) - before
            owed = max(0, -room)
            windows += (0..<max(0, min(room, count - windows.count))).map { call in
                let gone = Int64(before + call) * whole / most
                return Window(start: Self.hour(after: gone, in: left), end: end)
            }
        }
        return windows
    }

    /// When so much of some open time has gone by, in whole hours of it: who is quicker than others need not wait.
    private static func hour(after gone: Int64, in open: [Window]) -> Instant {
        var left = gone / 3_600_000 * 3_600_000
        for window in open {
            let length = milliseconds([window])
            if left < length { return window.start + Span(milliseconds: left) }
            left -= length
        }
        return open[open.count - 1].start
    }

    private static let year = 366

    private static func milliseconds(_ windows: [Window]) -> Int64 {
        windows.reduce(0) { $0 + ($1.end - $1.start).milliseconds }
    }
}
