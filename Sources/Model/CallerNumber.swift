/// A number as a telephone system reports it: digits, `+`, blanks, the signs numbers are grouped with, and an extension.
/// Anything else is no number, whoever sent it.
///
///     CallerNumber("+86 138-0013-8000")?.text     // "+86 138-0013-8000"
///     CallerNumber("021-68888888 ext. 801")?.text // "021-68888888 ext. 801"
///     CallerNumber("anonymous")                   // nil
package struct CallerNumber: Hashable, Sendable {
    /// Most characters; E.164 has 15 digits, an extension and grouping need the rest.
    package static let longest = 40
    /// Fewer are a key pressed on the exchange, more are no number of any plan.
    package static let digits = 3...20

    package let text: String

    package init?(_ reported: String) {
        let text = reported.trimmingBlanks
        guard text.utf8.count <= Self.longest, text.wholeMatch(of: Self.form) != nil,
            Self.digits.contains(text.count(where: \.isNumber))
        else { return nil }
        self.text = text
    }

    private static var form: Regex<Substring> {
        /\+?[0-9() .\-]+(?:(?:ext\.?|x|#|转)[ ]?[0-9]{1,6})?/
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
