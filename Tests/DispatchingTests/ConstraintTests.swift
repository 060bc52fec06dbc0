import DeskTesting
import Dispatching
import Model
import Testing

/// Each constraint alone: without it there is a slot, with it there is none, and the reason is told.
@Suite("What a technician must fulfil")
struct ConstraintTests {
    private let slot = Slot(
        technician: StaffID(1), promised: Scene.windows[0], planned: Scene.window(480, 540))

    private func expect(
        _ why: Unsuitable, _ task: VisitTask, _ technician: Technician = Scene.technician(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let board = Scene.board([technician])
        #expect(board.minutes(task) == [], sourceLocation: sourceLocation)
        #expect(
            board.conflicts(slot, task) == [.unsuitable(why, StaffID(1))], sourceLocation: sourceLocation)
        let none = board.whyNone(task, windows: Scene.windows)
        #expect(none.obstacles.map(\.obstacle) == [.unsuitable(why)], sourceLocation: sourceLocation)
        #expect(none.obstacles.map(\.technicians) == [[StaffID(1)]], sourceLocation: sourceLocation)
    }

    @Test("nothing asked for, everything fits")
    func nothing() {
        #expect(Scene.board([Scene.technician()]).minutes(Scene.task()).count == 4)
        #expect(Scene.board([Scene.technician()]).conflicts(slot, Scene.task()) == [])
    }

    @Test("the skill, and its level")
    func skill() {
        expect(.skill("gas"), Scene.task(), Scene.technician(skills: ["tv": 5]))
        var task = Scene.task()
        task.level = 3
        expect(.level(skill: "gas", needed: 3, has: 2), task, Scene.technician(skills: ["gas": 2]))
        #expect(Scene.board([Scene.technician(skills: ["gas": 3])]).minutes(task).count == 4)
    }

    @Test("a certificate, on the day itself: what runs out at noon is good for the morning")
    func certificate() {
        var task = Scene.task()
        task.certificate = "fitter"
        expect(.certificate("fitter"), task)
        var technician = Scene.technician()
        technician.certificates["fitter"] = Scene.at(480)
        expect(.certificate("fitter"), task, technician)
        technician.certificates["fitter"] = Scene.at(720)
        let board = Scene.board([technician])
        #expect(board.minutes(task) == [480, 600])
        let afternoon = Slot(
            technician: StaffID(1), promised: Scene.windows[2], planned: Scene.window(780, 840))
        #expect(board.conflicts(afternoon, task) == [.unsuitable(.certificate("fitter"), StaffID(1))])
    }

    @Test("the zone; a technician without zones covers all")
    func zone() {
        var technician = Scene.technician()
        technician.zones = ["徐汇"]
        expect(.zone("浦东"), Scene.task(), technician)
        technician.zones = ["徐汇", "浦东"]
        #expect(Scene.board([technician]).minutes(Scene.task()).count == 4)
    }

    @Test("the parts, as many as are needed")
    func parts() {
        var task = Scene.task()
        task.parts = ["filter": 2]
        var technician = Scene.technician()
        technician.stock = ["filter": 1]
        expect(.part("filter"), task, technician)
        technician.stock = ["filter": 2]
        #expect(Scene.board([technician]).minutes(task).count == 4)
    }

    @Test("who was asked for, and whom the customer refuses")
    func wishes() {
        var task = Scene.task()
        task.only = StaffID(2)
        expect(.notAsked, task)
        task = Scene.task()
        task.excluded = [StaffID(1)]
        expect(.excluded, task)
    }

    @Test("when the customer can be there: a promised window lies in one of several")
    func customer() {
        var task = Scene.task()
        task.windows = [Scene.window(480, 600), Scene.window(770, 900)]
        let board = Scene.board([Scene.technician()])
        #expect(board.minutes(task) == [480, 780])
        task.windows = [Scene.window(500, 900)]
        #expect(board.minutes(task) == [600, 780])
        #expect(board.conflicts(slot, task) == [.customerAway])
        task.windows = [Scene.window(0, 60)]
        #expect(board.whyNone(task, windows: Scene.windows).obstacles.map(\.obstacle) == [.customerAway])
    }

    @Test("absences: nothing is planned in them, and a visit does not reach into one")
    func absences() {
        var technician = Scene.technician()
        technician.absences = [Scene.window(0, 500), Scene.window(650, 900)]
        #expect(Scene.board([technician]).minutes(Scene.task()) == [500, 900])
        // From 600 to 650 is too short for an hour.
        #expect(Scene.board([technician]).conflicts(slot, Scene.task()) == [.shift])
        technician.absences = [Scene.window(0, 2000)]
        let none = Scene.board([technician]).whyNone(Scene.task(), windows: Scene.windows)
        #expect(none.obstacles.map(\.obstacle) == [.off])
    }

    @Test("a full day is full, and the remedies say what would free a slot")
    func full() {
        let board = Scene.board(
            [Scene.technician()], [StaffID(1): [Scene.stop(1, 480, 720), Scene.stop(2, 780, 1080)]])
        let later = (0..<2).map { Scene.window(1920 + $0 * 120, 2040 + $0 * 120) }
        var next = Scene.task()
        next.earliest = Scene.at(1800)
        var technician = Scene.technician()
        technician.shifts.append(Scene.window(1920, 2520))
        let twoDays = Scene.board(
            [technician], [StaffID(1): [Scene.stop(1, 480, 720), Scene.stop(2, 780, 1080)]])
        #expect(board.whyNone(Scene.task(), windows: Scene.windows).obstacles.map(\.obstacle) == [.full])
        let none = twoDays.whyNone(
            Scene.task(), windows: Scene.windows, later: next, laterWindows: later)
        guard case .laterDays(let slot)? = none.remedies.last else {
            Issue.record("no later day: \(none.remedies)")
            return
        }
        #expect(slot.planned.start == Scene.at(1920))
    }

    @Test("everyone's reason is told once, by how many it keeps from coming, with their names")
    func together() {
        var elsewhere = Scene.technician(3)
        elsewhere.zones = ["徐汇"]
        let board = Scene.board(
            [
                Scene.technician(1, skills: [:]), Scene.technician(2, skills: [:]), elsewhere,
                Scene.technician(4),
            ],
            [StaffID(4): [Scene.stop(1, 480, 1080)]])
        let none = board.whyNone(Scene.task(), windows: Scene.windows)
        #expect(
            none.obstacles.map(\.obstacle) == [.unsuitable(.skill("gas")), .unsuitable(.zone("浦东")), .full])
        #expect(none.obstacles.map(\.technicians) == [[1, 2], [3], [4]].map { $0.map { StaffID($0) } })
        #expect(none.remedies.contains { if case .otherZone = $0 { true } else { false } })
        let reasons = none.reasons([StaffID(1): "周师傅"])
        #expect(reasons.map(\.key) == ["slot.none.skill", "slot.none.zone", "slot.none.full"])
        #expect(reasons[0].facts["names"] == .list([.text("周师傅"), .text("S2")]))
        let nobody = Scene.board([]).whyNone(Scene.task(), windows: Scene.windows)
        #expect(nobody.reasons([:]).map(\.key) == ["slot.nobody"])
    }
}
