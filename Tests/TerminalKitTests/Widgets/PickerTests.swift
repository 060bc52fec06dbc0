import TerminalKit
import Testing

@Suite("Picker")
struct PickerTests {
    private func picker() -> Picker<Int> {
        Picker(
            [
                PickerItem(id: 1, label: "维修队列", detail: "F7", keywords: ["wxdl", "repair queue"]),
                PickerItem(id: 2, label: "投诉队列", detail: "12", keywords: ["tsdl", "complaints"]),
                PickerItem(id: 3, label: "关闭服务单", keywords: ["gb", "close"], whyDisabled: "还有未完成的上门单"),
            ], title: "转到", placeholder: "输入以查找", emptyText: "没有匹配项")
    }

    private func type(_ text: String, into picker: inout Picker<Int>) {
        for character in text { _ = picker.handle(.key(.character(character))) }
    }

    @Test("shows input, count, entries with their keys, and why an entry cannot be chosen")
    func drawing() {
        var canvas = Canvas(size: Size(columns: 40, rows: 6))
        picker().draw(in: canvas.bounds, on: &canvas)
        #expect(
            canvas.text == """
                ┌ 转到 ────────────────────────────────┐
                │ 输入以查找                         3 │
                │ 维修队列                          F7 │
                │ 投诉队列                          12 │
                │ 关闭服务单        还有未完成的上门单 │
                └──────────────────────────────────────┘
                """)
        #expect(canvas.caret == Point(column: 2, row: 1))
        #expect(canvas.styleText.contains("4: 0-0 rule, 2-18 disabled"))
    }

    @Test("typing narrows, Enter takes the selected entry")
    func picks() {
        var picker = picker()
        type("ts", into: &picker)
        #expect(picker.selected?.id == 2)
        #expect(picker.handle(.key(.enter)) == .picked(2))
        #expect(picker.handle(.key(.escape)) == .cancelled)
    }

    @Test("an entry that cannot be chosen says why; what matches nothing is given back as typed")
    func refuses() {
        var picker = picker()
        type("close", into: &picker)
        #expect(picker.handle(.key(.enter)) == .refused("还有未完成的上门单"))
        _ = picker.handle(.key(.ctrl("u")))
        type("case 10234", into: &picker)
        #expect(picker.selected == nil)
        #expect(picker.handle(.key(.enter)) == .typed("case 10234"))
    }

    @Test("new entries leave the selection on the same one")
    func stable() {
        var picker = picker()
        _ = picker.handle(.key(.down))
        picker.setItems([PickerItem(id: 9, label: "新")] + picker.items)
        #expect(picker.selected?.id == 2)
    }
}
