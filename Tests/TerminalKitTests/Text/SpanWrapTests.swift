import Testing

@testable import TerminalKit

@Suite("Pieces of a line that has no room")
struct SpanWrapTests {
    private func lines(_ spans: [Span], _ cells: Int, hang: Int = 0) -> [String] {
        CellWidth.narrow.wrap(spans, cells, hang: hang).map { $0.map(\.text).joined() }
    }

    @Test("what fits stays on one line, as it was")
    func fits() {
        let spans = [Span("C1 ", .accent), Span("已登记  "), Span("李娜", .muted)]
        #expect(CellWidth.narrow.wrap(spans, 15) == [spans])
    }

    @Test("the rest goes on below, further right, each piece in its own style, no letter lost")
    func goesOn() {
        let spans = [Span("C1 ", .accent), Span("空调不制冷，室外机结霜，客户已等三天"), Span("  逾 首次上门", .missed)]
        let wrapped = CellWidth.narrow.wrap(spans, 20, hang: 4)
        #expect(wrapped.allSatisfy { $0.reduce(0) { $0 + CellWidth.narrow.of($1.text) } <= 20 })
        let text = wrapped.map { $0.map(\.text).joined().trimmingPrefix { $0 == " " } }.joined()
        #expect(text.filter { $0 != " " } == "C1空调不制冷，室外机结霜，客户已等三天逾首次上门")
        #expect(wrapped.last?.last == Span("逾 首次上门", .missed))
        #expect(wrapped.dropFirst().allSatisfy { $0.first?.text == "    " })
    }

    @Test("a short piece is not torn: a name goes to the next line whole")
    func whole() {
        #expect(
            lines([Span("Visit booked: Logged  "), Span("the desk")], 26) == [
                "Visit booked: Logged  ", "the desk",
            ])
    }

    @Test("a word is not torn where a line can begin with it, and is where it is longer than one")
    func words() {
        #expect(
            lines([Span("ab "), Span("a compressor that is loud at night")], 12) == [
                "ab a", "compressor", "that is loud", "at night",
            ])
        #expect(lines([Span("x "), Span("abcdefghijklmnopqrstuvwxyz")], 10).joined().contains("abcdefgh"))
    }
}
