import TerminalKit
import Testing

@Suite("Toasts and progress")
struct ToastTests {
    @Test("notes come newest at the bottom, go by time, and do not stand there twice")
    func toasts() {
        var toasts = Toasts()
        toasts.show(MessageLine(.success, "C1024 已改派"), at: 0)
        toasts.show(MessageLine(.info, "有新通知"), at: 1_000)
        toasts.show(MessageLine(.success, "C1024 已改派"), at: 2_000)
        #expect(toasts.nextExpiry == 7_000)
        let canvas = drawn(40, 8) { toasts.draw(over: $0, on: &$1) }
        let left = String(repeating: " ", count: 16)
        #expect(
            canvas.text
                == "\n\n"
                + [
                    "┌──────────────────────┐", "│ 有新通知             │", "└──────────────────────┘",
                    "┌──────────────────────┐", "│ + C1024 已改派       │", "└──────────────────────┘",
                ].map { left + $0 }.joined(separator: "\n"))
        let goneEarly = toasts.expire(at: 6_999)
        let gone = toasts.expire(at: 7_000)
        let all = toasts.expire(at: 8_000)
        #expect(!goneEarly && gone && all && toasts.isEmpty && toasts.nextExpiry == nil)
    }

    @Test("a note never covers the row of the caret nor takes it; a click on it is its key")
    func caret() {
        var toasts = Toasts()
        toasts.show(MessageLine(.warning, "quiet please"), at: 0)
        let canvas = drawn(40, 8) { rect, canvas in
            canvas.parkCaret(at: Point(column: 2, row: 6), visible: true)
            toasts.draw(over: rect, on: &canvas, key: .alt("n"))
        }
        #expect(canvas.spot(at: Point(column: 30, row: 4))?.target == .key(.alt("n")))
        #expect(canvas.caret == Point(column: 2, row: 6) && canvas.caretIsVisible)
        #expect(canvas.text.hasPrefix("\n\n\n") && canvas.text.contains("! quiet please"))
    }

    @Test("notes keep to the screen, whatever they say")
    func contained() {
        for seed in UInt64(1)...5 {
            var generator = SeededGenerator(seed: seed)
            var toasts = Toasts()
            for _ in 0..<4 { toasts.show(MessageLine(.error, RandomText.content(&generator)), at: 0) }
            expectContained("toasts \(seed)") { toasts.draw(over: $0, on: &$1) }
        }
    }

    @Test("pace and time left are of the last seconds, and unknown at first")
    func meter() {
        var meter = ProgressMeter(total: 1_000, at: 0)
        #expect(meter.fraction == 0 && meter.rate == nil && meter.remaining == nil)
        meter.advance(to: 10, at: 10_000)
        #expect(meter.rate == 1 && meter.remaining == 990)
        for second in 11...30 { meter.advance(to: 10 + (second - 10) * 20, at: Int64(second) * 1_000) }
        #expect(meter.rate == 20 && meter.remaining == 30 && meter.fraction == 0.41)
        meter.advance(to: 1_000, at: 31_000)
        #expect(meter.remaining == 0 && meter.fraction == 1)
        #expect(ProgressMeter(total: nil, at: 0).fraction == nil)
        #expect(ProgressMeter(total: 0, at: 0).fraction == 1)
    }

    @Test("the turning sign has an ASCII form")
    func spinner() {
        let signs = { (glyphs: Glyphs) in (0..<5).map { Spinner.sign(at: $0 * 125, glyphs) } }
        #expect(signs(.ascii) == ["|", "/", "-", "\\", "|"])
        #expect(signs(.drawn).allSatisfy { CellWidth.wide.of($0) == 1 })
        #expect(Spinner.sign(at: -1, .ascii) != "")
    }
}
