import TerminalKit
import Testing

@Suite("Widgets keep to their rectangle")
struct ContainedTests {
    @Test("bars, lines, pickers and dialogs, whatever is in them", arguments: UInt64(1)...5)
    func contained(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let texts = (0..<4).map { _ in RandomText.content(&generator) }
        let items = texts.enumerated().map { PickerItem(id: $0, label: $1, detail: texts[0]) }
        let footer = KeyFooter(texts.map { KeyLabel("F1", $0) })
        let question = Dialog.confirm(
            title: texts[0], message: texts[1], confirm: texts[2], cancel: texts[3])
        var prompt = Dialog.prompt(
            title: texts[3], message: texts[2], confirm: "ok", cancel: "no", text: texts[1])
        prompt.error = texts[0]
        expectContained("progress") { ProgressBar(fraction: 0.42, label: texts[0]).draw(in: $0, on: &$1) }
        expectContained("clock") {
            ClockBar(elapsed: 1.4, state: .missed, mark: texts[1]).draw(in: $0, on: &$1)
        }
        expectContained("message") { MessageLine(.error, texts[2]).draw(in: $0, on: &$1) }
        expectContained("footer") { footer.draw(in: $0, on: &$1) }
        expectContained("picker") { Picker(items, title: texts[1], query: "").draw(in: $0, on: &$1) }
        expectContained("empty picker") {
            Picker(items, title: texts[1], emptyText: texts[3], query: "zzzzz").draw(in: $0, on: &$1)
        }
        expectContained("question") { question.draw(over: $0, on: &$1) }
        expectContained("prompt") { prompt.draw(over: $0, on: &$1) }
        for isMultiline in [false, true] {
            let field = TextField(texts[0] + texts[1], multiline: isMultiline, placeholder: texts[2])
            expectContained("text field") { field.draw(in: $0, on: &$1, focused: true) }
            expectContained("text field") { field.draw(in: $0, on: &$1, focused: false) }
        }
        let choice = ChoiceField(texts.map { Choice(id: $0, label: $0) }, selected: texts[1])
        expectContained("choice") { choice.draw(in: $0, on: &$1, focused: true) }
    }
}
