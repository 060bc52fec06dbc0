import Model
import Records
import ServiceDesk
import Statistics
import TerminalKit
import Wording
import Workflow

/// A map drawn for a terminal: each state a box in the workflow's order, double-lined when it ends the matter, with how many came
/// and who waits there; under it the arrows out of it that were taken, those taken most often first.
struct ProcessDrawing {
    let map: ProcessMap
    let output: Output
    /// Cells for the names of steps and of states; the figures take the rest.
    private let names: (step: Int, state: Int)
    /// Cells for each column of figures.
    private let figures: [Int]

    private static let cells = TextTable.cells
    /// Branch and mark.
    private static let marks = 7

    init(_ map: ProcessMap, _ output: Output) {
        (self.map, self.output) = (map, output)
        let told = map.arrows.map { Self.told($0, output) }
        figures = [6, 8, 8, 9].enumerated().map { column, least in
            max(least, 2 + (told.map { Self.cells.of($0[column]) }.max() ?? 0))
        }
        let rest = Self.marks + figures.reduce(0, +)
        let steps = map.arrows.map { Self.cells.of(output.wording.text($0.label)) } + [12]
        let states = map.stations.map { Self.cells.of(output.wording.text($0.state.label)) }
        let wanted = (step: steps.max() ?? 12, state: states.max() ?? 12)
        guard let columns = StandardStream.out.columns, wanted.step + wanted.state + rest > columns
        else {
            names = wanted
            return
        }
        let room = max(20, columns - rest)
        let state = min(wanted.state, max(room / 2, room - wanted.step))
        names = (room - state, state)
    }

    var lines: [String] {
        [titles, ""]
            + map.stations.filter { !$0.isIdle }.flatMap { station in
                box(station)
                    + map.arrows(from: station.state.name).enumerated().map { place, arrow in
                        line(
                            arrow, isLast: place == map.arrows(from: station.state.name).count - 1)
                    } + [""]
            }
    }

    private var titles: String {
        row(
            "    " + Self.cells.fit(output.words("process.title.step"), names.step) + "   "
                + Self.cells.fit(output.words("process.title.to"), names.state),
            [
                output.words("process.title.count"), output.words("process.title.share"),
                output.words("process.title.median"), output.words("process.title.ninth"),
            ])
    }

    private func row(_ left: String, _ texts: [String]) -> String {
        left
            + zip(texts, figures).map { text, width in
                Self.cells.of(text) < width ? Self.cells.fit(text, width, .trailing) : " " + text
            }.joined()
    }

    private func box(_ station: ProcessMap.Station) -> [String] {
        let title = output.wording.text(station.state.label)
        let isOpen = station.state.category.isOpen
        let edge = String(repeating: isOpen ? "─" : "═", count: Self.cells.of(title) + 2)
        let side = isOpen ? "│" : "║"
        let (top, bottom) = isOpen ? ("┌\(edge)┐", "└\(edge)┘") : ("╔\(edge)╗", "╚\(edge)╝")
        return [top, "\(side) \(title) \(side) \(came(station))", bottom + waiting(station)]
    }

    private func came(_ station: ProcessMap.Station) -> String {
        let count = output.words("process.came", ["count": .count(station.entered)])
        guard station.time.count > 0 else { return count }
        let stayed = output.words(
            "process.stayed",
            [
                "median": .text(output.hours(station.time.median)),
                "ninth": .text(output.hours(station.time.ninth)),
            ])
        return "\(count) \(stayed)"
    }

    private func waiting(_ station: ProcessMap.Station) -> String {
        guard let waiting = station.waiting, station.state.category.isOpen else { return "" }
        return " "
            + output.words(
                "process.waiting",
                ["count": .count(waiting.count), "since": .text(output.moment(waiting.oldest))])
    }

    private func line(_ arrow: ProcessMap.Arrow, isLast: Bool) -> String {
        let target =
            arrow.course == .stays
            ? output.words("workflow.diagram.stays")
            : map.definition.state(arrow.to).map { output.wording.text($0.label) } ?? arrow.to
        let branch = " \(isLast ? "└" : "├")\(arrow.isOfDesk ? "╌" : "─") "
        return row(
            branch + Self.cells.fit(output.wording.text(arrow.label), names.step)
                + " \(arrow.course.mark) " + Self.cells.fit(target, names.state),
            Self.told(arrow, output))
    }

    private static func told(_ arrow: ProcessMap.Arrow, _ output: Output) -> [String] {
        [
            output.wording.number(arrow.count),
            arrow.share.map { output.wording.percent($0.value, decimals: 0) } ?? "–",
            output.hours(arrow.time.median), output.hours(arrow.time.ninth),
        ]
    }
}

extension ProcessMap.Course {
    /// One cell.
    var mark: Character {
        switch self {
        case .onward: "→"
        case .back: "↑"
        case .reopened: "↺"
        case .dropOut: "×"
        case .ended: "■"
        case .stays: "·"
        }
    }
}
