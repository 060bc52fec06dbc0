import DeskTesting
import Model
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

@Suite("Knowledge: canned answers put into what is being written")
@MainActor
struct KnowledgeTests {
    @Test("from a note, the case's own answers come first; Enter puts the text in with everything filled")
    func insertIntoNote() throws {
        let driver = try Driver(Desks.filled(), columns: 120, rows: 36)
        driver.press(":").type("c1").press("Enter", "n").type("客户来电。").tell(.key(.alt("t")))
        driver.sees("K220", "空调不制冷排查", "排查步骤")
        #expect(driver.lines[3].contains("空调不制冷排查"), "\(driver.text)")
        driver.type("超时").sees("处理超时致歉", "王小明，非常抱歉，C1的处理")
        driver.press("Enter").sees("客户来电。王小明，非常抱歉，C1", "李娜", "已插入“处理超时致歉”。").seesNot("{")
        driver.press("Ctrl-S").sees("C130")
        let notes = try driver.place.desk.read {
            try $0.sheet(CaseID(1), by: .desk, at: driver.place.now).notes
        }
        #expect(notes.map(\.text).first?.hasPrefix("客户来电。王小明") == true)
    }

    @Test("what is not known yet is told, and is a blank in the text")
    func missing() throws {
        let driver = try Driver(Desks.filled(), language: "en")
        driver.press("F2").type("13800139999").press("Tab").tell(.key(.alt("t")))
        driver.type("logged").sees("Not filled: case number").press("Enter")
        driver.sees("still open: case number", "Oakwood Trading Ltd, your matter is logged as ____")
            .seesNot("{case}")
    }

    @Test("opened from a list there is nothing to put it into: Enter shows it for copying")
    func fromThePalette() throws {
        let driver = try Driver(Desks.filled(), language: "en")
        driver.press(":").type("canned").press("Enter").sees("K220", "28/28")
        driver.type("danger").sees("Your safety comes first")
        driver.press("Enter").sees("Your safety comes first").press("Esc").sees("K220").press("Esc").sees(
            "W110")
    }

    @Test("F4 brings them wherever words go to a customer, filled from the record at hand")
    func byF4() throws {
        let driver = try Driver(Desks.filled(), columns: 120, rows: 36)
        driver.press(":").type("c1").press("Enter", "n").type("客户来电。").press("F4").sees("K220")
        driver.type("超时").press("Enter")
        driver.sees("王小明，非常抱歉，C1")
        // From a list the record under the selection is meant.
        let queue = try Driver(Desks.filled(), columns: 120, rows: 36).press("F7", "0", "a", "F4")
        queue.type("超时").press("Enter").sees("非常抱歉，C")
        let refusal = try Driver(Desks.withRequests(), as: "chen", columns: 120, rows: 36)
        refusal.press("Alt-a", "r", "F4").sees("K220").type("超时").press("Enter").sees("王小明，非常抱歉，C1")
    }

    @Test("a promised call-back takes one as what the customer is told, not as the time")
    func callBack() throws {
        let driver = try Driver(Desks.filled(), columns: 120, rows: 36)
        driver.press("F2").type("13800138000").press("Tab").type("遥控器不会用").press("F6", "Ctrl-S", "3")
        driver.press("F4").sees("没有可选列表").press("Tab", "F4").sees("K220").type("超时").press("Enter")
        driver.sees("C3", "已插入").seesNot("K220")
    }

    /// What is typed and not saved yet.
    private func written(_ driver: Driver) -> String {
        driver.app.stack.last?.screen.unsavedDraft?.values.values.joined() ?? ""
    }

    @Test("F4 in a visit's findings, a call's remark and a questionnaire's words")
    func elsewhere() throws {
        let visit = try Driver(Desks.ofTechnician(), as: "t1", columns: 120, rows: 36)
        visit.press("o", "r", "f", "Tab", "F4").sees("K220").type("超时").press("Enter")
        #expect(written(visit).contains("王小明，非常抱歉"))
        let survey = try Driver(Desks.withCallDue(), as: "zhao", columns: 120, rows: 36)
        survey.press("F9", "q", "2").sees("现在还有什么问题").press("F4").sees("K220").type("超时").press("Enter")
        #expect(survey.sees("F175").app.stack.count == 3 && written(survey).contains("王小明，非常抱歉"))
        let call = try Driver(Desks.withPlainCallDue(), as: "zhao", columns: 120, rows: 36).press("F9")
        for _ in 0..<12 where !call.selectedLine.isEmpty && call.app.stack.last?.screen.isTyping != true {
            call.press("Down")
        }
        call.press("F4").sees("没有可选列表")
    }

    @Test("F4 in a choice lists what there is to choose, and Enter takes it")
    func choices() throws {
        let driver = try Driver(Desks.filled(), language: "en").press("n", "n", "Tab")
        let isTold = { driver.lines.contains { $0.contains("Customer told") && $0.contains("yes") } }
        #expect(!isTold())
        driver.press("F4").sees("Enter Choose").press("Down", "Enter").sees("Note on").seesNot("Enter Choose")
        #expect(isTold())
    }

    @Test("what no answer holds is said")
    func nothing() throws {
        let driver = try Driver(Desks.filled(), language: "en")
        driver.tell(.key(.alt("t"))).type("xyzzy").sees("No answer holds all these words", "0/")
        driver.press("Enter").sees("K220")
    }
}
