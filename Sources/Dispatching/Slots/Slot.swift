package import Model

/// A window that can be offered, who would come, and what it costs.
package struct Slot: Sendable, Hashable {
    package var technician: StaffID
    /// Who comes along, where two are needed.
    package var helper: StaffID?
    /// The arrival window to promise.
    package var promised: Window
    /// On site as planned; arrival lies in the promised window.
    package var planned: Window
    /// Minutes the way grows by.
    package var addedTravel: Int
    /// Whether arrival is promised before the service promise runs out; nil without one.
    package var keepsPromise: Bool?
    /// Whether it is who came before.
    package var isPreferred: Bool
    /// Minutes past the end of the shift that it adds.
    package var overtime: Int
    /// What it adds to the cost of the plan, and of which currency that is a hundredth.
    package var price: PriceParts
    package var currency: String
    /// Where the minutes on site come from, when they were learnt.
    package var basis: [Phrase] = []

    package init(
        technician: StaffID, helper: StaffID? = nil, promised: Window, planned: Window, addedTravel: Int = 0,
        keepsPromise: Bool? = nil, isPreferred: Bool = false, overtime: Int = 0,
        price: PriceParts = PriceParts(), currency: String = Prices().currency
    ) {
        (self.technician, self.helper) = (technician, helper)
        (self.promised, self.planned, self.addedTravel) = (promised, planned, addedTravel)
        (self.keepsPromise, self.isPreferred) = (keepsPromise, isPreferred)
        (self.overtime, self.price, self.currency) = (overtime, price, currency)
    }
}

extension Slot {
    package var total: Money { Money(minor: price.total, currency: currency) }

    /// What speaks for it and against it, for whoever asks why it stands where it stands in the list; dearest first.
    package var reasons: [Phrase] {
        var found: [Phrase] = []
        if let keepsPromise {
            found.append(Phrase(keepsPromise ? "slot.why.keepsPromise" : "slot.why.breaksPromise"))
        }
        if isPreferred { found.append(Phrase("slot.why.preferred")) }
        found.append(Phrase("slot.why.way", ["count": .count(addedTravel)]))
        if overtime > 0 { found.append(Phrase("slot.why.overtime", ["count": .count(overtime)])) }
        if price.lostTime > 0 { found.append(Phrase("slot.why.lostTime")) }
        if price.rareSkill > 0 { found.append(Phrase("slot.why.rareSkill")) }
        return found + basis
    }

    /// What its price is made of, dearest first.
    package var prices: [(part: Phrase, sum: Money)] {
        PriceParts.Part.allCases.map { ($0, price[$0]) }.filter { $0.1 != 0 }
            .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
            .map { (Phrase("slot.price.\($0.rawValue)"), Money(minor: $1, currency: currency)) }
    }
}
