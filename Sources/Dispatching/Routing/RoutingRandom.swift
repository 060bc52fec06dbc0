import Statistics

/// A small, quick generator for searches (xoroshiro128+, Blackman and Vigna 2018): the same seed, the same numbers.
struct RoutingRandom: RandomNumberGenerator {
    private var a: UInt64
    private var b: UInt64

    init(seed: UInt64) {
        var chance = SeededChance(seed: seed)
        (a, b) = (chance.next(), chance.next())
    }

    @inline(__always)
    mutating func next() -> UInt64 {
        let result = a &+ b
        let c = a ^ b
        a = ((a &<< 24) | (a &>> 40)) ^ c ^ (c &<< 16)
        b = (c &<< 37) | (c &>> 27)
        return result
    }

    /// Less than `bound`, which is at least 1.
    @inline(__always)
    mutating func below(_ bound: Int32) -> Int32 {
        Int32(truncatingIfNeeded: ((next() &>> 32) &* UInt64(UInt32(bitPattern: bound))) &>> 32)
    }

    /// From 0 up to, but not including, 1.
    @inline(__always)
    mutating func unit() -> Double { Double(next() &>> 11) * 0x1p-53 }
}
