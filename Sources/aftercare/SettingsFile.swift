import DeskScreens
import Foundation
import Model
import TerminalKit

/// The looks a person chose, kept with their configuration by the XDG Base Directory Specification. A convenience only:
/// that it cannot be kept stops nobody.
enum SettingsFile {
    static var path: String { file.path }
    private static var file: URL { Surroundings.configFolder.appendingPathComponent("desk.json") }

    /// What was chosen; AFTERCARE_THEME and AFTERCARE_AMBIGUOUS go before it.
    static func read() -> Preferences {
        var settings = kept
        settings.theme = wished.theme ?? settings.theme
        settings.ambiguous = wished.ambiguous ?? settings.ambiguous
        return settings
    }

    /// Keeps what was chosen since `old`; the rest of the file stays as it is, for another desk may have written it. What
    /// stands as the environment would have it is for this session: the file keeps its own.
    static func keep(_ settings: Preferences, since old: Preferences) {
        var settings = settings
        if let theme = wished.theme, settings.theme == theme { settings.theme = old.theme }
        if let cells = wished.ambiguous, settings.ambiguous == cells { settings.ambiguous = old.ambiguous }
        let merged = settings.chosen(since: old, over: kept)
        if stored == nil { setAside() }
        try? FileManager.default.createDirectory(
            at: Surroundings.configFolder, withIntermediateDirectories: true)
        try? JSONEncoder().encode(merged).write(to: file, options: .atomic)
    }

    /// Keeps what a person said of how wide their terminal draws characters of ambiguous width.
    static func keep(width cells: Int, of type: String) {
        let old = kept
        keep(old.answering(cells, on: type), since: old)
    }

    private static var kept: Preferences { stored ?? Preferences() }

    /// Nil where there is no file, or none that can be read.
    private static var stored: Preferences? {
        try? JSONDecoder().decode(Preferences.self, from: Data(contentsOf: file))
    }

    /// A file that cannot be read is somebody's all the same: it is not written over.
    private static func setAside() {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let broken = file.appendingPathExtension("broken")
        try? FileManager.default.removeItem(at: broken)
        try? FileManager.default.moveItem(at: file, to: broken)
    }

    // MARK: The environment

    private static var wished: Preferences {
        Preferences(
            theme: variable("AFTERCARE_THEME").flatMap(ThemeName.init),
            ambiguous: variable("AFTERCARE_AMBIGUOUS").flatMap { ["1": 1, "2": 2][$0] })
    }

    /// What the environment says that means nothing.
    static var misunderstood: Phrase? {
        if wished.theme == nil, let name = variable("AFTERCARE_THEME") {
            let themes = ThemeName.allCases.map(\.rawValue).joined(separator: ", ")
            return Phrase("terminal.notice.unknownTheme", ["name": .text(name), "themes": .text(themes)])
        }
        if wished.ambiguous == nil, let cells = variable("AFTERCARE_AMBIGUOUS") {
            return Phrase("terminal.notice.unknownWidth", ["cells": .text(cells)])
        }
        return nil
    }

    private static func variable(_ name: String) -> String? {
        Surroundings.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
