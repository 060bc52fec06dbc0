import Testing

@testable import TerminalKit

@Suite("Waterfalls")
struct WaterfallTests {
    private func drawn(_ items: [Waterfall.Item], width: Int = 26, plain: Bool = true) -> [String] {
        var canvas = Canvas(size: Size(columns: width, rows: items.count), plain: plain)
        Waterfall(items, scale: 0...20).draw(in: canvas.bounds, on: &canvas)
        return (0..<items.count).map { canvas.row($0).map(\.text).joined() }
    }

    @Test("each step begins where the one before it ended, and the end is a bar again")
    func steps() {
        let found = drawn([
            .init("X", (0, 10), text: "10 h"), .init("U", (10, 20), text: "-10"),
            .init("P", (0, 20), text: "20 h"),
        ])
        #expect(
            found == [
                "X ##########......... 10 h", "U ..........#########  -10", "P ################### 20 h",
            ])
    }

    @Test("a step back lies to the left, one of nothing is a line, and what is not known is left blank")
    func odd() {
        let found = drawn([
            .init("a", (20, 10), text: "+10"), .init("b", (10, 10), text: "0"),
            .init("c", nil, text: "no data"),
        ])
        #expect(found[0].filter { $0 == "#" }.count == 8 && found[0].hasPrefix("a ."))
        #expect(found[1].filter { $0 == "|" }.count == 1 && !found[1].contains("#"))
        #expect(found[2] == "c" + String(repeating: " ", count: 18) + "no data")
    }

    @Test("what has no room is left out, and figures that are none are drawn as nothing")
    func narrow() {
        #expect(drawn([.init("a", (.nan, 3), text: "?")])[0].contains("#") == false)
        var canvas = Canvas(size: Size(columns: 4, rows: 1), plain: true)
        Waterfall([.init("label", (0, 1), text: "text"), .init("b", (0, 1), text: "")], scale: 0...0)
            .draw(in: canvas.bounds, on: &canvas)
        #expect(canvas.row(0).count == 4)
    }
}
