import DeskTesting
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing

@testable import DeskScreens

/// Whatever bytes come in while someone sits at the desk, on every screen there is.
@Suite("Hostile input")
@MainActor
struct HostileInputTests {
    nonisolated static let seeds: [UInt64] = [11, UInt64.random(in: 12...UInt64.max)]

    /// What a paste must not do: answer, pick, save, leave, open the palette.
    private static let commands = [
        "1\r2\r3\ry\ry\r", "\u{13}\u{13}", "\u{1B}OQ\u{1B}OS\r", ":quit\r", "\u{11}\r",
        "\u{1B}[15~\u{1B}[A\r", "yes\t\t\r\r",
        "\u{10}c1\r1\r", "\u{1B}1\u{1B}2", "\u{3}", "n\rhello\u{13}", "\u{0}\u{1B}\u{1B}\u{1B}",
    ]

    /// Nil on a desk whose database does not answer.
    private func journal(_ driver: Driver) -> [JournalEntry]? {
        try? driver.place.desk.read { try $0.journal.latest(1000) }
    }

    private func send(_ units: [InputUnit], to driver: Driver, _ decoder: inout InputDecoder) {
        for unit in units {
            for event in decoder.feed(unit) { driver.tell(event) }
        }
    }

    private func bytes(_ text: String) -> [InputUnit] { text.utf8.map(InputUnit.byte) }

    @Test(
        "halves of sequences, unknown ones and reports of odd shapes change nothing; a paste full of commands runs none",
        arguments: Scenes.all)
    func sequencesAndPastes(scene: Scene) throws {
        let driver = try scene.play(Stage(language: "en"))
        let (before, seen, depth) = (journal(driver), driver.app.canvas, driver.app.stack.count)
        var decoder = InputDecoder()
        for text in [
            "[1;2A", "[15;9~", "[?64;1;2c", "[>1;10;0c", "[0n", "[<0;1;2;3M", "[<64;1M",
            "[M###", "[I", "[O",
            "]10;rgb:0/0/0\u{7}", "]52;c;MTIz\u{1B}\\", "P1$r1m\u{1B}\\", "P>|x 1\u{1B}\\", "[1;",
            "[99999999999999999999~",
            "O9", "]4;1;",
        ] {
            send(bytes("\u{1B}" + text), to: driver, &decoder)
            for event in decoder.pause() { driver.tell(event) }
        }
        #expect(driver.app.canvas == seen)
        for text in Self.commands {
            send([.pasteBegins] + bytes(text) + [.pasteEnds], to: driver, &decoder)
        }
        #expect(driver.app.stack.count == depth)
        #expect(!driver.hasQuit)
        #expect(journal(driver) == before)
    }

    @Test("random bytes, typed at a whole desk, break neither it nor its records", arguments: seeds)
    func noise(seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let driver = try Driver(Desks.withCallDue(), as: "chen", language: "en")
        var decoder = InputDecoder()
        for _ in 0..<1_500 {
            let isKeyLike = Bool.random(using: &random)
            let byte =
                isKeyLike
                ? UInt8.random(in: 0x20...0x7E, using: &random) : .random(in: 0...255, using: &random)
            send([.byte(byte)], to: driver, &decoder)
            if Int.random(in: 0..<8, using: &random) == 0 {
                for event in decoder.lull() + decoder.pause() { driver.tell(event) }
            }
            if Int.random(in: 0..<200, using: &random) == 0 {
                driver.resize(.random(in: 1...140, using: &random), .random(in: 1...50, using: &random))
            }
        }
        #expect(try driver.place.problems() == [])
    }

    @Test("a megabyte pasted into a field is cut and said to be, and keys go on")
    func megabyte() throws {
        let driver = try Driver(Desks.filled(), language: "en")
        driver.press("F2").press("Tab", "Tab", "Tab", "Tab")
        let clock = ContinuousClock()
        let took = clock.measure {
            driver.paste(String(repeating: "投诉\n", count: 1 << 17)).sees("The paste was long")
            driver.press("Left").type("x").press("Backspace")
        }
        #expect(took < .seconds(20), "in a debug build, on any machine")
        #expect(driver.app.stack.count == 2)
    }
}
