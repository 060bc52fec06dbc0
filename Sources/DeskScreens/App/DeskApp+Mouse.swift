import Model
import TerminalKit

extension DeskApp {
    /// Two clicks on one row within this time open it.
    private static let doubleClick = Model.Span(milliseconds: 400)
    private static let rowsPerTurn = 3

    /// A click presses the key it points at or selects the row; the wheel moves as the arrows do. Each does what keys
    /// could, so that nothing needs the mouse.
    func point(_ mouse: Mouse) {
        switch mouse.button {
        case .left: click(mouse.point)
        case .wheelUp: scroll(.up)
        case .wheelDown: scroll(.down)
        }
    }

    private func click(_ point: Point) {
        let now = clock()
        let isSecond = lastClick.map { $0.point == point && now - $0.at <= Self.doubleClick } ?? false
        lastClick = isSecond ? nil : (point, now)
        switch canvas.spot(at: point)?.target {
        case .key(let key): press(key)
        case .row(let row):
            withTop { $0.handle(.pick(row), $1) }
            if isSecond { press(.enter) }
        case .header(let column): withTop { $0.handle(.header(column), $1) }
        case nil: break
        }
    }

    /// In a form the arrows go from field to field, which the wheel should not.
    private func scroll(_ key: Key) {
        let hasRows = canvas.spots.contains { if case .row = $0.target { true } else { false } }
        guard hasRows || top?.screen.isTyping == false else { return }
        for _ in 0..<Self.rowsPerTurn { press(key) }
    }
}
