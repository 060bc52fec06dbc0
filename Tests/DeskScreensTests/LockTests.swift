import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// A desk whose person went away, and who may sit down at it.
@Suite("Locking and proving who one is")
@MainActor
struct LockTests {
    private let place: TemporaryDesk

    init() throws {
        place = try Desks.filled()
        try place.desk.setPassphrase(
            "tea in the garden", of: "li", by: place.desk.actor(named: "admin"), at: place.now)
    }

    /// Li at work, having proved it.
    private func working(language: String = "en") throws -> Driver {
        let driver = try Driver(place, language: language)
        driver.type("tea in the garden").press("Enter")
        return driver
    }

    // MARK: Signing in

    @Test(
        "whoever has a passphrase is asked for it, named by the system or picked by hand, and nobody else is")
    func asked() throws {
        let named = try Driver(place, language: "en")
        named.sees("A100", "Passphrase").type("tea in the garden").press("Enter").sees("W110")
        let picked = try Driver(place, as: nil, language: "en")
        picked.type("li").press("Enter").sees("Passphrase").type("tea in the garden")
        picked.seesNot("tea").sees("*****************").press("Enter").sees("W110", "李娜")
        let other = try Driver(place, as: nil, language: "en")
        other.type("wang").press("Enter").sees("W110", "王强")
    }

    @Test("a wrong one is said and opens nothing; after three the right one must wait too")
    func wrong() throws {
        let driver = try Driver(place, language: "en")
        driver.type("tea").press("Enter").sees("This is not the passphrase", "A100")
        driver.press("Enter").sees("A100").type("x").press("Enter").type("y").press("Enter").sees("Wait")
        driver.type("tea in the garden").press("Enter").sees("Too many", "A100")
        driver.wait(.seconds(6)).type("tea in the garden").press("Enter").sees("W110")
    }

    @Test("a second Enter while it is looked at tries nothing twice, and Esc then goes back to the names")
    func busy() throws {
        let runner = HeldRunner()
        let driver = try Driver(place, language: "en", runner: runner)
        runner.release()
        driver.type("tea").press("Enter").sees("Checking").type("more").press("Enter")
        #expect(runner.count == 1)
        driver.press("Esc").sees("Who are you?").seesNot("Checking")
        runner.release()
        driver.sees("A100")
    }

    // MARK: Locking

    @Test("after a quarter of an hour without a touch the desk locks, and shows nothing of the work")
    func idle() throws {
        let driver = try working()
        driver.press("F2").type("13800138000").wait(.minutes(14)).sees("C120")
        driver.press("Tab").wait(.minutes(14)).sees("C120").wait(.minutes(1)).sees(
            "A190", "李娜 locked this desk")
        driver.seesNot("13800138000").seesNot("C120").seesNot("空调")
    }

    @Test(
        "the passphrase opens it where it was, with every letter; keys, pastes and clicks reach nothing below"
    )
    func kept() throws {
        let driver = try working()
        driver.press("F2").type("13800138000").press("Tab", "Tab", "Tab", "Tab").type("又不制冷了")
        let before = driver.text
        driver.send(.alt("l")).sees("A190")
        let mark = try journal()
        driver.paste("1\n2\n3\n").press("Esc", "F2", "F10", "F1", "Ctrl-S", "Ctrl-Q", ":", "F12").sees("A190")
        driver.tell(.mouse(Mouse(.left, at: Point(column: 3, row: 10)))).sees("A190")
        #expect(!driver.hasQuit)
        driver.press("Ctrl-U").type("tea in the garden").press("Enter")
        #expect(driver.text == before)
        let now = try journal()
        #expect(now == mark)
    }

    @Test("what was being typed is saved when it locks")
    func draft() throws {
        let driver = try working()
        driver.press("F2").type("13800138000").send(.alt("l"))
        let id = try #require(try place.desk.actor(named: "li").staffID)
        #expect(try place.desk.read { try $0.drafts.of(id) }.contains { $0.form == "C120" })
    }

    @Test("others' news and late answers neither show nor open anything while it is locked")
    func news() throws {
        let runner = HeldRunner()
        let driver = try Driver(place, as: "wang", language: "en", runner: runner)
        runner.release()
        driver.press(":").type("c1").press("Enter")
        // The case is still being read when the desk locks; it opens underneath.
        driver.send(.alt("l"))
        runner.releaseReversed()
        driver.sees("A190")
        try place.as("chen") { _ = try $0.note(Subject(CaseID(1)), "秘密", toldCustomer: false) }
        driver.wait(.seconds(3))
        runner.release()
        driver.wait(.seconds(3)).sees("A190").seesNot("秘密").seesNot("C1 ")
        runner.release()
        driver.press("Enter").sees("C130", "秘密")
    }

    @Test("whoever has no passphrase opens it with Enter; one set meanwhile is asked for when it locks again")
    func unproved() throws {
        let driver = try Driver(place, as: "wang", language: "en")
        driver.send(.alt("l")).sees("Press Enter").press("Enter").sees("W110")
        try place.desk.setPassphrase(
            "284751", of: "wang", by: place.desk.actor(named: "admin"), at: place.now)
        driver.send(.alt("l")).press("Enter").sees("A190").type("284751").press("Enter").sees("W110")
    }

    @Test("someone else signs in over a lock only by signing the first one out, whose text is then a draft")
    func change() throws {
        let driver = try working()
        driver.press("F2").type("13800138000").send(.alt("l"))
        driver.press("F4").sees("Sign 李娜 out?").press("Esc").sees("Passphrase")
        driver.press("F4", "F4").sees("A100").seesNot("13800138000")
        driver.type("wang").press("Enter").sees("W110", "王强").press("Esc").seesNot("13800138000")
        let again = try working()
        again.press("F2").sees("13800138000")
    }

    @Test("sooner where the person wishes; later than the organisation's time or never it does not allow")
    func ownChoice() throws {
        let hasty = try Driver(place, as: "wang", language: "en", settings: Preferences(lockAfter: 1))
        hasty.wait(.seconds(50)).sees("W110").wait(.seconds(11)).sees("A190")
        let never = try Driver(place, as: "wang", language: "en", settings: Preferences(lockAfter: 0))
        never.wait(.minutes(15)).sees("A190")
    }

    private func journal() throws -> [String] {
        try place.desk.read { try $0.journal.latest(10_000).map { "\($0.event) \($0.by)" } }
    }
}
