import Foundation
import Model

/// What was written into a guide: lines that begin with a question's name in brackets, each followed by the answer.
///
///     [returns] How do returns and exchanges go between us?
///     Three weeks until the credit note.
///     [note]
///     Wants a contact of his own.
///
/// What stands before the first such line, and under `[note]`, is said besides. The first lines, while they begin with #, say
/// whose guide it is, and are not read.
package struct InterviewForm: Sendable, Hashable {
    package private(set) var answers: [String: String] = [:]
    package private(set) var note = ""

    /// The name in brackets under which stands what no question asked.
    package static let besides = "note"

    package init(_ text: String) {
        var name = Self.besides
        var parts: [String: [Substring]] = [:]
        var isHead = true
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if let question = Self.question(line) {
                (name, isHead) = (question, false)
            } else if !(isHead && line.hasPrefix("#")) {
                isHead = false
                parts[name, default: []].append(line)
            }
        }
        answers = parts.mapValues { $0.joined(separator: "\n").trimmed }
        note = answers.removeValue(forKey: Self.besides) ?? ""
        answers = answers.filter { !$0.value.isEmpty }
    }

    /// - Throws: `ImportFault.noFile`, `.empty`.
    package init(file path: String) throws {
        self.init(String(decoding: try TextFile.open(path).bytes, as: UTF8.self))
    }

    /// A guide with room below each question.
    package static func blank(_ questions: [(name: String, ask: String)]) -> String {
        questions.map { "[\($0.name)] \($0.ask)\n\n" }.joined() + "[\(besides)]\n"
    }

    private static func question(_ line: Substring) -> String? {
        guard line.hasPrefix("["), let end = line.firstIndex(of: "]") else { return nil }
        let name = String(line[line.index(after: line.startIndex)..<end]).trimmed
        return name.isEmpty ? nil : name
    }
}
