package import Model
import Records
package import Workflow

/// A technician's day with what may be done at each stop.
package struct OwnDay: Sendable {
    package var sheet: VisitSheet
    package var offers: [VisitID: [Offer]]
}

/// One stop of it.
package struct OwnVisit: Sendable {
    package var stop: VisitSheet.Stop
    package var offers: [Offer]
}

extension Reading {
    /// The day of whoever looks; nil for one who makes no visits.
    package func ownDay(_ day: Day, of actor: Actor, at now: Instant) throws -> OwnDay? {
        guard let me = actor.staff, me.roles.contains(rules.settings.technicianRole) else { return nil }
        let sheet = try visitSheet(of: me.id, on: day, by: actor)
        let steps = try sheet.stops.map { ($0.visit.id, try offers($0.visit.id, by: actor, at: now)) }
        return OwnDay(sheet: sheet, offers: Dictionary(steps, uniquingKeysWith: { a, _ in a }))
    }

    /// One visit of whoever looks, with the way to it as the sheet of its day has it.
    /// - Throws: `VisitFault.notYours` once it is somebody else's.
    package func ownVisit(_ id: VisitID, of actor: Actor, at now: Instant) throws -> OwnVisit {
        let visit = try visit(id)
        guard let me = actor.staffID, visit.technician == me || visit.helper == me else {
            throw VisitFault.notYours(id, has: try visit.technician.flatMap { try staff.find($0)?.name })
        }
        let day = rules.localDay(visit.planned.start)
        let known = try visitSheet(of: me, on: day, by: actor).stops.first { $0.visit.id == id }
        // A cancelled one is on no sheet.
        guard
            let stop = try known
                ?? visitStops(of: me, in: visit.planned, cancelled: true).first(where: { $0.visit.id == id })
        else { throw DeskFault.unknown(id.description) }
        return OwnVisit(stop: stop, offers: try offers(id, by: actor, at: now))
    }
}
