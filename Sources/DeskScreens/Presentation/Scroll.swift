import TerminalKit

/// How far what is longer than its place is scrolled: arrows by a row, paging by ten. How far it can go is known once it
/// is drawn (`Canvas.reach`), at whatever width.
struct Scroll: Sendable, Hashable {
    private(set) var top = 0
    private static let page = 10

    /// - Returns: false when the key is not one of scrolling.
    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> Bool {
        top = min(top, context.reach)
        switch event.key?.command {
        case .up, .character("k"): top -= 1
        case .down, .character("j"): top += 1
        case .pageUp, .ctrl("b"): top -= Self.page
        case .pageDown, .character(" "), .ctrl("f"): top += Self.page
        case .home, .top: top = 0
        case .end, .bottom: top = context.reach
        default: return false
        }
        top = min(max(0, top), context.reach)
        return true
    }
}
