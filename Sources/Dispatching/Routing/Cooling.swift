import Foundation

/// How warm a search is as its budget is used up (simulated annealing with reheats; Osman, Annals of Operations Research 41,
/// 1993): it cools once from hot to cold, and where there is time for it is warmed a little again and again, each time
/// from the best plan.
struct Cooling {
    /// In average legs of the first plan.
    private let hot: Double
    private let cold: Double
    private let again: Double
    /// The share of the budget that the first cooling takes.
    private let first: Double
    /// How often it is warmed again.
    private let waves: Int

    /// From so many for each visit on, it is.
    private static let manyChanges = 20_000.0

    /// Where vehicles differ, and more where a depot may be called at, a single step up is higher, and it takes more heat to
    /// leave a valley.
    /// - Parameter changes: how many can be tried for each visit in the whole budget.
    init(_ tables: SearchTables, changes: Double) {
        (hot, cold) = tables.hasDepot ? (10, 0.03) : tables.kinds > 1 ? (2, 0.03) : (1, 0.02)
        again = 0.3 * hot
        // With less, one long cooling finds more than several short ones.
        waves = changes < Self.manyChanges ? 0 : min(6, Int(log2(changes / 2000)))
        first = 1 / (1 + Double(waves) / 2)
    }

    /// Which cooling is under way when this share of the budget is used: 0 is the first.
    func wave(at part: Double) -> Int {
        part < first ? 0 : min(waves, 1 + Int(position(at: part)))
    }

    /// The temperature, in average legs.
    func warmth(at part: Double) -> Double {
        let wave = wave(at: part)
        if wave == 0 { return hot * pow(cold / hot, part / first) }
        return again * pow(cold / again, position(at: part) - Double(wave - 1))
    }

    /// How many coolings after the first are over.
    private func position(at part: Double) -> Double {
        waves == 0 ? 0 : (part - first) / (1 - first) * Double(waves)
    }
}
