package import Dispatching
package import Model

/// A day of the desk for whoever plans it: what can be planned anew, and what each visit is about.
package struct DayBook: Sendable {
    package var date: Day
    package var day: PlanningDay
    /// Of a visit that is not here no more may be told than that it takes time.
    package var about: [VisitID: About]
    package var names: [StaffID: String]
    /// Those of which it is known where they are.
    package var depots: [Depot] = []
    /// Who records what they do; of others it is not known how their day goes.
    package var recorders: Set<StaffID> = []
    /// Visits of whoever falls out that somebody else must do, in the tray of this day.
    package var fallen: [VisitID] = []
    /// Visits that stay with who has them and take longer, or begin later, because of what happened: the day has them so.
    package var delayed: [VisitChange] = []
    /// Visits for whose sake the day is planned anew; none where all of it may be.
    package var causes: Set<VisitID> = []

    /// Whether a visit is to a case that whoever looks may not read.
    package func isConcealed(_ visit: VisitID) -> Bool { about[visit] == nil }

    /// Whether somebody goes to customers.
    package func works(_ technician: StaffID) -> Bool { day.technicians.contains { $0.id == technician } }

    /// What a visit is for.
    package struct About: Sendable, Hashable {
        package var caseID: CaseID
        package var customer: String
        package var summary: String
        package var isLocked: Bool
    }
}

/// A visit that takes longer, or begins later, than is written down.
package struct Delay: Sendable {
    var visit: VisitID
    var planned: Window
}
