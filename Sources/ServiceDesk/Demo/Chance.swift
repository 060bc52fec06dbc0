import Model

/// Chance with a seed (SplitMix64): the same seed draws the same, on every machine. Each customer and each history has a
/// generator of its own, so that asking for more of them changes none of those there were.
struct Chance {
    private var state: UInt64

    /// - Parameters:
    ///   - stream: what it is for, so that two uses of one seed do not draw alike.
    init(seed: UInt64, stream: UInt64, index: Int = 0) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 ^ stream &* 0xD1B5_4A32_D192_ED03
        state ^= UInt64(bitPattern: Int64(index)) &* 0xA076_1D64_78BD_642F
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 to below `n`.
    mutating func below(_ n: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(max(1, n))).high) }

    mutating func int(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// 0 to below 1.
    mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    mutating func happens(_ probability: Double) -> Bool { share() < probability }

    mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

    /// One of the choices, each as often as its weight says.
    mutating func weighted<T>(_ choices: [(T, Int)]) -> T {
        var left = below(choices.reduce(0) { $0 + $1.1 })
        for (choice, weight) in choices {
            if left < weight { return choice }
            left -= weight
        }
        return choices[choices.count - 1].0
    }

    mutating func digits(_ count: Int) -> String {
        String((0..<count).map { _ in pick(Array("0123456789")) })
    }

    /// Each `#` of a pattern becomes a digit.
    mutating func filled(_ pattern: String) -> String {
        String(pattern.map { $0 == "#" ? pick(Array("0123456789")) : $0 })
    }
}
