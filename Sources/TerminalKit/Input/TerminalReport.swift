/// What a terminal says of itself when asked.
package enum TerminalReport: Hashable, Sendable {
    /// Whether its ground is light.
    case ground(isLight: Bool)
    /// The cells it gives a character of ambiguous width: 1 or 2.
    case ambiguous(Int)
}

/// A click or a turn of the wheel.
package struct Mouse: Hashable, Sendable {
    package enum Button: Hashable, Sendable {
        case left, wheelUp, wheelDown
    }

    package let button: Button
    package let point: Point

    package init(_ button: Button, at point: Point) {
        self.button = button
        self.point = point
    }
}
