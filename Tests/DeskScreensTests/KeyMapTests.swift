import DeskTesting
import Model
import Resources
import TerminalKit
import Testing
import Wording

@testable import DeskScreens

@Suite("Keys of one's own")
@MainActor
struct KeyMapTests {
    private func catalogue(_ language: String = "en") throws -> ActionCatalogue {
        ActionCatalogue(
            DeskContext(
                wording: try Languages.first(language)[0], actor: .desk, now: Samples.now,
                rules: TemporaryDesk.rules))
    }

    private func read(_ lines: String...) throws -> KeyMapReader {
        KeyMapReader(
            ResourceFile(name: "keys.yaml", text: lines.joined(separator: "\n")), try catalogue())
    }

    private func driver(_ lines: String...) throws -> Driver {
        let reader = KeyMapReader(
            ResourceFile(name: "keys.yaml", text: lines.joined(separator: "\n")), try catalogue())
        #expect(reader.faults == [])
        return try Driver(
            Desks.filled(), wordings: Languages.first("en"), size: Size(columns: 120, rows: 36),
            keys: reader.keys)
    }

    @Test("footer, help and palette name the person's keys, and the old key does nothing")
    func shown() throws {
        let driver = try driver("everywhere:", "  log: Alt-g", "  find: [Ctrl-F, '/']")
        driver.sees("Alt-g Log", "Ctrl-F Find").seesNot("F2 Log")
        driver.press("F1").type("log a complaint").sees("Alt-g").press("Esc")
        driver.press(":").type("find a customer").sees("Ctrl-F").press("Esc")
        driver.press("F2").sees("W110").tell(.key(.alt("g"))).sees("C120")
    }

    @Test("keys hold on the screen they are given for, or everywhere the action is offered")
    func scopes() throws {
        let driver = try driver("W110:", "  work.take: z", "everywhere:", "  case.note: Z")
        driver.press("t").sees("W110").press("Enter").sees("C130").press("n").seesNot("Note on").press("Z")
        driver.sees("Note on")
    }

    @Test("a key of one's own is taken from the action that came with it, also from one of the screen")
    func winsOverShipped() throws {
        let driver = try driver("everywhere:", "  log: n")
        driver.press("n").sees("C120")
        #expect(try Driver(Desks.filled()).press("n").text.contains("C130"))
    }

    @Test("what a screen is given goes before what is given everywhere")
    func screenFirst() throws {
        let driver = try driver("everywhere:", "  log: g", "W110:", "  work.next: g")
        driver.press("g").sees("C130").press("g").sees("C120")
    }

    @Test("an action without a key is in the palette still, and in the footer no more")
    func unbound() throws {
        let driver = try driver("everywhere:", "  log: none")
        driver.seesNot("F2 Log").press("F2").sees("W110").press(":").type("log a complaint").press("Enter")
            .sees("C120")
    }

    @Test("Esc goes back, whatever else the file gives for it")
    func escape() throws {
        let driver = try driver("everywhere:", "  back: Alt-x")
        driver.press("Enter").sees("C130").press("Esc").sees("W110")
        driver.press("Enter").tell(.key(.alt("x"))).sees("W110")
    }

    @Test("each mistake is told by line, with the way to mend it")
    func mistakes() throws {
        let reader = try read(
            "everywhere:", "  log: Ctrl-M", "  find: [F3, Hyper]", "  fly: F4", "  help: Esc", "W999:",
            "  x: F1",
            "C130:", "  case.note: w", "  case.visit: w", "  back: {F1: 2}")
        #expect(
            reader.faults.map { "\($0.line) \($0.problem.key)" } == [
                "2 keys.unknownKey", "3 keys.unknownKey", "4 keys.unknownAction", "5 keys.escape",
                "6 keys.unknownScope", "10 keys.clash", "11 keys.unknownKey",
            ])
        let clash = try #require(reader.faults.first { $0.problem.key == "keys.clash" })
        let wording = try Languages.first("en")[0]
        #expect(
            wording.say(clash)
                == "keys.yaml:10: w is given to \"case.visit\" here and to \"case.note\" in line 9, which are offered on "
                + "the same screen. Give one of them another key.")
    }

    @Test("sentences that name a key name the person's, on the screen where it is pressed")
    func named() throws {
        let reader = KeyMapReader(
            ResourceFile(
                name: "keys.yaml",
                text:
                    "everywhere:\n  log: Alt-g\n  case.visit: Z\nC120:\n  log.pick: Ctrl-F\nW110:\n  log: Ctrl-F"
            ),
            try catalogue())
        #expect(reader.faults == [])
        let driver = try Driver(
            TemporaryDesk(), wordings: Languages.first("en"), size: Size(columns: 120, rows: 36),
            keys: reader.keys)
        driver.sees("Ctrl-F logs a complaint", "F9 takes the next", "m shows everyone's")
        driver.press("Ctrl-F").sees("C120", "type a few letters, or Ctrl-F")
        driver.type("13800138000").press("Tab").type("Ada").press("Tab", "Tab").type("no water")
        driver.press("Ctrl-S").sees("C1 logged. Z books a visit.")
    }

    @Test("an action left without a key is called by its name in the palette")
    func unnamed() throws {
        let reader = try read("everywhere:", "  log: none")
        let driver = try Driver(
            TemporaryDesk(), wordings: Languages.first("en"), size: Size(columns: 120, rows: 36),
            keys: reader.keys)
        driver.sees("\"Log\" in the palette logs a complaint")
    }

    @Test("the same key may serve actions that never meet")
    func noClash() throws {
        #expect(try read("everywhere:", "  case.note: z", "  work.take: z").faults == [])
        #expect(try read("everywhere:", "  case.note: z", "  log: z").faults.map(\.line) == [3])
    }

    @Test("help and palette cannot both be left without a key")
    func locked() throws {
        let reader = try read("everywhere:", "  help: none", "  palette: none")
        #expect(reader.faults.map(\.problem.key) == ["keys.locked"])
        #expect(try read("everywhere:", "  help: none").faults == [])
    }

    @Test(
        "what is no YAML, or says nothing, is a fault or nothing",
        arguments: ["a: [", "- a", "7", "a: 1\na: 2"])
    func broken(text: String) throws {
        let reader = KeyMapReader(ResourceFile(name: "keys.yaml", text: text), try catalogue())
        #expect(!reader.faults.isEmpty && reader.faults.allSatisfy { $0.file == "keys.yaml" })
        #expect(try read("# nothing yet", "").faults == [])
    }

    @Test("the list that is printed is read as what is there", arguments: Languages.shipped)
    func list(language: String) throws {
        let catalogue = try catalogue(language)
        let writer = KeyMapWriter(.shipped, catalogue)
        #expect(writer.rows.count > 40)
        let reader = KeyMapReader(
            ResourceFile(name: "keys.yaml", text: writer.lines.joined(separator: "\n")), catalogue)
        #expect(reader.faults == [])
        #expect(reader.keys.count == writer.rows.count)
        #expect(KeyMapWriter(reader.keys, catalogue).lines == writer.lines)
    }

    @Test("every action of every scene can be given a key, unless a record offers it", arguments: Scenes.all)
    func complete(scene: Scene) throws {
        let app = try scene.play(Stage(language: "en")).app
        let catalogue = try catalogue()
        for entry in app.stack {
            let known = Set(catalogue.named(in: entry.screen.keyScope).map(\.id))
            let offered = /((\.(do|pick|answer|case)|steps)\.\w)|^next\.(visit|callBack|another)/
            for action in entry.screen.actions(app.context) where !action.id.name.contains(offered) {
                #expect(known.contains(action.id), "\(action.id) of \(entry.screen.keyScope.name)")
            }
        }
    }
}
