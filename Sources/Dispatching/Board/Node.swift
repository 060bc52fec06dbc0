import Model

/// One point of a route: where the day starts, a visit, a break, where it ends. Times in UTC milliseconds.
struct Node: Sendable {
    enum Kind: UInt8, Sendable { case start, visit, rest, end }

    var kind: Kind
    /// Where; of a break, where the visit before it is.
    var spot: Spot
    /// Still where the day started: what comes next is reached by the commute.
    var isHome = false
    var visit = VisitID(0)
    var duration: Int64 = 0
    /// It starts within these.
    var earliest: Int64
    var latest: Int64
    var planned: Int64
    /// The earliest departure, all before it being done as early as they may.
    var leave: Int64 = 0
    /// The latest start that lets all after it be done in time.
    var latestStart: Int64 = 0
    /// From here to the next visit, as planned: minutes and km.
    var wayMinutes: Int64 = 0
    var wayKilometres = 0.0
}

/// A technician's day in one order: visits as booked, and each break at one of the places it can have. A day whose break can
/// be had before or after a visit is two routes of which one suffices.
struct Route: Sendable {
    var technician: Int
    /// Of the board's nodes, start and end included.
    var nodes: Range<Int>
    /// Of the board's stretches.
    var stretches: Range<Int>
    /// Local time less UTC on that day.
    var offset: Int64
    /// When the shift ends, and when the day must with all its overtime.
    var shiftEnd: Int64
    var limit: Int64
    /// Milliseconds over the shift's end already.
    var over: Int64
}

/// A stretch of work without a gap.
struct WorkStretch: Sendable, Hashable {
    var start: Int64
    /// What starts before `end` may last until `limit`: the last of the day has overtime.
    var end: Int64
    var limit: Int64

    /// The first start, at this time or later, of something that lasts so long.
    @inline(__always)
    static func fit(
        _ at: Int64, _ duration: Int64, _ stretches: UnsafeBufferPointer<WorkStretch>, _ range: Range<Int>
    )
        -> Int64?
    {
        for index in range {
            let stretch = stretches[index]
            let start = max(at, stretch.start)
            if start < stretch.end, start + duration <= stretch.limit { return start }
        }
        return nil
    }

    /// The last start, at this time or earlier, of something that lasts so long.
    static func fitBefore(
        _ at: Int64, _ duration: Int64, _ stretches: UnsafeBufferPointer<WorkStretch>, _ range: Range<Int>
    ) -> Int64? {
        for index in range.reversed() {
            let stretch = stretches[index]
            let start = min(at, stretch.limit - duration, stretch.end - 1)
            if start >= stretch.start { return start }
        }
        return nil
    }
}
