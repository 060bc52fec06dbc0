package import Model

/// What a visit needs.
package struct SlotRequest: Sendable, Hashable {
    package var place: Place?
    /// On site.
    package var durationMinutes: Int
    /// What the technician must be able to do; empty is anybody.
    package var skill: String
    /// The service zone of the place; empty is anywhere.
    package var zone: String
    package var earliest: Instant
    package var latest: Instant
    /// Preferred over others when free (who came before).
    package var preferred: StaffID?
    /// Nobody else will do.
    package var only: StaffID?

    package init(
        place: Place?, durationMinutes: Int, skill: String = "", zone: String = "", earliest: Instant,
        latest: Instant, preferred: StaffID? = nil, only: StaffID? = nil
    ) {
        (self.place, self.durationMinutes, self.skill, self.zone) = (place, durationMinutes, skill, zone)
        (self.earliest, self.latest, self.preferred, self.only) = (earliest, latest, preferred, only)
    }
}

/// A visit already on a technician's plan.
package struct Stop: Sendable, Hashable {
    package var visit: VisitID
    /// On site, from arriving to leaving.
    package var window: Window
    package var place: Place?

    package init(visit: VisitID, window: Window, place: Place?) {
        (self.visit, self.window, self.place) = (visit, window, place)
    }
}

/// What a technician can do and already has to do.
package struct TechnicianPlan: Sendable, Hashable {
    package var id: StaffID
    package var skills: Set<String>
    /// Zones covered; empty is all.
    package var zones: Set<String>
    /// Where the day starts and ends; nil when not known.
    package var home: Place?
    package var shifts: [Window]
    /// By start; never overlapping one another.
    package var stops: [Stop]

    package init(
        id: StaffID, skills: Set<String>, zones: Set<String> = [], home: Place? = nil, shifts: [Window],
        stops: [Stop] = []
    ) {
        (self.id, self.skills, self.zones, self.home) = (id, skills, zones, home)
        self.shifts = shifts.sorted { $0.start < $1.start }
        self.stops = stops.sorted { $0.window.start < $1.window.start }
    }
}

/// A window that can be offered, and the time planned in it.
package struct Slot: Sendable, Hashable {
    package var technician: StaffID
    /// The arrival window to promise.
    package var promised: Window
    /// On site as planned; arrival lies in the promised window.
    package var planned: Window
    /// Minutes the way grows by.
    package var addedTravel: Int
    /// Whether arrival is promised before the service promise runs out; nil without one.
    package var keepsPromise: Bool?
    /// Whether it is who came before.
    package var isPreferred: Bool

    package init(
        technician: StaffID, promised: Window, planned: Window, addedTravel: Int = 0,
        keepsPromise: Bool? = nil,
        isPreferred: Bool = false
    ) {
        (self.technician, self.promised, self.planned) = (technician, promised, planned)
        (self.addedTravel, self.keepsPromise, self.isPreferred) = (addedTravel, keepsPromise, isPreferred)
    }
}
