import Model

/// What the customer gets back, as far as it is known.
struct Settlement {
    var refund: Money?
    var deduction: Money?
    var missing: [Need] = []
    var reasons: [Phrase] = []
}

extension Judge {
    func settle(_ sum: EntitlementRule.Sum) -> Settlement {
        switch sum {
        case .none: Settlement()
        case .full: settled(facts.price, or: .price)
        case .partPrice: settled(facts.partPrice, or: .partPrice)
        case .minusDepreciation: depreciated()
        }
    }

    private func settled(_ price: Money?, or need: Need) -> Settlement {
        price.map { Settlement(refund: $0) } ?? Settlement(missing: [need])
    }

    /// Price × daily rate × days from the sale to today, the days in repair left out.
    private func depreciated() -> Settlement {
        guard let price = facts.price else { return Settlement(missing: [.price]) }
        guard let bought = facts.boughtOn else { return Settlement(missing: [.boughtOn]) }
        guard let rate = row?.dailyDepreciation else { return Settlement(missing: [.depreciationRate]) }
        let away = Coverage.daysAway(facts.repairs, from: bought, until: facts.today)
        let days = max(0, facts.today - bought - away)
        let deduction = price.depreciation(dailyRate: rate, days: days)
        return Settlement(
            refund: Money(minor: price.minor - deduction.minor, currency: price.currency),
            deduction: deduction,
            reasons: [
                .why(
                    "depreciation",
                    [
                        "count": .count(days), "away": .count(away),
                        "percent": .number(Double(rate) / 10_000),
                        "price": .money(price), "deduction": .money(deduction),
                    ])
            ])
    }
}
