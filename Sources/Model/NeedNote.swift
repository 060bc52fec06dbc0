/// Whose needs are meant. Dealers are agents, wholesalers and retailers; customers are whoever uses the product.
package enum NeedAudience: String, Sendable, CaseIterable {
    case customers, dealers

    /// Whose words count, where it is known whose they are.
    package var kinds: [CustomerKind] {
        switch self {
        case .customers: [.consumer, .endUser]
        case .dealers: [.dealer]
        }
    }

    /// Whether a segment is a part of it.
    package func holds(_ segment: GapSegment) -> Bool {
        switch segment {
        case .kind(let kind): kinds.contains(kind)
        case .dealer: self == .dealers
        }
    }
}

/// What somebody said in an interview or a workshop of something they need. Such a row is never written over: it is withdrawn,
/// and another stands beside it.
package struct NeedNote: Hashable, Sendable {
    package enum Source: String, Sendable, CaseIterable {
        case interview, workshop, other
    }

    package var id: Int64 = 0
    /// As the rule file names it.
    package var need: String
    package var audience: NeedAudience
    /// Who said it, where that is a customer of the desk; otherwise a group in words.
    package var customer: CustomerID?
    package var group: String
    /// The standard wanted, in the need's unit.
    package var wanted: Double?
    package var words: String
    package var source: Source
    package var day: Day
    package var by: StaffID?
    package var at: Instant
    /// When it was found to be wrong; it stays where it is and counts no more.
    package var withdrawnAt: Instant?

    package init(
        need: String, audience: NeedAudience, customer: CustomerID? = nil, group: String = "",
        wanted: Double? = nil, words: String, source: Source, day: Day, by: StaffID? = nil, at: Instant
    ) {
        (self.need, self.audience, self.customer, self.group) = (need, audience, customer, group)
        (self.wanted, self.words, self.source) = (wanted, words, source)
        (self.day, self.by, self.at) = (day, by, at)
    }
}
