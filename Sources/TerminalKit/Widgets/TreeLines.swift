/// A tree as lines of text.
package enum TreeLines {
    package struct Node: Sendable {
        /// From 0.
        package var depth: Int
        package var lines: [String]

        package init(depth: Int, lines: [String]) { (self.depth, self.lines) = (depth, lines) }
    }

    /// - Parameter nodes: each after the one it hangs on.
    package static func drawn(_ nodes: [Node]) -> [String] {
        nodes.indices.flatMap { place -> [String] in
            let depth = nodes[place].depth
            func goesOn(_ level: Int) -> Bool {
                nodes[(place + 1)...].first { $0.depth <= level }.map { $0.depth == level } ?? false
            }
            let before = (1..<max(1, depth)).map { goesOn($0) ? "│  " : "   " }.joined()
            let branch = depth == 0 ? "" : goesOn(depth) ? "├─ " : "└─ "
            let under = depth == 0 ? "" : goesOn(depth) ? "│  " : "   "
            let hasChild = nodes.indices.contains(place + 1) && nodes[place + 1].depth > depth
            return nodes[place].lines.enumerated().map { line, text in
                line == 0
                    ? before + branch + text : before + under + (hasChild ? "│    " : "     ") + text
            }
        }
    }

    /// The same without shapes whose width terminals doubt.
    static func plain(_ line: String) -> String {
        String(
            line.map { character in
                switch character {
                case "│": "|"
                case "├", "└": "+"
                case "─": "-"
                default: character
                }
            })
    }
}
