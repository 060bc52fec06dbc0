import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Views that people keep, on screens")
@MainActor
struct KeptViewScreenTests {
    private static let moment = Model.Span(milliseconds: 250)

    @Test("a filter in force is kept by one key and a name, is among the queues then, and opens by its digit")
    func keep() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try Driver(place, language: "en", columns: 108)
        driver.press("F7", "0", "w").sees("Filter the list first").press("3")
        driver.press("/").type("owner:none").press("Enter", "w").sees("Keep a view", "owner:none")
        driver.type("Unclaimed").press("Ctrl-s").sees("Queue: Unclaimed", "Unclaimed is kept")
        driver.wait(Self.moment).press("Esc").sees("Queues (", "Unclaimed")
        let li = try place.desk.actor(named: "li")
        #expect(
            try place.desk.read { try $0.savedViews(for: li).map(\.kept.filter) } == [
                "queue:repair owner:none"
            ])
    }

    @Test("one's own is changed and dropped among the queues; those of the rules by who may")
    func change() throws {
        let place = try Desks.waiting(repairs: 3)
        let actor = try Driver(place, language: "en", columns: 108)
        actor.press("F7").press("e").sees("Set the desk's queues for everyone")
        actor.press("3", "/").type("owner:none").press("Enter", "w").type("Unclaimed").press("Ctrl-s")
        actor.wait(Self.moment).press("Esc", "End").press("e").sees("Change a view", "owner:none")
        actor.type(" now").press("Ctrl-s").sees("Unclaimed now is kept").wait(Self.moment)
        actor.press("x").sees("Drop the view Unclaimed now").press("y").sees("kept no longer")
        actor.wait(Self.moment).press("Up").seesNot("Unclaimed")
    }

    @Test("what a list shows is kept with the view: its order and columns, and what is at risk as typed")
    func shown() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try Driver(place, language: "en", columns: 108)
        driver.press("F7", "3", "s", "/").type("owner:none").press("Enter", "w").sees("What waits longest")
        driver.type("Old").press("Tab", "Tab", "Tab").type("no., age, colour").press("Ctrl-s")
        driver.sees("colour is no column")
        for _ in 1...8 { driver.press("Backspace") }
        driver.press("Tab").type("age>3d").press("Ctrl-s").sees("Old is kept", "Age^").seesNot("Kind")
        let li = try place.desk.actor(named: "li")
        let kept = try place.desk.read { try $0.savedViews(for: li).map(\.kept) }
        #expect(kept.map(\.columns) == [["id", "age"]] && kept.map(\.risk) == ["age>3d"])
    }

    @Test("a queue is kept by itself, for the order and the columns it is shown with")
    func withoutFilter() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try Driver(place, language: "en", columns: 108)
        driver.press("F7", "3", "s").press("c", "Down", "Down", " ", "Enter").seesNot("Kind")
        driver.press("w").sees("Keep a view", "queue:repair", "What waits longest")
        driver.type("Oldest repairs").press("Ctrl-s").sees("Queue: Oldest repairs 1/3", "Age^").seesNot(
            "Kind")
        let li = try place.desk.actor(named: "li")
        let kept = try place.desk.read { try $0.savedViews(for: li).map(\.kept) }
        #expect(kept.map(\.filter) == ["queue:repair"])
        #expect(kept.first?.columns.contains("kind") == false)
    }

    @Test("what somebody offers to others is among their queues a moment later")
    func offered() throws {
        let place = try Desks.waiting(repairs: 3)
        let driver = try Driver(place, language: "en", columns: 108).press("F7").seesNot("Very late")
        try place.as("admin") { work in
            _ = try work.keepView(
                ViewDraft(name: "Very late", filter: "due<-1d", isShared: true),
                words: work.reading.filterWords())
        }
        driver.wait(Self.moment).wait(Self.moment).sees("Very late")
    }
}
