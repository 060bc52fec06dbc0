import Foundation
import Model

/// A text as it stands in a CSV file, where a spreadsheet or a terminal must not act on it. Reading gives back what was
/// written, whatever it was.
///
/// - What a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, their full-width forms, a tab or a line feed at the
///   beginning) has an apostrophe before it, the mark by which spreadsheets know text; so has such a text that begins
///   with apostrophes of its own. A number below zero is no formula: marked, it would be none to reckon with.
/// - What would act on a terminal (`Unicode.Scalar.acts`, without tab and line feed) is written `\u{1B}`, and a text
///   that holds `\u{` itself has its backslash written `\u{5C}`.
package enum SafeCell {
    package static func guarded(_ text: String) -> String {
        var text = text
        if text.contains(#"\u{"#) { text = text.replacing(#"\u{"#, with: #"\u{5C}u{"#) }
        if text.unicodeScalars.contains(where: isEscaped) {
            var escaped = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                if isEscaped(scalar) {
                    escaped.append(
                        contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
                } else {
                    escaped.append(scalar)
                }
            }
            text = String(escaped)
        }
        let isGuarded = isFormula(text.unicodeScalars.drop { $0 == "'" }.first) && !isNumber(text)
        return isGuarded ? "'" + text : text
    }

    private static func isNumber(_ text: String) -> Bool { text.wholeMatch(of: /-[0-9]+(\.[0-9]+)?/) != nil }

    /// What `guarded` was given; any other text stays as it is.
    package static func restored(_ text: String) -> String {
        var text = text
        if text.hasPrefix("'"), isFormula(text.unicodeScalars.drop { $0 == "'" }.first) { text.removeFirst() }
        guard text.contains(#"\u{"#) else { return text }
        return text.replacing(/\\u\{([0-9A-F]{1,4})\}/) { match in
            guard let scalar = UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init),
                scalar == "\\" || isEscaped(scalar)
            else { return String(match.0) }
            return String(scalar)
        }
    }

    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.acts && scalar != "\t" && scalar != "\n"
    }

    private static func isFormula(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n": true
        default: false
        }
    }
}
