/// How far a long piece of work is: a bar, the percentage, and words from outside (rate and time left, as a
/// `ProgressMeter` measures them).
package struct ProgressBar: Hashable, Sendable {
    /// 0...1; nil while the total is not known.
    package var fraction: Double?
    package var label: String

    package init(fraction: Double?, label: String = "") {
        self.fraction = fraction.map { $0.isFinite ? min(max($0, 0), 1) : 0 }
        self.label = label
    }

    package func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        let percent = fraction.map { "\(Int($0 * 100))%" } ?? ""
        let labelCells = min(canvas.cellWidth.ofShown(label), rect.width / 2)
        let gap = labelCells > 0 ? 1 : 0
        let parts = rect.line(0).split(
            columns: [.share(1), .fixed(min(5, rect.width)), .fixed(gap), .fixed(labelCells)])
        canvas.bar(fraction ?? 0, in: parts[0], .accent)
        canvas.field(percent, in: parts[1], .text, .trailing)
        canvas.field(label, in: parts[3], .muted)
    }
}

/// How much of a promise's time is used. Its letter says the state as well as its colour does, for those who
/// print, photograph, or do not see red.
package struct ClockBar: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case running, atRisk, missed, met, paused

        package var role: Role {
            switch self {
            case .running: .accent
            case .atRisk: .atRisk
            case .missed: .missed
            case .met: .good
            case .paused: .muted
            }
        }
    }

    /// Elapsed share of the time promised; above 1 when missed.
    package var elapsed: Double
    package var state: State
    /// A letter or a short word for the state, in the user's language (`OD`, `逾`).
    package var mark: String

    package init(elapsed: Double, state: State, mark: String) {
        self.elapsed = elapsed.isFinite ? max(0, elapsed) : 0
        self.state = state
        self.mark = mark
    }

    package func draw(in rect: Rect, on canvas: inout Canvas, selected: Bool = false) {
        guard !rect.isEmpty else { return }
        let style = Style(state.role, selected: selected)
        let markCells = min(canvas.cellWidth.ofShown(mark), rect.width)
        let barCells = rect.width - markCells - 1
        canvas.field(mark, in: rect.line(0), style)
        guard barCells >= 3 else { return }
        canvas.bar(min(elapsed, 1), in: rect.line(0).dropping(columns: markCells + 1), style)
    }
}

extension Canvas {
    /// A horizontal bar over the first row of `rect`, filled to `fraction` (0...1). A bar that is not empty
    /// shows at least one cell, and one that is not full leaves at least one.
    package mutating func bar(_ fraction: Double, in rect: Rect, _ style: Style) {
        guard !rect.isEmpty else { return }
        var filled = Int(Double(rect.width) * fraction + 0.5)
        if fraction > 0 { filled = max(filled, 1) }
        if fraction < 1 { filled = min(filled, rect.width - 1) }
        let full = Rect(column: rect.column, row: rect.row, width: filled, height: 1)
        fill(full, with: glyphs.full, style)
        fill(rect.line(0).dropping(columns: filled), with: glyphs.empty, style)
    }
}
