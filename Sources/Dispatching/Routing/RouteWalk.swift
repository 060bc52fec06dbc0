/// Walks one route as early as it can be driven, and adds up what it costs beyond ways and fees. This is the one place
/// where times become money; the search asks it for each change that looks worth it, and the plan's cost is its sum.
///
/// At a visit the window with the least fee still open is used, the earliest of equals. A pause is taken as early as
/// lets the route go on soonest: before leaving a visit, or on arriving at the next. The whole route may leave later
/// than it could, by as much as shortens waiting and harms nothing.
struct RouteWalk {
    /// A way to have come so far: with the pause still to take, or taken.
    struct Progress {
        var time: Int
        var windowFees = 0
        var late = 0
        var waited = 0
        /// How much later the route could have left.
        var slack = Int.max
        var isPossible = true
    }

    private let tables: UnsafePointer<SearchTables>
    private let vehicle: UnsafePointer<RichVehicle>
    private let errands: UnsafePointer<SearchTables.Errand>
    private let number: Int
    private var fresh: Progress
    private var rested: Progress
    private var work = 0
    private var cell: Int32
    private var tools: UInt64
    private var parts: PackedParts
    private var hasFetched = false

    @inline(__always)
    init(_ tables: UnsafePointer<SearchTables>, vehicle number: Int) {
        (self.tables, self.number) = (tables, number)
        vehicle = UnsafePointer(tables.pointee.richVehicles + number)
        errands = UnsafePointer(tables.pointee.errands + Int(tables.pointee.kind[number]))
        let hasPause = vehicle.pointee.pause != nil
        fresh = Progress(time: vehicle.pointee.start, isPossible: hasPause)
        rested = Progress(time: vehicle.pointee.start, isPossible: !hasPause)
        cell = tables.pointee.cell[tables.pointee.startNode(number)]
        (tools, parts) = (vehicle.pointee.tools, vehicle.pointee.parts)
    }

    /// - Returns: false when the route cannot be driven so.
    @inline(__always)
    mutating func visit(_ node: Int) -> Bool {
        let next = tables.pointee.cell[node]
        let way = Int(tables.pointee.ways[cell, next].time)
        if tables.pointee.isDepot(node) {
            let service = Int(tables.pointee.depotService)
            go(way) { p in p.time &+= service }
            work &+= way &+ service
            hasFetched = true
        } else {
            let wants = tables.pointee.richVisits[node]
            if !hasFetched {
                guard wants.tools & ~tools == 0, parts.take(wants.parts) else { return false }
            }
            let service = Int(errands[node &* tables.pointee.kinds].service)
            let windows = UnsafeBufferPointer(
                start: tables.pointee.windows + wants.firstWindow, count: wants.windowCount)
            let gaps = UnsafeBufferPointer(
                start: tables.pointee.gaps + vehicle.pointee.firstGap, count: vehicle.pointee.gapCount)
            let last = vehicle.pointee.lastStart
            go(way) { p in Self.serve(&p, wants, windows, service, gaps, last) }
            work &+= way &+ service
        }
        cell = next
        return fresh.isPossible || rested.isPossible
    }

    /// Comes home.
    /// - Returns: what the route costs beyond ways and fees; nil when it cannot be driven so.
    @inline(__always)
    mutating func finish() -> CostParts? {
        let home = tables.pointee.cell[tables.pointee.endNode(number)]
        let way = Int(tables.pointee.ways[cell, home].time)
        let vehicle = vehicle.pointee
        let unrested = fresh.time &+ way
        let canSkip = fresh.isPossible && vehicle.pause.map { unrested <= $0.open } ?? false
        go(way) { _ in }
        work &+= way
        let end = canSkip && (!rested.isPossible || unrested <= rested.time) ? fresh : rested
        guard end.isPossible, end.time <= vehicle.latestEnd else { return nil }
        let unit = tables.pointee.priceUnit
        var parts = CostParts()
        parts.windows = end.windowFees
        parts.lateness = end.late / unit
        parts.overtime = max(0, end.time - vehicle.end) * vehicle.overtimePrice / unit
        parts.unfairness =
            vehicle.unfairPrice == 0 ? 0 : max(0, work - vehicle.fairWork) * vehicle.unfairPrice / unit
        if vehicle.durationPrice != 0 {
            let duration = end.time - vehicle.start - min(end.slack, end.waited)
            parts.duration = duration * vehicle.durationPrice / unit
        }
        return parts
    }

    /// Takes both progresses over a way and through what is at its end.
    @inline(__always)
    private mutating func go(_ way: Int, _ arrive: (inout Progress) -> Void) {
        rested.time &+= way
        if rested.isPossible { arrive(&rested) }
        guard fresh.isPossible, let pause = vehicle.pointee.pause else { return }
        var before = fresh
        if Self.rest(&before, pause) {
            before.time &+= way
            arrive(&before)
            Self.keepSooner(&rested, before)
        }
        fresh.time &+= way
        var onArriving = fresh
        if Self.rest(&onArriving, pause) {
            arrive(&onArriving)
            Self.keepSooner(&rested, onArriving)
        }
        arrive(&fresh)
    }

    @inline(__always)
    private static func rest(_ p: inout Progress, _ pause: RoutingProblem.Break) -> Bool {
        guard p.time <= pause.close else { return false }
        let start = max(p.time, pause.open)
        p.waited &+= start &- p.time
        p.slack = min(p.slack, p.waited &+ pause.close &- start)
        p.time = start &+ pause.length
        return true
    }

    @inline(__always)
    private static func keepSooner(_ kept: inout Progress, _ other: Progress) {
        guard other.isPossible else { return }
        if !kept.isPossible || other.time < kept.time
            || (other.time == kept.time && other.late &+ other.windowFees < kept.late &+ kept.windowFees)
        {
            kept = other
        }
    }

    @inline(__always)
    private static func serve(
        _ p: inout Progress, _ wants: RichVisit, _ windows: UnsafeBufferPointer<RoutingProblem.TimeWindow>,
        _ service: Int, _ gaps: UnsafeBufferPointer<Range<Int>>, _ last: Int
    ) {
        var chosen: (start: Int, close: Int, fee: Int)?
        for window in windows where window.close >= p.time {
            if let known = chosen, known.fee <= window.fee { continue }
            var start = max(p.time, window.open)
            var close = min(window.close, last)
            for gap in gaps where start < gap.upperBound {
                if start &+ service > gap.lowerBound {
                    start = gap.upperBound
                } else {
                    close = min(close, gap.lowerBound &- service)
                    break
                }
            }
            if start <= close { chosen = (start, close, window.fee) }
        }
        guard let (start, close, fee) = chosen else {
            p.isPossible = false
            return
        }
        p.waited &+= start &- p.time
        p.slack = min(p.slack, p.waited &+ close &- start)
        if wants.latePrice != 0 {
            p.slack = min(p.slack, p.waited &+ max(0, wants.due &- start))
            p.late &+= max(0, start &- wants.due) &* wants.latePrice
        }
        p.windowFees &+= fee
        p.time = start &+ service
    }
}
