package import Model

extension Estimate {
    /// A share as odds: 0.8 is 4.
    var odds: Double { value / (1 - value) }
}

/// How often one visit is enough. A matter and a technician are each compared with the desk as a whole, and their odds
/// multiplied: who settles most of what is easy is not thought able to settle what is hard.
extension DispatchBook {
    /// The odds that one visit settles a matter, whoever comes: by its fault, else its product, else the desk's; nil where
    /// nothing was learnt.
    package func fixOdds(product: String, fault: String) -> Double? {
        let shares = [
            LearntFigure.About(product: product, fault: fault), LearntFigure.About(product: product),
            LearntFigure.About(),
        ]
        return shares.lazy.compactMap { learnt?.figure(.firstTime, $0) }.first?.estimate.odds
    }

    /// A technician's odds of settling a matter in one visit, as a multiple of the desk's; 1 where nothing was learnt.
    package func fixOdds(of technician: StaffID) -> Double {
        guard let desk = learnt?.figure(.firstTime)?.estimate.odds, desk > 0,
            let own = learnt?.figure(.firstTime, .init(technician: technician))?.estimate.odds
        else { return 1 }
        return own / desk
    }

    /// What past visits say of a technician's, where that is surely more or less than of all; nil else.
    package func fixBasis(technician: StaffID, name: String) -> Phrase? {
        guard let desk = learnt?.figure(.firstTime)?.estimate,
            let own = learnt?.figure(.firstTime, .init(technician: technician))?.estimate,
            own.low > desk.value || own.high < desk.value
        else { return nil }
        return Phrase(
            own.low > desk.value ? "slot.why.settlesMore" : "slot.why.settlesLess",
            [
                "name": .text(name), "percent": .percent(own.value), "desk": .percent(desk.value),
                "count": .count(own.visits),
            ])
    }

    /// How often nobody is there in a zone, where that is surely more than elsewhere; nil else.
    package func noAccessBasis(zone: String) -> Phrase? {
        guard !zone.isEmpty, let desk = learnt?.figure(.noAccess)?.estimate,
            let own = learnt?.figure(.noAccess, .init(zone: zone))?.estimate, own.low > desk.value
        else { return nil }
        return Phrase(
            "slot.why.noAccess",
            [
                "zone": .text(zone), "percent": .percent(own.value), "desk": .percent(desk.value),
                "count": .count(own.visits),
            ])
    }
}

extension PhraseFact {
    /// A share in whole per cent.
    fileprivate static func percent(_ share: Double) -> PhraseFact {
        .text(String(Int((share * 100).rounded())))
    }
}
