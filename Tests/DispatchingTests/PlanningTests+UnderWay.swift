import Model
import Testing

@testable import Dispatching

/// A day that has begun: who is late, where everybody is by now.
extension PlanningTests {
    @Test("who is longer on site than planned is late at the next, and the next is given to who is in time")
    func behind() {
        var first = Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 600))
        (first.progress, first.isFixed) = (.onSite(since: Scene.at(540)), true)
        let next = Sample.visit(2, by: 1, 570, Sample.place(0.02), window: (560, 590))
        let day = Sample.day(
            [Sample.technician(1), Sample.technician(2)], [first, next], now: Scene.at(560))
        let booked = DayPlan(day)
        #expect(
            booked.stops.last?.expected.start ?? Scene.at(0) >= Scene.at(585),
            "on site since 9:00 for 45 minutes")
        #expect(booked.stops.last?.faults.contains(.outsideWindow) == true)
        let proposal = Sample.plan(day)
        #expect(proposal.after.assignments[VisitID(2)]?.technician == StaffID(2))
        #expect(proposal.after.stops.allSatisfy { $0.visit == VisitID(1) || $0.faults.isEmpty })
    }

    @Test(
        "a visit that should be over takes ten minutes more, and nobody is sent from where they no longer are"
    )
    func overrun() {
        var first = Sample.visit(1, by: 1, 480, Sample.place(0.3), window: (480, 600))
        (first.progress, first.isFixed) = (.onSite(since: Scene.at(480)), true)
        let day = Sample.day(
            [Sample.technician(1)],
            [first, Sample.visit(2, by: 1, 700, Sample.place(0.3), window: (600, 720))],
            now: Scene.at(600))
        let stops = DayPlan(day).stops
        #expect(stops[0].expected.end == Scene.at(610))
        #expect(stops[1].way.departure == Scene.at(610) && stops[1].way.kilometres < 1)
        // Done early, it leaves room for what was planned later.
        first.progress = .over(Scene.window(480, 500))
        let early = Sample.day([Sample.technician(1)], [first], now: Scene.at(520))
        #expect(early.outset(of: early.technicians[0]).free == Scene.at(520).milliseconds)
    }

    @Test(
        "from home nobody is there before the way takes, from now on; on a day ahead the way takes none of it"
    )
    func setsOut() throws {
        let visit = Sample.visit(1, by: nil, 500, Sample.place(0.4), window: (480, 1000))
        let ahead = Sample.plan(Sample.day([Sample.technician(1)], [visit]))
        #expect(
            ahead.after.assignments[VisitID(1)]?.planned.start == Scene.at(500)
                || ahead.after.stops[0].faults.isEmpty)
        let day = Sample.day([Sample.technician(1)], [visit], now: Scene.at(600))
        let proposal = Sample.plan(day)
        let start = try #require(proposal.after.assignments[VisitID(1)]?.planned.start)
        #expect(start > Scene.at(630) && proposal.after.stops[0].faults.isEmpty, "\(start)")
    }

    @Test(
        "a fixed visit that comes too late by now begins when somebody gets there, and the day goes on after it"
    )
    func fixedBehind() throws {
        var first = Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 600))
        (first.progress, first.isFixed) = (.onSite(since: Scene.at(535)), true)
        var second = Sample.visit(2, by: 1, 550, Sample.place(0.0), window: (540, 570))
        second.isFixed = true
        let third = Sample.visit(3, by: 1, 600, Sample.place(0.0), window: (590, 710))
        let day = Sample.day([Sample.technician(1)], [first, second, third], now: Scene.at(545))
        let proposal = Sample.plan(day)
        #expect(proposal.kept.isEmpty)
        #expect(proposal.after.stops.map(\.expected.start) == [535, 585, 635].map(Scene.at))
        #expect(proposal.after.assignments[VisitID(2)] == second.booked)
    }

    @Test("any days at any minute: plans hold, nobody is where they cannot be, seconds change nothing")
    func underWay() {
        for seed in UInt64(41)...70 {
            let day = Sample.random(seed, now: Int(seed) * 37 % 700 + 400)
            let proposal = Sample.plan(day, seed: seed)
            #expect(proposal.after.cost.total <= proposal.before.cost.total, "seed \(seed)")
            #expect(proposal.after.newFaults.isEmpty, "seed \(seed)")
            for change in proposal.changes where change.after.technician != nil {
                #expect(change.after.planned.start >= day.now, "seed \(seed)")
            }
        }
    }
}
