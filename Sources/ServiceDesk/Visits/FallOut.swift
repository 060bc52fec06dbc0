import Dispatching
import Model
import Records
import ServiceTime
import Workflow

/// What becomes of somebody's visits while they are away.
struct FallOut {
    /// Somebody else must do them.
    var fallen: Set<VisitID> = []
    /// They can still begin them once they are back, within the window promised: then.
    var later: [VisitID: Window] = [:]
}

extension Rules {
    /// What a technician takes to send back a visit that was dispatched to them.
    static let decline = "decline"

    /// Tells apart what somebody who is away for a while begins later and what falls out. It depends on the absence and on
    /// what is recorded, not on the moment it is asked: what was shown is what is carried out.
    /// - Parameters:
    ///   - booked: of that day, everybody's.
    ///   - progress: how far a visit has come.
    func fallOut(
        _ away: Absence, of person: Technician?, _ booked: [PlannedVisit], _ book: DispatchBook,
        at now: Instant,
        progress: (PlannedVisit) throws -> VisitProgress
    ) throws -> FallOut {
        let hit = Set(try booked.filter { try falls(out: $0, of: away) }.map(\.stop.visit))
        guard let person, !hit.isEmpty else { return FallOut(fallen: hit) }
        let theirs = booked.filter { $0.isBy(away.staff) && $0.stop.planned.start < away.window.end }
        let visits = try theirs.map { visit in
            var own = visit
            let isHit = hit.contains(visit.stop.visit)
            // As it would be theirs alone, and free to move.
            (own.stop.technician, own.stop.helper) = (away.staff, nil)
            if isHit { own.stop.isLocked = false }
            var planned = dayVisit(own, book, progress: try progress(visit))
            if isHit { planned.task.earliest = max(planned.task.earliest, away.window.end) }
            return planned
        }
        let from = min(now, away.window.start)
        let day = PlanningDay(
            [person], visits, from: from, now: from, travel: book.travel, prices: book.prices,
            rules: book.day,
            offset: offset(at: away.window.start))
        let later = day.beginnings(of: away.staff).filter { hit.contains($0.key) }
        return FallOut(fallen: hit.subtracting(later.keys), later: later)
    }

    /// Whether a visit cannot be done as planned when its technician, or who comes along, is away: not one they have set out
    /// for.
    private func falls(out visit: PlannedVisit, of away: Absence) throws -> Bool {
        guard visit.isBy(away.staff), visit.stop.planned.overlaps(away.window) else { return false }
        return try visit.state == workflow(named: "visit").opening().to || canDecline(from: visit.state)
    }

    private func canDecline(from state: String) throws -> Bool {
        try workflow(named: "visit").transitions.contains {
            $0.name == Self.decline && $0.from.contains(state)
        }
    }
}

extension PlannedVisit {
    /// Whether somebody makes it, or comes along.
    fileprivate func isBy(_ who: StaffID) -> Bool { [stop.technician, stop.helper].contains(who) }
}
