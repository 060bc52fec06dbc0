// The kinds of fields there are.
extension FormField {
    package static func text(
        _ id: ID, label: String, _ text: String = "", placeholder: String = "", required: Bool = false,
        rows: Int = 1, cells: Int? = nil, limit: Int? = nil
    ) -> FormField {
        let field = TextField(text, multiline: rows > 1, placeholder: placeholder, limit: limit)
        return FormField(id, label: label, .text(field, rows: max(1, rows)), required: required, cells: cells)
    }

    package static func choice(
        _ id: ID, label: String, _ choices: [Choice], selected: String? = nil, placeholder: String = "",
        required: Bool = false, cells: Int? = nil
    ) -> FormField {
        let field = ChoiceField(choices, selected: selected, placeholder: placeholder)
        return FormField(id, label: label, .choice(field), required: required, cells: cells)
    }

    /// Any number of choices, shown in so many rows.
    package static func choices(
        _ id: ID, label: String, _ choices: [Choice], chosen: [String] = [], required: Bool = false,
        rows: Int = 1
    ) -> FormField {
        let field = MultiChoiceField(choices, chosen: chosen)
        return FormField(id, label: label, .choices(field, rows: max(1, rows)), required: required)
    }

    /// - Parameter decimals: digits after the point; `number`, `range` and `step` count the smallest unit.
    package static func number(
        _ id: ID, label: String, _ number: Int? = nil, range: ClosedRange<Int> = 0...Int(Int32.max),
        step: Int = 1, decimals: Int = 0, placeholder: String = "", required: Bool = false, cells: Int = 14
    ) -> FormField {
        let field = NumberField(
            number, range: range, step: step, decimals: decimals, placeholder: placeholder)
        return FormField(id, label: label, .number(field), required: required, cells: cells)
    }

    /// A phone number, grouped as one types.
    /// - Parameter format: may put blanks and signs between the digits, but changes neither them nor their order.
    package static func phone(
        _ id: ID, label: String, _ text: String = "", placeholder: String = "", required: Bool = false,
        cells: Int? = 24, format: @escaping @Sendable (String) -> String
    ) -> FormField {
        var field = FormField.text(
            id, label: label, format(text), placeholder: placeholder, required: required, cells: cells)
        field.format = format
        return field
    }

    /// A day, or a moment of it, typed in words of the caller's choosing.
    /// - Parameter judge: notes how the text was understood, or says how to write it.
    package static func date(
        _ id: ID, label: String, _ text: String = "", placeholder: String = "", hasTime: Bool = false,
        required: Bool = false, cells: Int = 26, judge: @escaping @Sendable (String) -> Verdict
    ) -> FormField {
        let field = TextField(text, placeholder: placeholder, limit: 40)
        var made = FormField(
            id, label: label, .date(field, hasTime: hasTime), required: required, cells: cells)
        made.judge = judge
        return made
    }
}
