package import Dispatching
package import Model
import Records
import Workflow

/// What came of somebody falling out.
package struct Disrupted: Sendable {
    /// Given to others, at the time promised or another.
    package var moved: [VisitChange]
    /// Nobody can take them that day.
    package var left: [VisitID]
    /// To customers whose visit comes at another time than they were told, or not that day.
    package var calls: [FollowUpCall]
}

extension Rules {
    /// Whether somebody has declined before: what a technician sends back.
    static let decline = "decline"

    /// Whether a visit is to be done by somebody else when its technician falls out: not for one they have set out for.
    func falls(out visit: PlannedVisit, of away: Absence?) throws -> Bool {
        guard let away, visit.stop.technician == away.staff, visit.stop.planned.overlaps(away.window) else {
            return false
        }
        return try visit.state == workflow(named: "visit").opening().to || canDecline(from: visit.state)
    }

    private func canDecline(from state: String) throws -> Bool {
        try workflow(named: "visit").transitions.contains {
            $0.name == Self.decline && $0.from.contains(state)
        }
    }
}

extension Work {
    /// Takes a technician off a stretch of time, gives their visits to others as planned, and puts the calls to customers
    /// who must be told in the call queue; all or nothing.
    /// - Parameter changes: what was planned on `dayBook(_:at:away:)`.
    /// - Throws: `DeskFault.planOutdated`, `DeskFault.slotRefused`.
    package func disrupt(_ absence: Absence, _ changes: [VisitChange]) throws -> Disrupted {
        try require(.planVisits)
        let date = rules.localDay(absence.window.start)
        let book = try reading.dayBook(date, at: now, away: absence)
        _ = try addAbsence(absence)
        for id in book.fallen { try free(id) }
        try carryOut(changes, mayBreakWindows: true)
        let moved = Dictionary(changes.map { ($0.visit, $0) }, uniquingKeysWith: { a, _ in a })
        let left = book.fallen.filter { moved[$0]?.after.technician == nil }
        let late = changes.filter { change in
            book.day.visits.first { $0.id == change.visit }.map {
                !$0.promised.holds(arrival: change.after.planned.start)
            } ?? false
        }
        let told = left + late.map(\.visit).filter { !left.contains($0) }
        return Disrupted(moved: changes, left: left, calls: try told.map { try call(about: $0) })
    }

    /// Back to planning, without a technician.
    private func free(_ id: VisitID) throws {
        var visit = try reading.visit(id)
        if visit.category != .new {
            visit = try take(Rules.decline, on: id, given: ["declineReason": .text("sick")])
        }
        let before = Assignment(technician: visit.technician, planned: visit.planned)
        (visit.technician, visit.isLocked) = (nil, false)
        _ = try visits.update(visit)
        let change = VisitChange(
            visit: id, before: before, after: Assignment(technician: nil, planned: visit.planned))
        try record(Subject(id), "visit.replanned", facts(of: change))
    }

    private func call(about id: VisitID) throws -> FollowUpCall {
        let visit = try reading.visit(id)
        let customer = try reading.serviceCase(visit.caseID).customer
        return try schedule(
            CallWish(
                customer: customer, caseID: visit.caseID, visit: id, reason: CallWish.visitChanged, from: now,
                by: max(visit.promised.start, now + .minutes(30))))
    }
}
