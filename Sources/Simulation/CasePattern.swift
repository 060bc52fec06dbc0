package import Model
package import Workflow

/// A case as it went once, to be met again: what it asks for, what people did, and each visit it took. Simulated cases are drawn
/// whole from past ones, so that what belongs together (place, product, minutes, parts that were waited for) stays together.
package struct CasePattern: Sendable, Hashable {
    /// One visit.
    package struct Leg: Sendable, Hashable {
        /// Nobody comes sooner after it was booked: the customer's wish, parts on their way.
        package var wait: Span
        package var travel: Span
        package var onSite: Span
        /// What whoever plans it takes travel and work to be; a visit begins only where that fits into the shift.
        package var planned: Span
        /// Whether arriving counts: somebody was at the door.
        package var isArrival: Bool
        /// What its end tells the case.
        package var outcome: Signal

        package init(
            wait: Span = .zero, travel: Span = .zero, onSite: Span, planned: Span? = nil,
            isArrival: Bool = true, outcome: Signal = .visitDone
        ) {
            (self.wait, self.travel, self.onSite) = (wait, travel, onSite)
            self.planned = planned ?? Span(milliseconds: travel.milliseconds + onSite.milliseconds)
            (self.isArrival, self.outcome) = (isArrival, outcome)
        }
    }

    /// What befell a case that neither its timers nor its visits bring about.
    package struct Act: Sendable, Hashable {
        package enum Deed: Sendable, Hashable {
            /// Somebody took a step.
            case step(String)
            /// Word of what is not simulated: an approval, a call, the customer who asks again, a visit that was called off.
            case word(Signal)
            case visit(Leg)
            /// A visit, counted from 0 in the order they were booked, was over: what follows happened after it.
            case over(Int)
        }

        /// In the desk's hours, since what happened before.
        package var after: Span
        package var deed: Deed
        /// The state it was done in; nil while a visit was under way, when it says nothing of the state.
        package var from: String?

        package init(after: Span = .zero, _ deed: Deed, from: String? = nil) {
            (self.after, self.deed, self.from) = (after, deed, from)
        }
    }

    /// What a technician must be able to do: a number into `SimulatedTechnician.able`.
    package var need: Int
    /// What it is counted by, where it breaks: product or zone, a number of the caller's.
    package var group: Int
    /// A number into `WorkRules.workflows`; nil where only its visits are asked about, and it has no states and no clocks.
    package var workflow: Int?
    /// What its workflow's conditions may ask about, besides what runs keep themselves, and how long after its opening each moment
    /// among it was.
    package var facts: [String: FieldValue] = [:]
    package var moments: [String: Span] = [:]
    /// In the order they happened.
    package var acts: [Act]
    /// How long it has been left alone since the last of them, in the desk's hours, where it was still open when it was learnt from
    /// and no visit was under way: whatever comes next takes longer than that.
    package var quiet: Span = .zero
    /// The promises it may be owed, one a metric: numbers into `SimulatedDesk.terms`.
    package var terms: [Int]
    /// The local hour and day of the week (1 is Monday) in which it was opened.
    package var hour: Int
    package var weekday: Int

    package init(
        need: Int = 0, group: Int = 0, workflow: Int? = nil, acts: [Act], terms: [Int] = [], hour: Int = 0,
        weekday: Int = 1
    ) {
        (self.need, self.group, self.workflow, self.acts) = (need, group, workflow, acts)
        (self.terms, self.hour, self.weekday) = (terms, hour, weekday)
    }

    /// A case of visits alone, each booked as it is opened or the one before is over.
    package init(
        need: Int = 0, group: Int = 0, workflow: Int? = nil, legs: [Leg], terms: [Int] = [], hour: Int = 0,
        weekday: Int = 1
    ) {
        self.init(
            need: need, group: group, workflow: workflow,
            acts: legs.enumerated().flatMap { [Act(.visit($1)), Act(.over($0))] }, terms: terms, hour: hour,
            weekday: weekday)
    }

    /// Its visits, in the order they were booked.
    package var legs: [Leg] {
        acts.compactMap { act -> Leg? in if case .visit(let leg) = act.deed { leg } else { nil } }
    }

    /// Says of each visit, in their order, how long nobody comes.
    package mutating func wait(_ waits: some Sequence<Span>) {
        var waits = waits.makeIterator()
        for number in acts.indices {
            guard case .visit(var leg) = acts[number].deed, let wait = waits.next() else { continue }
            leg.wait = wait
            acts[number].deed = .visit(leg)
        }
    }
}
