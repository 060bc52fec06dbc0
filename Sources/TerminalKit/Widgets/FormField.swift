/// A field of a form.
package struct FormField<ID: Hashable & Sendable>: Sendable {
    package enum Content: Hashable, Sendable {
        /// Text in so many rows; more than one makes a field of several lines.
        case text(TextField, rows: Int)
        case choice(ChoiceField)
    }

    package let id: ID
    package var label: String
    package var content: Content
    package var isRequired: Bool
    /// A disabled field is shown and skipped.
    package var isEnabled = true
    /// Beside the field while there is no error: the unit, the format, what was found.
    package var hint = ""
    /// Cells wanted for the content; nil takes what there is.
    package var cells: Int?

    package init(_ id: ID, label: String, _ content: Content, required: Bool = false, cells: Int? = nil) {
        self.id = id
        self.label = label
        self.content = content
        self.isRequired = required
        self.cells = cells
    }

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

    package var value: String {
        switch content {
        case .text(let field, _): field.text
        case .choice(let field): field.choice?.id ?? ""
        }
    }

    package var rows: Int {
        if case .text(_, let rows) = content { rows } else { 1 }
    }

    mutating func setValue(_ value: String) {
        switch content {
        case .text(var field, let rows):
            field.setText(value)
            content = .text(field, rows: rows)
        case .choice(var field):
            field.select(value)
            content = .choice(field)
        }
    }

    mutating func handle(_ event: InputEvent) -> TextField.Outcome {
        switch content {
        case .text(var field, let rows):
            defer { content = .text(field, rows: rows) }
            return field.handle(event)
        case .choice(var field):
            defer { content = .choice(field) }
            return field.handle(event)
        }
    }

    mutating func endTyping() {
        guard case .choice(var field) = content else { return }
        field.endTyping()
        content = .choice(field)
    }
}
