import Model
import TerminalKit

/// How far a long command is, as one line on the terminal that is drawn over; nothing at all where no terminal reads.
///
///     ███████████████▌           52 %  51,200 rows  7,100/s  6 s left
struct ProgressLine {
    private let output: Output
    private let isShown: Bool
    private var drawn = ContinuousClock.now
    private var last = (part: 0.0, count: 0)
    /// Of the whole, and of what is counted, a second; the last few moments weigh most.
    private var pace = (part: 0.0, count: 0.0)

    init(_ output: Output) {
        self.output = output
        isShown = StandardStream.error.isTerminal
    }

    /// - Parameters:
    ///   - part: how much is done, 0 to 1.
    ///   - count: what was done, such as rows.
    mutating func show(part: Double, count: Int) {
        let seconds = (ContinuousClock.now - drawn) / .seconds(1)
        guard isShown, seconds > 0.1 else { return }
        drawn = .now
        let now = (part: (part - last.part) / seconds, count: Double(count - last.count) / seconds)
        let weight = pace.part == 0 ? 1 : 0.2
        pace.part += weight * (now.part - pace.part)
        pace.count += weight * (now.count - pace.count)
        last = (part, count)
        draw()
    }

    private func draw() {
        let left = pace.part > 0 ? Int(((1 - last.part) / pace.part).rounded(.up)) : 0
        let words = output.words(
            "cli.progress",
            [
                "percent": .count(Int(last.part * 100)), "count": .count(last.count),
                "rate": .count(Int(pace.count)),
                "left": left < 120
                    ? .phrase(Phrase("cli.seconds", ["count": .count(left)])) : .span(.seconds(left)),
            ])
        let room = (StandardStream.error.columns ?? 80) - TextTable.cells.of(words) - 3
        let bar = Self.bar(last.part, cells: min(max(room, 0), 40))
        StandardStream.error.write("\r\(bar)  \(words)\u{1B}[K")
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
