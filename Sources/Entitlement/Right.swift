package import Model

package enum RightKind: String, Sendable, CaseIterable {
    case `return`, exchange, freeRepair, paidRepair, refund, priceReduction
    /// A new part instead of a new unit.
    case partExchange
    /// No remedy in itself: the seller has to prove that the goods were sound.
    case proofOnSeller

    package var phrase: Phrase { Phrase("entitlement.right.\(rawValue)") }
}

package enum Verdict: String, Sendable, CaseIterable {
    case granted
    /// Granted as soon as what is missing is shown or told.
    case whenShown
    case refused

    package var phrase: Phrase { Phrase("entitlement.verdict.\(rawValue)") }
}

/// How much weight a rule has.
package enum Basis: String, Sendable, CaseIterable {
    /// Read in a law or in a report of it; the source says where.
    case law
    /// The maker's own promise.
    case maker
    /// General knowledge that the organisation should check and may change; never shown as a law.
    case `default`
}

/// One thing the customer may demand today, or may not, and why.
package struct Right: Hashable, Sendable {
    package var what: RightKind
    package var verdict: Verdict
    /// The last day on which it holds; nil when it has no end, or none that is known.
    package var until: Day?
    package var ruleSet: String
    package var rule: String
    package var law: Label
    /// The article's number; nil where it has not been read.
    package var article: String?
    package var basis: Basis
    /// The facts that decided: for a refusal only those against it.
    package var reasons: [Phrase]
    /// What the customer gets back; nil when no money moves or the sum is not known.
    package var refund: Money?
    /// Taken off the price for the time of use.
    package var deduction: Money?
    /// What must still be shown or told; for a granted right only what its sum depends on.
    package var missing: [Need]

    package var granted: Bool { verdict == .granted }

    fileprivate var isByWarranty: Bool { reasons.contains { $0.key.hasPrefix("entitlement.why.warranty") } }

    /// The reasons as one sentence.
    package var reason: Phrase {
        guard let last = reasons.last else { return Phrase("entitlement.reasons.none") }
        return reasons.dropLast().reversed().reduce(last) { rest, first in
            Phrase("entitlement.reasons", ["first": .phrase(first), "rest": .phrase(rest)])
        }
    }

    /// Law and article, or that it is only a default.
    package var citation: Phrase {
        switch (basis, article) {
        case (.default, _): Phrase("entitlement.citation.default", ["law": .label(law)])
        case (_, let article?):
            Phrase("entitlement.citation.article", ["law": .label(law), "article": .text(article)])
        case (_, nil): Phrase("entitlement.citation.whole", ["law": .label(law)])
        }
    }
}

/// Something to ask for before a right is certain.
package enum Need: Hashable, Sendable {
    /// Any one of these will do.
    case evidence([Evidence])
    case circumstance(Circumstance)
    case boughtOn, deliveredOn, madeOn, price, partPrice, depreciationRate, delayReason

    package var phrase: Phrase {
        switch self {
        case .evidence(let kinds) where kinds.count == 1: Need.word(kinds[0].rawValue)
        case .evidence(let kinds):
            Phrase(
                "entitlement.need.anyOf",
                ["choices": .list(kinds.map { .phrase(Need.word($0.rawValue)) })])
        case .circumstance(let fact): Need.word(fact.rawValue)
        default: Need.word("\(self)")
        }
    }

    /// Stable words for `--json`; of alternatives, each.
    package var words: [String] {
        switch self {
        case .evidence(let kinds): kinds.map(\.rawValue)
        case .circumstance(let fact): [fact.rawValue]
        default: ["\(self)"]
        }
    }

    private static func word(_ name: String) -> Phrase { Phrase("entitlement.need.\(name)") }
}

/// The whole answer: every right the rule sets know of, granted or not, in the sets' order.
package struct Assessment: Hashable, Sendable {
    package var ruleSets: [String]
    package var rights: [Right]
    /// What nobody has read yet of these rules, to be checked before a customer is turned down.
    package var cautions: [Label]

    package var granted: [Right] { rights.filter(\.granted) }

    /// The best standing of a right over all rules: granted before when-shown before refused. Of refusals it is the one with
    /// the fewest reasons against it, and of these one by the warranty: days after the purchase are over long before.
    package func best(_ kind: RightKind) -> Right? {
        let ofKind = rights.filter { $0.what == kind }
        return ofKind.first { $0.verdict == .granted } ?? ofKind.first { $0.verdict == .whenShown }
            ?? ofKind.min {
                ($0.reasons.count, $0.isByWarranty ? 0 : 1) < ($1.reasons.count, $1.isByWarranty ? 0 : 1)
            }
    }
}
