import DeskScreens
import Foundation

/// What the desk last learned of the terminal it was shown on, kept with the user's state for `doctor`, which has no
/// screen to ask with.
enum TerminalFile {
    private static var file: URL { Surroundings.stateFolder.appendingPathComponent("terminal.json") }

    static func read() -> TerminalFound? {
        try? JSONDecoder().decode(TerminalFound.self, from: Data(contentsOf: file))
    }

    /// A convenience only: that it cannot be kept stops nobody.
    static func keep(_ found: TerminalFound) {
        try? FileManager.default.createDirectory(
            at: Surroundings.stateFolder, withIntermediateDirectories: true)
        try? JSONEncoder().encode(found).write(to: file, options: .atomic)
    }
}
