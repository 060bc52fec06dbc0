import Model
import TerminalKit

/// Writes every action with its keys in the form in which the file of keys is read, so that a person copies the lines
/// they would have otherwise.
package struct KeyMapWriter {
    /// One action of one scope.
    package struct Row: Sendable, Hashable, Encodable {
        package let scope: String
        package let action: String
        package let keys: [String]
        /// What it does.
        package let does: String
        /// Whether the person chose the keys.
        package let isOwn: Bool
    }

    package let rows: [Row]

    package init(_ keys: KeyMap, _ catalogue: ActionCatalogue) {
        rows = catalogue.scopes.flatMap { scope in
            catalogue.actions(in: scope, by: keys).map { action in
                Row(
                    scope: scope.name, action: action.id.name, keys: action.keys.map(\.name),
                    does: action.words.long,
                    isOwn: keys.keys(of: action.id, in: scope) != nil)
            }
        }
    }

    /// The lines of the file; what an action does stands behind it as a comment.
    package var lines: [String] {
        let width = rows.map { entry($0).count }.max() ?? 0
        var lines: [String] = []
        var scope = ""
        for row in rows {
            if row.scope != scope { lines.append("\(row.scope):") }
            scope = row.scope
            let entry = entry(row)
            let gap = String(repeating: " ", count: width - entry.count)
            lines.append("\(entry)\(gap)  # \(row.does)")
        }
        return lines
    }

    private func entry(_ row: Row) -> String {
        let keys = row.keys.map { KeyMapWriter.quoted($0) }
        let value = keys.isEmpty ? "none" : keys.count == 1 ? keys[0] : "[\(keys.joined(separator: ", "))]"
        return "  \(row.action): \(value)"
    }

    /// A sign that means something to YAML stands in quotes.
    private static func quoted(_ name: String) -> String {
        guard name.count == 1, let sign = name.first, !sign.isLetter else { return name }
        return sign == "\"" || sign == "\\" ? "'\(sign)'" : "\"\(sign)\""
    }
}
