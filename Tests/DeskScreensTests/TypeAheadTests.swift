import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Keys pressed ahead")
@MainActor
struct TypeAheadTests {
    private func desk(_ runner: HeldRunner) throws -> Driver {
        let driver = try Driver(Desks.filled(), runner: runner)
        runner.release()
        return driver
    }

    @Test(
        "what is pressed before a record is there is done when it is, in order, through more than one screen")
    func several() throws {
        let runner = HeldRunner()
        let driver = try desk(runner).press(":").type("c1").press("Enter").sees("C130").press("n").type(
            "客户来电")
        driver.seesNot("客户来电")
        runner.release()
        driver.sees("┌", "客户来电")
    }

    @Test("what the whole desk does is not kept back, and the way back drops what was")
    func back() throws {
        let runner = HeldRunner()
        let driver = try desk(runner).press(":").type("c1").press("Enter", "F2").sees("C120")
        driver.press("Esc").press("n", "Esc")
        runner.release()
        driver.sees("W110").seesNot("┌")
    }

    @Test("keys for a screen that never came are nobody's")
    func gone() throws {
        let runner = HeldRunner()
        let driver = try desk(runner)
        let before = driver.lines[0]
        driver.press("F9", "m")
        runner.release()
        driver.sees("W110")
        #expect(driver.lines[0] == before)
    }

    @Test("what was pressed ahead is not for the lock that came in between")
    func locked() throws {
        let runner = HeldRunner()
        let driver = try desk(runner).press(":").type("c1").press("Enter", "n")
        driver.app.lockNow()
        #expect(driver.app.ahead.isEmpty)
        runner.release()
        #expect(driver.app.lock != nil && driver.app.stack.last?.screen is CaseScreen)
    }

    @Test("who waited too long is not surprised by a key of long ago")
    func late() throws {
        let runner = HeldRunner()
        let driver = try desk(runner).press(":").type("c1").press("Enter", "n").wait(.seconds(6))
        runner.release()
        driver.sees("C130").seesNot("┌")
    }

    @Test("a question whether to go on is answered by who reads it, not by keys pressed before it")
    func asked() throws {
        let runner = HeldRunner()
        let place = try Desks.filled()
        let inquiry = try place.as("li") { work in
            try work.log(
                CaseDraft(
                    kind: CaseKind("inquiry"), customer: CustomerID(1), summary: "Where are the manuals?"))
        }.serviceCase.id
        let driver = try Driver(place, as: "li", runner: runner)
        runner.release()
        driver.press(":").type("\(inquiry)").press("Enter")
        runner.release()
        let asking = driver.app.actions.actions.first(where: {
            $0.confirmation != nil && $0.whyDisabled == nil
        })
        let key = try #require(asking?.keys.first)
        driver.press("Esc")
        runner.release()
        driver.press(":").type("\(inquiry)").press("Enter").send(key).press("y")
        runner.release()
        driver.sees("C130", "┌")
        #expect(try place.desk.read { try $0.serviceCase(inquiry).state } == "asked")
    }
}
