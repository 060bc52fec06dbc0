import Model
import TerminalKit

/// How far a long command is, as one line on the terminal that is drawn over; nothing at all where no terminal reads.
///
///     ███████████████▌           52 %  51,200 rows  7,100/s  6 s left
struct ProgressLine {
    private let output: Output
    private let isShown: Bool
    private let began = ContinuousClock.now
    private var drawn = ContinuousClock.now
    private var last = (part: 0.0, count: 0)
    /// How fast the whole gets done, and how fast what is counted.
    private var pace = ProgressMeter(total: Self.whole, at: 0)
    private var rate = ProgressMeter(total: nil, at: 0)
    /// As finely as the pace is measured.
    private static let whole = 1_000_000

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
        let now = Int64((drawn - began) / .milliseconds(1))
        pace.advance(to: Int(part * Double(Self.whole)), at: now)
        rate.advance(to: count, at: now)
        last = (part, count)
        draw()
    }

    private func draw() {
        guard let left = pace.remaining else { return }
        let words = output.words(
            "cli.progress",
            [
                "percent": .count(Int(last.part * 100)), "count": .count(last.count),
                "rate": .count(Int(rate.rate ?? 0)),
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
