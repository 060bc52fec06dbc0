import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// A promise beyond the standard, made in the form that logs the case.
@Suite("C120: promising sooner as a case is logged")
@MainActor
struct LogSoonerTests {
    private let place: TemporaryDesk

    init() throws {
        place = try TemporaryDesk()
        _ = try place.customer()
    }

    /// With a complaint typed, and the fields of a promise unfolded.
    private func promising(as login: String = "li") throws -> Driver {
        let driver = try Driver(place, as: login, language: "en", columns: 120, rows: 36)
        driver.press("F2").type("13800138000").press("Tab").type("空调太吵").seesNot("Because")
        return driver.send(.alt("k")).sees("Sooner", "By when", "Because", "Answer, standard: ")
    }

    private func approvals() throws -> [ApprovalItem] {
        try place.desk.read { try $0.approvals(for: .desk, at: place.now).items }
    }

    @Test("an agent is told before Ctrl-S that it will be asked for, and it is, with the case")
    func asked() throws {
        let driver = try promising()
        driver.press("Tab").type("+1h").sees("in 60 min", "Beyond your limit: Answer by").press("Tab").type(
            "newborn at home")
        driver.press("Ctrl-S").sees("C1 logged")
        let items = try approvals()
        #expect(items.map(\.promise?.metric) == ["respond"])
        #expect(items.map(\.promise?.by) == [place.now + .hours(1)])
        #expect(items.map(\.approval.reason) == ["newborn at home"])
    }

    @Test("whoever may promise it alone does so, of the clock chosen")
    func made() throws {
        let driver = try promising(as: "chen")
        driver.type("ackn").sees("Acknowledgement, standard: ").press("Tab").type("+10m")
        driver.sees("Acknowledgement will be promised by").press("Tab").type("urgent").press("Ctrl-S")
        driver.sees("C1 logged")
        let clocks = try place.desk.read { try $0.sheet(CaseID(1), by: .desk, at: place.now).clocks }
        let clock = try #require(clocks.first { $0.metric == "acknowledge" })
        #expect(clock.due < place.now + .minutes(11))
        let items = try approvals()
        #expect(items.isEmpty)
    }

    @Test(
        "what is no sooner, or has no reason, is said beside its field; folded again, the case is logged by the standard"
    )
    func notSooner() throws {
        let driver = try promising(as: "chen")
        driver.press("Tab").type("+90d").press("Ctrl-S").sees("C120", "The standard is as soon", "needed")
        driver.send(.alt("k")).seesNot("Because").seesNot("The standard is as soon").press("Ctrl-S").sees(
            "C1 logged")
        driver.seesNot("is promised by")
    }

    @Test("unfolded and left empty, nothing is promised")
    func empty() throws {
        try promising().press("Ctrl-S").sees("C1 logged").seesNot("is asked for")
        let items = try approvals()
        #expect(items.isEmpty)
    }

    @Test("before anything is promised by the standard it says so")
    func nothingYet() throws {
        let driver = try Driver(place, language: "en", columns: 120, rows: 36)
        driver.press("F2").send(.alt("k")).sees("Nothing is promised of this yet").seesNot("Because")
    }

    @Test("of what counts with an open case nothing is promised here, and it says where")
    func chased() throws {
        let other = try Desks.filled()
        let driver = try Driver(other, language: "en", columns: 120, rows: 36)
        driver.press("F2").type("13800138000").press("Tab").type("still nobody came").sees(
            "Possible duplicate")
        driver.send(.alt("k")).sees("It counts with C1").seesNot("Because")
    }

    @Test("a draft keeps it, with the clock that was chosen")
    func draft() throws {
        let driver = try promising()
        driver.type("ackn").press("Tab").type("+10m").press("Tab").type("urgent").wait(.seconds(1)).press(
            "F12")
        driver.press("F2").press("F8", "Enter").sees(
            "Acknowledgement, standard: ", "+10m", "urgent", "Beyond your limit")
    }

    @Test("in the other language the fields stay as they were filled")
    func language() throws {
        let driver = try promising()
        driver.type("ackn").press("Tab").type("+10m").press("F11").sees("提前承诺", "+10m", "超出本人权限")
    }
}
