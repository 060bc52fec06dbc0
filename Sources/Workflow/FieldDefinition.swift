package import Model

/// A field of a workflow's own: what may be required, set and asked about beside the built-in facts.
package struct FieldDefinition: Hashable, Sendable {
    package let name: String
    package let type: FactType
    package let label: Label
    /// For `choice`: the words it may be, in the file's order.
    package let choices: [Choice]

    package struct Choice: Hashable, Sendable {
        package let name: String
        package let label: Label
    }

    /// Whether the value is of this field's type (and one of its choices). Blank text clears any field.
    package func accepts(_ value: FieldValue) -> Bool {
        switch (type, value) {
        case (_, .text) where value.isEmpty: true
        case (.text, .text), (.number, .number), (.flag, .flag), (.instant, .instant): true
        // Below nothing, a sum would be within every limit.
        case (.money, .number(let minor)): minor >= 0
        case (.choice, .text(let word)): choices.contains { $0.name == word }
        case (.files, .text), (.parts, .text): true
        case (.measures, .text(let text)): MeasuredValue.list(text) != nil
        default: false
        }
    }

    /// What someone typed, as a value: `yes` and `no` for flags, `12.50` for money; nil when it does not fit. Instants
    /// are read by the edges, which know the time zone.
    package func value(typed text: String) -> FieldValue? {
        let value: FieldValue? =
            switch type {
            case .text, .choice, .words, .files, .parts: .text(text)
            case .measures: MeasuredValue.list(text).map { .text(MeasuredValue.text($0)) }
            case .number: Int64(text).map(FieldValue.number)
            case .money: Money(text).map { .number($0.minor) }
            case .flag:
                ["true": true, "yes": true, "是": true, "false": false, "no": false, "否": false][text]
                    .map(FieldValue.flag)
            case .instant: nil
            }
        return value.flatMap { accepts($0) ? $0 : nil }
    }
}
