package import Model

/// What billing can refuse, as facts.
package enum CostFault: Fault, Hashable {
    /// The customer must agree to the sum first.
    /// - Parameter quoted: nil when nothing was.
    case needsConsent(VisitID, due: Money, quoted: Money?, percent: Int)
    /// A part was used, and nobody knows its price.
    case unpriced(VisitID, part: String, currency: String)
    /// More is let off than the customer has to pay, or nothing.
    case wrongDiscount(VisitID, due: Money)
    /// A bill that was written takes no other discount.
    case writtenAlready(VisitID, receipt: String)
    /// What the bill says is no longer to be changed.
    case billed(VisitID, receipt: String)
    /// There is no bill to credit.
    case notBilled(VisitID)
    case noLine(Int, receipt: String, lines: Int)
    /// More than is left of a line, or nothing of it.
    case tooMuch(line: Int, receipt: String, left: Money)
    case creditedWhole(String)
    /// Neither a bill nor a credit note of the visit has this number.
    case noPaper(String, VisitID)

    package var kind: FaultKind {
        switch self {
        case .notBilled, .noLine, .noPaper: .noSuchThing
        default: .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .needsConsent(let visit, let due, let quoted?, let percent):
            Phrase(
                "cost.needsConsent",
                [
                    "visit": .text(visit.description), "due": .money(due), "quoted": .money(quoted),
                    "percent": .text(String(percent)),
                ])
        case .needsConsent(let visit, let due, nil, _):
            Phrase("cost.needsConsentUnquoted", ["visit": .text(visit.description), "due": .money(due)])
        case .unpriced(let visit, let part, let currency):
            Phrase(
                "cost.cannotBill",
                ["visit": .text(visit.description), "part": .text(part), "currency": .text(currency)])
        case .wrongDiscount(let visit, let due):
            Phrase("cost.wrongDiscount", ["visit": .text(visit.description), "due": .money(due)])
        case .writtenAlready(let visit, let receipt):
            Phrase("cost.writtenAlready", ["visit": .text(visit.description), "number": .text(receipt)])
        case .billed(let visit, let receipt):
            Phrase("cost.billed", ["visit": .text(visit.description), "number": .text(receipt)])
        case .notBilled(let visit): Phrase("cost.notBilled", ["visit": .text(visit.description)])
        case .noLine(let line, let receipt, let lines):
            Phrase(
                "cost.noLine",
                ["line": .text(String(line)), "number": .text(receipt), "count": .count(lines)])
        case .tooMuch(let line, let receipt, let left):
            Phrase(
                "cost.tooMuch",
                ["line": .text(String(line)), "number": .text(receipt), "left": .money(left)])
        case .creditedWhole(let receipt): Phrase("cost.creditedWhole", ["number": .text(receipt)])
        case .noPaper(let receipt, let visit):
            Phrase("cost.noPaper", ["number": .text(receipt), "visit": .text(visit.description)])
        }
    }
}
