import Model
import TerminalKit
import Wording

/// How the cost of a plan falls while one waits: a curve on one line of the terminal, and the cost so far. Nothing where
/// nobody is looking.
struct CostCurve {
    private let output: Output
    private let currency: String
    private let isShown: Bool
    /// The best so far, at each moment shown.
    private var costs: [Int] = []

    init(_ output: Output, currency: String) {
        (self.output, self.currency) = (output, currency)
        isShown = StandardStream.error.isTerminal
    }

    mutating func show(part: Double, cost: Int) {
        guard isShown else { return }
        costs.append(min(cost, costs.last ?? cost))
        let words = output.words(
            "plan.progress",
            [
                "percent": .count(Int(part * 100)),
                "cost": .money(Money(minor: Int64(costs[costs.count - 1]), currency: currency)),
            ])
        let room = (StandardStream.error.columns ?? 80) - TextTable.cells.of(words) - 3
        StandardStream.error.write("\r\(Self.curve(costs, cells: min(max(room, 0), 40)))  \(words)\u{1B}[K")
    }

    /// Leaves the line empty for what comes next.
    func finish() {
        if isShown { StandardStream.error.write("\r\u{1B}[K") }
    }

    /// A bar an eighth high for the least, eight for the most; the latest on the right.
    static func curve(_ costs: [Int], cells: Int) -> String {
        let bars = Array("▁▂▃▄▅▆▇█")
        guard let least = costs.min(), let most = costs.max() else { return "" }
        return String(
            costs.suffix(cells).map { cost in
                bars[most == least ? 0 : (cost - least) * (bars.count - 1) / (most - least)]
            })
    }
}
