package import Model

/// The plain rule for free slots: the skill, the zone, the shift, no overlap, and the way between stops.
package enum Slots {
    /// What stands against a slot.
    package enum Conflict: Sendable, Hashable {
        case skill(String)
        case zone(String)
        /// The time on site is not within one stretch of the shift.
        case shift
        /// Overlaps this visit, or leaves too little time to drive from or to it.
        case tooClose(VisitID)
        /// Planned arrival lies outside the window promised.
        case outsideWindow
        case tooEarly
        case tooLate
        /// Not to be sent to this customer.
        case excluded
        /// Somebody else was asked for.
        case otherTechnician

        package var phrase: Phrase {
            switch self {
            case .skill(let skill): Phrase("slot.skill", ["skill": .text(skill)])
            case .zone(let zone): Phrase("slot.zone", ["zone": .text(zone)])
            case .shift: Phrase("slot.shift")
            case .tooClose(let visit): Phrase("slot.tooClose", ["visit": .text(visit.description)])
            case .outsideWindow: Phrase("slot.outsideWindow")
            case .tooEarly: Phrase("slot.tooEarly")
            case .tooLate: Phrase("slot.tooLate")
            case .excluded: Phrase("slot.excluded")
            case .otherTechnician: Phrase("slot.otherTechnician")
            }
        }
    }

    /// Free slots, best first: the promise kept, then who came before, then the earlier day, then the least added way,
    /// then the earlier hour.
    ///
    /// - Parameters:
    ///   - windows: the arrival windows that may be promised.
    ///   - promiseDue: by when a service promise wants somebody there.
    package static func free(
        _ request: SlotRequest, technicians: [TechnicianPlan], windows: [Window], promiseDue: Instant? = nil,
        travel: TravelModel = TravelModel()
    ) -> [Slot] {
        var slots: [Slot] = []
        for plan in technicians where suits(request, plan) == nil {
            for window in windows {
                guard let planned = earliest(request, plan, in: window, travel) else { continue }
                slots.append(
                    Slot(
                        technician: plan.id, promised: window, planned: planned,
                        addedTravel: addedTravel(request.place, planned, plan, travel),
                        keepsPromise: promiseDue.map { window.end <= $0 },
                        isPreferred: request.preferred == plan.id))
            }
        }
        return slots.sorted {
            rank($0, from: request.earliest).lexicographicallyPrecedes(rank($1, from: request.earliest))
        }
    }

    private static func rank(_ slot: Slot, from: Instant) -> [Int64] {
        [
            slot.keepsPromise == false ? 1 : 0, slot.isPreferred ? 0 : 1,
            (slot.planned.start - from).milliseconds / 86_400_000, Int64(slot.addedTravel),
            slot.planned.start.milliseconds, slot.technician.number,
        ]
    }

    /// What stands against a slot as the plan is now; empty when it can be booked. Booking asks this again inside its
    /// transaction.
    package static func check(
        _ slot: Slot, _ request: SlotRequest, against plan: TechnicianPlan,
        travel: TravelModel = TravelModel()
    ) -> [Conflict] {
        var conflicts = suits(request, plan).map { [$0] } ?? []
        if slot.planned.start < request.earliest { conflicts.append(.tooEarly) }
        if slot.planned.start >= request.latest { conflicts.append(.tooLate) }
        if slot.planned.start < slot.promised.start || slot.planned.start >= slot.promised.end {
            conflicts.append(.outsideWindow)
        }
        if !plan.shifts.contains(where: { $0.start <= slot.planned.start && slot.planned.end <= $0.end }) {
            conflicts.append(.shift)
        }
        return conflicts
            + plan.stops.filter { isTooClose($0, slot.planned, request.place, travel) }.map {
                .tooClose($0.visit)
            }
    }

    /// Why there is no slot: how many technicians fail for each reason.
    package static func whyNone(_ request: SlotRequest, technicians: [TechnicianPlan]) -> [Phrase] {
        guard !technicians.isEmpty else { return [Phrase("slot.nobody")] }
        var counts: [String: Int] = [:]
        for plan in technicians {
            switch suits(request, plan) {
            case .skill?: counts["slot.none.skill", default: 0] += 1
            case .zone?: counts["slot.none.zone", default: 0] += 1
            case .excluded?: counts["slot.none.excluded", default: 0] += 1
            case .otherTechnician?: counts["slot.none.other", default: 0] += 1
            default:
                let works = plan.shifts.contains { $0.end > request.earliest && $0.start < request.latest }
                counts[works ? "slot.none.full" : "slot.none.off", default: 0] += 1
            }
        }
        return counts.sorted { $0.key < $1.key }.map { key, count in
            Phrase(key, ["count": .count(count), "skill": .text(request.skill), "zone": .text(request.zone)])
        }
    }

    // MARK: Details

    private static func suits(_ request: SlotRequest, _ plan: TechnicianPlan) -> Conflict? {
        if request.excluded.contains(plan.id) { return .excluded }
        if let only = request.only, only != plan.id { return .otherTechnician }
        if !request.skill.isEmpty, !plan.skills.contains(request.skill) { return .skill(request.skill) }
        if !request.zone.isEmpty, !plan.zones.isEmpty, !plan.zones.contains(request.zone) {
            return .zone(request.zone)
        }
        return nil
    }

    private static func isTooClose(_ stop: Stop, _ planned: Window, _ place: Place?, _ travel: TravelModel)
        -> Bool
    {
        let way = Span.minutes(travel.minutes(from: stop.place, to: place))
        return planned.start < stop.window.end + way && stop.window.start < planned.end + way
    }

    /// The earliest time on site that starts within the window and breaks nothing. The only moments worth trying are
    /// the starts of the window and the shift, and the ends of the stops, each with the way added.
    private static func earliest(
        _ request: SlotRequest, _ plan: TechnicianPlan, in window: Window, _ travel: TravelModel
    ) -> Window? {
        var starts = [max(window.start, request.earliest)]
        for shift in plan.shifts where shift.start > starts[0] && shift.start < window.end {
            starts.append(shift.start)
        }
        for stop in plan.stops {
            let after = stop.window.end + .minutes(travel.minutes(from: stop.place, to: request.place))
            if after > starts[0], after < window.end { starts.append(after) }
        }
        for start in starts.sorted() where start < min(window.end, request.latest) {
            let planned = Window(start: start, end: start + .minutes(request.durationMinutes))
            let inShift = plan.shifts.contains { $0.start <= planned.start && planned.end <= $0.end }
            if inShift, !plan.stops.contains(where: { isTooClose($0, planned, request.place, travel) }) {
                return planned
            }
        }
        return nil
    }

    /// How much longer the day's way becomes: from the stop before, to the one after, less the way between those two.
    private static func addedTravel(
        _ place: Place?, _ planned: Window, _ plan: TechnicianPlan, _ travel: TravelModel
    ) -> Int {
        let shift = plan.shifts.first { $0.start <= planned.start && planned.end <= $0.end }
        let day = Window(
            start: (shift?.start ?? planned.start) - .hours(8), end: (shift?.end ?? planned.end) + .hours(8))
        let near = plan.stops.filter { $0.window.overlaps(day) }
        let before = near.last { $0.window.end <= planned.start }?.place ?? plan.home
        let after = near.first { $0.window.start >= planned.end }?.place ?? plan.home
        return max(
            0,
            travel.minutes(from: before, to: place) + travel.minutes(from: place, to: after)
                - travel.minutes(from: before, to: after))
    }
}
