package import Model
package import Workflow

/// A case as it went once, to be met again: what it asks for, what people did, and each visit it took. Simulated cases are drawn
/// whole from past ones, so that what belongs together (place, product, minutes, parts that were waited for) stays together.
package struct CasePattern: Sendable, Hashable {
    /// One visit.
    package struct Leg: Sendable, Hashable {
        /// How long nobody is to come after it was booked: the customer's wish, parts on their way.
        package var wait: Span
        /// The same as people agree on it, where the desk has a calendar: a day, and the time of it that suits best.
        package var since: DayTime?
        package var travel: Span
        package var onSite: Span
        /// What whoever plans it takes travel and work to be; a visit begins only where that fits into the shift.
        package var planned: Span
        /// Whether arriving counts: somebody was at the door.
        package var isArrival: Bool
        /// What its end tells the case.
        package var outcome: Signal
        /// How much later than somebody is promised to be there the window promised for it ends; earlier where negative. Nil where
        /// none was promised.
        package var grace: Span?
        /// How long it took whoever was to go to say so; nil where that is not known.
        package var acceptance: Span?

        package init(
            wait: Span = .zero, travel: Span = .zero, onSite: Span, planned: Span? = nil,
            isArrival: Bool = true, outcome: Signal = .visitDone
        ) {
            (self.wait, self.travel, self.onSite) = (wait, travel, onSite)
            self.planned = planned ?? Span(milliseconds: travel.milliseconds + onSite.milliseconds)
            (self.isArrival, self.outcome) = (isArrival, outcome)
        }
    }

    /// A time of a day to come.
    package struct DayTime: Sendable, Hashable {
        /// How many days after.
        package var days: Int
        /// Since the local midnight.
        package var time: Span

        package init(days: Int, time: Span) { (self.days, self.time) = (days, time) }
    }

    /// A follow-up call, or one promised for a minute, as its clock measured it.
    package struct Call: Sendable, Hashable {
        package var metric: String
        /// When its time begins, after it was planned.
        package var from: Span
        /// How long after that it was made; nil for one that was not.
        package var made: Span?

        package init(_ metric: String, from: Span = .zero, made: Span?) {
            (self.metric, self.from, self.made) = (metric, from, made)
        }
    }

    /// What befell a case that neither its timers nor its visits bring about.
    package struct Act: Sendable, Hashable {
        package enum Deed: Sendable, Hashable {
            /// Somebody took a step.
            case step(String)
            /// Word of what is not simulated: an approval, a call, the customer who asks again, a visit that was called off.
            case word(Signal)
            /// It became so many tiers more severe; fewer where negative. What steps raise is not among them.
            case severity(Int)
            case visit(Leg)
            /// A call was planned.
            case call(Call)
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
    /// The promises it may be owed as it comes, one a metric: numbers into `SimulatedDesk.terms`.
    package var terms: [Int]
    /// How severe it is as it comes, and what it may be owed once it is more or less so, where that is something else.
    package var severity = Severity.general
    package var termsOf: [Severity: [Int]] = [:]
    /// The promises that its visits and calls are owed, one a metric: numbers into `SimulatedDesk.terms`.
    package var termsOfWork: [Int] = []
    /// A step of another case opened it: it comes when such a step is taken, and not by itself.
    package var isOpenedByStep = false
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

    /// The promises it may be owed while it is so severe.
    package func terms(at severity: Severity) -> [Int] { termsOf[severity] ?? terms }

    /// Its visits, in the order they were booked.
    package var legs: [Leg] {
        acts.compactMap { act -> Leg? in if case .visit(let leg) = act.deed { leg } else { nil } }
    }

    /// Has other visits in place of its own, in their order.
    package mutating func replaceLegs(_ legs: some Sequence<Leg>) {
        var legs = legs.makeIterator()
        for number in acts.indices {
            guard case .visit = acts[number].deed, let leg = legs.next() else { continue }
            acts[number].deed = .visit(leg)
        }
    }
}
