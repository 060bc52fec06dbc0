import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("V164, what visits cost")
@MainActor
struct BillsScreenTests {
    private func bills(as login: String = "chen", _ place: TemporaryDesk? = nil) throws -> Driver {
        try Stage(language: "en", size: Size(columns: 200, rows: 60))
            .driver(place ?? Desks.withBills(), as: login).press(":").type("k2").press("Enter", "f")
    }

    @Test(
        "a customer's estimate, what is to be billed, and a bill with what it is less by, each with its sums")
    func list() throws {
        let driver = try bills().sees("V164 Bills  K2 Oakwood Trading Ltd (3)")
        driver.sees("estimate", "to be billed", "credited", "B000001", "¥150.00", "¥120.00")
        driver.press("End").sees("Credited by G000001", "Reason: 多收一刻钟", "Labour, 60 minutes")
    }

    @Test("the bills of a case are its own visit's, and Esc leads back to it")
    func ofCase() throws {
        let driver = try Driver(Desks.withBills(), as: "chen", language: "en").press(":").type("c3")
            .press("Enter", "f")
        driver.sees("V164 Bills  C3 (1)", "B000001").press("Esc").sees("C130")
        let none = try Driver(Desks.filled(), as: "chen", language: "en").press(":").type("c1").press(
            "Enter", "f")
        none.sees("There is no visit for this case.").seesNot("V164")
    }

    @Test("some of a line is credited, then the bill made void and what was done billed anew")
    func credit() throws {
        let place = try Desks.withBills()
        let driver = try bills(place).press("End", "c").sees("Credit B000001", "¥120.00 is left of the bill")
        // A sum is of one line.
        driver.press("Tab").type("10").press("Tab").type("再让").press("Ctrl-S").sees("Choose which line")
        driver.press("Esc", "c").sees("再让").press("F5", "y").press("Tab", "Tab").type("全部退还").press("Ctrl-S")
        driver.sees("G000002 is written: the customer is credited ¥120.00 of B000001")
        driver.press("c", "Tab", "Tab").type("再退").press("Ctrl-S").sees("is credited whole already")
        driver.press("Esc", "v").sees("Make B000001 void").type("开错").press("Ctrl-S")
        driver.sees("B000001 is void, by G000003", "to be billed")
        let listed = try place.desk.read {
            try $0.listedBills(of: CaseID(3), by: .desk, at: place.now).map(\.standing)
        }
        #expect(listed == [.open, .void])
    }

    @Test("a bill is written with a discount, an estimate kept as quoted; what does not fit says why")
    func write() throws {
        let place = try Desks.withBills()
        let driver = try bills(place).press("w").sees("over and not billed").press("c").sees("not void")
        driver.press("q").sees("the customer was told ¥")
        driver.press("Down", "q").sees("still to come").press("w").sees("Write the bill of")
        driver.press("Tab").type("20").press("Ctrl-S").sees(
            "B000002 is written: the customer is to pay ¥130.00")
        // The cursor stays on what was written.
        driver.press("v").sees("Make B000002 void")
    }

    @Test("what is no sum is said to be none, and nothing is written of it")
    func noSum() throws {
        let driver = try bills().press("Down", "w", "Tab").type("20.005").press("Ctrl-S")
        driver.sees("an amount such as 120.50", "Write the bill of").press("Esc", "w", "F5", "y", "Tab").type(
            "20.")
        driver.press("Ctrl-S").sees("B000002 is written: the customer is to pay ¥130.00")
        driver.press("End", "c", "Right", "Tab").type("1.999").press("Tab").type("多收").press("Ctrl-S")
        driver.sees("an amount such as 120.50", "Credit B000001").seesNot("G000002")
    }

    @Test("who may not credit is told so, and reads all the same")
    func rights() throws {
        let driver = try bills(as: "li").press("End").sees("B000001")
        driver.press("c").seesNot("Credit B000001").press("v").seesNot("Make B000001 void")
        driver.press("Enter").sees("What is charged", "Who pays")
    }

    @Test("the text is the paper with its notes, a line for each charge")
    func text() throws {
        let driver = try bills().press("End", "t")
        driver.sees("Bill B000001 for V", "Labour, 60 minutes at ¥120.00 an hour: ¥120.00 (customer)")
        driver.sees("customer pays after that: ¥120.00", "Credit note G000001 for bill B000001")
    }

    @Test("who was told nothing must agree first, which is said beside the field, and then it is written")
    func consent() throws {
        let place = try Desks.withBills()
        try place.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: VisitID(3)) }
        }
        place.now = place.now + .minutes(46)
        _ = try place.as("t1") { work in
            try work.take("finish", on: VisitID(3), given: ["result": .text("fixed"), "action": .text("清洗")])
        }
        let driver = try Driver(place, as: "chen", language: "en").press(":").type("c5").press(
            "Enter", "f", "w")
        driver.sees("nothing was quoted").press("Ctrl-S").sees("needed", "Write the bill of").seesNot(
            "--consent")
        driver.type("by telephone").press("Ctrl-S").sees("B000002 is written")
    }

    @Test("what is longer than the screen is wide goes on in the next line of the text")
    func longText() throws {
        try Driver(Desks.withBills(), as: "chen", language: "en").press(":").type("c3").press(
            "Enter", "f", "t"
        )
        .sees("Each line is rounded", "the lines.")
    }
}
