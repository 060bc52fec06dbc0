package import Model

/// One workflow, as its file in `Resources/workflows` defines it: the states a case, visit or call goes through and the
/// transitions between them. A value; everything that happens is computed by `step`, `opening` and `reaction` from it.
///
/// The file's form is documented at the head of `Resources/workflows/complaint.yaml`.
package struct WorkflowDefinition: Sendable {
    /// For cases, the case kind: `complaint`, `repair` …
    package let name: String
    package let version: Int
    package let subject: SubjectKind
    package let label: Label
    /// The state a new subject is in.
    package let initial: String
    package let fields: [FieldDefinition]
    package let states: [State]
    package let transitions: [Transition]
    /// Where it is defined.
    package let file: String

    package struct State: Hashable, Sendable {
        package let name: String
        package let label: Label
        package let category: StateCategory
        package let clocks: ClockOrders
        package let timers: [TimerOrder]
        /// What entering it tells the case.
        package let signal: Signal?
        package let stamps: [Stamp]
        /// Names it had in earlier versions, for migrating.
        package let formerly: [String]
        package let line: Int
    }

    package struct Transition: Hashable, Sendable {
        package let name: String
        package let label: Label
        /// The states it may be taken from, expanded.
        package let from: [String]
        /// Nil stays in the state it is taken in, without leaving it: its clocks and timers run on.
        package let to: String?
        package let who: Who
        /// Must be filled in, now or before.
        package let require: [String]
        /// Must be filled in with this very step (reasons).
        package let anew: [String]
        /// May be filled in.
        package let may: [String]
        package let when: Condition?
        /// Why not, when the condition fails.
        package let refuse: Label?
        package let set: [String: SetValue]
        package let effects: [Effect]
        package let clocks: ClockOrders
        /// What makes the desk take it by itself.
        package let on: [Signal]
        /// Whether people are asked to confirm first.
        package let ask: Bool
        /// The letter for it where a record has the screen to itself, beside its digit; of calls its one key, a digit or a letter.
        package let key: Character?
        package let line: Int

        /// What may be given with it.
        package var askable: [String] { require + anew + may }
    }

    /// Who may take a transition, on top of the right to work on the subject at all.
    package enum Who: Hashable, Sendable {
        case anyone
        case roles([Role])
        /// Timers and reactions only.
        case desk
    }

    /// What a transition writes into a field.
    package enum SetValue: Hashable, Sendable {
        case value(FieldValue)
        case now
    }

    package func state(_ name: String) -> State? { states.first { $0.name == name } }
    package func transition(_ name: String) -> Transition? { transitions.first { $0.name == name } }
    package func field(_ name: String) -> FieldDefinition? { fields.first { $0.name == name } }
    package func category(of state: String) -> StateCategory? { self.state(state)?.category }

    /// Whether some condition looks at a fact, so that one that is dear to gather need not be when none does.
    package func asks(about fact: String) -> Bool {
        transitions.contains { $0.when?.mentions(fact) ?? false }
    }

    /// The state of this version that a state of an earlier version has become; nil when it has no successor.
    package func successor(of earlier: String) -> String? {
        states.first { $0.name == earlier || $0.formerly.contains(earlier) }?.name
    }
}
