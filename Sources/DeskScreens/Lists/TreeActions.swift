import TerminalKit

/// The keys that fold and unfold the branches of a list that is a tree.
enum TreeActions {
    static let close = ActionID("tree.close")
    static let open = ActionID("tree.open")
    static let all = ActionID("tree.all")

    /// - Parameter why: why nothing can be folded now.
    static func all(why: String?, _ context: DeskContext) -> [DeskAction] {
        [
            context.action(close, [.left, .character("-")], inFooter: false, why: why),
            context.action(open, [.right, .character("+")], inFooter: false, why: why),
            context.action(all, [.character("z")], inFooter: false, why: why),
        ]
    }

    /// - Returns: what is to be selected from here on; nil for an action that is none of these, or changes nothing.
    static func perform<ID: Hashable & Sendable>(
        _ action: ActionID, on tree: inout Tree<ID>, at selected: ID?
    )
        -> ID?
    {
        guard let selected else { return nil }
        return switch action {
        case close: tree.close(selected)
        case open: tree.open(selected)
        case all: tree.toggleAll(selected: selected)
        default: nil
        }
    }
}
