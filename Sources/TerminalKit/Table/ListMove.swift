/// What a key asks of a list. Letters are free in a list, so screens bind theirs first.
package enum ListMove: Hashable, Sendable {
    case by(Int)
    case first, last
    case open

    /// Arrows, `j`/`k`, paging, Home/End, Enter.
    /// - Parameter visibleRows: rows in view; a page keeps one of them.
    package init?(_ key: Key, visibleRows: Int) {
        let page = max(1, visibleRows - 1)
        switch key.command {
        case .up, .character("k"), .ctrl("p"): self = .by(-1)
        case .down, .character("j"), .ctrl("n"): self = .by(1)
        case .pageUp, .ctrl("b"): self = .by(-page)
        case .pageDown, .ctrl("f"): self = .by(page)
        case .home, .top: self = .first
        case .end, .bottom: self = .last
        case .enter: self = .open
        default: return nil
        }
    }
}
