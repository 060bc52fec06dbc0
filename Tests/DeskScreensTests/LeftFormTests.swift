import DeskTesting
import Model
import Quality
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// Esc goes back from a form, and loses no text.
@Suite("Forms that were left")
@MainActor
struct LeftFormTests {
    private let place: TemporaryDesk

    init() throws { place = try Desks.waiting(repairs: 2) }

    private func driver(as login: String = "li", runner: (any JobRunner)? = nil) throws -> Driver {
        guard let runner else { return try Driver(place, as: login, language: "en", columns: 120) }
        return try Driver(place, as: login, language: "en", columns: 120, runner: runner)
    }

    /// Asks for a promise on a case, without sending it.
    private func promise(_ driver: Driver, on id: String, by time: String, because: String) {
        driver.press(":").type(id).press("Enter", "s", "Tab").type(time).press("Tab").type(because)
    }

    private var requests: Int {
        get throws {
            try place.desk.read { try $0.approvals(for: .desk, at: place.now).items.count }
        }
    }

    @Test(
        "what was typed stands there again, each text and choice, with the moment it means and the caret where it was"
    )
    func back() throws {
        let driver = try driver()
        promise(driver, on: "c1", by: "+1m", because: "urgent")
        driver.press("Esc").seesNot("Promise sooner on C1").press("s")
        driver.sees("Promise sooner on C1", "+1m", "urgent", "stands here again", "F5")
        driver.type("!").sees("urgent!").press("Ctrl-s").sees("is asked for")
        #expect(driver.app.left.isEmpty)
    }

    @Test("a form about something else is empty, and the first keeps what was typed")
    func another() throws {
        let driver = try driver()
        promise(driver, on: "c1", by: "+1m", because: "urgent")
        driver.press("F12", "F12").press(":").type("c2").press("Enter", "s").sees("Promise sooner on C2")
            .seesNot("urgent")
        driver.press("Esc", "F12").press(":").type("c1").press("Enter", "s").sees("urgent")
    }

    @Test("going home from a form keeps it as Esc does")
    func home() throws {
        let driver = try driver()
        promise(driver, on: "c1", by: "+1m", because: "urgent")
        driver.send(.alt("w")).sees("W110").press(":").type("c1").press("Enter", "s").sees("urgent")
    }

    @Test("a note left as a draft can be begun anew as well, and then is a draft no more")
    func draft() throws {
        let driver = try driver()
        driver.press(":").type("c1").press("Enter", "n").type("half a note").press("Esc", "n").sees(
            "half a note")
        driver.press("F5").sees("Begin anew").press("y").seesNot("half a note").sees("as it began")
        driver.press("Esc", "n").sees("Note on C1").seesNot("half a note").seesNot("Anew")
    }

    @Test("once sent, the next form is empty")
    func sent() throws {
        let chen = try driver(as: "chen")
        promise(chen, on: "c1", by: "+2m", because: "urgent")
        chen.press("Esc", "s").sees("urgent").press("Ctrl-s").sees("is promised by")
        chen.press("s").sees("Promise sooner on C1").seesNot("* urgent").seesNot("stands here again")
    }

    @Test("left while it is being sent, it is sent all the same, says so, and is kept no longer")
    func sentAfterLeaving() throws {
        let runner = HeldRunner()
        let driver = try driver(runner: runner)
        runner.release()
        driver.app.apply([.push(CaseScreen(CaseID(1)))])
        runner.release()
        driver.press("s", "Tab").type("+1m").press("Tab").type("urgent").press("Ctrl-s", "Esc")
        #expect(!driver.app.left.isEmpty)
        runner.release()
        #expect(driver.app.left.isEmpty)
        driver.sees("is asked for")
        let asked = try requests
        #expect(asked == 1)
    }

    @Test(
        "opened again while it is being sent, it is the same form: not sent twice, and gone once it is sent")
    func sentOnce() throws {
        let runner = HeldRunner()
        let driver = try driver(runner: runner)
        runner.release()
        driver.app.apply([.push(CaseScreen(CaseID(1)))])
        runner.release()
        driver.press("s", "Tab").type("+1m").press("Tab").type("urgent").press("Ctrl-s", "Esc", "s")
        driver.sees("Promise sooner on C1", "urgent")
        let held = runner.count
        driver.press("Ctrl-s")
        #expect(runner.count == held)
        runner.release()
        driver.sees("is asked for").seesNot("Promise sooner on C1")
        #expect(driver.app.left.isEmpty)
        let asked = try requests
        #expect(asked == 1)
    }

    @Test("a form may be begun anew, once that is confirmed; then nothing of it is kept")
    func anew() throws {
        let driver = try driver()
        promise(driver, on: "c1", by: "+1m", because: "urgent")
        driver.press("Esc", "s", "F5").sees("Begin anew").press("y")
        driver.sees("Promise sooner on C1", "as it began").seesNot("urgent").seesNot("+1m")
        driver.press("Esc")
        #expect(driver.app.left.isEmpty)
    }

    @Test("begun anew, what one field filled into another is as it began as well")
    func anewFromBelow() throws {
        let context = try driver(as: "sun").app.context
        let group = try #require(context.rules.audits().groups.first)
        let ways = [(AuditMethod.questionnaire, 200), (.interview, 8)].map { method, wanted in
            SampleSheet.Way(
                group: group, method: method,
                plan: AuditGroup(audit: AuditID(1), name: group.name, method: method, wanted: wanted))
        }
        var sheet = SampleSheet(ways, selected: ways[0].id, of: AuditID(1), context)
        sheet.form.enter(ways[1].id, in: .way)
        sheet.typed(in: .way, context)
        #expect(sheet.form.value(of: .wanted) == "8")
        sheet.form.enter("9", in: .wanted)
        sheet.beginAnew(context)
        #expect(sheet.form.value(of: .way) == ways[0].id)
        #expect(sheet.form.value(of: .wanted) == "200")
    }

    @Test(
        "what was taken back before leaving is nothing to keep, and F5 is offered only where something was put back"
    )
    func nothingTyped() throws {
        let driver = try driver()
        driver.press(":").type("c1").press("Enter", "s", "Tab").type("x").press("Backspace", "Esc")
        #expect(driver.app.left.isEmpty)
        driver.press("s").sees("Promise sooner on C1").seesNot("F5")
    }

    @Test("another person finds nothing of it, nor does the same one after signing in again; a lock keeps it")
    func signOut() throws {
        let driver = try driver()
        promise(driver, on: "c1", by: "+1m", because: "urgent")
        driver.press("Esc").send(.alt("l")).sees("A190").press("Enter").sees("C130")
        #expect(!driver.app.left.isEmpty)
        driver.app.signOut()
        #expect(driver.app.left.isEmpty)
        driver.type("li").press("Enter").press(":").type("c1").press("Enter", "s").seesNot("urgent")
    }

    @Test("a passphrase is kept nowhere")
    func secret() throws {
        try place.desk.setPassphrase(
            "tea in the garden", of: "li", by: place.desk.actor(named: "admin"), at: place.now)
        let driver = try Driver(place, as: nil, language: "en")
        driver.type("li").press("Enter").sees("Passphrase").type("tea in the").press("Esc")
        #expect(driver.app.left.isEmpty)
    }

    @Test("a draft of promises, long as it is, stands there again with its choices")
    func newDraft() throws {
        let driver = try Driver(place, language: "en", columns: 120, rows: 48)
        driver.app.apply([.push(NewDraftSheet(nil, driver.app.context))])
        driver.sees("Propose").type("spring").press("Esc")
        driver.app.apply([.push(NewDraftSheet(nil, driver.app.context))])
        let sheet = try #require(driver.app.stack.last?.screen as? NewDraftSheet)
        #expect(sheet.form.value(of: .name) == "spring" && sheet.isResumed)
    }
}

/// What becomes of typed text where the form is no longer what it was.
@Suite("Forms that changed while they were left")
struct ResumedFormTests {
    private func form(_ choices: [String], note: String = "", hasReason: Bool = true) -> Form<String> {
        let fields: [FormField<String>] = [
            .choice(
                "kind", label: "Kind", choices.map { Choice(id: $0, label: $0) }, selected: choices.first),
            .text("note", label: "Note", note),
        ]
        return Form(hasReason ? fields + [.text("reason", label: "Reason")] : fields)
    }

    private func left() -> Form<String> {
        var left = form(["a", "b"], note: "before")
        left.enter("b", in: "kind")
        left.enter("mine", in: "note")
        left.enter("because", in: "reason")
        return left
    }

    @Test("only what a person changed is put back, and what stood there before is known")
    func typed() {
        let left = left()
        #expect(left.typed.map(\.field) == ["kind", "note", "reason"])
        #expect(left.typed.map(\.before) == ["a", "before", ""])
        var other = form(["a", "b"])
        other.enter("x", in: "reason")
        other.enter("", in: "reason")
        #expect(other.typed.isEmpty)
    }

    @Test("a choice no longer offered and a field no longer there are passed over")
    func gone() {
        var now = form(["a", "c"], hasReason: false)
        let left = left()
        let gone = ["kind", "reason"].map { now.resume($0, from: left) }
        #expect(!gone.contains(true))
        #expect(!now.isResumed)
        let isBack = now.resume("note", from: left)
        #expect(isBack)
        #expect(now.isResumed)
        #expect(now.value(of: "kind") == "a")
        #expect(now.value(of: "note") == "mine")
        now.forgetTyped()
        #expect(now.typed.isEmpty)
        #expect(!now.isResumed)
    }

    @Test("of several choices one's own are made and taken back anew, and what others chose since stays")
    func several() {
        func form(_ chosen: [String], _ choices: [String] = ["a", "b", "c", "d"]) -> Form<String> {
            let offered = choices.map { Choice(id: $0, label: $0) }
            return Form([.choices("who", label: "Who", offered, chosen: chosen)])
        }
        var left = form(["a", "b"])
        left.enter("b,c", in: "who")
        var now = form(["a", "b", "d"])
        let isBack = now.resume("who", from: left)
        #expect(isBack)
        #expect(now.value(of: "who") == "b,c,d")
        // Somebody else did just that: there is nothing to put back.
        var done = form(["b", "c"])
        let isBackAgain = done.resume("who", from: left)
        #expect(!isBackAgain)
        #expect(!done.isResumed)
        var fewer = form(["a"], ["a", "b"])
        let isTaken = fewer.resume("who", from: left)
        #expect(isTaken)
        #expect(fewer.value(of: "who").isEmpty)
    }
}
