/// A field of a form.
///
///     var phone = FormField.phone(Field.phone, label: "电话", format: { PhoneNumber(parsing: $0)?.display ?? $0 })
///     phone.judge = { Verdict(PhoneNumber(parsing: $0)?.isPlausible == true ? nil : "号码不全") }
package struct FormField<ID: Hashable & Sendable>: Sendable {
    package enum Content: Hashable, Sendable {
        /// Text in so many rows; more than one makes a field of several lines.
        case text(TextField, rows: Int)
        case choice(ChoiceField)
        /// Any number of choices, in so many rows.
        case choices(MultiChoiceField, rows: Int)
        case number(NumberField)
        /// A day or, with its time, a moment, as text; what the text means is the judge's to say. A calendar may be
        /// offered for it.
        case date(TextField, hasTime: Bool)
    }

    package let id: ID
    package var label: String
    package var content: Content { didSet { verdict = judged } }
    package var isRequired: Bool
    /// A disabled field is shown and skipped.
    package var isEnabled = true
    /// A hidden field takes no row; it keeps its value. It is to be disabled as well, so that the focus passes by.
    package var isHidden = false
    /// Beside the field while there is no error: the unit, the format, what was found.
    package var hint = ""
    /// Cells wanted for the content; nil takes what there is.
    package var cells: Int?
    /// Writes the text as it is usually written (a phone number's groups), as one types.
    package var format: (@Sendable (String) -> String)?
    /// Judges the text as one types; an empty field is never judged.
    package var judge: (@Sendable (String) -> Verdict)? { didSet { verdict = judged } }
    private var verdict = Verdict.right()
    /// Whether the field was left since it was filled: what is unfinished is then an error.
    private var wasLeft = false

    package init(_ id: ID, label: String, _ content: Content, required: Bool = false, cells: Int? = nil) {
        self.id = id
        self.label = label
        self.content = content
        self.isRequired = required
        self.cells = cells
    }

    private var judged: Verdict { value.isEmpty ? .right() : judge?(value) ?? .right() }

    /// What the judge finds wrong, once it may be said.
    package var complaint: String? { verdict.complaint(wasLeft: wasLeft) }

    /// The same, were it left now: what is taken as it stands must not be unfinished.
    package var complaintAsItStands: String? { verdict.complaint(wasLeft: true) }

    /// What stands beside the field while nothing is wrong.
    package var note: String {
        let note = verdict.note
        return note.isEmpty ? hint : note
    }

    package var value: String {
        switch content {
        case .text(let field, _), .date(let field, _): field.text
        case .choice(let field): field.choice?.id ?? ""
        case .choices(let field, _): field.value
        case .number(let field): field.text
        }
    }

    package var rows: Int {
        switch content {
        case .text(_, let rows), .choices(_, let rows): rows
        case .choice, .number, .date: 1
        }
    }

    /// - Parameter value: text; a choice's id, or several with commas between.
    mutating func setValue(_ value: String) {
        switch content {
        case .text(var field, let rows):
            field.setText(format?(value) ?? value)
            content = .text(field, rows: rows)
        case .date(var field, let hasTime):
            field.setText(value)
            content = .date(field, hasTime: hasTime)
        case .choice(var field):
            field.select(value)
            content = .choice(field)
        case .choices(var field, let rows):
            field.setValue(value)
            content = .choices(field, rows: rows)
        case .number(var field):
            field.setText(value)
            content = .number(field)
        }
        if value.isEmpty { wasLeft = false }
    }

    /// Takes what was typed into the same field in another language, a text with its caret and what can be undone.
    package mutating func take(typedInto old: FormField) {
        (isEnabled, isHidden) = (old.isEnabled, old.isHidden)
        switch (content, old.content) {
        case (.text(let new, let rows), .text(var typed, _)):
            typed.placeholder = new.placeholder
            content = .text(typed, rows: rows)
        case (.date(let new, let hasTime), .date(var typed, _)):
            typed.placeholder = new.placeholder
            content = .date(typed, hasTime: hasTime)
        case (.choice(var new), .choice(let typed)):
            new.take(typedInto: typed)
            content = .choice(new)
        default: setValue(old.value)
        }
        wasLeft = old.wasLeft
    }

    mutating func handle(_ event: InputEvent) -> TextField.Outcome {
        let outcome: TextField.Outcome
        switch content {
        case .text(var field, let rows):
            outcome = format.map { field.handle(event, format: $0) } ?? field.handle(event)
            content = .text(field, rows: rows)
        case .date(var field, let hasTime):
            outcome = field.handle(event)
            content = .date(field, hasTime: hasTime)
        case .choice(var field):
            outcome = field.handle(event)
            content = .choice(field)
        case .choices(var field, let rows):
            outcome = field.handle(event)
            content = .choices(field, rows: rows)
        case .number(var field):
            outcome = field.handle(event)
            content = .number(field)
        }
        if value.isEmpty { wasLeft = false }
        return outcome
    }

    /// The focus goes elsewhere.
    mutating func leave() {
        wasLeft = true
        switch content {
        case .choice(var field):
            field.endTyping()
            content = .choice(field)
        case .choices(var field, let rows):
            field.endTyping()
            content = .choices(field, rows: rows)
        case .text, .number, .date: break
        }
    }

    func draw(in rect: Rect, on canvas: inout Canvas, focused: Bool) {
        switch content {
        case .text(let field, _), .date(let field, _): field.draw(in: rect, on: &canvas, focused: focused)
        case .choice(let field): field.draw(in: rect, on: &canvas, focused: focused)
        case .choices(let field, _): field.draw(in: rect, on: &canvas, focused: focused)
        case .number(let field): field.draw(in: rect, on: &canvas, focused: focused)
        }
    }
}
