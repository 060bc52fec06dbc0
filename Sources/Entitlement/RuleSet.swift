package import Model

/// A law's or a maker's rules as a decision table: rows of conditions and the rights they give, and a table of
/// products with their warranty periods. Read from `Resources/warranty/*.yaml`.
package struct RuleSet: Hashable, Sendable {
    package enum Standing: String, Sendable, CaseIterable {
        /// For the goods it lists.
        case special
        /// For goods of its market that no special set lists.
        case general
        /// The maker's promise, beside the law.
        case maker
    }

    package var name: String
    package var label: Label
    package var law: Label
    /// Where it holds (`CN`, `EU`); nil everywhere.
    package var market: String?
    package var standing: Standing
    /// Sales from this day on; nil when the day has not been read.
    package var appliesFrom: Day?
    var warranty: WarrantyTerms
    package var products: [String: ProductRow]
    /// Causes for which the customer has to pay.
    package var exclusions: [String: Label]
    package var parts: [String: Part]
    package var rules: [EntitlementRule]
    package var cautions: [Label]
    package var includes: [String]

    /// The row of a product, or the row `any`.
    package func row(for product: String) -> ProductRow? { products[product] ?? products["any"] }
}

/// How a warranty runs.
struct WarrantyTerms: Hashable, Sendable {
    var since: Anchor
    /// Days in repair, or waiting for parts, are added at the end.
    var addsRepairDays: Bool
    var restartsAtExchange: Bool
    /// A last day on a holiday moves to the next working day.
    var lastDayMoves: Bool
    /// Choosing repair lengthens it, once.
    var repairExtends: RepairExtension?

    struct RepairExtension: Hashable, Sendable {
        var by: Period
        /// Only repairs handed in from this day on.
        var from: Day
    }
}

/// The event a period is counted from.
enum Anchor: String, Sendable, CaseIterable {
    /// The day on the invoice; the day of delivery where it is not known.
    case bought
    /// The day the customer received it.
    case received
    /// The 90th (or whatever the rule says) day after leaving the factory.
    case made
}

package struct ProductRow: Hashable, Sendable {
    /// For the unit as a whole; nil when the catalogue's row has not been read.
    package var whole: Period?
    /// Parts with a period of their own, by name.
    package var parts: [String: Period]
    /// Millionths of the price a day: 0.1 % is 1000; nil when not read.
    package var dailyDepreciation: Int?
    /// Where the row was read; nil when nobody has.
    package var source: String?
}

package struct Part: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case main, accessory
    }
    package var label: Label
    package var kind: Kind
}

/// One row of the decision table.
package struct EntitlementRule: Hashable, Sendable {
    /// For which goods a row is meant.
    enum Goods: String, Sendable, CaseIterable {
        /// With a row of their own, and a period in it.
        case listed
        case unlisted
        case any
    }
    enum Sum: String, Sendable, CaseIterable {
        case none, full
        case minusDepreciation = "minus depreciation"
        case partPrice = "part price"
    }

    package var id: String
    package var rights: [RightKind]
    package var law: Label
    package var article: String?
    package var basis: Basis
    package var source: String?
    var goods: Goods
    var money: Sum
    var conditions: [Condition]
}

/// What must hold. A closed set, so that a rule file cannot hide a program.
indirect enum Condition: Hashable, Sendable {
    /// Day `days` after the anchor, both ends included; day 1 is the day after.
    case day(ClosedRange<Int>, since: Anchor, on: Judged)
    case within(Period, since: Anchor, on: Judged)
    /// In the warranty of the part at fault, or (`whole`) of the unit.
    case warranty(whole: Bool, since: Anchor?, offset: Int)
    case repairs(atLeast: Int, sameFault: Bool)
    case repairDays(over: Int, delay: Delay)
    /// The part at fault was exchanged so often.
    case partExchanges(atLeast: Int)
    case partKind([PartKind])
    /// Any of these can be shown.
    case evidence([Evidence])
    /// None of these can be shown.
    case lost([Evidence])
    case circumstance(Circumstance, Bool)
    /// No cause the set excludes.
    case notExcluded
    /// One of these earlier rows is granted, or none is.
    case granted([String], Bool)
    case any([Condition])

    /// The day a period is held against.
    enum Judged: String, Sendable, CaseIterable {
        case fault, today
    }
    enum PartKind: String, Sendable, CaseIterable {
        case whole, main, accessory
    }
}
