import TerminalKit
import Testing

/// Whatever bytes come in: the decoder neither breaks nor makes keys of what is not typed.
@Suite("Input, whatever comes")
struct InputFuzzTests {
    static let seeds: [UInt64] = [1, 2, 3, UInt64.random(in: 4...UInt64.max)]

    /// Pieces a hostile line is made of, among random bytes.
    private static let pieces: [[UInt8]] =
        [
            "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P1", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[<0;",
            "\u{1B}[M", "\u{1B}]11;rgb:", "\u{1B}\\", "\r", "中", "é", "\u{9B}", "\u{1B}[15~", "\u{202E}",
            "\u{0}",
        ].map { Array($0.utf8) } + [[0xD6, 0xD0], [0xF0, 0x9F], [0x9B, 0x41], [0xE4], [0xFF]]

    @Test("random bytes, in any pieces, with pauses anywhere", arguments: seeds)
    func random(seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var decoder = InputDecoder()
        for _ in 0..<200_000 {
            let bytes =
                Int.random(in: 0..<3, using: &random) == 0
                ? Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
                : [UInt8(Int.random(in: 0..<256, using: &random))]
            for byte in bytes { Self.check(decoder.feed(.byte(byte))) }
            if Int.random(in: 0..<4, using: &random) == 0 { Self.check(decoder.lull()) }
            if Int.random(in: 0..<40, using: &random) == 0 { Self.check(decoder.pause()) }
        }
        // It is never stuck: after a pause, a key pressed alone is that key.
        _ = decoder.pause()
        _ = decoder.lull()
        #expect(decoder.feed(.byte(0x71)) + decoder.lull() == [.key(.character("q"))], "seed \(seed)")
    }

    /// No control reaches a field, as typing or in a paste.
    private static func check(_ events: [InputEvent]) {
        for event in events {
            switch event {
            case .key(.character(let character)):
                #expect(character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
            case .paste(let text):
                #expect(
                    text.unicodeScalars.allSatisfy {
                        $0 == "\n" || $0 == "\t" || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
                    })
            default: break
            }
        }
    }

    @Test("of a paste, whatever is in it, nothing is a key, wherever the line stalls", arguments: seeds)
    func pasted(seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            var decoder = InputDecoder()
            var events = decoder.feed(.pasteBegins)
            for _ in 0..<Int.random(in: 0..<60, using: &random) {
                // Its own end mark is the one thing a terminal takes out of what it pastes.
                let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
                if piece == Array("\u{1B}[201~".utf8) { continue }
                for byte in piece + [UInt8(0x30 + Int.random(in: 0..<10, using: &random)), 0x0D] {
                    events += decoder.feed(.byte(byte))
                }
                if Int.random(in: 0..<5, using: &random) == 0 { events += decoder.lull() }
                if Int.random(in: 0..<20, using: &random) == 0 { events += decoder.pause() }
            }
            events += "\u{1B}[201~".utf8.flatMap { decoder.feed(.byte($0)) } + decoder.lull()
            #expect(
                events.allSatisfy { if case .paste = $0 { true } else { false } }, "seed \(seed): \(events)")
            #expect(!decoder.isPasting)
        }
    }

    @Test("a megabyte is read in no time")
    func large() {
        var decoder = InputDecoder()
        _ = decoder.feed(.pasteBegins)
        let clock = ContinuousClock()
        let took = clock.measure {
            for _ in 0..<(1 << 20) / 3 {
                for byte in [0xE4, 0xB8, 0xAD] as [UInt8] { _ = decoder.feed(.byte(byte)) }
            }
            _ = decoder.feed(.pasteEnds)
        }
        // Without optimising; a debug build is many times slower than what is shipped.
        #expect(took < .seconds(20))
    }
}
