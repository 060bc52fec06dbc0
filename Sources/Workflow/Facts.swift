package import Model

/// What is so at this moment about one subject and its surroundings, for conditions to look at: the built-in facts of
/// its kind (`BuiltInFacts`) and the workflow's own fields. ServiceDesk gathers them; nothing here asks a clock.
///
///     Facts(now: now, ["severity": .text("urgent"), "chasers": .number(3)])
///
/// A fact that is not there makes every test of it false, except `filled: false`: conditions fail closed.
package struct Facts: Sendable {
    package var values: [String: FieldValue]

    package init(now: Instant, _ values: [String: FieldValue] = [:]) {
        self.values = values
        self.values[Facts.nowName] = .instant(now)
    }

    static let nowName = "now"

    package subscript(name: String) -> FieldValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// Several words in one fact, such as the decisions granted; `has` tests look into it.
    package static func words(_ words: some Sequence<String>) -> FieldValue {
        .text(words.joined(separator: ", "))
    }

    func isFilled(_ name: String) -> Bool {
        values[name].map { !$0.isEmpty } ?? false
    }

    func adding(_ given: [String: FieldValue]) -> Facts {
        var copy = self
        copy.values.merge(given) { _, new in new }
        return copy
    }
}

/// What kind of value a field or fact holds.
package enum FactType: String, Sendable, CaseIterable {
    case text, number, flag, instant
    /// One word of a closed list.
    case choice
    /// A sum, held as `.number` in hundredths of the currency unit.
    case money
    /// Several words in one text (`Facts.words`); built-in facts only.
    case words
    /// Measured values in one text, each with a name, a number and perhaps a unit: `voltage 221 V; current 6.1 A`.
    case measures
    /// Paths of files in one text, apart by semicolons or lines; the files must be there.
    case files
    /// Parts by code or name in one text, each perhaps with how many: `ac-capacitor x2; Fan motor`.
    case parts
}
