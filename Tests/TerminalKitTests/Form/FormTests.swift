import TerminalKit
import Testing

@Suite("Form")
struct FormTests {
    private enum Field: Hashable, Sendable { case phone, kind, fault, note }

    private func form(_ english: Bool = false) -> Form<Field> {
        Form([
            .text(.phone, label: english ? "Phone" : "电话", required: true, cells: 16),
            .choice(
                .kind, label: english ? "Kind" : "类型",
                [
                    Choice(id: "complaint", label: "投诉", keywords: ["ts", "complaint"]),
                    Choice(id: "repair", label: "维修", keywords: ["wx", "repair"]),
                    Choice(id: "return", label: "退货", keywords: ["th", "return"]),
                ], cells: 12),
            .text(.fault, label: english ? "What happened" : "故障描述", rows: 2, cells: 24),
        ])
    }

    private func draw(_ form: Form<Field>, _ columns: Int, _ rows: Int) -> Canvas {
        var canvas = Canvas(size: Size(columns: columns, rows: rows))
        form.draw(in: canvas.bounds, on: &canvas)
        return canvas
    }

    private func type(_ text: String, into form: inout Form<Field>) {
        for character in text { _ = form.handle(.key(.character(character))) }
    }

    @Test("labels align, required fields are marked, the error stands beside its field")
    func chinese() {
        var form = form()
        type("139", into: &form)
        form.errors[.phone] = "号码太短"
        form.set(.kind, to: "repair")
        form.set(.fault, to: "冰箱不制冷，压缩机有异响，已三天")
        #expect(
            draw(form, 48, 4).text == """
                电话     * 139              ! 号码太短
                类型       维修
                故障描述   冰箱不制冷，压缩机有异
                           响，已三天
                """)
        #expect(draw(form, 48, 4).caret == Point(column: 14, row: 0))
    }

    @Test("where there is no room beside it, the error takes the row below")
    func narrow() {
        var form = form(true)
        form.errors[.phone] = "a phone number has at least seven digits"
        #expect(
            draw(form, 48, 5).text.split(separator: "\n", omittingEmptySubsequences: false).prefix(3) == [
                "Phone         *", "                ! a phone number has at least ..", "Kind",
            ])
    }

    @Test("a label with no room beside its field stands above, in as many rows as it takes; never half of it")
    func longLabel() {
        let form = Form([
            FormField<Field>.text(.note, label: "Did the technician ring you before coming?", required: true)
        ])
        #expect(form.rows(width: 24) == 4)
        #expect(
            draw(form, 24, 4).text.split(separator: "\n") == [
                "Did the technician", "ring you before", "coming? *",
            ])
        #expect(draw(form, 24, 2).text.filter { !$0.isWhitespace } == "")
    }

    @Test("the focused field is always in view")
    func scrolling() {
        var form = form()
        form.setFocus(.fault)
        type("坏了", into: &form)
        let canvas = draw(form, 40, 2)
        #expect(canvas.text == "故障描述   坏了")
        #expect(canvas.caret == Point(column: 15, row: 0))
    }

    @Test("Tab, Enter and arrows move; Enter in the last field submits; disabled fields are skipped")
    func focus() {
        var form = form()
        form.fields[2] = .text(.note, label: "备注")
        #expect(form.handle(.key(.tab)) == .focused(.kind, from: .phone))
        #expect(form.handle(.key(.backTab)) == .focused(.phone, from: .kind))
        form.fields[1].isEnabled = false
        #expect(form.handle(.key(.enter)) == .focused(.note, from: .phone))
        #expect(form.handle(.key(.tab)) == .moved)
        #expect(form.handle(.key(.enter)) == .submitted)
        #expect(form.handle(.key(.f(2))) == .ignored)
    }

    @Test("a pasted line break submits nothing")
    func paste() {
        var form = form()
        form.setFocus(.phone)
        #expect(form.handle(.paste("021-5555\n")) == .changed(.phone))
        #expect(form.focus == .phone && form.value(of: .phone) == "021-5555")
    }

    @Test("an edit clears the field's error; the first error can be focused")
    func errors() {
        var form = form()
        form.errors = [.fault: "必填", .kind: "必填"]
        let found = form.focusFirstError()
        #expect(found)
        #expect(form.focus == .kind)
        #expect(form.handle(.key(.right)) == .changed(.kind))
        #expect(form.errors == [.fault: "必填"])
    }

    @Test("a choice is found by its name, by pinyin initials and in English")
    func choice() {
        var form = form()
        form.setFocus(.kind)
        for (typed, id) in [("退", "return"), ("wx", "repair"), ("comp", "complaint")] {
            type(typed, into: &form)
            #expect(form.value(of: .kind) == id)
            _ = form.handle(.key(.down))
            form.setFocus(.kind)
        }
        type("wxq", into: &form)
        #expect(form.value(of: .kind) == "complaint", "what finds nothing leaves the choice as it was")
        #expect(draw(form, 48, 4).text.contains("[wxq]"))
        _ = form.handle(.key(.backspace))
        #expect(draw(form, 48, 4).text.contains("类型       维修    [wx]"))
        guard case .choice(let field) = form[.kind]?.content else { return }
        #expect(field.picker(title: "类型").selected?.id == "repair", "F4 goes on from what was typed")
        #expect(form.handle(.key(.delete)) == .changed(.kind))
        #expect(form.value(of: .kind) == "")
    }
}
