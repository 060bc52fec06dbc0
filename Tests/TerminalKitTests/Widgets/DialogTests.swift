import TerminalKit
import Testing

@Suite("Dialog")
struct DialogTests {
    private let question = Dialog.confirm(
        title: "取消上门", message: "取消后客户会收到短信。确定取消 V88 吗？", confirm: "取消上门", cancel: "返回")

    @Test("a question starts on Cancel, so Enter alone does no harm")
    func safe() {
        var dialog = question
        #expect(dialog.handle(.key(.enter)) == .cancelled)
        #expect(dialog.handle(.paste("y\n")) == .ignored)
        #expect(dialog.handle(.key(.tab)) == .changed)
        #expect(dialog.handle(.key(.enter)) == .confirmed)
        #expect(dialog.handle(.key(.escape)) == .cancelled)
    }

    @Test("y and n answer, fullwidth ones too")
    func letters() {
        var dialog = question
        #expect(dialog.handle(.key(.character("y"))) == .confirmed)
        #expect(dialog.handle(.key(.character("ｎ"))) == .cancelled)
    }

    @Test("stands in the middle, the caret on the focused button")
    func drawing() {
        var canvas = Canvas(size: Size(columns: 50, rows: 8))
        question.draw(over: canvas.bounds, on: &canvas)
        #expect(
            canvas.text == """

                   ┌ 取消上门 ────────────────────────────────┐
                   │ 取消后客户会收到短信。确定取消 V88 吗？  │
                   │                                          │
                   │ [ 返回 ]  [ 取消上门 ]                   │
                   └──────────────────────────────────────────┘
                """)
        #expect(canvas.caret == Point(column: 7, row: 4))
    }

    @Test("a prompt takes text, y included, and keeps what was typed beside an error")
    func prompt() {
        var dialog = Dialog.prompt(title: "原因", message: "为什么取消？", confirm: "确定", cancel: "返回")
        for character in "yes" { _ = dialog.handle(.key(.character(character))) }
        dialog.error = "太短"
        var canvas = Canvas(size: Size(columns: 50, rows: 10))
        dialog.draw(over: canvas.bounds, on: &canvas)
        #expect(canvas.text.contains("│ yes"))
        #expect(canvas.text.contains("│ ! 太短"))
        #expect(canvas.caretIsVisible)
        _ = dialog.handle(.key(.tab))
        _ = dialog.handle(.key(.tab))
        #expect(dialog.handle(.key(.enter)) == .answered("yes"))
    }

    @Test("Enter in a prompt's input answers")
    func promptEnter() {
        var dialog = Dialog.prompt(title: "", message: "", confirm: "OK", cancel: "Back", text: "12")
        #expect(dialog.handle(.key(.enter)) == .answered("12"))
    }
}
