import Model
package import Resources

extension CallingRules {
    /// - Throws: `RuleFault` with file and line.
    package init(file: ResourceFile, _ calendars: Calendars) throws {
        let root = try RuleNode.parse(file)
        try root.allowOnly("calling", "attempts", "parts")
        let calling = try root.need("calling")
        try calling.allowOnly("hours", "asked", "promised", "lately")
        let asked = try calling.need("asked")
        try asked.allowOnly("reasons", "hours")
        let promised = try calling.need("promised")
        try promised.allowOnly("reasons", "hold")
        let parts = try root.need("parts").items.map(Self.part)
        for (before, after) in zip(parts, parts.dropFirst())
        where before.minutes.upperBound > after.minutes.lowerBound {
            throw try root.need("parts").fault("calling.overlap")
        }
        self.init(
            hours: try Self.calendar(calling, calendars), askedHours: try Self.calendar(asked, calendars),
            asked: Set(try asked.words("reasons")), promised: Set(try promised.words("reasons")),
            hold: try Self.hold(promised), lately: try Self.lately(calling),
            attempts: try Self.attempts(try root.need("attempts"), parts: parts.count), parts: parts)
    }

    /// - Parameter parts: how many parts of the day there are.
    package static func attempts(_ node: RuleNode, parts: Int) throws -> Attempts {
        try node.allowOnly("most", "days", "parts", "weekdays", "gap")
        func count(_ key: String, upTo most: Int) throws -> Int {
            let count = try node.integer(key)
            guard (1...max(1, most)).contains(count) else {
                throw try node.need(key).fault("calling.notCount", ["most": .count(most)])
            }
            return count
        }
        let most = try count("most", upTo: 20)
        guard let gap = try? Target(parsing: node.text("gap")) else {
            throw try node.need("gap").fault("calling.notGap", ["value": .text(try node.text("gap"))])
        }
        return Attempts(
            most: most, days: try count("days", upTo: most),
            parts: try count("parts", upTo: min(most, parts)),
            weekdays: node["weekdays"] == nil ? 1 : try count("weekdays", upTo: min(most, 7)), gap: gap)
    }

    /// Minutes, an hour at most: nobody waits longer for one call.
    private static func hold(_ node: RuleNode) throws -> Int {
        let minutes = try node.integer("hold")
        guard (0...60).contains(minutes) else {
            throw try node.need("hold").fault("calling.notHold", ["value": .count(minutes)])
        }
        return minutes
    }

    /// Days, a year at most; a file that was written before there was such a thing need not say it.
    private static func lately(_ node: RuleNode) throws -> Int {
        guard let said = node["lately"] else { return 90 }
        let days = try node.integer("lately")
        guard (1...366).contains(days) else {
            throw said.fault("calling.notLately", ["value": .count(days)])
        }
        return days
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
