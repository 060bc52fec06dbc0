import Model

/// When a customer must agree once more before they pay: above what they agreed to by more than a share of it, or where nothing
/// was agreed. One rule, asked when a visit is finished and when its bill is written.
package struct ConsentRule: Sendable, Hashable {
    /// Of what was agreed, in per cent.
    package var percent: Int

    /// The most that may be charged without asking again, in the smallest unit.
    package func most(_ agreed: Int64) -> Int64 {
        Int64(clamping: Int128(max(0, agreed)) * Int128(100 + percent) / 100)
    }

    package func isNeeded(for due: Int64, agreed: Int64?) -> Bool {
        due > 0 && agreed.map { due > most($0) } ?? true
    }

    /// Whether a visit's customer must be asked for this sum. Who consented to a fee agreed to that fee; who consented before
    /// one was named, to the first that was billed.
    /// - Parameter earlier: what was billed and is void, the oldest first.
    func isNeeded(for due: Money, on visit: Visit, after earlier: [VisitCosts]) -> Bool {
        let quoted = visit.minor("quoted")
        guard visit.fields["consent"] == .flag(true) else { return isNeeded(for: due.minor, agreed: quoted) }
        let asked = earlier.last { $0.consent != nil }
        let named = [visit.minor("charge"), asked?.due.minor].compactMap { $0 }.max()
        guard let agreed = named ?? earlier.first?.due.minor else { return false }
        return isNeeded(for: due.minor, agreed: max(agreed, quoted ?? 0))
    }
}

extension Visit {
    /// A sum of the report, in the smallest unit.
    func minor(_ field: String) -> Int64? {
        if case .number(let minor)? = fields[field] { minor } else { nil }
    }
}
