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
            ("\u{1B}Y", [.alt("y")]),
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

    /// What one reading brings.
    private func burst(_ text: String, to decoder: inout InputDecoder) -> [InputEvent] {
        bytes(text).flatMap { decoder.feed($0) } + decoder.lull()
    }

    @Test("a paste that lost its end mark is told when it has stalled; a key pressed alone is a key again")
    func stalledPaste() {
        var decoder = InputDecoder()
        #expect(([.pasteBegins] + bytes("abc")).flatMap { decoder.feed($0) } == [])
        #expect(decoder.isPasting)
        #expect(decoder.pause() == [.paste("abc")])
        #expect(decoder.hold == nil)
        #expect(burst("q", to: &decoder) == typed("q"))
        #expect(!decoder.isPasting)
    }

    @Test("the rest of a paste that stalled is paste as well, up to its end mark, which may come in two")
    func resumedPaste() {
        var decoder = InputDecoder()
        _ = ([.pasteBegins] + bytes("abc")).flatMap { decoder.feed($0) }
        #expect(decoder.pause() == [.paste("abc")])
        #expect(burst("1\r2\r", to: &decoder) == [.paste("1\n2\n")])
        #expect(burst("3\u{1B}[20", to: &decoder) == [.paste("3")])
        #expect(burst("1", to: &decoder) == [])
        #expect(burst("~x", to: &decoder) == typed("x"))
        #expect(!decoder.isPasting)
    }

    @Test("after half an end mark, a key pressed alone is that key at once, Esc as well")
    func keyAfterHalfMark() {
        for (sent, key) in [("q", Key.character("q")), ("\u{1B}", .escape)] {
            var decoder = InputDecoder()
            _ = decoder.feed(.pasteBegins)
            _ = burst("abc\u{1B}[20", to: &decoder)
            #expect(decoder.pause() == [.paste("abc")])
            #expect(burst(sent, to: &decoder) + decoder.pause() == [.key(key)])
            #expect(!decoder.isPasting)
        }
    }

    @Test("an end mark in two pieces ends the paste, and one that is none is text")
    func cutMark() {
        var decoder = InputDecoder()
        _ = decoder.feed(.pasteBegins)
        #expect(burst("a\u{1B}[20", to: &decoder) == [])
        #expect(burst("2~b\u{1B}[201", to: &decoder) == [])
        #expect(burst("~c", to: &decoder) == [.paste("a[202~b")] + typed("c"))
    }

    @Test("every sequence there is means the same in two pieces as in one, wherever it is cut")
    func cutSequences() {
        for (text, unit) in KeySequences.all {
            guard case .key = unit else { continue }
            var whole = InputDecoder()
            let meant = whole.feed(unit)
            let sent = Array(("\u{1B}" + text).utf8)
            for cut in 1..<sent.count {
                var decoder = InputDecoder()
                var seen = sent[..<cut].flatMap { decoder.feed(.byte($0)) } + decoder.lull()
                seen += sent[cut...].flatMap { decoder.feed(.byte($0)) } + decoder.lull()
                #expect(seen == meant, "Esc \(text) cut at \(cut)")
            }
        }
    }

    @Test("half a sequence types nothing; its rest, come after its Esc was told, is no digit pressed")
    func lateRest() {
        var decoder = InputDecoder()
        _ = burst("\u{1B}", to: &decoder)
        #expect(decoder.pause() == [.key(.escape)])
        #expect(burst("[15~", to: &decoder) == [])
        #expect(burst("1", to: &decoder) == typed("1"))
        _ = burst("\u{1B}[15", to: &decoder)
        #expect(decoder.hold == InputDecoder.lineHold)
        #expect(decoder.pause() == [])
        // What a person types after Esc is typed.
        _ = burst("\u{1B}", to: &decoder)
        #expect(decoder.pause() == [.key(.escape)])
        #expect(burst("[", to: &decoder) == typed("["))
        #expect(burst("a", to: &decoder) == typed("a"))
    }

    @Test(
        "sequences nobody knows, and reports of odd shapes, do nothing",
        arguments: [
            "[1;2A", "[99~", "[?1;2c", "[>0;276;0c", "[0n", "[24;80R", "[<0;1;2;-5M", "[<9999999999;1;1M",
            "[<0;0;0M",
            "[<M", "[<;;M", "[M\u{23}!!", "]10;rgb:0/0/0\u{7}", "]52;c;ZHE=\u{1B}\\", "P1$r0m\u{1B}\\",
            "P>|xterm(390)\u{1B}\\", "O5A", "[200;1~", "[1;5",
            "[" + String(repeating: "1;", count: 500) + "m",
        ])
    func unknown(text: String) {
        var decoder = InputDecoder()
        #expect(burst("\u{1B}" + text, to: &decoder) == [])
        _ = decoder.pause()
        #expect(burst("x", to: &decoder) == typed("x"))
    }

    @Test("a click as old terminals tell it is a click")
    func oldClick() {
        var decoder = InputDecoder()
        let click = InputEvent.mouse(Mouse(.left, at: Point(column: 0, row: 1)))
        #expect(burst("\u{1B}[M !\"", to: &decoder) == [click])
        #expect(
            [.reportBegins(.oldMouse)].flatMap { decoder.feed($0) } + burst(" !\"", to: &decoder) == [click])
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
