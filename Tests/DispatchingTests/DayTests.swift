import DeskTesting
import Dispatching
import Model
import Testing

@Suite("Days: breaks, nights, crews, room made by moving")
struct DayTests {
    @Test("a break is had within its window, before or after a visit, wherever room is")
    func breaks() {
        var technician = Scene.technician(shifts: [Scene.window(480, 1080)])
        technician.breaks = [Break(window: Scene.window(690, 780), length: .minutes(30))]
        let board = Scene.board([technician], [StaffID(1): [Scene.stop(1, 700, 735)]])
        // The break fits after the visit only, until 780; what comes next starts after it and the way.
        #expect(board.minutes(Scene.task(), windows: [Scene.window(735, 800)]) == [770])
        let slot = Slot(
            technician: StaffID(1), promised: Scene.window(735, 800), planned: Scene.window(745, 805))
        #expect(board.conflicts(slot, Scene.task()) == [.noBreak])
    }

    @Test("a night over midnight is one stretch: stretches that meet are joined")
    func midnight() {
        let night = Scene.technician(shifts: [Scene.window(1320, 1440), Scene.window(1440, 1800)])
        let slots = Scene.board([night]).slots(
            Scene.task(minutes: 90), windows: [Scene.window(1410, 1440)])
        #expect(slots.map(\.planned) == [Scene.window(1410, 1500)])
    }

    @Test("two come from the same minute; with nobody to come along it is said")
    func crew() throws {
        var task = Scene.task()
        task.crew = 2
        let helper = Scene.technician(2, skills: [:])
        let board = Scene.board(
            [Scene.technician(1), helper], [StaffID(2): [Scene.stop(1, 480, 555)]])
        let slot = try #require(board.slots(task, windows: Scene.windows).first)
        #expect(slot.technician == StaffID(1) && slot.helper == StaffID(2))
        #expect(slot.planned.start == Scene.at(560))
        #expect(board.conflicts(slot, task) == [])
        var alone = slot
        alone.helper = nil
        #expect(board.conflicts(alone, task) == [.alone])
        let single = Scene.board([Scene.technician(1)])
        #expect(single.slots(task, windows: Scene.windows).isEmpty)
        let none = single.whyNone(task, windows: Scene.windows)
        #expect(none.obstacles.map(\.obstacle) == [.alone])
        #expect(none.remedies.contains { if case .alone = $0 { true } else { false } })
    }

    @Test("where rules allow it, a booked visit makes room within its promised window; a locked one does not")
    func moves() throws {
        var booked = Scene.stop(7, 540, 600)
        (booked.promised, booked.isLocked) = (Scene.window(540, 660), false)
        var rules = DayRules()
        let technician = Scene.technician(shifts: [Scene.window(480, 720)])
        func board(_ stop: Stop) -> Board {
            Scene.board([technician], [StaffID(1): [stop]], day: rules)
        }
        let task = Scene.task(minutes: 70)
        #expect(board(booked).minutes(task, windows: [Scene.window(480, 540)]) == [])
        rules.shift = .minutes(30)
        let slot = try #require(
            board(booked).slots(task, windows: [Scene.window(480, 540)]).first)
        // Seventy minutes and five on the way: the visit at nine is moved to a quarter past, and no further.
        #expect(slot.planned == Scene.window(480, 550))
        let moves = board(booked).moves(for: slot, task)
        #expect(moves.map(\.visit) == [VisitID(7)] && moves.map(\.planned) == [Scene.window(555, 615)])
        booked.isLocked = true
        #expect(board(booked).minutes(task, windows: [Scene.window(480, 540)]) == [])
    }

    @Test("a day whose clock changes is as long as it is: an hour less fits in spring, one more in autumn")
    func clockChange() {
        // Eight to noon by the clock, an hour of which was skipped.
        let spring = Scene.technician(shifts: [Scene.window(480, 660)])
        let autumn = Scene.technician(shifts: [Scene.window(480, 780)])
        let window = [Scene.window(480, 540)]
        #expect(Scene.board([spring]).minutes(Scene.task(minutes: 240), windows: window) == [])
        #expect(Scene.board([autumn]).minutes(Scene.task(minutes: 300), windows: window) == [480])
    }

    @Test("a technician's own pace makes the visit longer or shorter")
    func pace() {
        var slow = Scene.technician()
        slow.pace = ["boiler": 150]
        var task = Scene.task()
        task.product = "boiler"
        let slots = Scene.board([slow]).slots(task, windows: [Scene.windows[0]])
        #expect(slots.map(\.planned) == [Scene.window(480, 570)])
    }
}
