package import Model

/// Why days cannot be simulated.
package enum CourseFault: Fault, Hashable {
    /// Steps open cases of a workflow from each other without end.
    case endless(Label, opened: Int)

    package var kind: FaultKind { .badData }

    package var phrase: Phrase {
        switch self {
        case .endless(let workflow, let opened):
            Phrase("simulate.endless", ["workflow": .label(workflow), "count": .count(opened)])
        }
    }
}
