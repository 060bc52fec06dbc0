import TerminalKit

/// What someone at the other end of a support call asks for and only the program knows of itself and its surroundings.
package struct About: Sendable, Hashable {
    package var version: String
    package var preferencesFile: String
    package var keysFile: String
    /// The organisation's folder of rule files; nil where the shipped ones are all there is.
    package var rulesFolder: String?
    /// How many threads a search beside the keyboard takes: all that run side by side but one, which is the keyboard's.
    let searchThreads: Int
    /// As things stand on this desk now; the desk fills them in.
    var terminal = TerminalFound()
    var size = Size(columns: 0, rows: 0)
    var preferences = Preferences()
    /// How many actions have keys of this person's choice.
    var ownKeys = 0

    package init(
        version: String = "", preferencesFile: String = "", keysFile: String = "", rulesFolder: String? = nil,
        processors: Int = 1
    ) {
        self.version = version
        self.preferencesFile = preferencesFile
        self.keysFile = keysFile
        self.rulesFolder = rulesFolder
        searchThreads = max(1, processors - 1)
    }

    /// What the program is built on, with the licence each is under by its name in the SPDX list.
    static let builtOn = [
        "Swift (Apache-2.0)", "swift-argument-parser (Apache-2.0)", "swift-crypto (Apache-2.0)",
        "GRDB.swift (MIT)", "Yams (MIT)", "SQLite (blessing)", "libpq (PostgreSQL)", "ncurses (X11)",
    ]
}
