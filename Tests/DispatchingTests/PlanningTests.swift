import DeskTesting
import Model
import Testing

@testable import Dispatching

@Suite("A day planned anew")
struct PlanningTests {
    @Test("visits that lie crosswise are put in order; the windows promised are kept")
    func crosswise() throws {
        let day = Sample.day(
            [Sample.technician(1), Sample.technician(2)],
            [
                Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 600)),
                Sample.visit(2, by: 1, 660, Sample.place(0.3), window: (600, 720)),
                Sample.visit(3, by: 2, 480, Sample.place(0.3), window: (480, 600)),
                Sample.visit(4, by: 2, 660, Sample.place(0.0), window: (600, 720)),
            ])
        let proposal = Sample.plan(day)
        #expect(proposal.effect.travelMinutes < 0 && proposal.effect.cost < 0)
        #expect(proposal.after.newFaults.isEmpty)
        // One technician has both visits near, the other both far.
        let who = (1...4).map { proposal.after.assignments[VisitID($0)]?.technician }
        #expect(who[0] == who[3] && who[1] == who[2] && who[0] != who[1])
    }

    @Test("a day that is good is left alone, to the minute")
    func good() {
        let day = Sample.day(
            [Sample.technician(1)],
            [
                Sample.visit(1, by: 1, 495, Sample.place(0.0), window: (480, 600)),
                Sample.visit(2, by: 1, 600, Sample.place(0.02), window: (600, 720)),
            ])
        #expect(Sample.plan(day).changes.isEmpty)
    }

    @Test("what nobody has is given to whoever can do it")
    func unassigned() {
        let day = Sample.day(
            [Sample.technician(1, skills: ["tv": 1]), Sample.technician(2)],
            [Sample.visit(1, by: nil, 480, Sample.place(0.1), window: (480, 600))])
        let proposal = Sample.plan(day)
        #expect(proposal.effect.unassigned == -1)
        #expect(proposal.after.assignments[VisitID(1)]?.technician == StaffID(2))
    }

    @Test("locked, frozen and two-person visits stay as they are, however dear")
    func fixed() {
        var locked = Sample.visit(1, by: 1, 480, Sample.place(0.3), window: (480, 600))
        locked.isFixed = true
        var pair = Sample.visit(2, by: 1, 660, Sample.place(0.0), window: (600, 720))
        (pair.helper, pair.isFixed) = (StaffID(2), true)
        let day = Sample.day(
            [Sample.technician(1), Sample.technician(2)],
            [locked, pair, Sample.visit(3, by: 2, 480, Sample.place(0.31), window: (480, 720))])
        let proposal = Sample.plan(day)
        #expect(!proposal.changes.contains { [VisitID(1), VisitID(2)].contains($0.visit) })
        #expect(proposal.after.newFaults.isEmpty)
    }

    @Test("a visit booked where it cannot be kept is moved to where it can")
    func overlapping() {
        let day = Sample.day(
            [Sample.technician(1), Sample.technician(2)],
            [
                Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 600)),
                Sample.visit(2, by: 1, 500, Sample.place(0.2), window: (480, 540)),
            ])
        #expect(DayPlan(day).stops.contains { !$0.faults.isEmpty })
        let proposal = Sample.plan(day)
        #expect(proposal.after.stops.allSatisfy { $0.faults.isEmpty })
    }

    @Test("a visit that fits nowhere keeps its technician's day as booked, and says so")
    func kept() {
        let day = Sample.day(
            [Sample.technician(1)],
            [
                Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 500)),
                Sample.visit(2, by: 1, 500, Sample.place(0.2), window: (480, 500)),
            ])
        let proposal = Sample.plan(day)
        #expect(proposal.kept == [StaffID(1)])
        #expect(proposal.changes.isEmpty)
    }

    @Test("a break before the first visit keeps nobody from being there in time")
    func earlyBreak() {
        var technician = Sample.technician(1)
        technician.breaks = [Break(window: Scene.window(480, 530), length: .minutes(30))]
        let day = Sample.day(
            [technician], [Sample.visit(1, by: 1, 540, Sample.place(0.4), window: (480, 600))])
        let route = DayPlan(day).routes[StaffID(1)]
        #expect(route?.stops.allSatisfy { $0.faults.isEmpty } == true)
        #expect(route?.rests == [Scene.window(480, 510)] && route?.missingRests == [])
    }

    @Test("nobody, nothing, and a day off")
    func empty() {
        #expect(Sample.plan(Sample.day([], [])).changes.isEmpty)
        #expect(Sample.plan(Sample.day([Sample.technician(1)], [])).changes.isEmpty)
        var off = Sample.technician(1)
        off.shifts = []
        let day = Sample.day([off], [Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 600))])
        let proposal = Sample.plan(day)
        #expect(proposal.changes.isEmpty)
        #expect(DayPlan(day).stops[0].faults.contains(.offShift))
    }

    @Test("any days: plans hold, cost no more than what was booked, and are the same for the same seed")
    func random() {
        for seed in UInt64(1)...30 {
            let day = Sample.random(seed)
            let proposal = Sample.plan(day, seed: seed)
            #expect(proposal.after.cost.total <= proposal.before.cost.total, "seed \(seed)")
            #expect(proposal.after.newFaults.isEmpty, "seed \(seed)")
            for change in proposal.changes {
                let visit = day.visit[change.visit]!
                #expect(
                    !visit.isFixed && visit.promised.holds(arrival: change.after.planned.start),
                    "seed \(seed)")
            }
            #expect(
                Sample.plan(day, seed: seed).after.assignments == proposal.after.assignments, "seed \(seed)")
        }
    }

    @Test("parts are counted over the day: what one visit takes another does not have")
    func parts() {
        var technician = Sample.technician(1)
        technician.stock = ["filter": 1]
        var visits = [
            Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 600)),
            Sample.visit(2, by: 1, 660, Sample.place(0.0), window: (600, 720)),
        ]
        for index in visits.indices { visits[index].task.parts = ["filter": 1] }
        let faults = DayPlan(Sample.day([technician], visits)).stops.map { !$0.faults.isEmpty }
        #expect(faults == [false, true])
        // A locked visit keeps its part.
        visits[0].isFixed = true
        visits[1].booked.technician = nil
        let proposal = Sample.plan(Sample.day([technician], visits))
        #expect(proposal.after.assignments[VisitID(2)]?.technician == nil)
    }

    @Test(
        "who fetches takes nothing from the vehicle; who cannot gets no more visits than the vehicle has parts"
    )
    func fetched() {
        var (fetches, carries) = (Sample.technician(1), Sample.technician(2))
        (fetches.stock, carries.stock) = (["filter": 1], ["filter": 1])
        var visits = (1...3).map { number in
            Sample.visit(
                Int64(number), by: nil, 400 + number * 80, Sample.place(0.0),
                window: (400 + number * 80, 490 + number * 80))
        }
        for index in visits.indices {
            visits[index].task.parts = ["filter": 1]
            visits[index].task.supply["filter"] = [
                PartSupply(from: Scene.midnight, quantity: 1, technicians: [StaffID(1)])
            ]
        }
        // What is fetched for two leaves the one in the vehicle for a third.
        visits[2].task.supply = [:]
        for index in visits.indices { visits[index].booked.technician = StaffID(1) }
        #expect(DayPlan(Sample.day([fetches], visits)).stops.allSatisfy { $0.faults.isEmpty })
        for index in visits.indices { visits[index].booked.technician = nil }
        let alone = Sample.plan(Sample.day([carries], visits)).after
        #expect(alone.unassigned.count == 2 && alone.stops.allSatisfy { $0.faults.isEmpty })
        let both = Sample.plan(Sample.day([fetches, carries], visits)).after
        #expect(both.unassigned.isEmpty && both.stops.allSatisfy { $0.faults.isEmpty })
        // That somebody could fetch, who has no time, gives the other no more.
        fetches.shifts = [Scene.window(480, 490)]
        let busy = Sample.plan(Sample.day([fetches, carries], visits)).after
        #expect(busy.unassigned.count == 2 && busy.stops.allSatisfy { $0.faults.isEmpty })
    }

    @Test(
        "whoever is away all day has their visits given to others; with nobody else they stay, and are told as nobody's"
    )
    func awayAllDay() {
        var away = Sample.technician(1)
        away.shifts = []
        let visit = Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 600))
        let proposal = Sample.plan(Sample.day([away, Sample.technician(2)], [visit]))
        #expect(proposal.after.assignments[VisitID(1)]?.technician == StaffID(2))
        let nobody = Sample.day([Sample.technician(2)], [visit])
        #expect(DayPlan(nobody).unassigned.map(\.id) == [VisitID(1)], "who works here no more has no visit")
    }

    @Test("a window may be moved forward as well, where customers may be asked")
    func earlier() throws {
        var technician = Sample.technician(1)
        technician.shifts = [Scene.window(480, 620)]
        technician.overtime = .zero
        let day = Sample.day(
            [technician], [Sample.visit(1, by: nil, 780, Sample.place(0.0), window: (780, 900))])
        var planner = DayPlanner(day, RoutingOptions(budget: .iterations(500)))
        #expect(planner.plan().after.assignments[VisitID(1)]?.technician == nil)
        planner.mayMoveWindows = true
        let start = try #require(planner.plan().changes.first?.after.planned.start)
        #expect(start < Scene.at(620))
    }

    @Test("what a cause does not touch keeps its day, and what is left holds as the whole did")
    func causes() throws {
        // 1 and 2 have each other's visits; 5 is nobody's, and only 3 can do it.
        var fifth = Sample.visit(5, by: nil, 480, Sample.place(0.2), window: (480, 600))
        fifth.task.skill = "tv"
        let day = Sample.day(
            [Sample.technician(1), Sample.technician(2), Sample.technician(3, skills: ["tv": 1])],
            [
                Sample.visit(1, by: 1, 480, Sample.place(0.0), window: (480, 600)),
                Sample.visit(2, by: 1, 660, Sample.place(0.3), window: (600, 720)),
                Sample.visit(3, by: 2, 480, Sample.place(0.3), window: (480, 600)),
                Sample.visit(4, by: 2, 660, Sample.place(0.0), window: (600, 720)),
                fifth,
            ])
        let all = Sample.plan(day).after
        #expect(all.changes.count > 1)
        let needed = all.only(becauseOf: [VisitID(5)])
        #expect(needed.changes.map(\.visit) == [VisitID(5)] && needed.newFaults.isEmpty)
        #expect(!Set(all.only(becauseOf: [VisitID(1)]).changes.map(\.visit)).contains(VisitID(5)))
        for seed in UInt64(1)...20 {
            let plan = Sample.plan(Sample.random(seed)).after
            guard let cause = plan.changes.first?.visit else { continue }
            let needed = plan.only(becauseOf: [cause])
            #expect(needed.newFaults.isEmpty, "seed \(seed)")
            #expect(needed.assignments[cause] == plan.assignments[cause], "seed \(seed)")
        }
    }

    @Test("speeds that change with the hour: what is planned can be driven")
    func rushHour() {
        for seed in UInt64(31)...40 {
            var hours = SpeedProfile(always: 30)
            for hour in [8, 9, 17] { hours.hours[hour] = 12 }
            let proposal = Sample.plan(Sample.random(seed, travel: Travel(speeds: SpeedTable(hours))))
            #expect(proposal.after.newFaults.isEmpty, "seed \(seed)")
        }
    }
}
