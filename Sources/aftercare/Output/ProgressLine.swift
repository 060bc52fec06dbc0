import Model
import TerminalKit

/// How far a long command is, as one line on the terminal that is drawn over; nothing at all where no terminal reads.
///
///     ███████████████▌           52 %  51,200 rows  7,100/s  6 s left
struct ProgressLine {
    private let output: Output
    private let start = ContinuousClock.now
    private var drawn = ContinuousClock.Instant.now - .seconds(1)
    private let isShown: Bool

    init(_ output: Output) {
        self.output = output
        isShown = StandardStream.error.isTerminal
    }

    /// - Parameters:
    ///   - part: how much is done, 0 to 1.
    ///   - count: what was done, such as rows.
    mutating func show(part: Double, count: Int) {
        guard isShown, ContinuousClock.now - drawn > .milliseconds(100) else { return }
        drawn = .now
        let seconds = (drawn - start) / .seconds(1)
        let left = part > 0 ? seconds / part - seconds : 0
        let words = output.words(
            "cli.progress",
            [
                "percent": .count(Int(part * 100)), "count": .count(count),
                "rate": .count(Int(Double(count) / max(seconds, 0.001))),
                "left": .span(.seconds(Int(left.rounded(.up)))),
            ])
        let room = (StandardStream.error.columns ?? 80) - TextTable.cells.of(words) - 3
        StandardStream.error.write("\r\(Self.bar(part, cells: min(max(room, 0), 40)))  \(words)\u{1B}[K")
    }

    /// Leaves the line empty for what comes next.
    func finish() {
        if isShown { StandardStream.error.write("\r\u{1B}[K") }
    }

    /// Whole cells, and eighths of the next one.
    static func bar(_ part: Double, cells: Int) -> String {
        let eighths = Int((min(max(part, 0), 1) * Double(cells * 8)).rounded())
        let partial = eighths % 8 == 0 ? "" : String(" ▏▎▍▌▋▊▉".dropFirst(eighths % 8).prefix(1))
        let bar = String(repeating: "█", count: eighths / 8) + partial
        return bar + String(repeating: " ", count: cells - eighths / 8 - partial.count)
    }
}
