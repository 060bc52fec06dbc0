package import Model

/// Whom visits are given to: what they can do, when and where they work.
package struct Technician: Sendable, Hashable {
    package var id: StaffID
    /// Each skill with its level, 1 (can do it) to 5 (teaches it).
    package var skills: [String: Int]
    /// Papers such as a gas fitter's, each with the moment it stops being valid.
    package var certificates: [String: Instant]
    /// Zones covered; none means all.
    package var zones: Set<String>
    /// Where the day starts and ends; nil when not known.
    package var start: Place?
    package var end: Place?
    /// When they work. Stretches that meet are one; stretches a few hours apart are one day.
    package var shifts: [Window]
    /// Away: ill, on leave, in training. Nothing is planned then, whatever the shift says.
    package var absences: [Window]
    /// Those of them in which they are at work, and only late.
    package var delays: [Window] = []
    package var breaks: [Break]
    /// How much longer than the shift a day may last, at a price.
    package var overtime: Span
    /// What the vehicle carries, by part.
    package var stock: [String: Int]
    /// Time needed on site as a percentage of the usual, by product; learnt from history. Absent is 100.
    package var pace: [String: Int]
    /// The odds of settling a matter in one visit, as a multiple of the desk's; learnt from history.
    package var fixOdds = 1.0

    package init(
        id: StaffID, skills: [String: Int] = [:], certificates: [String: Instant] = [:],
        zones: Set<String> = [], start: Place? = nil, end: Place? = nil, shifts: [Window],
        absences: [Window] = [], breaks: [Break] = [], overtime: Span = .zero, stock: [String: Int] = [:],
        pace: [String: Int] = [:]
    ) {
        (self.id, self.skills, self.certificates, self.zones) = (id, skills, certificates, zones)
        (self.start, self.end, self.shifts, self.absences) = (start, end ?? start, shifts, absences)
        (self.breaks, self.overtime, self.stock, self.pace) = (breaks, overtime, stock, pace)
    }

    /// When they are not at work.
    package var away: [Window] { absences.filter { !delays.contains($0) } }

    /// Whole minutes on site for what usually takes `minutes`.
    package func minutes(_ minutes: Int, product: String) -> Int {
        guard let percent = pace[product] else { return minutes }
        return max(1, (minutes * percent + 99) / 100)
    }
}

/// A rest that is taken somewhere within a window, wherever the technician then is.
package struct Break: Sendable, Hashable {
    package var window: Window
    package var length: Span

    package init(window: Window, length: Span) { (self.window, self.length) = (window, length) }
}

/// A visit already on a technician's plan.
package struct Stop: Sendable, Hashable {
    package var visit: VisitID
    /// On site as planned, from arriving to leaving.
    package var planned: Window
    /// The arrival window the customer was promised.
    package var promised: Window
    package var place: Place?
    package var zone: String
    package var skill: String
    /// Its planned time stays as it is, whoever could be fitted in.
    package var isLocked: Bool

    package init(
        visit: VisitID, planned: Window, promised: Window? = nil, place: Place?, zone: String = "",
        skill: String = "", isLocked: Bool = true
    ) {
        (self.visit, self.planned, self.place, self.zone) = (visit, planned, place, zone)
        self.promised = promised ?? planned
        (self.skill, self.isLocked) = (skill, isLocked)
    }
}
