/// Samples of a list that is parted into strata, drawn so that the same seed and the same list give the same sample.
///
///     Sampling.draw(["pump", "pump", "boiler"], .stratified(2), seed: 7).picked    // one pump, one boiler
package enum Sampling {
    package enum Plan: Sendable, Hashable {
        case all
        /// So many, whatever their stratum, each as likely as any other.
        case simple(Int)
        /// So many, each stratum by its share: whole numbers first, what is left to the largest remainders (Hamilton), of equal
        /// ones to the first by name.
        case stratified(Int)
        /// So many of each stratum named; none of the others.
        case quota([String: Int])
    }

    /// What became of one stratum.
    package struct Stratum: Sendable, Hashable {
        package var name: String
        package var size: Int
        /// More than `drawn` where there were not as many.
        package var wanted: Int
        package var drawn: Int
    }

    package struct Draw: Sendable, Hashable {
        /// Places in the list, ascending.
        package var picked: [Int]
        /// By name.
        package var strata: [Stratum]
    }

    /// - Parameter list: the stratum of each.
    package static func draw(_ list: [String], _ plan: Plan, seed: UInt64) -> Draw {
        var chance = SeededChance(seed: seed)
        if case .simple(let count) = plan { return simple(list, count, &chance) }
        let places = Dictionary(grouping: list.indices, by: { list[$0] })
        let wanted = wanted(places.mapValues(\.count), plan)
        var draw = Draw(picked: [], strata: [])
        for name in Set(places.keys).union(wanted.keys).sorted() {
            let there = places[name] ?? []
            let drawn = pick(wanted[name] ?? 0, of: there, &chance)
            draw.picked += drawn
            draw.strata.append(
                Stratum(name: name, size: there.count, wanted: wanted[name] ?? 0, drawn: drawn.count))
        }
        draw.picked.sort()
        return draw
    }

    private static func simple(_ list: [String], _ count: Int, _ chance: inout SeededChance) -> Draw {
        let picked = pick(count, of: Array(list.indices), &chance)
        return Draw(
            picked: picked.sorted(),
            strata: [Stratum(name: "", size: list.count, wanted: max(0, count), drawn: picked.count)])
    }

    private static func wanted(_ sizes: [String: Int], _ plan: Plan) -> [String: Int] {
        switch plan {
        case .all, .simple: sizes
        case .stratified(let count): shares(count, sizes)
        case .quota(let quota): quota.mapValues { max(0, $0) }
        }
    }

    /// How many of each make up `count` in proportion.
    private static func shares(_ count: Int, _ sizes: [String: Int]) -> [String: Int] {
        let all = sizes.values.reduce(0, +)
        guard all > 0, count > 0 else { return sizes.mapValues { _ in 0 } }
        var shares = sizes.mapValues { count * $0 / all }
        let remainders = sizes.sorted { a, b in
            let (x, y) = (count * a.value % all, count * b.value % all)
            return x == y ? a.key < b.key : x > y
        }
        for (name, _) in remainders.prefix(count - shares.values.reduce(0, +)) {
            shares[name, default: 0] += 1
        }
        return shares
    }

    /// The first of a shuffle (Fisher and Yates) that goes no further than needed.
    private static func pick(_ count: Int, of places: [Int], _ chance: inout SeededChance) -> [Int] {
        var places = places
        let count = min(max(0, count), places.count)
        for place in 0..<count { places.swapAt(place, place + chance.below(places.count - place)) }
        return Array(places.prefix(count))
    }
}

extension SeededChance {
    /// A number from 0 up to but not including `bound` (at least 1), each as likely. Unlike the standard library's it is the
    /// same in every version of the language, so that a sample can be drawn again years later.
    package mutating func below(_ bound: Int) -> Int {
        let bound = UInt64(bound)
        // What would make the lowest numbers likelier is thrown again.
        let limit = UInt64.max - UInt64.max % bound
        while true {
            let thrown = next()
            if thrown < limit { return Int(thrown % bound) }
        }
    }
}
