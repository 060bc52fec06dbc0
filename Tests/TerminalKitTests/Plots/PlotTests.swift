import TerminalKit
import Testing

@Suite("Plots")
struct PlotTests {
    @Test("a sparkline shows the last values, gaps as gaps, what is not nothing as something")
    func sparkline() {
        let line = Sparkline([9, 1, 4, nil, 0, 8, 0.001])
        #expect(drawn(6, 1) { line.draw(in: $0, on: &$1) }.text == "▁▄  ▇▁")
        #expect(drawn(6, 1, plain: true) { line.draw(in: $0, on: &$1) }.text == "_-  *_")
        #expect(drawn(2, 2) { Sparkline([8, 6]).draw(in: $0, on: &$1) }.text == "█▄\n██")
        #expect(drawn(4, 1) { Sparkline([.nan, .infinity, -3, 2]).draw(in: $0, on: &$1) }.text == "   █")
    }

    @Test("bars stand under each other, Chinese names or not, and what has no room is counted")
    func bars() {
        let chart = BarChart([
            BarItem("维修", 120, text: "120"), BarItem("退货", 30, text: "30"), BarItem("咨询", 0, text: "0"),
        ])
        #expect(
            drawn(21, 3) { chart.draw(in: $0, on: &$1) }.text == """
                维修 ████████████ 120
                退货 ███░░░░░░░░░  30
                咨询 ░░░░░░░░░░░░   0
                """)
        #expect(
            drawn(21, 2, plain: true) { chart.draw(in: $0, on: &$1) }.text == """
                维修 ############ 120
                +2
                """)
    }

    @Test("a histogram puts number above and name below each column")
    func histogram() {
        let plot = Histogram([
            BarItem("9", 2, text: "2"), BarItem("10", 8, text: "8"), BarItem("11", 0, text: "0"),
        ])
        #expect(
            drawn(8, 4) { plot.draw(in: $0, on: &$1) }.text == """
                   8
                2  ██
                ▄▄ ██ 0
                9  10 11
                """)
    }

    @Test("big figures stand in the middle, and are plain where they have no room")
    func bigNumber() {
        #expect(
            drawn(11, 5) { BigNumber("17+").draw(in: $0, on: &$1) }.text == """
                 █  ███
                ██    █  █
                 █    █ ███
                 █    █  █
                ███   █
                """)
        #expect(drawn(7, 3) { BigNumber("17").draw(in: $0, on: &$1) }.text == "\n  17")
    }

    @Test("a heat map says each number, and shades it")
    func heatMap() {
        let cells: [HeatMap.Cell?] = [3, 12, 0].map { HeatMap.Cell($0, text: "\(Int($0))") }
        let map = HeatMap(
            columns: ["周一", "周二", "周三"], rows: [.init("9 点", cells), .init("10 点", [nil] + cells)])
        #expect(
            drawn(21, 3) { map.draw(in: $0, on: &$1) }.text == """
                      周一 周二 周三
                9 点  ░░░3 ██12    0
                10 点      ░░░3 ██12
                """)
        #expect(
            drawn(16, 2, plain: true) { map.draw(in: $0, on: &$1) }.text == """
                      周一 周二>
                +2
                """)
    }

    private func gantt(now: Int? = 625, selection: (row: Int, segment: Int?)? = nil) -> Gantt {
        Gantt(
            rows: [
                GanttRow(
                    "李工",
                    [
                        GanttSegment(540..<600, text: "C1024"), GanttSegment(600..<615, .passage),
                        GanttSegment(690..<760, .off),
                    ]),
                GanttRow("王工", [GanttSegment(630..<690, text: "维修中心", role: .atRisk)]),
            ], axis: 540..<720, ticks: [(540, "09:00"), (600, "10:00"), (660, "11:00")], now: now,
            selection: selection)
    }

    @Test(
        "a Gantt chart: work in brackets, passages as lines, hours off shaded, now as a line through all rows"
    )
    func ganttChart() {
        #expect(
            drawn(41, 3) { gantt().draw(in: $0, on: &$1) }.text == """
                     09:00       10:00v      11:00
                李工 [C1024░░░░░]───  │            ▒▒▒▒▒▒
                王工                  │[维修中心░░]
                """)
        #expect(
            drawn(41, 3, plain: true) { gantt(now: nil).draw(in: $0, on: &$1) }.text == """
                     09:00       10:00       11:00
                李工 [C1024.....]---               ::::::
                王工                   [维修中心..]
                """)
    }

    @Test("the selected segment stands out and holds the caret, and its row is in view")
    func ganttSelection() {
        let canvas = drawn(41, 2) { gantt(selection: (1, 0)).draw(in: $0, on: &$1) }
        #expect(canvas.caret == Point(column: 23, row: 1))
        #expect(canvas.styleText.contains("atRisk*"))
    }

    @Test("a line is drawn with Braille dots, in plain text with points, and breaks where nothing is known")
    func line() {
        let rising = LinePlot([PlotLine([0, 1, 2, 3])], low: "0", high: "3")
        #expect(drawn(8, 2) { rising.draw(in: $0, on: &$1) }.text == "3    ⡠⠔⠊\n0 ⣀⠔⠊")
        #expect(drawn(8, 2, plain: true) { rising.draw(in: $0, on: &$1) }.text == "3    .:'\n0 .:'")
        let broken = LinePlot([PlotLine([0, 3, nil, 3, 0])], low: "", high: "")
        #expect(drawn(10, 2, plain: true) { broken.draw(in: $0, on: &$1) }.text == " :'    :.\n:       '.")
        let flat = LinePlot([PlotLine([1, 1], dashed: true)], low: "", high: "")
        #expect(drawn(6, 1) { flat.draw(in: $0, on: &$1) }.text == "⠤ ⠤ ⠤")
    }

    @Test("plots keep to their rectangle, whatever is in them")
    func contained() {
        for seed in UInt64(1)...5 {
            var generator = SeededGenerator(seed: seed)
            let texts = (0..<4).map { _ in RandomText.content(&generator) }
            let odd: [Double] = [.nan, -.infinity, .infinity, -1, 0, 0.5, 3, 1e300]
            let values = (0..<12).map { _ in odd.randomElement(using: &generator) }
            let items = texts.map { BarItem($0, odd.randomElement(using: &generator) ?? 0, text: $0) }
            let cells = items.map { HeatMap.Cell($0.value, text: $0.text) }
            let gantt = Gantt(
                rows: texts.map {
                    GanttRow(
                        $0,
                        [
                            GanttSegment(3..<7, text: $0), GanttSegment(-9..<5, .off),
                            GanttSegment(9..<90, .passage),
                        ])
                }, axis: 0..<12, ticks: texts.enumerated().map { ($0 * 3, $1) }, now: 6, selection: (3, 0))
            let map = HeatMap(columns: texts, rows: texts.map { .init($0, cells + [nil]) })
            expectContained("sparkline \(seed)") { Sparkline(values).draw(in: $0, on: &$1) }
            expectContained("bars \(seed)") { BarChart(items).draw(in: $0, on: &$1) }
            expectContained("histogram \(seed)") { Histogram(items).draw(in: $0, on: &$1) }
            expectContained("heat map \(seed)") { map.draw(in: $0, on: &$1) }
            expectContained("Gantt \(seed)") { gantt.draw(in: $0, on: &$1) }
            expectContained("lines \(seed)") {
                LinePlot(
                    [PlotLine(values), PlotLine(values.reversed(), dashed: true)], low: texts[0],
                    high: texts[1]
                )
                .draw(in: $0, on: &$1)
            }
        }
    }
}
