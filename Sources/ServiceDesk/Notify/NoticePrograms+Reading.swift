import Model
import Resources
import Workflow

extension NoticePrograms {
    /// - Throws: `RuleFault` with file and line.
    init(file: ResourceFile, roles: Roles) throws {
        let root = try RuleNode.parse(file)
        try root.allowOnly("commands")
        if let given = root["commands"], !given.isMapping { throw given.fault("rule.notMapping") }
        var all: [NoticeProgram] = []
        for (key, node) in root["commands"]?.entries ?? [] {
            all.append(try Reader(node: node, roles: roles.all.map(\.name)).command(key.string ?? ""))
        }
        self.init(all)
    }

    private struct Reader {
        let node: RuleNode
        let roles: [String]

        func command(_ name: String) throws -> NoticeProgram {
            try node.allowOnly("notices", "kinds", "to", "run", "environment", "within", "tries", "wait")
            let run = try node.need("run")
            let line = try run.items.map(word)
            guard let program = line.first, !program.contains("{") else { throw run.fault("notify.notRun") }
            let within = try span("within", .seconds(20), most: .minutes(5))
            return NoticeProgram(
                name: name, takesNotices: try node.flag("notices", or: true), kinds: try Set(kinds()),
                roles: try Set(recipients()), program: program,
                arguments: Array(line.dropFirst()), environment: try words(of: "environment"),
                within: within, tries: try tries(), wait: try span("wait", .minutes(1), most: .hours(6)))
        }

        private func word(_ item: RuleNode) throws -> String {
            guard let word = item.string, !word.isEmpty,
                !word.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { throw item.fault("notify.notRun") }
            for found in word.matches(of: #/\{([^{}]*)\}/#)
            where !NoticeProgram.marks.contains(String(found.1)) {
                throw item.fault(
                    "notify.notMark",
                    [
                        "mark": .text(String(found.0)),
                        "known": .list(NoticeProgram.marks.map { .text("{\($0)}") }),
                    ])
            }
            return word
        }

        private func words(of key: String) throws -> [String] { node[key] == nil ? [] : try node.words(key) }

        private func kinds() throws -> [NoticeKind] {
            let known = NoticeKind.allCases.map(\.rawValue)
            return try (node["kinds"]?.items ?? []).map { item in
                guard let kind = NoticeKind(rawValue: item.string ?? "") else {
                    throw item.notOneOf(known, "kinds")
                }
                return kind
            }
        }

        private func recipients() throws -> [String] {
            try (node["to"]?.items ?? []).map { item in
                guard let role = item.string, roles.contains(role) else { throw item.notOneOf(roles, "to") }
                return role
            }
        }

        private func tries() throws -> Int {
            guard let given = node["tries"] else { return 8 }
            let count = try node.integer("tries")
            guard (1...20).contains(count) else { throw given.fault("notify.notTries") }
            return count
        }

        /// `20 seconds`, and what is a plain length of time elsewhere.
        private func span(_ key: String, _ usual: Span, most: Span) throws -> Span {
            guard let given = node[key] else { return usual }
            let text = try node.text(key)
            let seconds = text.wholeMatch(of: #/([1-9]\d{0,3}) seconds?/#).flatMap { Int($0.1) }
            let span = try seconds.map { Span.seconds($0) } ?? DeskSettings.span(node, key)
            guard span <= most else {
                throw given.fault("notify.tooLong", ["value": .text(text), "most": .span(most)])
            }
            return span
        }
    }
}
