/// What tells in how few of the routes a visit may come first or last, in columns by vehicle, so that the processor compares
/// eight vehicles at once.
struct RouteEnds {
    /// Of the start: when it must have been left at the latest, and what the first way costs.
    private let latest: UnsafeMutablePointer<Int32>
    private let costOut: UnsafeMutablePointer<Int32>
    /// Of the end: the earliest moment it is reached, and what the last way costs.
    private let departure: UnsafeMutablePointer<Int32>
    private let costIn: UnsafeMutablePointer<Int32>
    private let memory: UnsafeMutableRawPointer

    typealias Lanes = SIMD8<Int32>
    static var width: Int { Lanes.scalarCount }

    init(vehicles: Int) {
        let count = (vehicles + Self.width - 1) / Self.width * Self.width
        memory = .allocate(
            byteCount: 4 * max(1, count) * MemoryLayout<Int32>.stride,
            alignment: MemoryLayout<Lanes>.alignment)
        let numbers = memory.bindMemory(to: Int32.self, capacity: 4 * max(1, count))
        numbers.initialize(repeating: 0, count: 4 * count)
        (latest, costOut, departure, costIn) = (
            numbers, numbers + count, numbers + 2 * count, numbers + 3 * count
        )
        for vehicle in 0..<count { leaveOut(vehicle) }
    }

    func deallocate() { memory.deallocate() }

    @inline(__always)
    func set(_ vehicle: Int, start: SearchState.Node, end: SearchState.Node) {
        (latest[vehicle], costOut[vehicle]) = (start.latest, start.costOut)
        (departure[vehicle], costIn[vehicle]) = (end.departure, end.costIn)
    }

    /// Nothing fits there.
    @inline(__always)
    func leaveOut(_ vehicle: Int) {
        (latest[vehicle], departure[vehicle]) = (.min, .max)
    }

    /// Which of the eight vehicles from this one on may have something first: bit by bit, the first lowest.
    /// - Parameters:
    ///   - leave: so late the vehicle must have been able to start.
    ///   - cost: the first way must cost more.
    @inline(__always)
    func starts(from vehicle: Int, leave: Int32, above cost: Int32) -> Int32 {
        Self.bits(
            (Self.lanes(latest, vehicle) .>= Lanes(repeating: leave))
                .& (Self.lanes(costOut, vehicle) .> Lanes(repeating: cost)))
    }

    /// The same of what may be had last.
    /// - Parameter home: by then the vehicle must have been home.
    @inline(__always)
    func ends(from vehicle: Int, home: Int32, above cost: Int32) -> Int32 {
        Self.bits(
            (Self.lanes(departure, vehicle) .<= Lanes(repeating: home))
                .& (Self.lanes(costIn, vehicle) .> Lanes(repeating: cost)))
    }

    @inline(__always)
    private static func lanes(_ numbers: UnsafeMutablePointer<Int32>, _ vehicle: Int) -> Lanes {
        UnsafeRawPointer(numbers + vehicle).load(as: Lanes.self)
    }

    @inline(__always)
    private static func bits(_ mask: SIMDMask<Lanes>) -> Int32 {
        // By halves: `wrappedSum` and `replacing` are not made instructions of the processor's.
        let powers = unsafeBitCast(mask, to: Lanes.self) & Lanes(1, 2, 4, 8, 16, 32, 64, 128)
        let four = powers.lowHalf &+ powers.highHalf
        let two = four.lowHalf &+ four.highHalf
        return two.x &+ two.y
    }
}
