package import Model
import Resources

/// When a desk that nobody touches locks itself: as `desk.yaml` says, sooner where a person wants that.
package struct IdleLock: Sendable, Hashable {
    /// Nil never.
    package var after: Span?
    /// Whether a person may choose never.
    package var mayTurnOff: Bool

    package init(after: Span?, mayTurnOff: Bool) { (self.after, self.mayTurnOff) = (after, mayTurnOff) }

    /// `lock: {after: 15 minutes, mayTurnOff: no}`; without it, never.
    /// - Throws: `RuleFault` with file and line.
    init(_ node: RuleNode?) throws {
        guard let node else {
            self.init(after: nil, mayTurnOff: true)
            return
        }
        try node.allowOnly("after", "mayTurnOff")
        let after = try node.text("after") == "never" ? nil : DeskSettings.span(node, "after")
        self.init(after: after, mayTurnOff: try node.flag("mayTurnOff"))
    }

    /// What holds for a person.
    /// - Parameter own: minutes; 0 never, nil no choice of their own.
    package func limit(own: Int?) -> Span? {
        guard let own else { return after }
        if own <= 0 { return mayTurnOff ? nil : after }
        return after.map { min($0, .minutes(own)) } ?? .minutes(own)
    }

    /// The choices a person has, in minutes, 0 for never.
    /// - Parameter own: the choice made already, which stays among them.
    package func choices(beside own: Int?) -> [Int] {
        var minutes = Set([1, 2, 3, 5, 10, 15, 20, 30, 60].filter(allows))
        if let own, own > 0 { minutes.insert(own) }
        return minutes.sorted() + (mayTurnOff ? [0] : [])
    }

    /// Whether such a choice would change anything.
    package func allows(own: Int) -> Bool {
        own <= 0 ? mayTurnOff : after.map { .minutes(own) < $0 } ?? true
    }
}
