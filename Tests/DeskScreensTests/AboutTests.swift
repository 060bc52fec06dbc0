import DeskTesting
import Foundation
import Model
import Records
import ServiceDesk
import TerminalKit
import Testing
import Wording

@testable import DeskScreens

@Suite("Z900: about and doctor")
@MainActor
struct AboutTests {
    private static func driver(
        _ place: TemporaryDesk, language: String = "en", runner: any JobRunner = ImmediateRunner()
    ) throws -> Driver {
        try Driver(
            place, wordings: Languages.first(language), size: Size(columns: 120, rows: 50),
            about: Scenes.program, runner: runner)
    }

    @Test("version, database, schema, terminal, language, files and licences stand on one screen")
    func facts() throws {
        let place = try TemporaryDesk()
        let schema = try place.desk.describe()
        try Self.driver(place).press("Alt-h").sees(
            "Z900", "Aftercare 0.1.0", schema.engine, "xterm-256color", "256 colours", "120 x 50", "MIT",
            "/etc/aftercare", "~/.config/aftercare/keys.yaml", "GRDB.swift", "English",
            "never, by aftercare backup", "\(schema.schema), as this program has it")
        try Self.driver(place, language: "zh-Hans").press("Alt-h").sees(
            "关于与体检", "简体中文", "从未用 aftercare backup 备份", "256 色")
    }

    @Test("whoever cannot sign in is shown it too, and comes back to the sign-in")
    func beforeSignIn() throws {
        for language in Languages.shipped {
            let driver = try Driver(
                Desks.filled(), as: nil, wordings: Languages.first(language),
                size: Size(columns: 80, rows: 24), about: Scenes.program)
            driver.sees("A100").press("Alt-h").sees("Z900", "SQLite").press("Enter")
            driver.sees(driver.app.context.say("about.allSound"))
            driver.press("F2").sees("Z900").press("Esc").sees("A100")
        }
    }

    @Test("the palette finds it by doctor")
    func palette() throws {
        try Self.driver(TemporaryDesk()).press(":").type("doctor").press("Enter").sees("Z900")
    }

    @Test("a sound desk is said to be so, check by check", arguments: Languages.shipped)
    func sound(language: String) throws {
        let driver = try Self.driver(Desks.filled(), language: language).press("Alt-h", "Enter")
        let sound = driver.app.context.say("about.sound")
        for check in DoctorCheck.allCases {
            let name = driver.app.context.say("check.\(check.rawValue)")
            #expect(driver.lines.contains { $0.contains(name) && $0.contains(sound) }, "\(check)")
        }
        #expect(driver.message.contains(driver.app.context.say("about.allSound")))
    }

    @Test(
        "what is not sound is said with its cause and how to mend it, and the rest is looked at all the same")
    func unsound() throws {
        let place = try Desks.filled()
        _ = try place.desk.database.write {
            try $0.run("UPDATE cases SET urgency = 1 WHERE closed_at IS NULL")
        }
        let driver = try Self.driver(place).press("Alt-h", "Enter")
        driver.sees("NOT SOUND", "wrong place of the open lists", "Note what is said here")
        #expect(driver.lines.contains { $0.contains("Timers") && $0.contains("sound") })
        #expect(driver.message.contains("One thing is not sound"))
    }

    @Test("what cannot be looked at is no fault of the records, and nothing is said to mend")
    func lost() throws {
        let (place, line) = try Desks.filled().overALine()
        let driver = try Self.driver(place).press("Alt-h")
        line.lose()
        driver.press("Enter").sees("could not be looked at", "cannot be reached").seesNot("NOT SOUND")
        driver.seesNot("Someone changed the journal")
        line.mend()
        driver.press("Enter")
        #expect(driver.message.contains("All is sound."))
    }

    @Test(
        "it is looked over beside the keyboard: each result stands once it is known, and Esc leaves meanwhile"
    )
    func besideTheKeyboard() throws {
        let runner = HeldRunner()
        let driver = try Self.driver(TemporaryDesk(), runner: runner)
        runner.release()
        driver.press("Alt-h", "Enter").sees("looking ...")
        // Asked again meanwhile, it says so and begins nothing anew.
        driver.press("Enter")
        #expect(driver.message.contains("already"))
        driver.press("Esc").sees("W110")
        runner.release()
        driver.sees("W110")
    }

    @Test("the language changes under what was found")
    func language() throws {
        let driver = try Self.driver(TemporaryDesk()).press("Alt-h", "Enter", "F11")
        driver.sees("正常", "流水")
    }

    @Test("a backup is known by its time", .enabled(if: Backend.current == .sqlite))
    func backup() throws {
        let place = try TemporaryDesk()
        try place.desk.backup(to: place.folder.file("copy.sqlite"), at: place.now)
        let driver = try Self.driver(place).press("Alt-h")
        driver.sees(driver.app.context.wording.moment(place.now)).seesNot("never, by")
    }
}
