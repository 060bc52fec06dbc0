import Statistics

/// A generator with a seed, so that a failing property test can be run again: print the seed.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var chance: SeededChance

    package init(seed: UInt64) { chance = SeededChance(seed: seed) }

    package mutating func next() -> UInt64 { chance.next() }
}
