import TerminalKit
import Testing

@Suite("Text made safe for display")
struct DisplayTextTests {
    @Test(
        "what could shift a row or command the terminal is gone, the rest stays",
        arguments: [
            ("plain 文字", "plain 文字"), ("a\u{1B}[31mb", "a[31mb"), ("a\u{7}\u{9B}b", "ab"),
            ("a\u{202E}b\u{2066}c", "abc"),
            ("a\u{200D}\u{200B}\u{FEFF}b", "ab"), ("一\n二\t三\u{2028}四", "一 二 三 四"), ("\r\n", " "),
            ("👨‍👩‍👧", "👨"), ("👍🏽", "👍"), ("❤️", "❤"), ("1️⃣", "1"), ("🇨🇳🇩🇪", "CNDE"),
            ("a\u{E000}\u{378}", "a□□"), ("\u{301}a", "a"), ("e\u{301}", "e\u{301}"),
        ])
    func known(text: String, shown: String) {
        #expect(DisplayText.sanitise(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    }

    @Test("marks beyond what a cell holds are dropped")
    func marks() {
        let shown = DisplayText.sanitise("e" + String(repeating: "\u{301}", count: 50))
        #expect(shown.unicodeScalars.count == 5)
    }

    @Test(
        "doing it twice changes nothing, and nothing shown is without width alone",
        arguments: [5, 99] as [UInt64])
    func idempotent(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let once = DisplayText.sanitise(
                RandomText.noise(&generator, scalars: 12) + RandomText.string(&generator, pieces: 9))
            #expect(DisplayText.sanitise(once) == once, "seed \(seed): \(once.debugDescription)")
            #expect(
                CellWidth.narrow.pieces(of: once).allSatisfy { (1...2).contains($0.width) }, "seed \(seed)")
        }
    }
}
