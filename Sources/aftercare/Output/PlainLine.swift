import Model
import TerminalKit

/// A line of text on its way to a terminal or a file: whatever records or errors put into it, it stays one line and acts
/// on nothing. Only the colours that this program gives the cells of its tables pass.
enum PlainLine {
    static func of(_ line: String, colours: Bool) -> String {
        guard colours, line.unicodeScalars.contains("\u{1B}") else { return DisplayText.sanitise(line) }
        var clean = ""
        var rest = Substring(line)
        while let escape = rest.unicodeScalars.firstIndex(of: "\u{1B}") {
            clean += DisplayText.sanitise(rest[..<escape])
            rest = rest[escape...]
            let code = Tone.codes.first { rest.hasPrefix($0) } ?? ""
            clean += code
            rest = rest.dropFirst(max(1, code.count))
        }
        return clean + DisplayText.sanitise(rest) + Tone.plainCode
    }

    /// Several lines that the program itself broke.
    static func each(of text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { of(String($0), colours: false) }
            .joined(separator: "\n")
    }
}
