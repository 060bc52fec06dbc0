import DeskTesting
import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("R280, the system of the service, and R281, what went over an arrow")
@MainActor
struct SystemScreenTests {
    private func open(_ place: TemporaryDesk, as login: String = "chen") throws -> Driver {
        try Driver(place, as: login, language: "en", columns: 140, rows: 40).press("Alt-o", "y")
    }

    @Test("posts stand as a tree with who is in them and what is vacant; other pages come by digits")
    func pages() throws {
        let driver = try open(Desks.organised()).sees("R280", "├─ - Service desk", "Technician", "vacant")
        driver.press("3").sees("First-time fix", "85%", "Answers for it")
        driver.press("4").sees("周师傅", "低压电工作业证", "!", "expired: 1, ending within 60 days: 1")
        driver.press("5").sees("Faults to train for: 0", "First-time fix by fault")
        driver.press("6").sees("Missing: people", "Vehicles", "Calls from")
        driver.press("7").sees("Nothing is paid by this.")
        driver.press("1").sees("├─ - Service desk")
    }

    @Test("teams fold and unfold with the arrows; what is no tree says so")
    func fold() throws {
        let driver = try open(Desks.organised()).sees("├─ - Service desk").press("Down", "Down", "Left")
        driver.sees("├─ + Service desk").press("Right").sees("├─ - Service desk")
        driver.press("z").sees("├─ + Service desk").press("z").sees("├─ - Service desk")
        driver.press("4", "Left")
        #expect(driver.message.contains("no tree"))
    }

    @Test("a team counts the posts of those below it as well")
    func whole() throws {
        let place = try Desks.organised()
        let today = place.desk.rules.localDay(place.now)
        let chart = try place.desk.read { try $0.organisationChart(on: today) }
        guard case .team(let first, let whole)? = SystemPage.chart(chart).rows.first else {
            Issue.record("the chart does not begin with a team")
            return
        }
        #expect(whole.wanted == chart.wanted && whole.vacant == chart.vacant)
        #expect(whole.count > first.seats.count)
    }

    @Test(
        "an arrow of a map leads to the cases that went over it, and from there to one; any workflow can be chosen"
    )
    func process() throws {
        let driver = try open(Desks.organised()).press("2", "w").type("repair").press("Enter")
        driver.sees("Repair", "Solved without a visit", "Median")
        driver.press("/").type("without").press("Enter", "Enter")
        driver.sees("R281", "Over the arrow").press("Enter").sees("C130")
        driver.press("Esc").sees("R281").press("Esc").sees("R280")
    }

    @Test("a standard leads to the rows of its figure; keys that mean nothing on a page say so")
    func standards() throws {
        let driver = try open(Desks.organised()).press("3", "w")
        #expect(driver.message.contains("Only the page of processes"))
        driver.press("p")
        #expect(driver.message.contains("days of its own"))
        driver.press("/").type("promises kept").press("Enter", "Enter").sees("R211")
    }

    @Test(
        "who judges nobody's work sees the own card alone; an empty desk says what would be there; in both languages"
    )
    func own() throws {
        let driver = try open(Desks.organised(), as: "li").press("7").sees("李娜")
        driver.seesNot("周师傅")
        try open(TemporaryDesk(), as: "li").press("5").sees("No job that names a product").press("F11").sees(
            "服务体系")
    }
}

@Suite("R290, the strategy, promises in force and drafts")
@MainActor
struct StrategyScreenTests {
    private func open(_ place: TemporaryDesk, as login: String) throws -> Driver {
        try Driver(place, as: login, language: "en", columns: 140, rows: 40).press("Alt-o", "t")
    }

    private func draft(_ place: TemporaryDesk) throws -> PromiseDraft {
        try place.desk.read { try $0.promiseDraft(1) }
    }

    @Test("a step shows what goes into it and is answered; an answer given meanwhile is not covered")
    func answered() throws {
        let place = try Desks.organised()
        let driver = try open(place, as: "sun").sees("R290", "What goes into it:", "约好几点就几点到。")
        driver.press("e").type(" 一次修好。").press("Ctrl-S").sees("一次修好。")
        driver.press("e")
        _ = try place.as("sun") { try $0.writeStrategy("1", "别的回答") }
        driver.type("x").press("Ctrl-S")
        #expect(driver.message.contains("meanwhile"))
        let step = try place.desk.rules.strategyStep("1").name
        let newest = try place.desk.read { try $0.strategyTexts() }[step]?.last?.text
        #expect(newest == "别的回答")
    }

    @Test("a draft stands beside what is in force; nobody approves their own, and blindly only with a remark")
    func approved() throws {
        let place = try Desks.organised()
        try open(place, as: "sun").press("3").sees("更快答复", "两家对手一天内答复", "Published").press("a")
            .sees("promise.approve")
        let driver = try open(place, as: "admin").press("3", "a").sees("Nothing was forecast of it").press(
            "Ctrl-S")
        #expect(try draft(place).state == .open)
        driver.type("试过了").press("Ctrl-S").sees("approved")
        let kept = try draft(place)
        #expect(kept.state == .approved && kept.remark == "试过了")
        driver.press("2").sees("Answered sooner")
        driver.press("3", "w")
        #expect(driver.message.contains("in force"))
    }

    @Test(
        "a draft is changed saying on what that rests; one that somebody changed meanwhile is not; it is withdrawn with a reason"
    )
    func changed() throws {
        let place = try Desks.organised()
        let driver = try open(place, as: "admin").press("3", "e", "Tab").type("，客户座谈").press("Ctrl-S")
        #expect(try draft(place).basis == "两家对手一天内答复，客户座谈")
        driver.press("e")
        _ = try place.as("sun") { try $0.changeDraft(1, name: "春季") }
        driver.type("x").press("Ctrl-S")
        #expect(driver.message.contains("changed by somebody else"))
        driver.press("Esc", "F5", "w").type("人手不够").press("Ctrl-S").sees("withdrawn")
        #expect(try draft(place).state == .withdrawn)
    }

    @Test("a draft is begun with the promise selected; what its reader refuses stands beside the field")
    func proposed() throws {
        let place = try Desks.organised()
        let driver = try open(place, as: "sun").press("2", "/").type("Return answered").press("Enter", "n")
        driver.sees("Propose a promise", "return-respond").press("Ctrl-S").sees("Propose a promise")
        driver.type("退货快答")
        for _ in 0..<19 { driver.press("Tab") }
        driver.type("9").press("Ctrl-S").sees("the internal target (19")
        driver.press("Backspace", "Ctrl-S").press("3").sees("退货快答")
        let draft = try place.desk.read { try $0.promiseDraft(2) }
        let differences = try place.desk.read {
            try $0.comparison(of: draft, at: place.now).differences
        }
        #expect(draft.name == "退货快答" && differences.count == 1 && differences[0].kind == .same)
    }

    @Test("a draft of one promise is changed in its form; what is forecast stays while no promise changes")
    func changedInForm() throws {
        let place = try Desks.organised()
        let before = try draft(place)
        let driver = try open(place, as: "sun").press("3", "e").sees("Change 更快答复", "Published")
        driver.press("Tab").type("，客户座谈").press("Ctrl-S")
        #expect(try draft(place).text == before.text && draft(place).basis.hasSuffix("，客户座谈"))
        driver.press("e")
        for _ in 0..<17 { driver.press("Tab") }
        driver.press("Backspace").type("3").press("Ctrl-S")
        let differences = try place.desk.read {
            try $0.comparison(of: $0.promiseDraft(1), at: place.now).differences
        }
        #expect(differences.first?.drafted?.published?.count == 3)
    }

    @Test("a draft is begun with nothing as well, and says what it lacks")
    func proposedAnew() throws {
        let place = try Desks.organised()
        let driver = try open(place, as: "sun").press("n").type("新承诺").press("Ctrl-S")
        driver.sees("Propose a promise", "visit-offered", "! ")
        let drafts = try place.desk.read { try $0.promiseDrafts() }
        #expect(drafts.count == 1)
    }

    @Test("days to come are simulated under a draft, and what they say is kept with it")
    func simulated() throws {
        let place = try Desks.simulated()
        let driver = try open(place, as: "sun").press("3", "s")
        driver.sees("R291", "Visit within 6 hours", "As it is", "Changed", "Shifts filled", "Cost a day")
        driver.press("Enter").sees("R290", "Forecast of")
        let forecast = try #require(try draft(place).forecast)
        #expect(forecast.runs == DraftTrial.usualRuns && forecast.days == DraftTrial.usualDays)
        #expect(forecast.lines.contains { $0.promise == "visit-offered" && $0.changed != nil })
        driver.press("s", "Esc").sees("R290")
    }

    @Test("a simulation blocks nothing: Esc ends it, and it begins again when asked for")
    func stopped() throws {
        let runner = HeldRunner()
        let driver = try Driver(
            Desks.simulated(), as: "sun", language: "en", columns: 140, rows: 40, runner: runner)
        for key in ["Alt-o", "t", "3"] {
            runner.release()
            driver.press(key)
        }
        runner.release()
        driver.press("s").sees("R291").press("Esc")
        runner.release()
        driver.sees("R291", "Ended before all was read").press("Enter")
        #expect(driver.message.contains("Nothing is simulated yet"))
        driver.press("F5")
        runner.release()
        driver.sees("Shifts filled").press("Esc").sees("R290")
    }

    @Test("a desk without enough of a past says so in place of figures, and keeps nothing")
    func tooYoung() throws {
        let place = try Desks.organised()
        let driver = try open(place, as: "sun").press("3", "s").sees("R291", "are needed to simulate")
        driver.press("Enter")
        #expect(driver.message.contains("Nothing is simulated yet"))
        #expect(try draft(place).forecast == nil)
    }
}
