import Model
import Records
import Workflow

/// How severe a case was, and when.
struct SeverityCourse {
    private let first: Severity
    private let changes: [(at: Instant, to: Severity)]

    /// - Parameters:
    ///   - turns: in their order.
    ///   - now: how severe it is since the last of them.
    init(_ turns: [ProcessStore.Turn], now: Severity) {
        var (first, changes): (Severity?, [(at: Instant, to: Severity)]) = (nil, [])
        for turn in turns {
            guard case .severity(let from, let to) = turn.deed else { continue }
            first = first ?? from
            changes.append((turn.at, to))
        }
        (self.first, self.changes) = (first ?? now, changes)
    }

    /// As it came, and what it became, in that order.
    var all: [Severity] { [first] + changes.map(\.to) }

    /// What becomes of a clock at a moment comes before the case gets more severe.
    subscript(at: Instant) -> Severity { changes.last { $0.at < at }?.to ?? first }
}

extension WorkflowDefinition {
    /// By how many tiers a case became more severe, beside what its steps raised.
    func raised(beside steps: [ProcessStore.Step], _ turns: [ProcessStore.Turn]) -> [(at: Instant, by: Int)] {
        var raising = steps.filter { transition($0.taken)?.effects.contains(.raiseSeverity) ?? false }.map(
            \.at)
        return turns.compactMap { turn in
            guard case .severity(let from, let to) = turn.deed else { return nil }
            guard let step = raising.firstIndex(of: turn.at) else { return (turn.at, to.rank - from.rank) }
            raising.remove(at: step)
            return nil
        }
    }

    /// The cases that steps opened; those that answers to questions did are not among them.
    func opened(by steps: [ProcessStore.Step], _ turns: [ProcessStore.Turn]) -> [CaseID] {
        turns.compactMap { turn in
            guard case .followed(let opened) = turn.deed,
                steps.contains(where: { $0.at == turn.at && (transition($0.taken)?.opensCase ?? false) })
            else { return nil }
            return opened
        }
    }
}

extension WorkflowDefinition.Transition {
    fileprivate var opensCase: Bool {
        effects.contains { if case .openCase = $0 { true } else { false } }
    }
}
