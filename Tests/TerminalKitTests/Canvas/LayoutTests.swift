import TerminalKit
import Testing

@Suite("Layout")
struct LayoutTests {
    private let screen = Rect(Size(columns: 80, rows: 24))

    @Test("fixed rows get theirs, the share takes the rest")
    func rows() {
        let parts = screen.split(rows: [.fixed(1), .share(1), .fixed(2)])
        #expect(parts.map(\.row) == [0, 1, 22])
        #expect(parts.map(\.height) == [1, 21, 2])
        #expect(parts.allSatisfy { $0.width == 80 })
    }

    @Test("columns share by weight with a gap between")
    func columns() {
        let parts = screen.split(columns: [.share(2), .share(1)], gap: 1)
        #expect(parts.map(\.column) == [0, 53])
        #expect(parts.map(\.width) == [52, 27])
    }

    @Test("a minimum holds while there is room; earlier parts are served first when there is not")
    func narrow() {
        let line = Rect(column: 0, row: 0, width: 20, height: 1)
        #expect(line.split(columns: [.atLeast(12, share: 0), .share(1)]).map(\.width) == [12, 8])
        #expect(line.split(columns: [.fixed(15), .fixed(10), .share(1)]).map(\.width) == [15, 5, 0])
    }

    @Test("parts never overlap nor leave their rectangle", arguments: [8, 21] as [UInt64])
    func property(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let width = Int.random(in: 0...60, using: &generator)
            let extents = (0..<Int.random(in: 1...6, using: &generator)).map { _ -> Extent in
                let cells = Int.random(in: -2...20, using: &generator)
                return [.fixed(cells), .share(cells), .atLeast(cells, share: 2)].randomElement(
                    using: &generator)
                    ?? .share(1)
            }
            let area = Rect(column: 3, row: 0, width: width, height: 1)
            let parts = area.split(columns: extents, gap: 1)
            for (part, next) in zip(parts, parts.dropFirst()) where !next.isEmpty {
                #expect(part.endColumn <= next.column, "seed \(seed): \(extents) in \(width)")
            }
            #expect(parts.allSatisfy { $0.isEmpty || $0.endColumn <= area.endColumn }, "seed \(seed)")
        }
    }

    @Test("insets and drops never go below nothing")
    func clamped() {
        #expect(Rect(column: 0, row: 0, width: 3, height: 1).inset(columns: 2, rows: 1).isEmpty)
        #expect(screen.dropping(rows: 30).isEmpty)
        #expect(screen.line(24).isEmpty)
        #expect(screen.centred(width: 100, height: 6).width == 80)
    }
}
