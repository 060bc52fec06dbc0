import DeskTesting
import Model

@testable import Dispatching

extension DayPlan {
    /// Faults of visits planned otherwise, and more missing breaks than before.
    var newFaults: [DayRoute.Fault] {
        let before = DayPlan(day)
        let old = Dictionary(before.stops.map { ($0.visit, $0.faults) }, uniquingKeysWith: { $0 + $1 })
        let changed = Set(changes.map(\.visit))
        let lacking = { (plan: DayPlan) in plan.routes.values.reduce(0) { $0 + $1.missingRests.count } }
        return stops.flatMap { stop in
            stop.faults.filter { fault in
                changed.contains(stop.visit)
                    || !old[stop.visit, default: []].contains { fault.isNoWorse(than: $0) }
            }
        } + (lacking(self) > lacking(before) ? [.offShift] : [])
    }
}

/// Days of few people and places.
enum Sample {
    static func place(_ east: Double) -> Place { Place(latitude: 31.2, longitude: 121.4 + east) }

    static func technician(_ id: Int64, skills: [String: Int] = ["gas": 1]) -> Technician {
        var technician = Scene.technician(id, skills: skills)
        technician.overtime = .minutes(60)
        return technician
    }

    static func visit(
        _ id: Int64, by technician: Int64?, _ start: Int, _ place: Place, window: (Int, Int),
        minutes: Int = 45
    ) -> DayVisit {
        var task = Scene.task(minutes: minutes, earliest: 0)
        (task.place, task.zone, task.latest) = (place, "", Scene.at(window.1))
        return DayVisit(
            id: VisitID(id), task: task,
            booked: Assignment(
                technician: technician.map { StaffID($0) }, planned: Scene.window(start, start + minutes)),
            promised: Scene.window(window.0, window.1))
    }

    static func day(
        _ technicians: [Technician], _ visits: [DayVisit], now: Instant? = nil, travel: Travel = Travel()
    ) -> PlanningDay {
        PlanningDay(technicians, visits, from: now ?? Scene.at(0), now: now, travel: travel)
    }

    static func plan(_ day: PlanningDay, seed: UInt64 = 1) -> DayProposal {
        DayPlanner(day, RoutingOptions(budget: .iterations(2000), seed: seed)).plan()
    }

    /// - Parameter now: minutes; half a minute past it the day is under way, and whatever should have begun has.
    static func random(_ seed: UInt64, now: Int? = nil, travel: Travel = Travel()) -> PlanningDay {
        var chance = SeededGenerator(seed: seed)
        func upTo(_ most: Int) -> Int { Int.random(in: 0...most, using: &chance) }
        let technicians = (1...Int64(2 + upTo(4))).map { id -> Technician in
            var t = technician(id, skills: upTo(3) == 0 ? ["tv": 1] : ["gas": 1, "tv": 1])
            t.start = place(Double(upTo(30)) / 100)
            t.end = t.start
            if upTo(2) == 0 { t.shifts = [Scene.window(480, 1080)] }
            if t.shifts.count == 1 || upTo(3) == 0 {
                t.breaks = [Break(window: Scene.window(690, 840), length: .minutes(30))]
            }
            if upTo(5) == 0 { t.pace = ["": 130] }
            return t
        }
        let visits = (1...Int64(4 + upTo(12))).map { id -> DayVisit in
            let window = [8, 10, 13, 15][upTo(3)] * 60
            var v = visit(
                id, by: upTo(8) == 0 ? nil : Int64(1 + upTo(technicians.count - 1)), window + 5 * upTo(20),
                place(Double(upTo(40)) / 100), window: (window, window + 120), minutes: 20 + 5 * upTo(10))
            v.task.skill = upTo(2) == 0 ? "tv" : "gas"
            if upTo(2) == 0 { v.task.promiseDue = Scene.at(window + upTo(200)) }
            if upTo(9) == 0, v.booked.technician != nil { v.isFixed = true }
            return v
        }
        guard let now else { return day(technicians, visits, travel: travel) }
        let moment = Scene.at(now) + .seconds(30)
        var begun = visits
        for index in begun.indices where begun[index].booked.technician != nil {
            let planned = begun[index].booked.planned
            let late = Span.minutes(upTo(40))
            if planned.end + late < moment {
                begun[index].progress = .over(Window(start: planned.start + late, end: planned.end + late))
            } else if planned.start + late < moment {
                begun[index].progress =
                    upTo(2) == 0
                    ? .onTheWay(since: planned.start + late) : .onSite(since: planned.start + late)
            } else {
                continue
            }
            begun[index].isFixed = true
        }
        return day(technicians, begun, now: moment, travel: travel)
    }
}
