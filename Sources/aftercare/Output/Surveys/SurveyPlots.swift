import Foundation
import Quality
import Statistics

/// Plots as SVG within a page: no script, no font, no network; they print in black and white, since words and shapes say
/// what colours say.
struct SurveyPlots {
    private static let ink = "#1b4965"

    /// Bars, one a line, with their words.
    /// - Parameter left: how much room their names have.
    static func bars(_ items: [(label: String, share: Double, text: String)], labels left: Double = 190)
        -> String
    {
        let (row, width) = (22.0, 300.0)
        let height = row * Double(items.count) + 4
        let body = items.enumerated().map { place, item in
            let y = row * Double(place) + 4
            return """
                <text x="\(left - 8)" y="\(y + 13)" text-anchor="end">\(HTMLPage.escaped(item.label))</text>
                <rect x="\(left)" y="\(y)" width="\(number(max(0, min(1, item.share)) * width))" height="16" fill="\(ink)"/>
                <text x="\(number(left + max(0, min(1, item.share)) * width + 6))" y="\(y + 13)">\(HTMLPage.escaped(item.text))</text>
                """
        }
        return svg(left + 430, height, body.joined(separator: "\n"))
    }

    /// What was awaited (a ring) and what was perceived (a dot) for each dimension, on one scale.
    static func gaps(
        _ items: [(label: String, expectation: Moments, perception: Moments)], top: Int
    ) -> String {
        let (row, left, width) = (30.0, 190.0, 360.0)
        func x(_ value: Double) -> Double { left + (value - 1) / Double(top - 1) * width }
        let height = row * Double(items.count) + 26
        var body = (1...top).map { tick in
            """
            <line x1="\(number(x(Double(tick))))" y1="4" x2="\(number(x(Double(tick))))" y2="\(height - 22)" stroke="#ccc"/>
            <text x="\(number(x(Double(tick))))" y="\(height - 8)" text-anchor="middle">\(tick)</text>
            """
        }
        body += items.enumerated().map { place, item in
            let y = row * Double(place) + 20
            var marks =
                "<text x=\"\(left - 12)\" y=\"\(y + 4)\" text-anchor=\"end\">\(HTMLPage.escaped(item.label))</text>"
            if item.expectation.count > 0, item.perception.count > 0 {
                marks +=
                    "<line x1=\"\(number(x(item.perception.mean)))\" y1=\"\(y)\" x2=\"\(number(x(item.expectation.mean)))\" y2=\"\(y)\" stroke=\"\(ink)\" stroke-width=\"2\"/>"
            }
            if item.expectation.count > 0 {
                marks +=
                    "<circle cx=\"\(number(x(item.expectation.mean)))\" cy=\"\(y)\" r=\"6\" fill=\"#fff\" stroke=\"\(ink)\" stroke-width=\"2\"/>"
            }
            if item.perception.count > 0 {
                marks +=
                    "<circle cx=\"\(number(x(item.perception.mean)))\" cy=\"\(y)\" r=\"6\" fill=\"\(ink)\"/>"
            }
            return marks
        }
        return svg(620, height, body.joined(separator: "\n"))
    }

    /// Importance upwards, performance to the right, the cross at the means.
    static func importance(_ map: ImportancePerformance, labels: [String], axes: (String, String)) -> String {
        let (size, margin) = (360.0, 56.0)
        let importances = map.points.map(\.point.importance),
            performances = map.points.map(\.point.performance)
        func range(_ values: [Double]) -> (Double, Double) {
            let (low, high) = (values.min() ?? 0, values.max() ?? 1)
            let air = max(0.1, (high - low) * 0.2)
            return (low - air, high + air)
        }
        let (up, right) = (range(importances), range(performances))
        func x(_ value: Double) -> Double { margin + (value - right.0) / (right.1 - right.0) * size }
        func y(_ value: Double) -> Double { 12 + size - (value - up.0) / (up.1 - up.0) * size }
        let (crossX, crossY) = (x(map.performance), y(map.importance))
        var body = [
            "<rect x=\"\(margin)\" y=\"12\" width=\"\(size)\" height=\"\(size)\" fill=\"none\" stroke=\"#999\"/>",
            "<line x1=\"\(number(crossX))\" y1=\"12\" x2=\"\(number(crossX))\" y2=\"\(12 + size)\" stroke=\"#999\" stroke-dasharray=\"4 3\"/>",
            "<line x1=\"\(margin)\" y1=\"\(number(crossY))\" x2=\"\(margin + size)\" y2=\"\(number(crossY))\" stroke=\"#999\" stroke-dasharray=\"4 3\"/>",
            "<text x=\"\(margin + size / 2)\" y=\"\(size + 34)\" text-anchor=\"middle\">\(HTMLPage.escaped(axes.1))</text>",
            "<text x=\"18\" y=\"\(12 + size / 2)\" text-anchor=\"middle\" transform=\"rotate(-90 18 \(12 + size / 2))\">\(HTMLPage.escaped(axes.0))</text>",
        ]
        // Words that would lie on one another are moved apart, from the top down.
        var lowest = -Double.infinity
        let order = zip(map.points, labels).sorted { $0.0.point.importance > $1.0.point.importance }
        body += order.map { placed, label in
            let (px, py) = (x(placed.point.performance), y(placed.point.importance))
            let line = max(py, lowest + 13)
            lowest = line
            let fill = placed.isUndecided ? "#fff" : ink
            // On the right its words would leave the plot.
            let isRight = px > margin + size * 0.7
            return
                "<circle cx=\"\(number(px))\" cy=\"\(number(py))\" r=\"5\" fill=\"\(fill)\" stroke=\"\(ink)\" stroke-width=\"2\"/><text x=\"\(number(px + (isRight ? -9 : 9)))\" y=\"\(number(line + 4))\" text-anchor=\"\(isRight ? "end" : "start")\">\(HTMLPage.escaped(label))</text>"
        }
        return svg(size + margin + 200, size + 44, body.joined(separator: "\n"))
    }

    /// A line through values that follow one another.
    static func trend(_ points: [(label: String, value: Double, text: String)]) -> String {
        guard points.count > 1, let low = points.map(\.value).min(), let high = points.map(\.value).max()
        else { return "" }
        let (width, height, left) = (520.0, 120.0, 44.0)
        let air = max(0.1, (high - low) * 0.15)
        func x(_ place: Int) -> Double { left + Double(place) / Double(points.count - 1) * width }
        func y(_ value: Double) -> Double {
            10 + height - (value - low + air) / (high - low + 2 * air) * height
        }
        let path = points.enumerated().map { "\(number(x($0))),\(number(y($1.value)))" }.joined(
            separator: " ")
        var body = ["<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(ink)\" stroke-width=\"2\"/>"]
        body += points.enumerated().map { place, point in
            "<circle cx=\"\(number(x(place)))\" cy=\"\(number(y(point.value)))\" r=\"3.5\" fill=\"\(ink)\"/><text x=\"\(number(x(place)))\" y=\"\(height + 28)\" text-anchor=\"middle\">\(HTMLPage.escaped(point.label))</text><text x=\"\(number(x(place)))\" y=\"\(number(y(point.value) - 8))\" text-anchor=\"middle\">\(HTMLPage.escaped(point.text))</text>"
        }
        return svg(width + left + 40, height + 36, body.joined(separator: "\n"))
    }

    private static func svg(_ width: Double, _ height: Double, _ body: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" role="img" \
        width="\(number(width))" height="\(number(height))" font-size="12" font-family="sans-serif">
        \(body)
        </svg>
        """
    }

    private static func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
