import DeskTesting
import Dispatching
import Model
import Testing

@Suite("Free slots")
struct SlotTests {
    @Test("an empty day offers every window from its start, the earlier the cheaper")
    func emptyDay() {
        let slots = Scene.board([Scene.technician()]).slots(Scene.task(), windows: Scene.windows)
        #expect(slots.map(\.planned.start) == [480, 600, 780, 900].map(Scene.at))
        #expect(Scene.board([]).slots(Scene.task(), windows: Scene.windows).isEmpty)
        #expect(Scene.board([Scene.technician()]).slots(Scene.task(), windows: []).isEmpty)
    }

    @Test("a visit does not reach over lunch or past the shift's end")
    func shift() {
        let board = Scene.board([Scene.technician()])
        #expect(board.minutes(Scene.task(earliest: 690), windows: [Scene.window(600, 720)]) == [])
        #expect(board.minutes(Scene.task(earliest: 1030), windows: [Scene.window(1020, 1080)]) == [])
    }

    @Test("the way from the stop before is left free, and a far one costs the window")
    func way() throws {
        let board = Scene.board([Scene.technician()], [StaffID(1): [Scene.stop(7, 480, 540, Scene.far)]])
        let way = try #require(Travel().minutes(from: Scene.far, to: Scene.near))
        #expect(way > 60)
        #expect(board.minutes(Scene.task()).first == 540 + way)
        let slot = Slot(
            technician: StaffID(1), promised: Scene.windows[0], planned: Scene.window(560, 620))
        #expect(board.conflicts(slot, Scene.task()) == [.tooClose(VisitID(7))])
    }

    @Test("the promise kept comes first, then who came before, then the shorter way; each in money")
    func order() throws {
        var task = Scene.task()
        (task.preferred, task.promiseDue) = (StaffID(2), Scene.at(720))
        let board = Scene.board([Scene.technician(1), Scene.technician(2)])
        let slots = board.slots(task, windows: Scene.windows, each: .windowAndTechnician)
        #expect(slots.count == 8)
        let first = try #require(slots.first)
        #expect(first.technician == StaffID(2) && first.keepsPromise == true && first.isPreferred)
        #expect(slots.last?.keepsPromise == false)
        #expect(slots.map(\.price.total) == slots.map(\.price.total).sorted())
        #expect(slots.last?.price.otherTechnician == Prices().otherTechnician)
        #expect(slots.last?.price.lateness ?? 0 > Prices().missedPromise)
        // One line a window: who does it best.
        #expect(
            board.slots(task, windows: Scene.windows).map(\.technician)
                == Array(repeating: StaffID(2), count: 4))
    }

    @Test("who is booked above the mean, and who could do scarcer work, costs more")
    func fairAndScarce() throws {
        let busy: [StaffID: [Stop]] = [StaffID(1): [Scene.stop(1, 900, 1080)]]
        let two = Scene.board([Scene.technician(1), Scene.technician(2)], busy)
        let slots = two.slots(Scene.task(), windows: [Scene.windows[0]], each: .windowAndTechnician)
        #expect(slots.map(\.technician) == [StaffID(2), StaffID(1)])
        #expect(slots[1].price.unfairness > 0)

        var rare = Scene.technician(1)
        rare.skills["lift"] = 1
        var booked = Scene.stop(1, 900, 1080)
        booked.skill = "lift"
        let board = Scene.board([rare, Scene.technician(2)], [StaffID(1): [booked]])
        let ranked = board.slots(Scene.task(), windows: [Scene.windows[0]], each: .windowAndTechnician)
        #expect(ranked[0].technician == StaffID(2) && ranked[0].price.rareSkill == 0)
        #expect(ranked[1].price.rareSkill > 0)
    }

    @Test("a gap left too short for another visit has its price, a long one none")
    func lostTime() throws {
        let board = Scene.board(
            [Scene.technician()], [StaffID(1): [Scene.stop(1, 575, 700)]])
        let slots = board.slots(Scene.task(), windows: [Scene.windows[0]])
        // Until 570, when the way to the next must begin, thirty minutes are left.
        #expect(slots.first?.price.lostTime == Prices().lostHour / 2)
    }

    @Test("overtime is offered where it is allowed, with its minutes and its price")
    func overtime() throws {
        var technician = Scene.technician()
        let late = [Scene.window(1020, 1080)]
        #expect(Scene.board([technician]).minutes(Scene.task(earliest: 1050), windows: late) == [])
        technician.overtime = .minutes(45)
        let slot = try #require(
            Scene.board([technician]).slots(Scene.task(earliest: 1050), windows: late).first)
        #expect(slot.overtime == 30)
        #expect(slot.price.overtime == Prices().overtimeHour / 2)
        #expect(Scene.board([technician]).minutes(Scene.task(earliest: 1070), windows: late) == [])
        #expect(Scene.board([technician]).conflicts(slot, Scene.task()).isEmpty)
    }
}
