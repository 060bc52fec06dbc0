import TerminalKit
import Testing

@Suite("Kinds of fields")
struct FieldKindTests {
    private enum Field: Hashable, Sendable { case parts, count, phone, day, note }

    private static let parts = [
        Choice(id: "motor", label: "电机", keywords: ["dj"]),
        Choice(id: "door", label: "门封条", keywords: ["mft"]),
        Choice(id: "board", label: "主板", keywords: ["zb"]),
    ]

    private func type(_ text: String, into form: inout Form<Field>) {
        for character in text { _ = form.handle(.key(.character(character))) }
    }

    /// Groups of three, four and four, as far as there are digits.
    @Sendable private static func grouped(_ text: String) -> String {
        let digits = Array(text.filter(\.isNumber))
        return digits.indices.reduce(into: "") { grouped, place in
            if place == 3 || place == 7 { grouped += " " }
            grouped.append(digits[place])
        }
    }

    @Test("several answers: by Space, found by letters, shown in the order of the choices")
    func several() {
        var form = Form<Field>([.choices(.parts, label: "配件", Self.parts), .text(.note, label: "备注")])
        type("zb ", into: &form)
        #expect(form.value(of: .parts) == "board")
        _ = form.handle(.key(.home))
        type(" ", into: &form)
        #expect(form.value(of: .parts) == "motor,board")
        let canvas = drawn(44, 2) { form.draw(in: $0, on: &$1) }
        #expect(canvas.text == "配件   [x] 电机  [ ] 门封条  [x] 主板\n备注")
        #expect(canvas.caret == Point(column: 8, row: 0))
        form.set(.parts, to: "door,gone")
        #expect(form.value(of: .parts) == "door")
        #expect(form.handle(.key(.down)) == .focused(.note, from: .parts))
    }

    @Test("several answers flow in lines, and the one under the cursor is in view")
    func flowing() {
        var field = MultiChoiceField(Self.parts)
        #expect(field.rows(width: 20) == 2)
        _ = field.handle(.key(.end))
        #expect(drawn(20, 1) { field.draw(in: $0, on: &$1, focused: true) }.text == "[ ] 主板")
        #expect(drawn(20, 1) { field.draw(in: $0, on: &$1, focused: false) }.text == "[ ] 电机  [ ] 门封条")
    }

    @Test("a number steps within its range, takes only what a number is made of, and knows its decimals")
    func number() {
        var field = NumberField(range: -200...1_000, step: 50, decimals: 2)
        for (typed, number) in [("12.5", 1250), ("12", 1200), (".5", 50), ("１２。０５", 1205), ("-1", -100)] {
            field.setText("")
            for character in typed { _ = field.handle(.key(.character(character))) }
            #expect(field.number == number, "\(typed)")
        }
        for typed in ["12.345", "abc", "-", "."] {
            field.setText(typed)
            #expect(field.number == nil, "\(typed)")
        }
        field.set(980)
        #expect(field.handle(.key(.up)) == .changed && field.text == "10.00")
        #expect(field.handle(.key(.character("+"))) == .moved)
        #expect(field.handle(.key(.character("-"))) == .changed && field.text == "9.50")
        field.set(-180)
        #expect(field.handle(.key(.down)) == .changed && field.text == "-2.00" && field.isInRange)
        field.set(-5)
        #expect(field.text == "-0.05" && field.number == -5)
        #expect(field.handle(.paste("¥ 1,234.00\n")) == .changed)
    }

    @Test("a phone number is grouped as one types, and the caret stays behind its digit")
    func phone() {
        var form = Form<Field>([.phone(.phone, label: "电话", format: Self.grouped)])
        type("13800138000", into: &form)
        #expect(form.value(of: .phone) == "138 0013 8000")
        for _ in 0..<7 { _ = form.handle(.key(.left)) }
        type("9", into: &form)
        #expect(form.value(of: .phone) == "138 0091 38000")
        let canvas = drawn(40, 1) { form.draw(in: $0, on: &$1) }
        #expect(canvas.caret == Point(column: 7 + 7, row: 0))
        _ = form.handle(.key(.ctrl("z")))
        #expect(form.value(of: .phone) == "138 0013 8000")
    }

    @Test("rubbing out across a group's blank never gets stuck, from either side")
    func phoneErasing() {
        for key in [Key.backspace, .delete] {
            var field = TextField("138 0013 8000")
            _ = field.handle(.key(key == .backspace ? .end : .home))
            for _ in 0..<20 { _ = field.handle(.key(key), format: Self.grouped) }
            #expect(field.text == "", "\(key.name)")
        }
    }

    @Test("whatever is typed where, formatting changes no digit and keeps the caret behind the same one")
    func phoneProperty() {
        for seed in UInt64(1)...200 {
            var generator = SeededGenerator(seed: seed)
            var plain = TextField()
            var phone = TextField()
            for _ in 0..<30 {
                let place = Int.random(in: 0...plain.text.count, using: &generator)
                let digit = Character(String(Int.random(in: 0...9, using: &generator)))
                put(caret: place, in: &plain)
                put(caret: place, in: &phone)
                _ = plain.handle(.key(.character(digit)))
                _ = phone.handle(.key(.character(digit)), format: Self.grouped)
                #expect(phone.text.filter(\.isNumber) == plain.text, "seed \(seed)")
                #expect(
                    phone.buffer.beforeCaret.filter(\.isNumber) == String(plain.buffer.beforeCaret),
                    "seed \(seed)")
            }
        }
    }

    /// Puts the caret behind so many digits.
    private func put(caret digits: Int, in field: inout TextField) {
        _ = field.handle(.key(.home))
        while field.buffer.beforeCaret.count(where: \.isNumber) < digits { _ = field.handle(.key(.right)) }
    }

    @Test("what may still become right is not called wrong before the field is left; what cannot is at once")
    func judged() {
        var day = FormField<Field>.date(.day, label: "日期") { text in
            if text.hasPrefix("x") { return .wrong("不是日期") }
            return text == "明天" ? .right(note: "11-25 周三") : .unfinished("写成 11-24 或明天")
        }
        day.hint = "可写明天"
        var form = Form<Field>([day, .text(.note, label: "备注")])
        let text = { (form: Form<Field>) in drawn(60, 2) { form.draw(in: $0, on: &$1) }.text }
        #expect(text(form).contains("可写明天"))
        type("明", into: &form)
        #expect(form.fields[0].complaint == nil)
        #expect(form.handle(.key(.tab)) == .focused(.note, from: .day))
        #expect(text(form).contains("! 写成 11-24 或明天"))
        form.setFocus(.day)
        type("天", into: &form)
        #expect(
            form.fields[0].complaint == nil && text(form).contains("明天") && text(form).contains("11-25 周三"))
        form.set(.day, to: "")
        #expect(form.fields[0].complaint == nil)
        type("x", into: &form)
        #expect(form.error(of: form.fields[0]) == "不是日期")
        form.errors[.day] = "由画面说"
        #expect(form.error(of: form.fields[0]) == "由画面说")
    }

    @Test("before saving, what is unfinished is an error and gets the focus")
    func finished() {
        var form = Form<Field>([
            .text(.note, label: "备注"), .date(.day, label: "日期", "11-") { _ in Verdict("写成 11-24") },
        ])
        let isWrongAlready = form.focusFirstError()
        form.finish()
        let isWrong = form.focusFirstError()
        #expect(!isWrongAlready && isWrong && form.focus == .day)
    }

    @Test("forms of every kind of field keep to their rectangle, whatever is in them")
    func contained() {
        for seed in UInt64(1)...5 {
            var generator = SeededGenerator(seed: seed)
            let texts = (0..<5).map { _ in RandomText.content(&generator) }
            let choices = texts.enumerated().map { Choice(id: "\($0)", label: $1) }
            var form = Form<Field>([
                .choices(.parts, label: texts[0], choices, chosen: ["1", "3"], rows: 2),
                .number(.count, label: texts[1], 12, required: true),
                .text(.note, label: texts[2], texts[3], rows: 2),
                .date(.day, label: texts[4], texts[0]) { _ in .wrong(texts[1]) },
            ])
            for focus: Field in [.parts, .count, .note, .day] {
                form.setFocus(focus)
                expectContained("seed \(seed), \(focus)") { form.draw(in: $0, on: &$1) }
            }
        }
    }
}
