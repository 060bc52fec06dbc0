import DeskTesting
import Model
import Testing

@testable import Dispatching

@Suite("Days at the edge: all locked, one visit, nobody able, a night, places without roads")
struct EdgeDayTests {
    @Test("where every visit is locked nothing is changed, whatever it would save")
    func allLocked() {
        for seed in UInt64(1)...12 {
            let random = Sample.random(seed)
            let locked = random.visits.filter { $0.booked.technician != nil }.map { visit in
                var visit = visit
                visit.isFixed = true
                return visit
            }
            let proposal = Sample.plan(Sample.day(random.technicians, locked), seed: seed)
            #expect(proposal.changes.isEmpty, "seed \(seed)")
            #expect(proposal.after.cost == proposal.before.cost, "seed \(seed)")
        }
    }

    @Test("a single visit goes to whom it costs least")
    func one() {
        var (far, near) = (Sample.technician(1), Sample.technician(2))
        (far.start, far.end) = (Sample.place(0.4), Sample.place(0.4))
        (near.start, near.end) = (Sample.place(0.0), Sample.place(0.0))
        let visit = Sample.visit(1, by: 1, 540, Sample.place(0.01), window: (480, 600))
        let proposal = Sample.plan(Sample.day([far, near], [visit]))
        #expect(proposal.changes.map(\.after.technician) == [StaffID(2)])
        #expect(proposal.effect.travelMinutes < 0 && proposal.after.newFaults.isEmpty)
    }

    @Test("what nobody can do is nobody's, and takes nothing from the others")
    func impossible() {
        var rare = Sample.visit(1, by: nil, 480, Sample.place(0.1), window: (480, 600))
        rare.task.skill = "lift"
        let plain = Sample.visit(2, by: nil, 600, Sample.place(0.1), window: (600, 720))
        let proposal = Sample.plan(Sample.day([Sample.technician(1)], [rare, plain]))
        #expect(proposal.after.unassigned.map(\.id) == [VisitID(1)])
        #expect(proposal.after.assignments[VisitID(2)]?.technician == StaffID(1))
    }

    @Test("a night shift is planned across midnight as one day, its break within it")
    func midnight() throws {
        var night = Sample.technician(1)
        night.shifts = [Scene.window(1320, 1440), Scene.window(1440, 1800)]
        night.breaks = [Break(window: Scene.window(1410, 1560), length: .minutes(30))]
        let over = Sample.visit(1, by: 1, 1410, Sample.place(0.1), window: (1380, 1500), minutes: 60)
        let after = Sample.visit(2, by: nil, 1560, Sample.place(0.1), window: (1500, 1620))
        let proposal = Sample.plan(Sample.day([night], [over, after]))
        #expect(proposal.effect.unassigned == -1 && proposal.after.newFaults.isEmpty)
        #expect(proposal.after.routes[StaffID(1)]?.missingRests.isEmpty == true)
        let given = try #require(proposal.after.assignments[VisitID(2)])
        #expect(given.technician == StaffID(1))
        #expect(given.planned.start >= Scene.at(1500) && given.planned.start < Scene.at(1620))
    }

    @Test("a place to which no road leads is served by who is there, and by nobody where nobody is")
    func withoutRoads() throws {
        var travel = Travel()
        travel.table = try KnownWays(
            csv: """
                fromLatitude,fromLongitude,toLatitude,toLongitude,minutes,kilometres
                31.2,121.5,31.2,121.8,,
                31.2,121.8,31.2,121.5,,
                """)
        let island = Sample.visit(1, by: nil, 480, Scene.far, window: (480, 600))
        let ashore = Sample.visit(2, by: nil, 480, Scene.near, window: (480, 600))
        let mainland = Sample.technician(1)
        let cut = Sample.plan(Sample.day([mainland], [island, ashore], travel: travel))
        #expect(cut.after.unassigned.map(\.id) == [VisitID(1)])
        #expect(cut.after.assignments[VisitID(2)]?.technician == StaffID(1))
        var islander = Sample.technician(2)
        (islander.start, islander.end) = (Scene.far, Scene.far)
        let served = Sample.plan(Sample.day([mainland, islander], [island, ashore], travel: travel))
        #expect(served.after.unassigned.isEmpty && served.after.newFaults.isEmpty)
        #expect(served.after.assignments[VisitID(1)]?.technician == StaffID(2))
        // Who is booked for it all the same is told that no road leads there.
        var booked = island
        booked.booked.technician = StaffID(1)
        booked.isFixed = true
        let stops = DayPlan(Sample.day([mainland], [booked], travel: travel)).stops
        #expect(stops.flatMap(\.faults).map(\.kind).contains(.noRoad))
    }
}
