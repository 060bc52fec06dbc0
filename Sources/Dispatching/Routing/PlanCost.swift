/// What a plan costs, part by part, in the smallest unit of money (or of distance). The sum is what the search lowers.
package struct CostParts: Sendable, Hashable {
    /// The ways driven.
    package var travel = 0
    /// Vehicles used.
    package var vehicles = 0
    /// Who does what: not the preferred one, not the one told.
    package var fees = 0
    /// Other windows than those told.
    package var windows = 0
    /// Arrivals after the promised moment.
    package var lateness = 0
    package var overtime = 0
    /// Work above what is fair.
    package var unfairness = 0
    /// From leaving to coming home, waiting included.
    package var duration = 0
    /// Visits left undone.
    package var unserved = 0

    package init() {}

    package var sum: Int {
        travel + vehicles + fees + windows + lateness + overtime + unfairness + duration + unserved
    }

    static func += (a: inout CostParts, b: CostParts) {
        a.travel += b.travel
        a.vehicles += b.vehicles
        a.fees += b.fees
        a.windows += b.windows
        a.lateness += b.lateness
        a.overtime += b.overtime
        a.unfairness += b.unfairness
        a.duration += b.duration
        a.unserved += b.unserved
    }
}

/// A visit with what only the walk of a rich route asks for.
struct RichVisit {
    /// In `SearchTables.windows`.
    var firstWindow: Int
    var windowCount: Int
    var due: Int
    var latePrice: Int
    var tools: UInt64
    var parts: PackedParts

    init(_ visit: RoutingProblem.Visit, firstWindow: Int) {
        (self.firstWindow, windowCount) = (firstWindow, visit.windows.count)
        due = visit.due ?? .max
        latePrice = visit.due == nil ? 0 : visit.latePrice
        tools = visit.tools
        parts = PackedParts(visit.parts)
    }
}

struct RichVehicle {
    var pause: RoutingProblem.Break?
    /// In `SearchTables.gaps`.
    var firstGap: Int
    var gapCount: Int
    var lastStart: Int
    var start: Int
    var end: Int
    var latestEnd: Int
    var overtimePrice: Int
    var fairWork: Int
    var unfairPrice: Int
    var durationPrice: Int
    var tools: UInt64
    var parts: PackedParts

    init(_ v: RoutingProblem.Vehicle, firstGap: Int) {
        pause = v.pause
        (self.firstGap, gapCount, lastStart) = (firstGap, v.gaps.count, v.lastStart ?? .max)
        (start, end, latestEnd) = (
            v.shift.lowerBound, v.shift.upperBound, v.shift.upperBound + v.overtime
        )
        overtimePrice = v.overtimePrice
        (fairWork, unfairPrice) = (v.fairWork ?? .max, v.fairWork == nil ? 0 : v.unfairPrice)
        durationPrice = v.durationPrice
        (tools, parts) = (v.tools, PackedParts(v.parts))
    }
}

/// Up to eight counts of up to 127, in one word, so that taking all at once is one subtraction.
struct PackedParts: Hashable {
    static let kinds = 8
    static let most = 127
    private var word: UInt64 = 0
    private static let guardBits: UInt64 = 0x8080_8080_8080_8080

    /// Counts above 127 are taken as 127: nobody uses more in a day.
    init(_ counts: [Int]) {
        precondition(counts.count <= Self.kinds)
        for (i, count) in counts.enumerated() {
            word |= UInt64(max(0, min(Self.most, count))) << (8 * UInt64(i))
        }
    }

    /// Takes the others from these; false when one kind is too few, and then nothing is taken.
    @inline(__always)
    mutating func take(_ others: PackedParts) -> Bool {
        let left = (word | Self.guardBits) &- others.word
        guard left & Self.guardBits == Self.guardBits else { return false }
        word = left & ~Self.guardBits
        return true
    }

    var isNone: Bool { word == 0 }
}
