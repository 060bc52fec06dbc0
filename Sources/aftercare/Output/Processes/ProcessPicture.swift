import Foundation
import Model
import Records
import ServiceDesk
import Statistics
import TerminalKit
import Wording
import Workflow

/// A map as a picture (SVG): the states as cards one below the other in the workflow's order, each with a line for every arrow out
/// of it; those that lead down leave on the right, those that lead back on the left, each in a lane of its own. Thicker is taken
/// more often; all that colour says, a mark says as well.
struct ProcessPicture {
    let map: ProcessMap
    let output: Output
    private let cards: [Card]

    private struct Card {
        var station: ProcessMap.Station
        var arrows: [ProcessMap.Arrow]
        var top: Double

        var height: Double { ProcessPicture.head + Double(arrows.count) * ProcessPicture.row + 8 }
        /// Where arrows arrive, and where the one at a place leaves.
        var door: Double { top + 18 }
        func middle(_ place: Int) -> Double {
            top + ProcessPicture.head + (Double(place) + 0.5) * ProcessPicture.row
        }
    }

    /// An arrow on its way from one card to another.
    private struct Way {
        var arrow: ProcessMap.Arrow
        var start: Double
        var end: Double
        var lane = 0
        var isDown: Bool { end > start }
        var span: ClosedRange<Double> { min(start, end)...max(start, end) }
    }

    private static let (head, row, width, gap, lane) = (46.0, 19.0, 520.0, 22.0, 13.0)
    private static let top = 64.0

    init(_ map: ProcessMap, _ output: Output) {
        (self.map, self.output) = (map, output)
        var next = Self.top
        cards = map.stations.filter { !$0.isIdle }.map { station in
            let card = Card(station: station, arrows: map.arrows(from: station.state.name), top: next)
            next += card.height + Self.gap
            return card
        }
    }

    var text: String {
        let (down, up) = (placed(ways.filter(\.isDown)), placed(ways.filter { !$0.isDown }))
        let left = 24 + Self.lane * Double((up.map(\.lane).max() ?? 0) + 1)
        let right = 24 + Self.lane * Double((down.map(\.lane).max() ?? 0) + 1)
        let width = left + Self.width + right
        let height = (cards.last.map { $0.top + $0.height } ?? Self.top) + 16
        let body =
            [title(left)] + (down + up).map { line($0, left: left) } + cards.map { card($0, left: left) }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" width="\(number(width))" \
            height="\(number(height))" font-family="'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', Helvetica, Arial, sans-serif" \
            font-size="12">
            <rect width="100%" height="100%" fill="#fff"/>
            \(body.joined(separator: "\n"))
            </svg>

            """
    }

    private var ways: [Way] {
        let doors = Dictionary(cards.map { ($0.station.state.name, $0.door) }) { first, _ in first }
        return cards.flatMap { card in
            card.arrows.enumerated().compactMap { place, arrow in
                guard arrow.course != .stays, let end = doors[arrow.to] else { return nil }
                return Way(arrow: arrow, start: card.middle(place), end: end)
            }
        }
    }

    /// Each in the innermost lane that is free along its way, the short ones first.
    private func placed(_ ways: [Way]) -> [Way] {
        var lanes: [[ClosedRange<Double>]] = []
        return ways.sorted {
            $0.span.upperBound - $0.span.lowerBound < $1.span.upperBound - $1.span.lowerBound
        }
        .map { way in
            var way = way
            way.lane =
                lanes.firstIndex { $0.allSatisfy { !$0.overlaps(way.span) } } ?? lanes.count
            if way.lane == lanes.count { lanes.append([]) }
            lanes[way.lane].append(way.span)
            return way
        }
    }

    private func title(_ left: Double) -> String {
        let summary = ProcessMapView(map, output).lines(output).first ?? ""
        let name = output.wording.text(map.definition.label)
        return words(at: left, 24, name, size: 17, weight: "bold")
            + words(at: left, 44, summary, size: 11, fill: "#555")
    }

    private func card(_ card: Card, left: Double) -> String {
        let station = card.station
        var parts = [
            "<rect x=\"\(number(left))\" y=\"\(number(card.top))\" width=\"\(number(Self.width))\" height=\"\(number(card.height))\" rx=\"6\" fill=\"#fff\" stroke=\"#1b4965\" stroke-width=\"\(station.state.category.isOpen ? "1.5" : "3.5")\"/>",
            words(
                at: left + 12, card.top + 18, output.wording.text(station.state.label), size: 13,
                weight: "bold"),
            words(at: left + 12, card.top + 35, figures(station), size: 11, fill: "#555"),
        ]
        if station.state.category.isOpen, let waiting = station.waiting {
            let text = output.words("process.here", ["count": .count(waiting.count)])
            parts.append(
                words(
                    at: left + Self.width - 12, card.top + 18, text, size: 12, weight: "bold", anchor: "end"))
        }
        parts += card.arrows.enumerated().map { place, arrow in
            let y = card.middle(place) + 4
            let target =
                arrow.course == .stays
                ? output.words("workflow.diagram.stays")
                : map.definition.state(arrow.to).map { output.wording.text($0.label) } ?? arrow.to
            let name = "\(arrow.course.mark) \(output.wording.text(arrow.label)) → \(target)"
            return words(at: left + 18, y, TextTable.cells.fit(name, 52).trimmed, fill: arrow.course.ink)
                + words(at: left + Self.width - 12, y, figures(arrow), anchor: "end")
        }
        return parts.joined(separator: "\n")
    }

    private func figures(_ station: ProcessMap.Station) -> String {
        let came = output.words("process.came", ["count": .count(station.entered)])
        guard station.time.count > 0 else { return came }
        return came + " "
            + output.words(
                "process.stayed",
                [
                    "median": .text(output.hours(station.time.median)),
                    "ninth": .text(output.hours(station.time.ninth)),
                ])
    }

    private func figures(_ arrow: ProcessMap.Arrow) -> String {
        [
            output.wording.number(arrow.count),
            arrow.share.map { output.wording.percent($0.value, decimals: 0) },
            "\(output.hours(arrow.time.median)) / \(output.hours(arrow.time.ninth))",
        ].compactMap(\.self).joined(separator: " · ")
    }

    /// Out of its card, along its lane, and into the other card, with a head.
    private func line(_ way: Way, left: Double) -> String {
        let edge = way.isDown ? left + Self.width : left
        let out = way.isDown ? 1.0 : -1.0
        let x = edge + out * (12 + Self.lane * Double(way.lane))
        let (start, end) = (number(way.start), number(way.end))
        let thickness = number(1 + 4 * (way.arrow.share?.value ?? 0))
        let dash = way.arrow.isOfDesk ? " stroke-dasharray=\"5 3\"" : ""
        let tip =
            "\(number(edge)),\(end) \(number(edge + out * 9)),\(number(way.end - 4)) \(number(edge + out * 9)),\(number(way.end + 4))"
        return
            "<path d=\"M \(number(edge)) \(start) H \(number(x)) V \(end) H \(number(edge + out * 8))\" fill=\"none\" stroke=\"\(way.arrow.course.ink)\" stroke-opacity=\"0.75\" stroke-width=\"\(thickness)\"\(dash)/><polygon points=\"\(tip)\" fill=\"\(way.arrow.course.ink)\"/>"
    }

    private func words(
        at x: Double, _ y: Double, _ text: String, size: Int = 12, weight: String = "normal",
        fill: String = "#111", anchor: String = "start"
    ) -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(size)\" font-weight=\"\(weight)\" fill=\"\(fill)\" text-anchor=\"\(anchor)\">\(HTMLPage.escaped(text))</text>"
    }

    private func number(_ value: Double) -> String { String(format: "%.1f", value) }
}

extension ProcessMap.Course {
    fileprivate var ink: String {
        switch self {
        case .onward, .stays: "#1b4965"
        case .back, .reopened: "#b45309"
        case .dropOut: "#b42318"
        case .ended: "#2f6f4e"
        }
    }
}
