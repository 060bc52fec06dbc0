package import Model

extension CallingRules {
    /// When so many customers are to be rung up, from a moment on: day by day within the calling hours, the first day by what
    /// is left of it.
    /// - Parameters:
    ///   - count: how many calls there are.
    ///   - reason: why they are made, which decides the hours.
    ///   - aDay: how many can be made on a day.
    /// - Returns: from when and until when each is to be made, ascending; fewer than `count` where a year has no room for them.
    package func spread(
        _ count: Int, for reason: String, from time: Instant, aDay: (Day) throws -> Int
    ) rethrows -> [Window] {
        let calendar = hours(for: reason)
        var windows: [Window] = []
        let first = calendar.localDay(of: time)
        for day in (0..<Self.year).map({ first + $0 }) where windows.count < count {
            let open = calendar.workingIntervals(on: day)
            let left = open.filter { $0.end > time }.map { Window(start: max($0.start, time), end: $0.end) }
            guard let begin = left.first?.start, let end = left.last?.end else { continue }
            let (whole, rest) = (Self.milliseconds(open), Self.milliseconds(left))
            let room = Int(Int64(max(0, try aDay(day))) * rest / whole)
            let call = Window(start: begin, end: end)
            windows += Array(repeating: call, count: min(room, count - windows.count))
        }
        return windows
    }

    private static let year = 366

    private static func milliseconds(_ windows: [Window]) -> Int64 {
        windows.reduce(0) { $0 + ($1.end - $1.start).milliseconds }
    }
}
