import TerminalKit

/// How far a pane is scrolled: arrows by a row, paging by half a screen.
struct Scroll: Sendable, Hashable {
    private(set) var top = 0
    private static let page = 10
    /// Rows that stay in view at the end.
    private static let rest = 6

    /// - Parameter rows: those of the whole pane.
    /// - Returns: false when the key is not one of scrolling.
    mutating func handle(_ event: InputEvent, rows: Int) -> Bool {
        switch event.key?.command {
        case .up, .character("k"): top -= 1
        case .down, .character("j"): top += 1
        case .pageUp, .ctrl("b"): top -= Self.page
        case .pageDown, .character(" "), .ctrl("f"): top += Self.page
        case .home, .top: top = 0
        case .end, .bottom: top = rows
        default: return false
        }
        top = min(max(0, top), max(0, rows - Self.rest))
        return true
    }
}
