import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Lists of visits, calls and requests whose filter knows fields")
@MainActor
struct WorkListTests {
    private static let moment = Model.Span(milliseconds: 250)

    @Test(
        "a field is proposed, completed by Tab and asked of the records; words find beside it; Esc shows all")
    func fields() throws {
        let driver = try Driver(Desks.withCalls(), as: "zhao", language: "en", columns: 120)
        driver.press("Alt-p", "m").sees("All calls (3)").press("/").type("rea").sees("reason:")
        driver.press("Tab").type("call").sees("Promised call-back").press("Tab").sees("All calls (2)")
        driver.type(" Oak").sees("All calls (2)", "Oakwood").press("Enter", "Esc").sees("All calls (3)")
        driver.press("/").type("colour:red").sees("no field here").press("Enter").sees("no field here")
        driver.press("Esc").sees("All calls (3)")
    }

    @Test(
        "a filter of calls is kept as a view, is among the queues, opens its own list, and is changed there")
    func kept() throws {
        let place = try Desks.withCalls()
        let driver = try Driver(place, as: "zhao", language: "en", columns: 120)
        driver.press("Alt-p", "m", "w").sees("Filter the list first")
        driver.press("/").type("reason:\"call back\" caller:none").press("Enter", "w").sees("Keep a view")
        driver.sees("What is due first").type("Call-backs").press("Tab", "Tab", "Tab").type("no., decision")
        driver.press("Ctrl-s").sees("decision is no column")
        for _ in 1...8 { driver.press("Backspace") }
        driver.type("customer").press("Ctrl-s").sees("Call-backs is kept", "Call-backs (2)", "Oakwood")
        driver.seesNot("Caller")
        let zhao = try place.desk.actor(named: "zhao")
        let views = try place.desk.read { try $0.savedViews(for: zhao) }
        #expect(views.map(\.kept.filter) == ["reason:\"call back\" caller:none"])
        #expect(views.map(\.kept.of) == [.calls] && views.map(\.kept.columns) == [["id", "customer"]])
        driver.wait(Self.moment).press("F7", "End").sees("Call-backs", "Oakwood").press("Enter")
        driver.sees("F160 Call-backs (2)").press("w").sees("Change a view")
    }

    @Test("what is mine to call is kept as what is each one's who looks through the view")
    func own() throws {
        let place = try Desks.withCalls()
        let driver = try Driver(place, as: "zhao", language: "en", columns: 120)
        driver.press("Alt-p", "w").sees("Keep a view", "for:me").type("My calls").press("Ctrl-s")
        driver.sees("My calls is kept")
        let zhao = try place.desk.actor(named: "zhao")
        #expect(try place.desk.read { try $0.savedViews(for: zhao) }.map(\.kept.filter) == ["for:me"])
    }

    @Test("a view of one's own requests is kept with those of its columns that views have")
    func ownColumns() throws {
        let place = try Desks.withRequests()
        var layout = ColumnLayout()
        layout.setShown(false, of: "amount")
        let settings = Preferences().keeping(layout, of: "P200 mine")
        let driver = try Driver(place, as: "li", language: "en", columns: 120, settings: settings)
        driver.app.apply([.push(ApprovalsScreen(mine: true))])
        driver.press("v").sees("Keep a view", "asker:me").type("Asked").press("Ctrl-s").sees("Asked is kept")
        let li = try place.desk.actor(named: "li")
        let views = try place.desk.read { try $0.savedViews(for: li) }
        #expect(views.map(\.kept.columns) == [["id", "decision", "customer"]])
    }

    @Test("a view of requests opens their list, and decides as it does")
    func requests() throws {
        let driver = try Driver(Desks.withRequests(), as: "chen", language: "en", columns: 120)
        driver.press(":").type("queue approvals-mine").press("Enter").sees("P200 For me to decide (2)")
        driver.press("/").type("amount<100").sees("(1)", "A3").press("Enter", "Esc").sees("(2)")
        driver.press("/").type("amount<1").press("Enter").sees("(0)", "No request is so.").seesNot("My limit")
    }
}

@Suite("Promising sooner, on the screen")
@MainActor
struct SoonerSheetTests {
    @Test(
        "an agent's is asked for; a supervisor's is made; a time that is no sooner is said beside the field")
    func promise() throws {
        let place = try Desks.waiting(repairs: 1)
        let agent = try Driver(place, language: "en", columns: 120)
        agent.press(":").type("c1").press("Enter", "s").sees("Promise sooner on C1")
        agent.press("Tab").type("+3d").press("Tab").type("urgent").press("Ctrl-s").sees(
            "The standard is as soon")
        let chen = try Driver(place, as: "chen", language: "en", columns: 120)
        chen.press(":").type("c1").press("Enter", "s", "Tab").type("+2m").press("Tab").type("urgent")
        chen.press("Ctrl-s").sees("is promised by").seesNot("Promise sooner on C1")
        agent.press("Ctrl-u").type("+1m").press("Ctrl-s").sees("is asked for")
        // Whoever decides is told what is promised by when.
        chen.press("Alt-a").sees("Promise").press("y").sees("Grant Promise beyond standard: ")
    }
}
