/// Labelled fields below each other: the focus, what is typed, and what is wrong with it.
///
/// Tab, Down and Enter go to the next field, Shift-Tab and Up to the one before; Enter in the last asks to
/// submit; in a field of several lines Enter and the arrows belong to the text, in a number's the arrows count. What a
/// field's own judge finds wrong stands beside it once it was left; what only the screen can know it says by `errors`,
/// and `focusFirstError()` puts the user on the first of either.
///
///     var form = Form([.text(.phone, label: "电话", required: true), .text(.fault, label: "故障", rows: 3)])
package struct Form<ID: Hashable & Sendable>: Sendable {
    package enum Outcome: Hashable, Sendable {
        case changed(ID)
        /// The focus went to another field.
        case focused(ID, from: ID)
        /// The caret moved inside the field.
        case moved
        /// Enter in the last field.
        case submitted
        case ignored
    }

    package var fields: [FormField<ID>]
    /// What the screen found wrong, by field; shown beside it before what the field's judge says.
    package var errors: [ID: String] = [:]
    package private(set) var focus: ID?
    /// What stood in the fields that a person changed, before they first did.
    var before: [ID: String] = [:]
    /// Whether what was typed was put back into it, after it was left.
    package internal(set) var isResumed = false
    /// Where the focus was when that was put back.
    var begunAt: ID?

    package init(_ fields: [FormField<ID>]) {
        self.fields = fields
        focus = fields.first { $0.isEnabled }?.id
    }

    package subscript(id: ID) -> FormField<ID>? { fields.first { $0.id == id } }

    /// The text of a field, or the id of its choice; "" when empty or unknown.
    package func value(of id: ID) -> String { self[id]?.value ?? "" }

    /// Fills a field: its text, or its choice by id.
    package mutating func set(_ id: ID, to value: String) {
        guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
        fields[index].setValue(value)
    }

    /// The field's label and choices, when it has such.
    package func choice(_ id: ID) -> (label: String, choice: ChoiceField)? {
        guard let field = self[id], case .choice(let choice) = field.content else { return nil }
        return (field.label, choice)
    }

    /// The same form in the words of another language; what was typed stays, and where.
    package mutating func reword(as other: Form) {
        let was = self
        fields = other.fields.map { field in
            var field = field
            was[field.id].map { field.take(typedInto: $0) }
            return field
        }
    }

    /// Says something beside a field, such as what the words typed in it mean.
    package mutating func hint(_ id: ID, _ text: String) {
        if let index = fields.firstIndex(where: { $0.id == id }) { fields[index].hint = text }
    }

    /// Moves the focus; an unknown or disabled field leaves it where it is.
    package mutating func setFocus(_ id: ID) {
        guard self[id]?.isEnabled == true else { return }
        if let index = focusIndex, focus != id { fields[index].leave() }
        focus = id
    }

    /// The focused field was disabled meanwhile: on to the next that is not, or back to one before.
    package mutating func settleFocus() {
        guard let row = fields.firstIndex(where: { $0.id == focus }), !fields[row].isEnabled else { return }
        let next = fields[row...].first(where: \.isEnabled) ?? fields[..<row].last(where: \.isEnabled)
        if let next { focus = next.id }
    }

    /// What is wrong with a field, as far as it may be said now.
    package func error(of field: FormField<ID>) -> String? { errors[field.id] ?? field.complaint }

    /// Before it is saved: what is unfinished anywhere is an error from here on.
    package mutating func finish() {
        for index in fields.indices { fields[index].leave() }
    }

    /// Focuses the first field with an error.
    /// - Returns: false when there is none.
    @discardableResult
    package mutating func focusFirstError() -> Bool {
        guard let field = fields.first(where: { error(of: $0) != nil && $0.isEnabled }) else { return false }
        setFocus(field.id)
        return true
    }

    package mutating func handle(_ event: InputEvent) -> Outcome {
        guard let index = focusIndex else { return .ignored }
        let was = fields[index].value
        switch fields[index].handle(event) {
        case .changed:
            errors[fields[index].id] = nil
            before[fields[index].id] = before[fields[index].id] ?? was
            return .changed(fields[index].id)
        case .moved: return .moved
        case .ignored: break
        }
        switch event {
        case .key(.tab), .key(.down): return moveFocus(by: 1) ?? .moved
        case .key(.backTab), .key(.up): return moveFocus(by: -1) ?? .moved
        case .key(.enter): return moveFocus(by: 1) ?? .submitted
        default: return .ignored
        }
    }

    private var focusIndex: Int? { fields.firstIndex { $0.id == focus && $0.isEnabled } }

    /// Nil when there is no further field that way.
    private mutating func moveFocus(by step: Int) -> Outcome? {
        guard let start = focusIndex else { return nil }
        var index = start + step
        while fields.indices.contains(index), !fields[index].isEnabled { index += step }
        guard fields.indices.contains(index) else { return nil }
        fields[start].leave()
        focus = fields[index].id
        return .focused(fields[index].id, from: fields[start].id)
    }
}
