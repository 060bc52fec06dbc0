import Model
import Statistics

/// What people did next, by workflow and state: each act as often as past cases had it. A case does by habit what its own past does
/// not tell: what was still open when it was learnt from, and what came after a way that it no longer goes.
package struct Habits: Sendable {
    private struct Place: Hashable {
        var workflow: Int
        var state: String
    }

    private var acts: [Place: [CasePattern.Act]] = [:]

    package init(_ patterns: [CasePattern]) {
        for pattern in patterns {
            guard let workflow = pattern.workflow else { continue }
            for act in pattern.acts {
                guard let state = act.from else { continue }
                acts[Place(workflow: workflow, state: state), default: []].append(act)
            }
        }
    }

    /// Nil where nobody ever did anything in the state.
    func draw(_ workflow: Int, in state: String, by chance: inout SeededChance) -> CasePattern.Act? {
        acts[Place(workflow: workflow, state: state)]?.randomElement(using: &chance)
    }
}
