package import Model
import Workflow

/// Who gets a case that nobody has in hand.
package struct AssignmentRule: Sendable {
    package var name: String
    package var label: Label
    /// What the case must be like; nil for any.
    var only: Condition?
    /// The same as the file writes it; empty for any.
    package var onlySource: String
    package var roles: [String]
    /// Empty for all.
    package var team: String
    /// The skill that the case's product needs is asked for.
    package var asksSkill: Bool
    /// The customer's language is.
    package var asksLanguage: Bool
    /// An open desk is.
    package var asksPresence: Bool
    /// How long ago somebody may have had the customer's last case to come first; nil when it does not count.
    package var last: Span?
    package var order: Order
    /// How long a case lies in its queue before.
    package var wait: Span

    package enum Order: String, Sendable, CaseIterable {
        /// Who has the fewest open cases for what they may have.
        case fewest
        /// Who was not given one for the longest.
        case turn
    }
}

/// `Resources/assignment.yaml`: the rules in their order, and how much anybody is given.
package struct AssignmentRules: Sendable {
    /// Whether the desk gives out cases by itself.
    package let isOn: Bool
    package let rules: [AssignmentRule]
    /// Whoever asks for the next case is held to their capacity as well.
    package let limitsNext: Bool
    /// How many open cases one of a role is given at most.
    package let ofRoles: [String: Int]
    private let ofPeople: [String: Int]

    init(
        isOn: Bool, rules: [AssignmentRule], ofRoles: [String: Int], ofPeople: [String: Int], limitsNext: Bool
    ) {
        (self.isOn, self.rules, self.limitsNext) = (isOn, rules, limitsNext)
        (self.ofRoles, self.ofPeople) = (ofRoles, ofPeople)
    }

    /// How many open cases somebody is given at most: their own number, else the largest of their roles'; nil for no limit.
    package func capacity(of person: Staff) -> Int? {
        if let own = ofPeople[person.login] { return own }
        let limits = person.roles.map { ofRoles[$0] }
        return limits.contains(nil) ? nil : limits.compactMap { $0 }.max()
    }

    /// The first rule that fits.
    func rule(for facts: Facts) -> AssignmentRule? { rules.first { $0.only?.holds(facts) ?? true } }
}
