package import Model

/// What stands against taking more work.
package enum AssignmentFault: Fault, Hashable {
    /// Somebody has as many open cases as the rules let them have.
    case handsFull(held: Int, most: Int)
    /// No rule would give out anything.
    case noRules

    package var kind: FaultKind { .badData }

    package var phrase: Phrase {
        switch self {
        case .handsFull(let held, let most):
            Phrase("assignment.handsFull", ["count": .count(held), "most": .count(most)])
        case .noRules: Phrase("assignment.noRules")
        }
    }
}
