package import Model
package import ServiceTime
package import Workflow

/// A promise whose clock is counted as its case's workflow starts, pauses and stops it; that of a visit or a call by when somebody
/// said they would go, was there and was done, or rang up.
package struct PromiseTerm: Sendable {
    package var promise: String
    package var metric: String
    package var target: Target
    package var calendar: ServiceCalendar
    /// Whether technicians decide it: its clock stops as somebody is at the door, or the visit is done.
    package var isOfVisits: Bool
    /// Of what it is promised.
    package var subject: SubjectKind

    package init(
        promise: String, metric: String, target: Target, calendar: ServiceCalendar, isOfVisits: Bool = true,
        subject: SubjectKind = .case
    ) {
        (self.promise, self.metric, self.target) = (promise, metric, target)
        (self.calendar, self.isOfVisits, self.subject) = (calendar, isOfVisits, subject)
    }

    /// Whether what begins and ends then keeps it; nil where it falls due only after the end of the time that is simulated.
    func isKept(from start: Int64, until done: Int64?, by end: Int64) -> Bool? {
        let due = calendar.due(from: Instant(milliseconds: start), target).instant.milliseconds
        guard due < end else { return nil }
        return done.map { $0 <= due } ?? false
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

/// By what a desk works.
package struct WorkRules: Sendable {
    /// Those in force, numbered as `CasePattern.workflow`.
    package var workflows: [WorkflowDefinition]
    /// Those that timers count on.
    package var calendars: Calendars
    /// In whose hours people act.
    package var hours: ServiceCalendar

    package init(workflows: [WorkflowDefinition], calendars: Calendars, hours: ServiceCalendar) {
        (self.workflows, self.calendars, self.hours) = (workflows, calendars, hours)
    }
}

/// A desk to be simulated: who works, what cases are like, what is promised.
package struct SimulatedDesk: Sendable {
    package var technicians: [SimulatedTechnician]
    package var patterns: [CasePattern]
    package var terms: [PromiseTerm]
    /// Nil where no case has a workflow; delays then count as the clock on the wall goes.
    package var rules: WorkRules?
    /// What is simulated, from its beginning; what begins before `counted` is only to fill the desk.
    package var span: Window
    package var counted: Instant

    package init(
        technicians: [SimulatedTechnician], patterns: [CasePattern], terms: [PromiseTerm] = [],
        rules: WorkRules? = nil, span: Window, counted: Instant? = nil
    ) {
        (self.technicians, self.patterns, self.terms) = (technicians, patterns, terms)
        (self.rules, self.span, self.counted) = (rules, span, counted ?? span.start)
    }
}
