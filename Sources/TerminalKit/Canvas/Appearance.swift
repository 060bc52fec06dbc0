/// How the desk is shown on this terminal, as far as the user or the terminal decides.
package struct Appearance: Hashable, Sendable {
    package var theme: Theme
    package var cellWidth: CellWidth
    /// Whether the terminal tells us of clicks. Its own selection then needs Shift.
    package var hasMouse: Bool

    package init(theme: Theme, cellWidth: CellWidth = .narrow, hasMouse: Bool = false) {
        self.theme = theme
        self.cellWidth = cellWidth
        self.hasMouse = hasMouse
    }
}
