package import Model

/// A program of one's own that notices are handed to (mail, chat), as `notify.yaml` names it. It is started as it stands, never
/// through a shell.
package struct NoticeProgram: Sendable, Hashable {
    package var name: String
    /// Whether it is given notices, not reports alone that were scheduled for it.
    var takesNotices = true
    /// Empty for notices of every kind.
    package var kinds: Set<NoticeKind>
    /// Notices to these roles, and to people who have one; empty for all.
    package var roles: Set<String>
    package var program: String
    var arguments: [String]
    /// Names of what it is given of our surroundings, beside what every program needs; what they hold is shown nowhere.
    package var environment: [String]
    /// Then it is ended.
    package var within: Span
    /// So often it is tried.
    package var tries: Int
    /// After the first failure; twice as long after each further one.
    package var wait: Span

    /// What may stand in arguments. Words that people wrote go by the standard input alone, since a program might take them for
    /// options.
    static let marks = ["notice", "kind", "role", "login", "subject"]
    private static let longestWait = Span.hours(6)

    func isFor(_ notice: Notice, roles held: [String]) -> Bool {
        guard takesNotices else { return false }
        let isOfKind = kinds.isEmpty || kinds.contains(notice.kind)
        return isOfKind && (roles.isEmpty || roles.contains(notice.role) || !roles.isDisjoint(with: held))
    }

    /// What becomes of a notice after a try: sent, waiting for the next for so long, or given up.
    func next(after end: CommandEnd, try number: Int) -> (state: NoticeSending.State, wait: Span?) {
        if end.isGood { return (.sent, nil) }
        return number >= tries ? (.failed, nil) : (.waiting, wait(after: number))
    }

    /// How long to wait after so many failures.
    func wait(after tries: Int) -> Span {
        var wait = wait
        for _ in 1..<max(1, min(tries, 24)) where wait < Self.longestWait {
            wait = Span(milliseconds: wait.milliseconds * 2)
        }
        return min(wait, Self.longestWait)
    }
}

/// All of them, in the order of their file.
package struct NoticePrograms: Sendable {
    package let all: [NoticeProgram]
    init(_ all: [NoticeProgram]) { self.all = all }
    package subscript(name: String) -> NoticeProgram? { all.first { $0.name == name } }
    package var names: [String] { all.map(\.name) }
}
