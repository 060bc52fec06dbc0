import Dispatching
import Model
import TerminalKit

/// Where one is on the dispatch board: on a technician's row or in the tray below, and on a visit there, when there is one.
/// It stays on its record, whatever moves around it.
struct BoardCursor: Sendable, Hashable {
    /// Nil in the tray.
    private(set) var technician: StaffID?
    private(set) var visit: VisitID?
    private var isPlaced = false

    /// After the plan changed: on the same visit, wherever it is now; else on the same row.
    mutating func settle(in plan: DayPlan, on wanted: VisitID? = nil) {
        if let id = wanted ?? visit, let assignment = plan.assignments[id] {
            (visit, technician) = (id, assignment.technician)
        } else {
            let isThere = technician.map { plan.routes[$0] != nil } ?? isPlaced
            if !isThere { technician = plan.day.technicians.first?.id }
            visit = stops(in: plan).first
        }
        isPlaced = true
    }

    /// On somebody's row, wherever their first visit is; nil is the tray.
    mutating func go(to technician: StaffID?) { (self.technician, visit, isPlaced) = (technician, nil, true) }

    /// - Parameter visits: whether it goes from visit to visit; else from row to row.
    /// - Returns: false for a key that moves nothing.
    mutating func handle(_ key: Key, in plan: DayPlan, visits: Bool) -> Bool {
        switch key {
        case .up, .character("k"): row(-1, plan)
        case .down, .character("j"): row(1, plan)
        case .pageUp: row(-10, plan)
        case .pageDown: row(10, plan)
        case .home, .top: row(-plan.day.technicians.count - plan.unassigned.count, plan)
        case .end, .bottom: row(plan.day.technicians.count + plan.unassigned.count, plan)
        case .left: if visits { along(-1, plan) }
        case .right: if visits { along(1, plan) }
        default: return false
        }
        return true
    }

    /// Rows: the technicians, then each visit of the tray.
    private mutating func row(_ step: Int, _ plan: DayPlan) {
        let technicians = plan.day.technicians.map(\.id)
        let tray = plan.unassigned.map(\.id)
        let rows = technicians.count + tray.count
        guard rows > 0 else { return }
        let now =
            technician.flatMap { technicians.firstIndex(of: $0) }
            ?? visit.flatMap { tray.firstIndex(of: $0) }.map { $0 + technicians.count } ?? 0
        let next = min(max(0, now + step), rows - 1)
        guard next != now else { return }
        let before = visit.flatMap { plan.assignments[$0]?.planned.start }
        if next < technicians.count {
            technician = technicians[next]
            // The visit nearest in time to where one was.
            visit =
                plan.visits(of: technicians[next]).min { a, b in
                    distance(plan.planned(a.id), before) < distance(plan.planned(b.id), before)
                }?.id
        } else {
            (technician, visit) = (nil, tray[next - technicians.count])
        }
    }

    private mutating func along(_ step: Int, _ plan: DayPlan) {
        let stops = stops(in: plan)
        guard let visit, let now = stops.firstIndex(of: visit) else { return self.visit = stops.first }
        self.visit = stops[min(max(0, now + step), stops.count - 1)]
    }

    private func stops(in plan: DayPlan) -> [VisitID] {
        technician.map { plan.visits(of: $0).map(\.id) } ?? plan.unassigned.map(\.id)
    }

    private func distance(_ start: Instant?, _ other: Instant?) -> Int64 {
        guard let start, let other else { return 0 }
        return abs(start.milliseconds - other.milliseconds)
    }
}

extension DayPlan {
    func planned(_ id: VisitID) -> Instant? { assignments[id]?.planned.start }
}
