package import Model

/// What is known about a unit, its purchase, its repairs and the fault at hand: the question put to a rule set.
/// Leave nil what nobody knows; the answer then names it as missing instead of guessing.
package struct EntitlementCase: Hashable, Sendable {
    /// The product class (`air-conditioner`), as in `products.yaml`.
    package var product: String
    package var boughtOn: Day?
    /// When the customer received it; without it, a sale in a shop counts as received when bought.
    package var deliveredOn: Day?
    /// When it left the factory, as its serial number tells.
    package var madeOn: Day?
    package var price: Money?
    /// What the faulty accessory costs on its own today.
    package var partPrice: Money?
    /// What the customer, or our own records, can show.
    package var evidence: Set<Evidence>
    /// The part at fault, as the rule set names it (`compressor`, `battery`); nil is the unit as a whole.
    package var part: String?
    /// What ties repairs of the same fault together.
    package var faultID: String?
    /// The day the fault showed; nil takes `today`.
    package var faultOn: Day?
    /// Why it broke, in the rule set's words (`misuse`); empty when nothing speaks against the customer.
    package var causes: Set<String>
    package var repairs: [RepairEvent]
    package var circumstances: [Circumstance: Bool]
    package var today: Day

    package init(
        product: String, boughtOn: Day?, deliveredOn: Day? = nil, madeOn: Day? = nil, price: Money? = nil,
        partPrice: Money? = nil, evidence: Set<Evidence> = [], part: String? = nil, faultID: String? = nil,
        faultOn: Day? = nil, causes: Set<String> = [], repairs: [RepairEvent] = [],
        circumstances: [Circumstance: Bool] = [:], today: Day
    ) {
        self.product = product
        self.boughtOn = boughtOn
        self.deliveredOn = deliveredOn
        self.madeOn = madeOn
        self.price = price
        self.partPrice = partPrice
        self.evidence = evidence
        self.part = part
        self.faultID = faultID
        self.faultOn = faultOn
        self.causes = causes
        self.repairs = repairs
        self.circumstances = circumstances
        self.today = today
    }

    /// The day the fault is judged by.
    package var judgedOn: Day { faultOn ?? today }

    /// The day the goods were in the customer's hands; unknown for a remote sale without a delivery day.
    package var receivedOn: Day? {
        deliveredOn ?? (circumstances[.soldRemotely] == true ? nil : boughtOn)
    }
}

/// One stay in repair, or one exchange, of the unit or of a part.
package struct RepairEvent: Hashable, Sendable {
    package var handedIn: Day
    /// When it was given back; nil while it is still away.
    package var returned: Day?
    package var faultID: String?
    /// nil is the whole unit.
    package var part: String?
    /// Whether it worked when given back; nil when nobody noted it.
    package var cured: Bool?
    /// Replaced by another one instead of repaired.
    package var exchanged: Bool
    /// Whose fault a long stay is; nil when nobody noted it.
    package var delay: Delay?

    package init(
        handedIn: Day, returned: Day?, faultID: String? = nil, part: String? = nil, cured: Bool? = nil,
        exchanged: Bool = false, delay: Delay? = nil
    ) {
        self.handedIn = handedIn
        self.returned = returned
        self.faultID = faultID
        self.part = part
        self.cured = cured
        self.exchanged = exchanged
        self.delay = delay
    }

    /// Days away, the day of handing in not counted.
    func days(until today: Day) -> Int { max(0, (returned ?? today) - handedIn) }
}

/// Why a repair takes long.
package enum Delay: String, Sendable, CaseIterable {
    /// The maker did not supply the parts.
    case parts
    /// The repairer's own doing.
    case repairer
    /// Neither.
    case none
}

package enum Evidence: String, Sendable, CaseIterable {
    case invoice
    /// The maker's warranty card (三包凭证).
    case voucher
    /// Anything else that proves the purchase and its day.
    case otherProof
    /// The repairer's records; a desk that booked the repairs has them itself.
    case repairRecords
    /// A finding that the goods are not of the quality owed.
    case defectReport
}

/// A yes-or-no fact on which some right depends.
package enum Circumstance: String, Sendable, CaseIterable {
    /// Sold by net, television, telephone or mail.
    case soldRemotely
    /// Complete and sound apart from being opened and tried.
    case intact
    /// Made to order, perishable, unsealed media, newspapers, or agreed at purchase.
    case excludedFromReturn
    /// The same model and specification can be had.
    case sameModelAvailable
    /// A lack so grave that the contract may be ended at once.
    case serious
    case minor
    /// The seller refused to mend, or did not within a reasonable time.
    case remedyRefused
    /// Goods made to last, for which the seller bears the proof in the first months.
    case durable

    /// What is taken as true when nobody said: nil must be asked.
    var assumed: Bool? {
        switch self {
        case .soldRemotely, .excludedFromReturn, .serious, .minor, .remedyRefused: false
        case .durable: true
        case .intact, .sameModelAvailable: nil
        }
    }
}
