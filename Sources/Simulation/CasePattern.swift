package import Model
package import ServiceTime

/// A case as it went once, to be met again: what it asks for, and each visit it took. Simulated cases are drawn whole from
/// past ones, so that what belongs together (place, product, minutes, parts that were waited for) stays together.
package struct CasePattern: Sendable, Hashable {
    /// One visit.
    package struct Leg: Sendable, Hashable {
        /// Nobody comes sooner after the case was opened, or after the visit before: the customer's wish, parts on their way.
        package var wait: Span
        package var travel: Span
        package var onSite: Span
        /// What whoever plans it takes travel and work to be; a visit begins only where that fits into the shift.
        package var planned: Span
        /// Whether arriving counts: somebody was at the door.
        package var isArrival: Bool
        /// Whether what the case was opened for is done with it: no part is wanted, nobody must come again.
        package var isDone: Bool

        package init(
            wait: Span = .zero, travel: Span = .zero, onSite: Span, planned: Span? = nil,
            isArrival: Bool = true, isDone: Bool = true
        ) {
            (self.wait, self.travel, self.onSite) = (wait, travel, onSite)
            self.planned = planned ?? Span(milliseconds: travel.milliseconds + onSite.milliseconds)
            (self.isArrival, self.isDone) = (isArrival, isDone)
        }
    }

    /// What a technician must be able to do: a number into `SimulatedTechnician.able`.
    package var need: Int
    /// What it is counted by, where it breaks: product or zone, a number of the caller's.
    package var group: Int
    /// Never empty.
    package var legs: [Leg]
    /// The promises it is owed: numbers into `SimulatedDesk.terms`.
    package var terms: [Int]
    /// The local hour and day of the week (1 is Monday) in which it was opened.
    package var hour: Int
    package var weekday: Int

    package init(
        need: Int = 0, group: Int = 0, legs: [Leg], terms: [Int] = [], hour: Int = 0, weekday: Int = 1
    ) {
        (self.need, self.group, self.legs, self.terms) = (need, group, legs, terms)
        (self.hour, self.weekday) = (hour, weekday)
    }
}

/// A promise as its clock counts it, from when a case is opened. Pauses are not simulated.
package struct PromiseTerm: Sendable {
    package enum Stop: Sendable, Hashable {
        /// Somebody is at the door.
        case arrival
        /// The first visit after which it is done is over; what comes after a reopening has its own clocks.
        case done
    }

    package var promise: String
    package var target: Target
    package var calendar: ServiceCalendar
    package var stop: Stop

    package init(promise: String, target: Target, calendar: ServiceCalendar, stop: Stop) {
        (self.promise, self.target, self.calendar, self.stop) = (promise, target, calendar, stop)
    }
}

/// Whom visits are given to.
package struct SimulatedTechnician: Sendable, Hashable {
    /// When they work, in order and apart.
    package var shifts: [Window]
    /// Whether they can do what each need asks.
    package var able: [Bool]

    package init(shifts: [Window], able: [Bool] = [true]) { (self.shifts, self.able) = (shifts, able) }
}

/// A desk to be simulated: who works, what cases are like, what is promised.
package struct SimulatedDesk: Sendable {
    package var technicians: [SimulatedTechnician]
    package var patterns: [CasePattern]
    package var terms: [PromiseTerm]
    /// What is simulated, from its beginning; what begins before `counted` is only to fill the desk.
    package var span: Window
    package var counted: Instant

    package init(
        technicians: [SimulatedTechnician], patterns: [CasePattern], terms: [PromiseTerm] = [],
        span: Window, counted: Instant? = nil
    ) {
        (self.technicians, self.patterns, self.terms) = (technicians, patterns, terms)
        (self.span, self.counted) = (span, counted ?? span.start)
    }
}
