package import Model

/// What taking one transition comes to: everything ServiceDesk has to write, in one transaction.
package struct Step: Hashable, Sendable {
    /// Empty when a new subject enters its initial state.
    package let from: String
    package let to: String
    package let category: StateCategory
    /// Empty when a new subject enters its initial state.
    package let transition: String
    /// The fields to write: what was given, then what the transition sets.
    package let sets: [String: FieldValue]
    /// The subject's own instants to set to now.
    package let stamps: [Stamp]
    package let effects: [Effect]
    /// In the order they are to be carried out.
    package let clocks: [ClockOrder]
    /// The timers of the state entered; those of the state left are void. Only when `enters`.
    package let timers: [TimerOrder]
    /// Whether a state was entered (`stateSince` is now, old timers are void); false for a transition that stays.
    package let enters: Bool

    /// Whether the very same state was left and entered again.
    package var reenters: Bool { enters && from == to }
}

/// One transition as a screen or `--help` shows it.
package struct Offer: Hashable, Sendable {
    package let name: String
    package let label: Label
    /// Where it leads; the present state for one that stays.
    package let to: String
    /// What must be filled in with it: empty so far, or asked anew each time.
    package let requires: [FieldDefinition]
    /// What may be filled in with it.
    package let optional: [FieldDefinition]
    /// Why it may not be taken; nil when it may, as far as is known before the fields are filled in.
    package let refusal: StepRefusal?
    /// Whether to ask for confirmation first.
    package let asks: Bool
    /// The letter for it, where its workflow gives one.
    package let key: Character?

    /// The same, which may not be taken for this reason.
    package func refused(_ refusal: StepRefusal) -> Offer {
        Offer(
            name: name, label: label, to: to, requires: requires, optional: optional, refusal: refusal,
            asks: asks, key: key)
    }
}
