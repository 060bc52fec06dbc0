package import Model

/// Where a technician's day begins and ends.
package struct DayEnds: Sendable, Hashable {
    /// Nil when not known.
    package var start: Place?
    package var end: Place?
    /// The depot at which it begins; nil where it begins at home.
    package var depot: Depot?

    package var endsAtDepot: Bool { depot != nil && end == start }
}

extension Rules {
    /// At the depot that the terms name, else at home. A depot that is no more, or of which nobody says where it is, is as none.
    package func dayEnds(of person: Staff) throws -> DayEnds {
        let depot = person.terms.depot.isEmpty ? nil : try parts().depot(person.terms.depot)
        let start = depot?.place ?? person.home
        return DayEnds(
            start: start, end: person.terms.end ?? start, depot: depot?.place == nil ? nil : depot)
    }
}
