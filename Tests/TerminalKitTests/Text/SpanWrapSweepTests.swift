import Testing

@testable import TerminalKit

@Suite("Pieces of a line at every width")
struct SpanWrapSweepTests {
    @Test("no letter is lost and no line too long, whatever stands before", arguments: [0, 2, 4])
    func sweep(hang: Int) {
        let long = "空调不制冷，室外机结霜 compressor，客户已等三天"
        for first in 0...30 {
            for cells in (hang + 2)...40 {
                let spans = [
                    Span(String(repeating: "x", count: first)), Span(long, .muted), Span(" 逾期", .missed),
                ]
                let lines = CellWidth.narrow.wrap(spans, cells, hang: hang)
                let said = lines.flatMap { $0 }.map(\.text).joined().filter { $0 != " " }
                let expected = spans.map(\.text).joined().filter { $0 != " " }
                #expect(said == expected, "\(first) before, \(cells) cells")
                for line in lines {
                    let solid = line.map(\.text).joined().trimmingTrailingBlanks()
                    #expect(CellWidth.narrow.of(solid) <= cells, "\(first) before, \(cells) cells: \(solid)")
                }
            }
        }
    }
}
