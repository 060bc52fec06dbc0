/// One row behind a gap.
package struct GapShare: Sendable, Hashable {
    /// What the row adds to the gap: below zero where it falls short.
    package var amount: Double
    /// What it can be told apart by: a product, a technician, a reason of waiting.
    package var facts: [GapField: String]

    package init(amount: Double, facts: [GapField: String]) {
        (self.amount, self.facts) = (amount, facts)
    }
}

/// By what the rows behind a gap are told apart to find its causes.
package enum GapField: String, Sendable, Hashable, CaseIterable {
    case kind, product, fault, queue, technician, promise
    /// Why the clock stood still, by the step that made it so.
    case waiting
    /// Of whoever answered.
    case team
}

/// What more of a gap comes from than of the work: a group of the rows behind it.
package struct GapCause: Sendable, Hashable {
    package var field: GapField
    package var key: String
    package var count: Int
    /// Of all rows, and of all that falls short (0 to 1).
    package var shareOfRows: Double
    package var shareOfGap: Double

    /// How much more of what falls short comes from it than its rows would have.
    package var excess: Double { shareOfGap - shareOfRows }

    /// The biggest first. A group is one of at least `least` rows that has more than its share of what falls short; of two
    /// fields that part the rows alike only the first stands.
    package static func biggest(_ rows: [GapShare], most: Int = 3, least: Int = 3) -> [GapCause] {
        let short = rows.reduce(0) { $0 + max(0, -$1.amount) }
        guard short > 0 else { return [] }
        var found: [(cause: GapCause, rows: [Int])] = []
        for field in GapField.allCases {
            for (key, places) in Dictionary(grouping: rows.indices, by: { rows[$0].facts[field] ?? "" })
            where !key.isEmpty && places.count >= least && places.count < rows.count {
                let mine = places.reduce(0) { $0 + max(0, -rows[$1].amount) }
                let cause = GapCause(
                    field: field, key: key, count: places.count,
                    shareOfRows: Double(places.count) / Double(rows.count), shareOfGap: mine / short)
                if cause.excess > 0.005 { found.append((cause, places)) }
            }
        }
        found.sort {
            ($1.cause.excess, $0.cause.field.place, $0.cause.key) < (
                $0.cause.excess, $1.cause.field.place, $1.cause.key
            )
        }
        var chosen: [(cause: GapCause, rows: [Int])] = []
        for one in found where chosen.count < most && !chosen.contains(where: { $0.rows == one.rows }) {
            chosen.append(one)
        }
        return chosen.map(\.cause)
    }
}

extension GapField {
    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
