import DeskScreens
import Foundation
import Model
import TerminalKit

/// The looks a person chose, kept with their configuration by the XDG Base Directory Specification. A convenience only:
/// that it cannot be kept stops nobody.
enum SettingsFile {
    private static var file: URL { Surroundings.configFolder.appendingPathComponent("desk.json") }

    /// What was chosen; AFTERCARE_THEME and AFTERCARE_AMBIGUOUS go before it.
    static func read() -> Preferences {
        let kept = try? JSONDecoder().decode(Preferences.self, from: Data(contentsOf: file))
        var settings = kept ?? Preferences()
        let environment = Surroundings.environment
        if let theme = environment["AFTERCARE_THEME"].flatMap(ThemeName.init) { settings.theme = theme }
        if let cells = environment["AFTERCARE_AMBIGUOUS"].flatMap({ Int($0) }), (1...2).contains(cells) {
            settings.ambiguous = cells
        }
        return settings
    }

    static func keep(_ settings: Preferences) {
        try? FileManager.default.createDirectory(
            at: Surroundings.configFolder, withIntermediateDirectories: true)
        try? JSONEncoder().encode(settings).write(to: file, options: .atomic)
    }

    /// What AFTERCARE_THEME names when that is no theme.
    static var unknownTheme: Phrase? {
        guard let name = Surroundings.environment["AFTERCARE_THEME"], !name.isEmpty,
            ThemeName(rawValue: name) == nil
        else { return nil }
        let themes = ThemeName.allCases.map(\.rawValue).joined(separator: ", ")
        return Phrase("terminal.notice.unknownTheme", ["name": .text(name), "themes": .text(themes)])
    }
}
