package import Model

/// A promise as it is written in a file of `Resources/promises`, to be changed and written anew: what is written is read again as
/// the same promise, and a line that the reader complains of is known by its field.
///
///     var text = PromiseText(promise)
///     text.published = Target(18, .hours)
///     let file = ResourceFile(name: "sooner", text: text.file)
package struct PromiseText: Hashable, Sendable {
    /// In the order in which they are written.
    package enum Field: String, Sendable, CaseIterable {
        case line, id, label, wording, need, metric, published
        case internalTarget = "internal"
        case repeats, calendar
        case scope = "for"
        case since, until, source
    }

    package var line: Promise.Line
    package var id: String
    /// By language.
    package var label: [String: String]
    package var wording: [String: String]
    package var need: Promise.Need
    /// Empty for a promise that is kept or not, without a clock; it has no target either.
    package var metric: String
    package var published: Target?
    package var internalTarget: Target?
    package var repeats: Bool
    package var calendar: String
    package var scope: Promise.Scope
    package var since: Day?
    package var until: Day?
    package var source: String

    package init(_ promise: Promise) {
        (line, id, need) = (promise.line, promise.id, promise.need)
        (label, wording) = (promise.label.texts, promise.wording.texts)
        metric = promise.metric ?? ""
        (published, internalTarget) = (promise.published, promise.internalTarget)
        (repeats, calendar, scope) = (promise.repeats, promise.calendar, promise.scope)
        (since, until, source) = (promise.since, promise.until, promise.source)
    }

    /// The whole file.
    package var file: String { lines.map(\.text).joined(separator: "\n") + "\n" }

    /// The field that a line of the file is of; of what has no line of its own, the promise's own name.
    /// - Parameter line: from 1 up, as a `RuleFault` tells it.
    package func field(atLine line: Int) -> Field {
        lines.indices.contains(line - 1) ? lines[line - 1].field : .id
    }

    private var lines: [(field: Field, text: String)] {
        Field.allCases.flatMap { field -> [(field: Field, text: String)] in
            guard let value = value(of: field) else { return [] }
            return switch field {
            case .line: [(field, "line: \(value)"), (.id, "promises:")]
            case .id: [(field, "  - id: \(value)")]
            default: [(field, "    \(field.rawValue): \(value)")]
            }
        }
    }

    /// Nil for what is not said.
    private func value(of field: Field) -> String? {
        switch field {
        case .line: line.rawValue
        case .id: Self.quoted(id)
        case .label: Self.written(label)
        case .wording: Self.written(wording)
        case .need: need.rawValue
        case .metric: metric.isEmpty ? nil : metric
        case .published: published?.description
        case .internalTarget: internalTarget?.description
        case .repeats: repeats ? "true" : nil
        case .calendar: Self.quoted(calendar)
        case .scope: written
        case .since: since?.description
        case .until: until?.description
        case .source: Self.quoted(source)
        }
    }

    private var written: String {
        let parts = [
            ("kinds", scope.kinds), ("severity", scope.severity), ("customer", scope.customer),
            ("dealer", scope.dealer), ("region", scope.region), ("product", scope.product),
        ]
        let named = parts.filter { !$0.1.isEmpty }.map { key, words in
            "\(key): [\(words.map { Self.quoted($0) }.joined(separator: ", "))]"
        }
        return "{\((["subject: \(scope.subject.rawValue)"] + named).joined(separator: ", "))}"
    }

    private static func written(_ texts: [String: String]) -> String {
        let parts = texts.sorted { $0.key < $1.key }.map { "\($0.key): \(quoted($0.value))" }
        return "{\(parts.joined(separator: ", "))}"
    }

    /// As YAML reads it in double quotes, whatever it holds.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            default: scalar.properties.generalCategory == .control ? "" : String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

extension PromiseText {
    /// One that nothing is said of yet.
    package init(line: Promise.Line, calendar: String) {
        self.line = line
        self.calendar = calendar
        (id, label, wording, need, metric, repeats, source) = ("", [:], [:], .basic, "", false, "")
        (published, internalTarget, since, until) = (nil, nil, nil, nil)
        scope = Promise.Scope(subject: .case)
    }
}
