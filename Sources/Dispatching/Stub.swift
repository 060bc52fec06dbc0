// Stand-in so that ServiceDesk compiles meanwhile. Whoever brings this room: DELETE THIS FILE, then mend ServiceDesk where names differ.
package import Model
package struct Stop: Sendable { package init(visit: VisitID, window: Window, place: Place?) { self.window = window; self.place = place }; var window: Window; var place: Place? }
package struct TechnicianPlan: Sendable { package var id: StaffID; package init(id: StaffID, skills: Set<String>, zones: Set<String>, home: Place?, shifts: [Window], stops: [Stop]) { self.id = id; self.stops = stops }; var stops: [Stop] }
package struct SlotRequest: Sendable { package var place: Place?; package var durationMinutes: Int; package var skill: String; package var zone: String; package var earliest: Instant; package var latest: Instant
 package init(place: Place?, durationMinutes: Int, skill: String, zone: String, earliest: Instant, latest: Instant, preferred: StaffID?, only: StaffID?) { self.place = place; self.durationMinutes = durationMinutes; self.skill = skill; self.zone = zone; self.earliest = earliest; self.latest = latest } }
package struct Slot: Sendable { package var technician: StaffID; package var promised: Window; package var planned: Window }
package struct Conflict: Sendable { package var phrase: Phrase }
package enum Slots {
 package static func free(_ r: SlotRequest, technicians: [TechnicianPlan], windows: [Window], promiseDue: Instant?) -> [Slot] {
  technicians.flatMap { t in windows.filter { w in !t.stops.contains { $0.window.overlaps(w) } }.map { Slot(technician: t.id, promised: $0, planned: Window(start: $0.start, end: $0.start + .minutes(r.durationMinutes))) } } }
 package static func whyNone(_ r: SlotRequest, technicians: [TechnicianPlan]) -> [Phrase] { [] }
 package static func check(_ s: Slot, _ r: SlotRequest, against p: TechnicianPlan) -> [Conflict] { [] } }
