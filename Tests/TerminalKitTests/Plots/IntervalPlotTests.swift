import TerminalKit
import Testing

@Suite("Figures with their bounds")
struct IntervalPlotTests {
    @Test("a mean stands on its scale between its bounds, which end with the scale")
    func interval() {
        let bar = IntervalBar(4, bounds: 3...5, scale: 1...7)
        #expect(drawn(13, 1) { bar.draw(in: $0, on: &$1) }.text == "░░░░──█──░░░░")
        #expect(drawn(13, 1, plain: true) { bar.draw(in: $0, on: &$1) }.text == "....--#--....")
        let beyond = IntervalBar(6.5, bounds: 5...9, scale: 1...7)
        #expect(drawn(13, 1) { beyond.draw(in: $0, on: &$1) }.text == "░░░░░░░░───█─")
        #expect(drawn(5, 1) { IntervalBar(.nan, scale: 0...1).draw(in: $0, on: &$1) }.text == "")
    }

    @Test("points lie in the quarters of the cross; two in one place are told by a star")
    func scatter() {
        let plot = ScatterPlot(
            [
                ScatterPlot.Mark("a", x: 0, y: 0), ScatterPlot.Mark("b", x: 10, y: 10),
                ScatterPlot.Mark("c", x: 10, y: 10),
            ], cross: (5, 5))
        let lines = drawn(13, 5) { plot.draw(in: $0, on: &$1) }.text.split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first?.contains("*") == true && lines.last?.contains("a") == true)
        #expect(lines[2].hasPrefix("──"))
    }
}
