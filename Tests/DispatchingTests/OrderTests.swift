import DeskTesting
import Model
import Testing

@testable import Dispatching

@Suite("What must come first, and papers that run out, in a day's plan")
struct OrderTests {
    private let place = Sample.place(0.02)

    @Test("whose certificate has run out by then is told to be unfit, also where the visit is given by hand")
    func certificate() {
        var holder = Sample.technician(1)
        holder.certificates["fitter"] = Scene.at(2000)
        var other = Sample.technician(2)
        other.certificates["fitter"] = Scene.at(600)
        var visit = Sample.visit(1, by: 1, 660, place, window: (600, 780))
        visit.task.certificate = "fitter"
        var plan = DayPlan(Sample.day([holder, other], [visit]))
        #expect(plan.newFaults.isEmpty)
        plan.give(visit.id, to: other.id)
        #expect(plan.newFaults == [.unsuitable(.certificate("fitter"))])
    }

    @Test(
        "a visit that begins before its parts come is wrong, and one that begins before what it follows is over"
    )
    func order() {
        let first = Sample.visit(1, by: 1, 600, place, window: (540, 900))
        var rest = Sample.visit(2, by: 2, 660, place, window: (540, 900))
        rest.follows = first.id
        var plan = DayPlan(Sample.day([Sample.technician(1), Sample.technician(2)], [first, rest]))
        #expect(plan.outOfOrder.isEmpty)
        plan.shift(first.id, by: .minutes(30))
        #expect(plan.outOfOrder == [rest.id])

        rest.task.earliest = Scene.at(700)
        let early = DayPlan(Sample.day([Sample.technician(2)], [rest]))
        #expect(early.stops.first?.faults == [.tooEarly])
    }

    @Test(
        "planning keeps the order, and begins both sooner where that keeps a promise",
        arguments: UInt64(1)...8)
    func sooner(seed: UInt64) {
        let first = Sample.visit(1, by: 1, 600, place, window: (540, 900))
        var rest = Sample.visit(2, by: nil, 660, place, window: (540, 900))
        rest.task.promiseDue = Scene.at(620)
        let technicians = [Sample.technician(1), Sample.technician(2)]
        rest.follows = first.id
        let bound = Sample.plan(Sample.day(technicians, [first, rest]), seed: seed).after
        #expect(bound.unassigned.isEmpty)
        #expect(bound.outOfOrder.isEmpty)
        #expect(bound.missedPromises == 0)
    }

    @Test("where what comes first cannot be sooner, what follows begins later", arguments: UInt64(1)...8)
    func later(seed: UInt64) {
        let first = Sample.visit(1, by: nil, 790, place, window: (780, 900))
        var rest = Sample.visit(2, by: 1, 660, place, window: (540, 900))
        rest.follows = first.id
        let plan = Sample.plan(
            Sample.day([Sample.technician(1), Sample.technician(2)], [first, rest]), seed: seed
        )
        .after
        #expect(plan.unassigned.isEmpty)
        #expect(plan.outOfOrder.isEmpty)
        #expect(plan.newFaults.isEmpty)
    }

    @Test(
        "where nothing can be moved between the two, the rest of the day is searched all the time that was given"
    )
    func unmovable() {
        let first = Sample.visit(1, by: 1, 600, place, window: (600, 601), minutes: 60)
        var rest = Sample.visit(2, by: 2, 660, place, window: (660, 661))
        rest.follows = first.id
        let day = Sample.day([Sample.technician(1), Sample.technician(2)], [first, rest])
        #expect(DayPlan(day).moments(moved: .early, from: day.orders) == nil)
        #expect(DayPlan(day).moments(moved: .late, from: day.orders) == nil)
        var parts: [Double] = []
        let proposal = DayPlanner(day, RoutingOptions(budget: .iterations(2000))).plan {
            parts.append($0.part)
        }
        #expect(parts.last == 1)
        #expect(proposal.after.outOfOrder.isEmpty)
        #expect(proposal.after.unassigned.isEmpty)
    }

    @Test("a visit is given to nobody who would not be over with it before what follows begins")
    func slow() {
        let first = Sample.visit(1, by: 1, 600, place, window: (600, 601))
        var rest = Sample.visit(2, by: 3, 650, place, window: (650, 651))
        rest.follows = first.id
        rest.task.skill = "tv"
        var (far, near) = (Sample.technician(1), Sample.technician(2))
        var other = Sample.technician(3, skills: ["tv": 1])
        (far.start, far.end) = (Sample.place(0.4), Sample.place(0.4))
        (near.start, near.end) = (place, place)
        (other.start, other.end) = (place, place)
        near.pace = ["": 150]
        let plan = Sample.plan(Sample.day([far, near, other], [first, rest])).after
        #expect(plan.assignments[first.id]?.technician == far.id)
        #expect(plan.outOfOrder.isEmpty)
        // Whoever is quick enough may have it.
        near.pace = ["": 110]
        let quick = Sample.plan(Sample.day([far, near, other], [first, rest])).after
        #expect(quick.assignments[first.id]?.technician == near.id)
        #expect(quick.outOfOrder.isEmpty)
    }
}
