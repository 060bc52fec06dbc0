package import Model

/// What is gained and lost between two plans of a day.
package struct PlanEffect: Sendable, Hashable {
    /// Less is a saving. Minutes, kilometres, and visits.
    package var travelMinutes = 0
    package var kilometres = 0.0
    package var overtimeMinutes = 0
    package var brokenWindows = 0
    package var missedPromises = 0
    package var unassigned = 0
    package var cost: Int64 = 0

    package init(from before: DayPlan, to after: DayPlan) {
        func difference<N: Numeric>(_ of: (DayPlan) -> N) -> N { of(after) - of(before) }
        travelMinutes = difference { $0.routes.values.reduce(0) { $0 + $1.travelMinutes } }
        kilometres = difference { plan in
            plan.day.technicians.reduce(0) { $0 + (plan.routes[$1.id]?.kilometres ?? 0) }
        }
        overtimeMinutes = difference { Int($0.routes.values.reduce(0) { $0 + $1.overtime } / 60_000) }
        brokenWindows = difference { $0.stops.filter { $0.faults.contains(.outsideWindow) }.count }
        missedPromises = difference(\.missedPromises)
        unassigned = difference { $0.unassigned.count }
        cost = difference { $0.cost.total }
    }
}

extension PlanEffect {
    /// What changes besides the money; nothing of what stays as it was.
    package var phrases: [Phrase] {
        let counts: [(String, Int)] = [
            ("travel", travelMinutes), ("overtime", overtimeMinutes), ("brokenWindows", brokenWindows),
            ("missedPromises", missedPromises), ("unassigned", unassigned),
        ]
        return counts.filter { $0.1 != 0 }.map { name, count in
            Phrase("plan.\(count < 0 ? "less" : "more").\(name)", ["count": .count(abs(count))])
        }
    }
}
