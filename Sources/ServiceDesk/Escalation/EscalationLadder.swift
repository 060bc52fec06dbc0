package import Model
package import Workflow

/// Who hears of a case, and what happens to it, as a promise's time runs out or something happens to it that must not wait;
/// as `Resources/escalation.yaml` says it.
///
///     threatens:
///       on: said
///       words: [曝光, lawyer]
///       rungs: [{at: 1, notify: [supervisor]}]
package struct EscalationLadder: Sendable {
    package var name: String
    package var label: Label
    package var trigger: Trigger
    /// What the case must be like when the rung is reached; nil for any.
    package var only: Condition?
    /// The same as the file writes it; empty for any.
    package var onlySource: String
    /// In the order they are climbed.
    package var rungs: [Rung]
    /// For the words of its trigger.
    private let search: WordSearch?

    init(
        name: String, label: Label, trigger: Trigger, only: Condition?, onlySource: String, rungs: [Rung]
    ) {
        (self.name, self.label, self.trigger, self.rungs) = (name, label, trigger, rungs)
        (self.only, self.onlySource) = (only, onlySource)
        if case .event(_, let words) = trigger, !words.isEmpty {
            search = WordSearch(words, whole: true)
        } else {
            search = nil
        }
    }

    package enum Trigger: Sendable, Hashable {
        /// The clocks of promises, by what they measure; empty for all.
        case clocks([String])
        /// - Parameter words: of which one must be in what is said.
        case event(Event, words: [String])
    }

    /// What happens to a case.
    package enum Event: String, Sendable, CaseIterable {
        case logged, reopened
        /// A new case about what was closed lately.
        case repeated
        case chased
        /// A text came: its summary, or a note.
        case said
    }

    package struct Rung: Sendable, Hashable {
        package var at: Mark
        package var notify: [Recipient]
        package var raises: Bool
        package var reassign: Assignee?
        package var asksNote: Bool

        /// Whether the journal says all of it elsewhere: a promise was missed, and nothing more was done than telling those
        /// whom it always concerns.
        func isTold(unowned: String) -> Bool {
            (at == .ownTarget || at == .percent(100)) && !raises && reassign == nil && !asksNote
                && notify.allSatisfy { $0 == .owner || $0 == .role(unowned) }
        }
    }

    package enum Mark: Sendable, Hashable {
        /// Of a promise's time; 100 is the promise.
        case percent(Int)
        /// Our own target, the stricter one.
        case ownTarget
        case times(Int)
    }

    package enum Recipient: Sendable, Hashable {
        case owner
        case role(String)
    }

    package enum Assignee: Sendable, Hashable {
        /// Nobody: it is to be taken from its queue.
        case queue
        /// Who of this role has the fewest open cases.
        case role(String)
    }

    /// Whether a text has one of its words; a ladder without words hears everything.
    func hears(_ text: String) -> Bool { search?.finds(in: text) ?? true }

    func rung(at mark: Mark) -> Rung? { rungs.first { $0.at == mark } }

    func follows(_ metric: String) -> Bool {
        if case .clocks(let metrics) = trigger { metrics.isEmpty || metrics.contains(metric) } else { false }
    }
}

/// All ladders, in the order of their file.
package struct EscalationLadders: Sendable {
    package let all: [EscalationLadder]
    /// Who is told in an owner's place where nobody has the case in hand.
    let unowned: String
    /// By metric, the shares of its time at which something may happen, but for the promise itself; ascending.
    private let percents: [String: [Int]]

    init(_ all: [EscalationLadder], unowned: String, metrics: [String]) {
        (self.all, self.unowned) = (all, unowned)
        percents = Dictionary(
            uniqueKeysWithValues: metrics.map { metric in
                let marks = all.filter { $0.follows(metric) }.flatMap(\.rungs).map(\.at)
                let found = marks.compactMap { if case .percent(let p) = $0, p != 100 { p } else { nil } }
                return (metric, Set(found).sorted())
            })
    }

    /// The shares of a promise's time at which something may happen, once it has passed another (0 for none).
    func shares(_ metric: String, after passed: Int) -> [Int] {
        (percents[metric] ?? []).filter { $0 > passed }
    }

    /// What may happen to a case when a promise of this metric comes to a mark.
    func rungs(of metric: String, at mark: EscalationLadder.Mark) -> [(
        EscalationLadder, EscalationLadder.Rung
    )] {
        all.filter { $0.follows(metric) }.compactMap { ladder in ladder.rung(at: mark).map { (ladder, $0) } }
    }

    /// The ladders of something that happens.
    func ladders(on event: EscalationLadder.Event) -> [EscalationLadder] {
        all.filter { if case .event(event, _) = $0.trigger { true } else { false } }
    }
}
