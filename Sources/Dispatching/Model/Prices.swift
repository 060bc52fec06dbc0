/// What a plan costs, in money: the one objective, for slots and for whole days. All in hundredths of the currency unit;
/// `Resources/dispatching.yaml` says of each what it is for.
package struct Prices: Sendable, Hashable {
    package var currency = "CNY"
    package var travelHour: Int64 = 4800
    package var travelKilometre: Int64 = 80
    package var missedPromise: Int64 = 15000
    package var lateHour: Int64 = 1000
    package var overtimeHour: Int64 = 4500
    package var waitingDay: Int64 = 2000
    package var otherTechnician: Int64 = 2500
    package var changedTechnician: Int64 = 500
    package var changedOnTheDay: Int64 = 4000
    package var brokenWindow: Int64 = 6000
    package var unassigned: Int64 = 50000
    package var unfairHour: Int64 = 300
    package var lostHour: Int64 = 600
    package var rareSkillHour: Int64 = 2000
    package var secondVisit: Int64 = 9000

    package init() {}

    /// What has a price, by the name that `dispatching.yaml` gives it.
    package enum Item: String, Sendable, CaseIterable {
        case travelHour, travelKilometre, missedPromise, lateHour, overtimeHour, waitingDay, otherTechnician,
            changedTechnician, changedOnTheDay, brokenWindow, unassigned, unfairHour, lostHour, rareSkillHour,
            secondVisit

        fileprivate var field: WritableKeyPath<Prices, Int64> {
            switch self {
            case .travelHour: \.travelHour
            case .travelKilometre: \.travelKilometre
            case .missedPromise: \.missedPromise
            case .lateHour: \.lateHour
            case .overtimeHour: \.overtimeHour
            case .waitingDay: \.waitingDay
            case .otherTechnician: \.otherTechnician
            case .changedTechnician: \.changedTechnician
            case .changedOnTheDay: \.changedOnTheDay
            case .brokenWindow: \.brokenWindow
            case .unassigned: \.unassigned
            case .unfairHour: \.unfairHour
            case .lostHour: \.lostHour
            case .rareSkillHour: \.rareSkillHour
            case .secondVisit: \.secondVisit
            }
        }
    }

    package subscript(item: Item) -> Int64 {
        get { self[keyPath: item.field] }
        set { self[keyPath: item.field] = newValue }
    }

    /// What something that costs `price` an hour costs for a length of time, rounded down.
    static func cost(_ price: Int64, _ milliseconds: Int64) -> Int64 { price * milliseconds / 3_600_000 }
}

/// What one more visit adds to the cost of the plan, by what for. Hundredths of the currency unit.
package struct PriceParts: Sendable, Hashable {
    package enum Part: String, Sendable, CaseIterable {
        case travel, lateness, overtime, waiting, otherTechnician, unfairness, lostTime, rareSkill,
            secondVisit
    }

    package var travel: Int64 = 0
    package var lateness: Int64 = 0
    package var overtime: Int64 = 0
    package var waiting: Int64 = 0
    package var otherTechnician: Int64 = 0
    package var unfairness: Int64 = 0
    /// Left over between visits, too short for another.
    package var lostTime: Int64 = 0
    /// Keeps somebody from work that few others can do.
    package var rareSkill: Int64 = 0
    /// Another visit for the same matter, by how likely one is with who comes.
    package var secondVisit: Int64 = 0

    package init() {}

    package var total: Int64 {
        travel + lateness + overtime + waiting + otherTechnician + unfairness + lostTime + rareSkill
            + secondVisit
    }

    package subscript(part: Part) -> Int64 {
        switch part {
        case .travel: travel
        case .lateness: lateness
        case .overtime: overtime
        case .waiting: waiting
        case .otherTechnician: otherTechnician
        case .unfairness: unfairness
        case .lostTime: lostTime
        case .rareSkill: rareSkill
        case .secondVisit: secondVisit
        }
    }
}
