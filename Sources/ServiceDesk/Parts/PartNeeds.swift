import Dispatching
import Model
import Records

/// What the visit before said that was missing.
struct MissingParts {
    var counts: [String: Int] = [:]
    /// When they are there, where that was told.
    var due: Instant?

    /// A date told is as good as an order's, while it lies ahead.
    func supply(at now: Instant) -> [String: [PartSupply]] {
        guard let due, due >= now else { return [:] }
        return counts.mapValues { [PartSupply(from: due, quantity: $0)] }
    }
}

extension Reading {
    /// What a visit for a case needs: what the rules say of product and fault, what the agent says, and what was missing.
    func partsNeeded(_ rules: Needs, _ wish: VisitWish, _ missing: MissingParts) -> [String: Int] {
        rules.parts.merging(wish.parts) { max($0, $1) }.merging(missing.counts) { max($0, $1) }
    }

    /// The visit that one follows: as the wish says, or the one that the case owes it to.
    func visitBefore(_ wish: VisitWish) throws -> Visit? {
        guard let parent = wish.parent else { return try owed(by: wish.caseID)?.parent }
        return try visits.find(parent)
    }

    func partsMissing(after visit: Visit?, of c: ServiceCase) throws -> MissingParts {
        guard let visit, !visit.category.isOpen, case .text(let text)? = visit.fields["partsNeeded"] else {
            return MissingParts()
        }
        let list = PartList(kept: text, try rules.parts(), product: c.product.isEmpty ? nil : c.product)
        return MissingParts(counts: list.counts, due: visit.partsDue)
    }
}
