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
    /// Nobody arrives before this.
    package var earliest: Instant
    /// Nobody arrives at this or later.
    package var latest: Instant
    /// Preferred over others when free (who came before).
    package var preferred: StaffID?
    /// Nobody else will do.
    package var only: StaffID?
    /// Not these, whatever they can do: the customer complained about them, or refused them.
    package var excluded: Set<StaffID>

    package init(
        place: Place?, durationMinutes: Int, skill: String = "", zone: String = "", earliest: Instant,
        latest: Instant, preferred: StaffID? = nil, only: StaffID? = nil,
        excluded: Set<StaffID> = []
    ) {
        (self.place, self.durationMinutes, self.skill, self.zone) = (place, durationMinutes, skill, zone)
        (self.earliest, self.latest) = (earliest, latest)
        (self.preferred, self.only, self.excluded) = (preferred, only, excluded)
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

extension Slot {
    /// What speaks for it and against it, for whoever asks why it stands where it stands in the list.
    package var reasons: [Phrase] {
        var found: [Phrase] = []
        if let keepsPromise {
            found.append(Phrase(keepsPromise ? "slot.why.keepsPromise" : "slot.why.breaksPromise"))
        }
        if isPreferred { found.append(Phrase("slot.why.preferred")) }
        return found + [Phrase("slot.why.way", ["count": .count(addedTravel)])]
    }
}
