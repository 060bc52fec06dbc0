import Model
import Records
import ServiceDesk
import Statistics
import Wording
import Workflow

/// A map as a graph for Graphviz, arrows the thicker the more of what left a state took them.
struct ProcessDot {
    let map: ProcessMap
    let output: Output

    init(_ map: ProcessMap, _ output: Output) { (self.map, self.output) = (map, output) }

    var text: String {
        let head = [
            "digraph \(quoted([map.definition.name])) {", "    rankdir=TB;",
            "    label=\(quoted([output.wording.text(map.definition.label)]));",
            "    node [shape=box, style=rounded];",
        ]
        let nodes = map.stations.filter { !$0.isIdle }.map(node)
        return (head + nodes + map.arrows.map(edge)).joined(separator: "\n") + "\n}\n"
    }

    private func node(_ station: ProcessMap.Station) -> String {
        var words = [
            output.wording.text(station.state.label),
            output.words("process.came", ["count": .count(station.entered)]),
        ]
        if station.state.category.isOpen, let waiting = station.waiting {
            words.append(output.words("process.here", ["count": .count(waiting.count)]))
        }
        let isFirst = station.state.name == map.definition.initial
        let style = (isFirst ? ", penwidth=2" : "") + (station.state.category.isOpen ? "" : ", peripheries=2")
        return "    \(quoted([station.state.name])) [label=\(quoted(words))\(style)];"
    }

    private func edge(_ arrow: ProcessMap.Arrow) -> String {
        let figures = [
            output.wording.number(arrow.count),
            arrow.share.map { output.wording.percent($0.value, decimals: 0) },
            output.hours(arrow.time.median),
        ].compactMap(\.self).joined(separator: " · ")
        let width = String(((1 + 5 * (arrow.share?.value ?? 0)) * 10).rounded() / 10)
        // What goes back must not turn the order of states round.
        let back = arrow.course.isLoop ? ", constraint=false" : ""
        let style = arrow.isOfDesk ? ", style=dashed" : ""
        return
            "    \(quoted([arrow.from])) -> \(quoted([arrow.to])) [label=\(quoted([output.wording.text(arrow.label), figures])), penwidth=\(width)\(style)\(back)];"
    }

    /// Lines of one label.
    private func quoted(_ lines: [String]) -> String {
        let escaped = lines.map { line in
            line.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        }
        return "\"\(escaped.joined(separator: "\\n"))\""
    }
}
