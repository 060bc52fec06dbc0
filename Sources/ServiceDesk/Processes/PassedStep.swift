package import Model
import Records
import ServiceTime
import Workflow

/// A step that a matter took, in the words of the workflow in force.
package struct PassedStep: Sendable, Hashable {
    package var subject: Subject
    package var at: Instant
    /// Empty for how the matter began.
    package var transition: String
    package var from: String
    package var to: String
    /// Where it stood before it began to wait in `from`; nil for what did not wait, or where that is not known.
    package var heldUpIn: String?
    /// How long it had been in the state before, in minutes of service time; nil where that is not known.
    package var minutes: Double?

    /// Whether it left its state.
    package var isMove: Bool { from != to }
}

extension WorkflowDefinition {
    /// A matter's steps as this version has them; those from or to states that it no longer has are left out.
    /// - Parameter spent: minutes between two instants.
    func passed(_ steps: [ProcessStore.Step], spent: (Instant, Instant) -> Double) -> [PassedStep] {
        var here: (state: String, since: Instant, heldUpIn: String?)?
        return steps.compactMap { step in
            // What was brought along from an earlier version stands in another state than its last step led to.
            let known = here.flatMap { $0.state == step.from ? $0 : nil }
            if step.taken.isEmpty || step.from != step.to {
                // From one waiting to the next it is held up in the same place.
                let stood = known?.heldUpIn ?? successor(of: step.from)
                here = (step.to, step.at, isWaiting(step.to) ? stood : nil)
            }
            let from = step.taken.isEmpty ? "" : successor(of: step.from)
            guard let from, let to = successor(of: step.to) else { return nil }
            return PassedStep(
                subject: step.subject, at: step.at, transition: step.taken, from: from, to: to,
                heldUpIn: known?.heldUpIn, minutes: known.map { spent($0.since, step.at) })
        }
    }

    func isWaiting(_ state: String) -> Bool {
        let kind = successor(of: state).flatMap { self.category(of: $0) }
        return kind == .waitingForCustomer || kind == .waitingForUs
    }
}

extension Reading {
    var processes: ProcessStore { ProcessStore(db) }

    /// The steps taken on some days, matter by matter.
    func passed(_ definition: WorkflowDefinition, on days: ClosedRange<Day>) throws -> [[PassedStep]] {
        let window = rules.span(days)
        let calendar = rules.deskCalendar
        func spent(_ from: Instant, _ to: Instant) -> Double {
            Double(calendar.working(from: from, to: to).milliseconds) / 60_000
        }
        return try processes.steps(of: definition.name, definition.subject, since: window.start).map {
            definition.passed($0, spent: spent).filter { window.start <= $0.at && $0.at < window.end }
        }.filter { !$0.isEmpty }
    }

    /// The very steps behind an arrow of a map, the longest in the state before first.
    /// - Parameters:
    ///   - transition: nil for all.
    ///   - state: it was taken in; nil for any.
    package func passedSteps(
        _ workflow: String, on days: ClosedRange<Day>, transition: String? = nil, from state: String? = nil
    ) throws -> [PassedStep] {
        try passed(rules.workflow(named: workflow), on: days).joined().filter {
            !$0.transition.isEmpty && transition ?? $0.transition == $0.transition
                && state ?? $0.from == $0.from
        }.sorted {
            ($1.minutes ?? -1, $0.at, $0.subject.number) < ($0.minutes ?? -1, $1.at, $1.subject.number)
        }
    }
}
