import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// What others do, as someone at the desk sees it.
@Suite("Others at work")
@MainActor
struct LiveTests {
    private static let moment = Model.Span(milliseconds: 250)

    /// Longer ago than a key can be held back for.
    private func settled(_ driver: Driver) -> Driver { driver.wait(.seconds(1)) }

    private func selected(_ driver: Driver) throws -> String {
        try #require(driver.app.canvas.caret.map { driver.lines[$0.row] })
    }

    @Test(
        "what someone else logs is in the list a quarter of a second later, and the selection on its record")
    func logged() throws {
        let place = try Desks.filled()
        let driver = settled(try Driver(place)).press("End")
        #expect(try selected(driver).contains("C1 "))
        try place.as("li") {
            _ = try $0.log(CaseDraft(kind: CaseKind("repair"), customer: CustomerID(2), summary: "洗衣机不脱水"))
        }
        driver.seesNot("洗衣机不脱水").wait(Self.moment).sees("洗衣机不脱水")
        #expect(try selected(driver).contains("C1 "))
    }

    @Test("what changed in the case being read is told, who and what; one's own doing is not")
    func hint() throws {
        let place = try Desks.filled()
        let driver = settled(try Driver(place)).press(":").type("c2").press("Enter").sees("C130")
        try place.as("li") { _ = try $0.note(Subject(CaseID(2)), "客户来电催促", toldCustomer: false) }
        driver.wait(Self.moment).sees("客户来电催促").seesNot("李娜：C2")
        try place.as("chen") { _ = try $0.note(Subject(CaseID(2)), "已联系仓库", toldCustomer: false) }
        driver.wait(Self.moment).sees("已联系仓库", "陈静：C2 备注")
        driver.wait(.seconds(31)).seesNot("陈静：C2")
    }

    @Test("a digit that has just come to mean another step does nothing once, and says so")
    func underHand() throws {
        let place = try Desks.filled()
        let driver = settled(try Driver(place)).press(":").type("c2").press("Enter")
        _ = try place.as("chen") {
            try $0.take("cancel", on: CaseID(2), given: ["cancelReason": .text(place.cancelReason)])
        }
        let before = try place.state(CaseID(2))
        driver.wait(Self.moment).press("1").sees("1 键的含义刚刚改变")
        #expect(try place.state(CaseID(2)) == before)
    }

    @Test("a change that comes right after another does not make one forget the first")
    func twoChanges() {
        let sights = [
            ["1": "accept", "2": "cancel"], ["1": "close", "2": "cancel"], ["1": "close", "2": "open"],
        ]
        .map { keys in
            let meanings = keys.map { (Key.character(Character($0.key)), ActionID($0.value)) }
            return HandGuard.Sight(token: 1, meanings: Dictionary(uniqueKeysWithValues: meanings))
        }
        let start = Instant(milliseconds: 0)
        var hand = HandGuard()
        hand.note(sights[0], became: sights[1], at: start)
        hand.note(sights[1], became: sights[2], at: start + Self.moment)
        let stops = { (key: Character, span: Model.Span) in
            var hand = hand
            return hand.stops(.character(key), sights[2], at: start + span)
        }
        #expect(stops("1", Self.moment) && stops("2", Self.moment))
        #expect(!stops("1", .seconds(1)) && stops("2", .seconds(1)))
    }

    @Test(
        "a record that leaves the list leaves the selection on its neighbour, which Enter does not open at once"
    )
    func vanished() throws {
        let place = try Desks.filled()
        let driver = settled(try Driver(place))
        #expect(try selected(driver).contains("C2 "))
        _ = try place.as("chen") {
            try $0.take("cancel", on: CaseID(2), given: ["cancelReason": .text(place.cancelReason)])
        }
        driver.wait(Self.moment).sees("已不在此列表中")
        #expect(try selected(driver).contains("C1 "))
        driver.press("Enter").sees("W110").press("Enter").sees("C130", "C1 ")
    }

    @Test("drafts that others type are no reason to read anything again")
    func drafts() throws {
        let place = try Desks.filled()
        let runner = HeldRunner()
        let driver = try Driver(place, runner: runner)
        runner.release()
        driver.wait(.seconds(1))
        runner.release()
        try place.as("zhao") { _ = try $0.saveDraft(0, form: "C120", values: ["phone": "1"]) }
        driver.wait(Self.moment)
        #expect(runner.count == 1)
        runner.release()
        #expect(runner.count == 0)
    }

    @Test("letters typed while the records change all arrive, and a choice half typed stays")
    func typing() throws {
        let place = try Desks.filled()
        let driver = settled(try Driver(place)).press("F2").type("13800138000").press("End")
        for (index, letter) in "12345678".enumerated() {
            try place.as("chen") { _ = try $0.note(Subject(CaseID(1)), "备注 \(index)", toldCustomer: false) }
            driver.wait(Self.moment).type(String(letter))
        }
        driver.sees("1380013800012345678")
    }

    @Test(
        "a new customer half typed is not overwritten when someone else puts them on file; it is told, and F4 takes them"
    )
    func nowOnFile() throws {
        let place = try Desks.filled()
        let driver = settled(try Driver(place)).press("F2").type("13955556666").press("Tab").type("何小")
        try place.as("chen") {
            _ = try $0.addCustomer(Samples.customer(name: "何小姐", phone: "+8613955556666"))
        }
        driver.wait(Self.moment).sees("他人刚为此号码建档：何小姐").type("妹").sees("何小妹")
        driver.press("Ctrl-S").sees("来电的是哪位").press("Enter").sees("何小姐").press("Ctrl-S")
        driver.type("漏水").press("Ctrl-S").sees("C3 已登记", "何小姐")
        #expect(try place.desk.read { try $0.find("13955556666").customers.count } == 1)
    }

    @Test("a unit taken out by hand is not put in again when the file is read again")
    func unitStaysOut() throws {
        let place = try Desks.filled()
        let driver = settled(try Driver(place)).press("F2").type("13800138000").press("Down", "Del")
        try place.as("chen") { _ = try $0.note(Subject(CaseID(1)), "备注", toldCustomer: false) }
        driver.wait(Self.moment)
        #expect(driver.lines.first { $0.hasPrefix("机件") }?.contains("U1") == false)
    }
}
