import Model
import ServiceDesk
import TerminalKit
import Wording

/// The list a case was opened from, and where in it: so that one goes to the next case without going back. The place
/// is that from which the case was opened; what is done to it meanwhile does not move the reader.
struct CaseTrail: Sendable, Hashable {
    var list: CaseList
    var key: CaseKey

    static let next = ActionID("case.next")
    static let previous = ActionID("case.previous")

    /// Cases shown before the one that is open, where there is room for the list.
    private static let before = 8
    private static let after = 60

    static func actions(_ context: DeskContext, why: String?) -> [DeskAction] {
        [
            context.action(next, [.character("]"), .alt("n")], why: why),
            context.action(previous, [.character("["), .alt("p")], inFooter: false, why: why),
        ]
    }

    /// The neighbours, for the pane beside the case.
    func neighbours(_ reading: Reading, _ context: DeskContext) throws -> [CaseLine] {
        func page(_ start: PageStart, _ limit: Int) throws -> [CaseLine] {
            try reading.page(
                list, from: start, limit: limit, tries: 3, by: context.actor, at: context.now
            ).lines
        }
        return try page(.before(key), Self.before)
            + page(list.start(at: key), Self.after)
    }

    /// Goes to the next case in one direction, or says that there is none.
    func step(forward: Bool) -> DeskStep {
        .job(
            .read("along") { [self] reading, context in
                try reading.page(
                    list, from: forward ? .after(key) : .before(key), limit: 1, tries: 25,
                    by: context.actor, at: context.now
                ).lines.first
            } then: { (_: inout CaseScreen, line, context) in
                guard let line else {
                    return [.warn(context.say(forward ? "case.lastOfList" : "case.firstOfList"))]
                }
                let trail = CaseTrail(list: list, key: line.key(in: list.order))
                return [.replace(CaseScreen(line.id, along: trail))]
            })
    }
}

extension Pane {
    /// The list beside the case that is open.
    init(_ neighbours: [CaseLine], open: CaseID, of trail: CaseTrail, _ context: DeskContext) {
        add(.heading(context.scopeName(trail.list.scope)))
        for line in neighbours {
            let state = context.standing(of: line.due)
            let due = line.due.map {
                context.mark(state) + " " + context.wording.deadline($0, now: context.now)
            }
            let isOpen = line.id == open
            add(
                .spans([
                    Span(isOpen ? "> " : "  ", .key), Span("\(line.id) ", .accent),
                    Span(line.customer + "  ", isOpen ? .title : .text),
                    Span(due.map { $0 + "  " } ?? "", Style(state.role)), Span(line.summary, .muted),
                ]))
        }
    }
}
