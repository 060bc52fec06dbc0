import TerminalKit
import Testing

@Suite("Input decoder")
struct InputDecoderTests {
    /// Feeds bytes one by one, then lets the pause pass.
    private func events(_ units: [InputUnit]) -> [InputEvent] {
        var decoder = InputDecoder()
        let events = units.flatMap { decoder.feed($0) }
        return events + decoder.pause()
    }

    private func bytes(_ text: String) -> [InputUnit] { text.utf8.map(InputUnit.byte) }

    private func typed(_ text: String) -> [InputEvent] { text.map { .key(.character($0)) } }

    @Test(
        "bytes and keys become events",
        arguments: [
            ("a", [.character("a")]), ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]),
            ("\u{7F}", [.backspace]),
            ("\u{8}", [.backspace]), ("\u{13}", [.ctrl("s")]), ("\u{0}", [.ctrl(" ")]),
            ("\u{1F}", [.ctrl("_")]),
            ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape]), ("\u{1B}x", [.alt("x")]),
            ("\u{1B}1", [.f(1)]),
            ("\u{1B}0", [.f(10)]), ("\u{1B}\r", [.escape, .enter]), ("\u{1B}中", [.escape, .character("中")]),
            ("\u{1B}\u{7F}", [.ctrl("w")]), ("？", [.character("？")]),
        ] as [(String, [Key])])
    func table(text: String, keys: [Key]) {
        #expect(events(bytes(text)) == keys.map(InputEvent.key))
    }

    @Test("a scalar split over reads is put together")
    func split() {
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        for byte in "维é𠀀".utf8 { events += decoder.feed(.byte(byte)) }
        #expect(events == typed("维é𠀀"))
        #expect(decoder.droppedBytes == 0)
    }

    @Test("GBK bytes are dropped and counted, and swallow nothing after them")
    func gbk() {
        var decoder = InputDecoder()
        let units: [InputUnit] =
            [0xD6, 0xD0].map(InputUnit.byte) + bytes("abc中") + [.key(.f(1))] + bytes("q")
        let events = units.flatMap { decoder.feed($0) }
        #expect(events == typed("abc中") + [.key(.f(1))] + typed("q"))
        #expect(decoder.droppedBytes == 2)
    }

    @Test(
        "overlong forms, surrogates and lone continuation bytes make no text",
        arguments: [
            [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xFF],
            [0xE4, 0xB8],
        ] as [[UInt8]])
    func invalid(sequence: [UInt8]) {
        var decoder = InputDecoder()
        let events = sequence.flatMap { decoder.feed(.byte($0)) } + decoder.feed(.byte(0x61))
        #expect(events == typed("a"))
        #expect(decoder.droppedBytes == sequence.count)
    }

    @Test("an Esc waits for what follows, and a key after it does not lose it")
    func escape() {
        var decoder = InputDecoder()
        #expect(decoder.feed(.byte(0x1B)) == [])
        #expect(decoder.holdsEscape)
        #expect(decoder.feed(.key(.up)) == [.key(.escape), .key(.up)])
        #expect(!decoder.holdsEscape)
        #expect(decoder.pause() == [])
    }

    @Test("a paste is one event: line breaks are text, escapes and controls are not keys")
    func paste() {
        let units = [.pasteBegins] + bytes("一行\r\n二\rthree\n\t\u{1B}1\u{3}x") + [.key(.f(2)), .pasteEnds]
        #expect(events(units) == [.paste("一行\n二\nthree\n\t1x")])
    }

    @Test("a paste that lost its end mark is delivered when it has stalled, and keys work again")
    func stalledPaste() {
        var decoder = InputDecoder()
        #expect(([.pasteBegins] + bytes("abc")).flatMap { decoder.feed($0) } == [])
        #expect(decoder.isPasting)
        #expect(decoder.abandonPaste() == [.paste("abc")])
        #expect(decoder.feed(.byte(0x71)) == typed("q"))
    }

    @Test("a paste beyond the limit is cut, the rest counted")
    func longPaste() {
        var decoder = InputDecoder()
        _ = decoder.feed(.pasteBegins)
        for _ in 0..<(InputDecoder.pasteLimit + 10) { _ = decoder.feed(.byte(0x61)) }
        guard case .paste(let text) = decoder.feed(.pasteEnds).first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == InputDecoder.pasteLimit)
        #expect(decoder.droppedBytes == 10)
    }

    @Test("in lists fullwidth punctuation counts as its ASCII form")
    func fullwidth() {
        let typed: [Character] = ["？", "：", "／", "，", "、", "ｊ", "　", "中", "a"]
        let meant: [Character] = ["?", ":", "/", ",", ",", "j", " ", "中", "a"]
        #expect(typed.map { Key.character($0).command } == meant.map(Key.character))
        #expect(Key.f(1).command == .f(1))
    }
}
