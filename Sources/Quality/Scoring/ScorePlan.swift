/// Which cases or calls of a week are drawn for a card.
package struct ScorePlan: Sendable, Hashable {
    package enum Matter: String, Sendable, CaseIterable { case `case`, call }

    package var card: String
    package var matter: Matter
    /// Kinds of cases; empty for any.
    package var kinds: [String]
    /// Roles whose people may score it; empty for all who may score.
    package var by: [String]
    /// Of each person and week.
    package var quota: Int
    /// The share of a quota that goes by risk; the rest goes by chance alone.
    package var riskShare: Double
    /// The share of those drawn that two people score.
    package var doubleShare: Double
    /// How much each trait adds to the chance of being drawn by risk.
    package var weights: [ReviewRisk: Double]

    package init(
        card: String, matter: Matter, kinds: [String] = [], by: [String] = [], quota: Int, riskShare: Double,
        doubleShare: Double, weights: [ReviewRisk: Double] = [:]
    ) {
        (self.card, self.matter, self.kinds, self.by) = (card, matter, kinds, by)
        (self.quota, self.riskShare, self.doubleShare) = (quota, riskShare, doubleShare)
        self.weights = weights
    }
}

/// What makes a case or a call worth a look.
package enum ReviewRisk: String, Sendable, CaseIterable {
    case reopened, breached, complaint, dissatisfied
    /// Money or goods were granted.
    case granted
    /// The customer asked again while it was open.
    case chased
    /// Among the shortest, or longest, tenth of what was looked through.
    case short, long

    /// What only a case has; no call is known to have it.
    package static let ofCases: Set<ReviewRisk> = [.breached, .granted, .chased]
}
