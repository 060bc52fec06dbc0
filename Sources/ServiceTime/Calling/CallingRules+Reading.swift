import Model
package import Resources

extension CallingRules {
    /// - Throws: `RuleFault` with file and line.
    package init(file: ResourceFile, _ calendars: Calendars) throws {
        let root = try RuleNode.parse(file)
        try root.allowOnly("calling", "attempts", "parts")
        let calling = try root.need("calling")
        try calling.allowOnly("hours", "asked")
        let asked = try calling.need("asked")
        try asked.allowOnly("reasons", "hours")
        let attempts = try root.need("attempts")
        try attempts.allowOnly("most", "days", "parts", "gap")
        let parts = try root.need("parts").items.map(Self.part)
        for (before, after) in zip(parts, parts.dropFirst())
        where before.minutes.upperBound > after.minutes.lowerBound {
            throw try root.need("parts").fault("calling.overlap")
        }
        func count(_ key: String, upTo most: Int) throws -> Int {
            let count = try attempts.integer(key)
            guard (1...max(1, most)).contains(count) else {
                throw try attempts.need(key).fault("calling.notCount", ["most": .count(most)])
            }
            return count
        }
        let most = try count("most", upTo: 20)
        guard let gap = try? Target(parsing: attempts.text("gap")) else {
            throw try attempts.need("gap").fault("calling.notGap", ["value": .text(try attempts.text("gap"))])
        }
        self.init(
            hours: try Self.calendar(calling, calendars), askedHours: try Self.calendar(asked, calendars),
            asked: Set(try asked.words("reasons")),
            attempts: Attempts(
                most: most, days: try count("days", upTo: most),
                parts: try count("parts", upTo: min(most, parts.count)), gap: gap),
            parts: parts)
    }

    private static func calendar(_ node: RuleNode, _ calendars: Calendars) throws -> ServiceCalendar {
        let name = try node.text("hours")
        guard let found = calendars[name] else {
            throw try node.need("hours").fault(
                "calling.noCalendar",
                ["name": .text(name), "known": .list(calendars.names.map { .text($0) })])
        }
        return found
    }

    private static func part(_ node: RuleNode) throws -> Part {
        try node.allowOnly("label", "hours")
        return Part(label: try node.label("label"), minutes: try Calendars.interval(node.need("hours")))
    }
}
