import DeskTesting
import Foundation
import Model
import Records
import Resources
import ServiceDesk

@testable import DeskScreens

/// What may stand on a screen in any language: what the records hold, what was typed, names of keys, screens and records.
@MainActor
struct Known {
    private let records: Data
    private let typed: String
    /// What the program is built on, where its files lie, and the codes of parts.
    private let names: Set<String>
    /// What is said to customers, in their language whatever the screen's: nil where nobody is spoken to.
    private let spoken: Spoken?
    private static let keys: Set<String> = [
        "Enter", "Esc", "Space", "Tab", "Shift", "Ctrl", "Alt", "Up", "Down", "Left", "Right", "Home", "End",
        "PgUp",
        "PgDn", "Backspace", "Del", "Ins",
        // The word that a filter is written with.
        "any",
        // The terminal's name for itself, and a language's own for itself.
        "xterm", "256color", "简体中文",
        // The product's name, a unit and a command that are the same everywhere.
        "Aftercare", "MB", "backup", "NPS", "SERVQUAL", "SERVPERF", "Kappa", "new", "MOVER",
        "resource", "simulate", "CNY",
        // Parts of the report of an audit, as links to them are typed.
        "summary", "method", "judgement", "needs", "competitors", "gaps", "service", "standards", "balance",
        "proposals", "strategy",
    ]

    /// - Parameter speaks: whether scripts and questions of calls are on the screen.
    init(_ driver: Driver, speaks: Bool = false) {
        spoken = speaks ? Spoken(driver) : nil
        let folder = driver.place.folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        records = names.reduce(into: Data()) { all, name in
            all.append(FileManager.default.contents(atPath: folder.file(name)) ?? Data())
        }
        typed = driver.typed
        let program = Scenes.program
        self.names = Set(
            (About.builtOn + [Scenes.database.engine, Scenes.database.place, program.preferencesFile]
                + [program.keysFile, program.rulesFolder ?? ""] + Self.codes).flatMap(Self.words))
    }

    private static let codes = (try? TemporaryDesk.rules.parts().parts.map(\.code)) ?? []

    func has(_ word: String) -> Bool {
        // A letter alone is a key, a mark, or a unit of a number, as it is behind one.
        word.count == 1 || Self.keys.contains(word)
            // `x2` is two of a part.
            || word.wholeMatch(of: /[A-Z]{1,2}[0-9]+|[0-9]+[a-z]|x[0-9]/) != nil
            || names.contains(word) || typed.contains(word) || records.range(of: Data(word.utf8)) != nil
            || spoken?.has(word) ?? false
    }

    /// Runs of plain letters and digits, or of Chinese characters, with a letter among them.
    static func words(in line: String) -> [String] {
        line.matches(of: /[A-Za-z0-9]+|\p{Han}+/).map { String($0.output) }.filter {
            $0.contains(where: \.isLetter)
        }
    }
}

/// Scripts, questionnaires, guides of interviews and promises, in every language they are written in.
private struct Spoken {
    private let text: String
    /// What is put into them.
    private let filled: [String]

    private static let files = (try? ResourceLibrary()).map { library in
        let all = ["questionnaires", "promises"].flatMap { (try? library.files(in: $0)) ?? [] }
        let scripts = try? library.file("followups/scripts.yaml")
        let guides = try? library.file("audit.yaml")
        return (all.map(\.text) + [scripts?.text ?? "", guides?.text ?? ""]).joined(separator: "\n")
    }

    /// When a technician comes now, as scripts tell it: what stands around the time.
    private static let times = Languages.shipped.flatMap { language -> [String] in
        let files = (try? ResourceLibrary().files(in: "locales/\(language)")) ?? []
        let lines = files.flatMap { $0.text.split(separator: "\n") }.filter { $0.hasPrefix("call.when.") }
        return lines.compactMap { $0.split(separator: "\"").dropFirst().first }
            .flatMap { $0.split(separator: /\{[a-z]+\}/) }.map(String.init)
    }

    @MainActor
    init(_ driver: Driver) {
        text = (Self.files ?? "").replacing(/\{[a-z]+\}/, with: " ")
        let staff = (try? driver.place.desk.read { try $0.staff.all().map(\.name) }) ?? []
        let products = TemporaryDesk.rules.settings.products.flatMap { $0.label.texts.values }
        filled = staff + products + ["王小明"] + Self.times
    }

    /// Whether a run of letters is of them, perhaps with a name in it.
    func has(_ word: String) -> Bool {
        filled.reduce([word]) { parts, name in parts.flatMap { $0.components(separatedBy: name) } }
            .allSatisfy { $0.isEmpty || text.contains($0) }
    }
}

extension Scene {
    /// Whether it shows what a customer is told and asked, which is in the customer's language, an interview's guide, which
    /// stays in that in which it was opened, or what customers are promised in each language.
    var speaks: Bool {
        name.hasPrefix("F1")
            || ["U140.satisfaction", "calendar", "R240.interview", "R290.propose"].contains(name)
    }
}
