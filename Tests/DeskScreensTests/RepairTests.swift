import DeskTesting
import Dispatching
import Foundation
import Model
import Resources
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("V165: a day that cannot go as booked, and its repair")
@MainActor
struct RepairTests {
    private func board(_ place: TemporaryDesk, as login: String = "admin", language: String = "en") throws
        -> Driver
    {
        try Stage(language: language, size: Size(columns: 120, rows: 36)).driver(place, as: login)
            .press("F8")
    }

    /// With searches as short as those of scenes.
    private func brief(_ body: () throws -> Void) rethrows {
        try SearchLength.$rounds.withValue(200, operation: body)
    }

    private func visit(_ number: Int64, at place: TemporaryDesk) throws -> Visit {
        try place.desk.read { try $0.visit(VisitID(number)) }
    }

    private func calls(at place: TemporaryDesk) throws -> [FollowUpCall] {
        try place.desk.read { reading in
            try [1, 2].flatMap { try reading.sheet(CaseID($0), by: .desk, at: place.now).calls }
        }.filter { $0.reason == CallWish.visitChanged }
    }

    @Test("who falls out is put down as away, others have their visits, and nothing is written before Enter")
    func away() throws {
        try brief {
            let place = try Desks.withASpare()
            let before = try visit(1, at: place)
            let driver = try board(place).press("s").sees("周师傅 is away").press("Down").type("病假")
            driver.press("Enter").sees("V165", "周师傅 is away Tue 24 Nov from 10:00 on.", "病假")
            driver.sees("Planned anew: 2 visits", "was 周师傅", "If nothing is done", "Repaired", "saves")
            #expect(try visit(1, at: place) == before)
            driver.press("Enter").sees("V160", "2 visits were planned anew.", "[away")
            for number in [1, 2] as [Int64] {
                let now = try visit(number, at: place)
                #expect(now.technician != nil && now.technician != before.technician)
            }
            #expect(try visit(3, at: place).technician == nil, "what nobody had is no part of it")
        }
    }

    @Test(
        "visits that nobody can take are said, and their customers are in the call queue",
        arguments: ["en", "zh-Hans"])
    func nobodyLeft(language: String) throws {
        try brief {
            let place = try Desks.withADay()
            let driver = try board(place, language: language).press("s", "Enter", "Enter")
            driver.sees(language == "en" ? "To be called: 2 customers" : "须致电：2 位客户")
            driver.sees(language == "en" ? "nobody comes" : "无人前往")
            #expect(try calls(at: place).isEmpty)
            driver.press("Enter").sees(language == "en" ? "2 calls are queued." : "已有 2 个电话列入队列。")
            #expect(try calls(at: place).compactMap(\.visit) == [VisitID(1), VisitID(2)])
        }
    }

    @Test("who is back before their visits keeps them; hours that are past or no hours are not taken")
    func awayForAWhile() throws {
        try brief {
            let place = try Desks.withADay()
            let before = try visit(1, at: place)
            let driver = try board(place).press("s").type("soon").press("Enter", "Enter")
            driver.sees("write a time of their day to come").press("Home")
            for _ in 0..<4 { driver.press("Del") }
            driver.type("11:00").sees("2026-11-24 11:00").press("Enter", "Enter")
            driver.sees("V165", "10:00-11:00", "nothing to repair").press("Enter").sees("V160")
            #expect(try visit(1, at: place) == before)
        }
    }

    @Test("back before the shift begins is nobody's absence: it is said, and what was typed can be mended")
    func backTooEarly() throws {
        try brief {
            let driver = try board(Desks.withADay()).press("+", "s").type("7:00").press("Tab").type("牙医")
            driver.press("Enter").seesNot("V165").sees("7:00", "牙医", "write a time of their day to come")
            driver.press("Home", "Del").type("9").press("Enter", "Enter").sees("V165", "牙医", "08:00-09:00")
            driver.press("Esc").sees("V160").seesNot("牙医")
        }
    }

    @Test("a delay has a limit of minutes, and is repaired like an absence")
    func late() throws {
        try brief {
            let place = try Desks.withASpare()
            let driver = try board(place).press("d").type("000").press("Enter", "Enter")
            driver.sees("not so many minutes").press("Backspace", "Backspace", "Enter", "Enter")
            let before = try visit(1, at: place)
            driver.sees("V165", "周师傅 is 5 h late.").press("Enter").sees("V160", "planned anew")
            let after = try visit(1, at: place)
            #expect(after.technician != nil && after.technician != before.technician)
            #expect(after.promised.holds(arrival: after.planned.start))
        }
    }

    @Test(
        "what a late technician can still begin within its window is theirs as before, only later",
        arguments: ["en", "zh-Hans"])
    func beginsLater(language: String) throws {
        let place = try Desks.withADay()
        let before = try visit(1, at: place)
        let driver = try board(place, language: language).press("d", "Enter", "Enter")
        driver.sees("V165", language == "en" ? "nothing to repair" : "无需调整", "13:30-15:00")
        driver.press("Enter").sees("V160", "13:30")
        let after = try visit(1, at: place)
        #expect(after.technician == before.technician)
        #expect(after.planned.start == before.planned.start + .minutes(30))
        #expect(try calls(at: place).isEmpty)
    }

    @Test("a search ended at once frees nothing that the late technician can still begin")
    func endedAtOnce() throws {
        let runner = HeldRunner()
        let place = try Desks.withASpare()
        let driver = try Driver(place, as: "admin", language: "en", columns: 120, rows: 36, runner: runner)
        runner.release()
        driver.press("F8")
        runner.release()
        let who = try visit(2, at: place).technician
        driver.press("d", "Backspace", "Backspace").type("150").press("Enter", "Enter")
        runner.releaseFirst()
        driver.sees("Somebody else must do one visit", "V1").press("Esc")
        runner.release()
        driver.press("Enter")
        runner.release()
        driver.sees("V160")
        #expect(try visit(1, at: place).technician != who && visit(2, at: place).technician == who)
    }

    @Test("an emergency is booked with its price told before; nobody's and closed cases are not")
    func emergency() throws {
        try brief {
            let place = try Desks.withASpare()
            let driver = try board(place).press("e").type("x").press("Ctrl-S").sees("such as C12")
            // What was typed stays, to be mended.
            driver.press("Backspace").type("c99").press("Ctrl-S").seesNot("V165").sees("C99", "c99")
            driver.press("Backspace", "Backspace").type("2").press("Enter", "Enter").type("铜管 1 米").press(
                "Ctrl-S")
            driver.seesNot("V165").sees("no such part").press("Ctrl-U", "F4").type("capacitor")
            driver.press("Enter").sees("Run capacitor").press("Ctrl-U", "Ctrl-S")
            driver.sees("V165 Emergency  C2", "Oakwood Trading Ltd", "can be there", "that costs ¥", "new ")
            driver.sees("  costs ¥").seesNot("saves").seesNot("nobody had")
            driver.press("Enter").sees("V160", "Booked as V4.")
            let booked = try visit(4, at: place)
            #expect(booked.caseID == CaseID(2) && booked.planned.start < place.now + .minutes(120))
        }
    }

    @Test("where nobody can be there in time Enter says so and writes nothing")
    func hopeless() throws {
        try brief {
            let place = try Desks.withADay()
            _ = try place.as("admin") { work in
                let t1 = try #require(try work.reading.people().first { $0.login == "t1" })
                let all = Window(start: work.now, end: work.now + .hours(12))
                return try work.addAbsence(Absence(staff: t1.id, window: all, reason: "培训"))
            }
            let driver = try board(place).press("e").type("c2").press("Ctrl-S")
            driver.sees("Nobody can be there")
            driver.press("Enter").sees("V165")
            #expect(throws: DeskFault.self) { try visit(4, at: place) }
        }
    }

    @Test("who can only be there later than the customer can wait is told to be late")
    func tooLateForIt() throws {
        try brief {
            let driver = try board(Desks.withADay()).press("e").type("c2").press("Enter", "Backspace")
            driver.press("Backspace").type("5").press("Ctrl-S").sees("can be there", "later than asked for")
        }
    }

    @Test("what somebody changed meanwhile is refused whole and said; F5 looks at the day anew")
    func outdated() throws {
        try brief {
            let place = try Desks.withASpare()
            let driver = try board(place).press("s", "Enter", "Enter").sees("V165")
            _ = try place.as("wang") {
                try $0.take("cancel", on: VisitID(1), given: ["cancelReason": .text("customer")])
            }
            driver.press("Enter").sees("V165", "changed since the plan was made: V1")
            let before = try visit(2, at: place)
            driver.press("Enter").sees("F5 looks at it anew")
            #expect(try visit(2, at: place) == before)
            driver.press("F5").sees("Planned anew: one visit").press("Enter").sees("V160")
            #expect(try visit(2, at: place).technician != before.technician)
        }
    }

    @Test("the search goes on beside the keyboard; Esc ends it with the best so far, Esc again leaves")
    func stopped() throws {
        let runner = HeldRunner()
        let driver = try Driver(
            Desks.withASpare(), as: "admin", language: "en", columns: 120, rows: 36, runner: runner)
        runner.release()
        driver.press("F8")
        runner.release()
        driver.press("s", "Enter", "Enter")
        runner.releaseFirst()
        driver.sees("Looking for the least painful repair", "Somebody else must do 2 visits")
        driver.press("Enter").sees("Looking for").press("Esc").sees("V165", "Stopping")
        runner.release()
        driver.sees("The search was stopped").seesNot("Stopping").press("Esc").sees("V160")
    }

    @Test("what an earlier search finds is not shown for a day that was looked at anew meanwhile")
    func overtaken() throws {
        try brief {
            let runner = HeldRunner()
            let place = try Desks.withASpare()
            let driver = try Driver(
                place, as: "admin", language: "en", columns: 120, rows: 36, runner: runner)
            runner.release()
            driver.press("F8")
            runner.release()
            driver.press("s", "Enter", "Enter")
            runner.releaseFirst()
            for id in [1, 2] {
                _ = try place.as("wang") {
                    try $0.take("cancel", on: VisitID(Int64(id)), given: ["cancelReason": .text("customer")])
                }
            }
            driver.press("F5")
            runner.releaseReversed()
            driver.sees("V165", "nothing to repair").seesNot("Planned anew").seesNot("Nobody can take")
            driver.seesNot("was stopped")
        }
    }

    @Test("a search whose screen is gone ends")
    func gone() {
        var search: Search? = Search()
        let course = search?.course
        #expect(course?.isOver == false)
        search = nil
        #expect(course?.isOver == true)
    }

    @Test("who may not plan is told so, at the key and at Enter")
    func mayNot() throws {
        let driver = try board(Desks.withADay(), as: "li")
        for key in ["d", "s", "e"] { driver.press(key).sees("V160", "visit.plan").seesNot("Until") }
    }

    @Test("only today can somebody be late, and nobody falls out of a day that is over")
    func otherDays() throws {
        let driver = try board(Desks.withADay()).press("+", "d").sees("Only today can somebody be late.")
        driver.press("-", "-", "s").sees("That day is over.").press("t", "End", "s")
        driver.sees("Go to a technician's row first.")
    }

    // MARK: Calling off

    @Test(
        "a visit is called off with its reason, once what that does was said", arguments: ["en", "zh-Hans"])
    func calledOff(language: String) throws {
        let place = try Desks.withADay()
        let driver = try board(place, language: language).press("c")
        driver.sees(language == "en" ? "told Tue 24 Nov 13:00-15:00" : "已告知 11月24日 周二 13:00-15:00")
        driver.sees(language == "en" ? "saves ¥" : "节省 ¥").press("Ctrl-S")
        #expect(try visit(1, at: place).category == .new, "the reason is asked for")
        driver.press("F4", "Enter", "Ctrl-S").seesNot("[V1 ")
        let now = try visit(1, at: place)
        #expect(now.category == .cancelled && now.fields["cancelReason"] != nil)
    }

    @Test("a visit is called off by whichever step of its workflow does that, whatever that is called there")
    func calledOffElsewhere() throws {
        let folder = try TemporaryFolder()
        let shipped = try ResourceLibrary().file("workflows/visit.yaml").text
        let path = folder.file("workflows")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let text = shipped.replacing("- name: cancel\n", with: "- name: withdraw\n")
        #expect(text != shipped)
        try Data(text.utf8).write(to: URL(filePath: path + "/visit.yaml"))
        let place = try Desks.withADay(Rules(library: ResourceLibrary(override: folder.path)))
        try board(place).press("c").sees("saves ¥").press("F4", "Enter", "Ctrl-S").seesNot("[V1 ")
        #expect(try visit(1, at: place).category == .cancelled)
    }

    @Test("a visit that somebody is at cannot be called off, and it is said why")
    func tooLate() throws {
        let place = try Desks.withADay()
        _ = try place.as("admin") { try $0.take("arrive", on: VisitID(1)) }
        let driver = try board(place).press("c").sees("V160")
        #expect(driver.message.hasPrefix("! "))
        #expect(try visit(1, at: place).category == .active)
    }
}
