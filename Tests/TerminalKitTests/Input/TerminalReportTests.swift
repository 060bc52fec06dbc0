import TerminalKit
import Testing

@Suite("Reports of the terminal")
struct TerminalReportTests {
    private func events(_ kind: ReportReader.Kind, _ rest: String) -> [InputEvent] {
        var decoder = InputDecoder()
        return ([.reportBegins(kind)] + rest.utf8.map(InputUnit.byte)).flatMap { decoder.feed($0) }
    }

    @Test("a click is told once, with its place from the upper left corner")
    func click() {
        let click = InputEvent.mouse(Mouse(.left, at: Point(column: 11, row: 2)))
        #expect(events(.mouse, "0;12;3M") == [click])
        #expect(events(.mouse, "0;12;3m") == [])
        #expect(events(.mouse, "64;1;1M") == [.mouse(Mouse(.wheelUp, at: Point(column: 0, row: 0)))])
        #expect(events(.mouse, "2;12;3M") == [], "the right button means nothing")
    }

    @Test("the ground's brightness is read from answers of any length")
    func ground() {
        #expect(events(.ground, "ffff/ffff/f0f0\u{1B}\\") == [.terminal(.ground(isLight: true))])
        #expect(events(.ground, "00/2b/36\u{7}") == [.terminal(.ground(isLight: false))])
        #expect(events(.ground, "ffff/ffff\u{7}") == [], "half an answer is none")
    }

    @Test("a report that stops is forgotten, and one that a key breaks off leaves the key")
    func broken() {
        #expect(events(.mouse, "0;q") == [], "a letter ends it, whichever")
        #expect(events(.mouse, "0;1\rq") == [.key(.enter), .key(.character("q"))])
        var decoder = InputDecoder()
        _ = decoder.feed(.reportBegins(.ground))
        #expect(decoder.hold == InputDecoder.lineHold)
        #expect(decoder.pause() == [])
        #expect(decoder.feed(.byte(0x61)) == [.key(.character("a"))])
    }

    @Test("inside a paste nothing is a report")
    func pasted() {
        var decoder = InputDecoder()
        _ = decoder.feed(.pasteBegins)
        #expect(decoder.feed(.reportBegins(.mouse)) == [])
        #expect(decoder.feed(.report(.ambiguous(2))) == [])
        _ = decoder.feed(.byte(0x61))
        #expect(decoder.feed(.pasteEnds) == [.paste("a")])
    }
}
