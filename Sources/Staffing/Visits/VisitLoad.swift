/// A day's visits, and how many technicians they take.
///
///     VisitLoad(jobs: 120, onSite: 75, travel: 25, shift: 480, utilisation: 0.85).technicians   // 30, of 29.41
package struct VisitLoad: Sendable, Hashable {
    /// Visits a day; need not be whole.
    package var jobs: Double
    /// Minutes with the customer, the mean.
    package var onSite: Double
    /// Minutes on the way to each, the mean.
    package var travel: Double
    /// Minutes of a technician's day.
    package var shift: Double
    /// How much of it can be planned with visits and ways; above 0, at most 1.
    package var utilisation: Double

    package init(jobs: Double, onSite: Double, travel: Double, shift: Double, utilisation: Double) {
        (self.jobs, self.onSite, self.travel) = (jobs, onSite, travel)
        (self.shift, self.utilisation) = (shift, utilisation)
    }

    /// Technicians before they are made whole.
    package var exact: Double { jobs * (onSite + travel) / (shift * utilisation) }
    package var technicians: Int { Heads.needed(exact) }
    /// Visits that one technician makes a day.
    package var visitsEach: Double { shift * utilisation / (onSite + travel) }

    /// How much of the day so many would have to work and drive; above 1 it cannot be done.
    package func utilisation(of technicians: Int) -> Double? {
        technicians > 0 ? jobs * (onSite + travel) / (shift * Double(technicians)) : nil
    }
}
