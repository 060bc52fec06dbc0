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
    /// - Parameter quiet: nothing was done for so long already. What others took longer for is drawn then; where none did, it is
    ///   done now.
    func draw(_ workflow: Int, in state: String, after quiet: Span = .zero, by chance: inout SeededChance)
        -> CasePattern.Act?
    {
        guard let acts = acts[Place(workflow: workflow, state: state)] else { return nil }
        guard quiet > .zero else { return acts.randomElement(using: &chance) }
        let longer = acts.filter { $0.after > quiet }
        guard longer.isEmpty else { return longer.randomElement(using: &chance) }
        var act = acts.randomElement(using: &chance)
        act?.after = quiet
        return act
    }
}
