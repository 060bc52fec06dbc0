import Foundation

/// A real terminal (tmux, on a server of its own) with the program in it: press keys, read the screen.
final class Terminal {
    private let socket: String
    private let session = "desk"

    /// Starts the program in a terminal of a size.
    init(_ arguments: [String], columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws
    {
        socket = "aftercare-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(6))"
        let quoted = ([Program.path] + arguments).map {
            "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'"
        }
        let settings = environment.map { "\($0.key)='\($0.value)'" }.sorted().joined(separator: " ")
        // The shell stays, so that what the program leaves of the terminal can be seen after it.
        let command =
            "env \(settings) \(quoted.joined(separator: " ")); echo \"[ended $?]\"; stty -a | tr ';' '\\n' | grep -E 'icanon|echo' ; cat"
        try tmux(["new-session", "-d", "-s", session, "-x", "\(columns)", "-y", "\(rows)", command])
        try tmux(["set-option", "-g", "escape-time", "0"])
    }

    deinit { _ = try? tmux(["kill-server"]) }

    /// tmux names (`Enter`, `Escape`, `F2`, `C-s`).
    func press(_ keys: String...) throws { try tmux(["send-keys", "-t", session] + keys) }

    /// Text as typed.
    func type(_ text: String) throws { try tmux(["send-keys", "-t", session, "-l", text]) }

    /// As a terminal pastes it: bracketed when the program asked for that.
    func paste(_ text: String) throws {
        try tmux(["set-buffer", text])
        try tmux(["paste-buffer", "-p", "-t", session])
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-t", session, "-x", "\(columns)", "-y", "\(rows)"])
    }

    func text() throws -> String { try tmux(["capture-pane", "-p", "-t", session]) }

    /// The process id of the program, the shell's child.
    func programID() throws -> Int32? {
        let shell = try tmux(["display-message", "-p", "-t", session, "#{pane_pid}"]).trimmingCharacters(
            in: .whitespacesAndNewlines)
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return children.split(separator: " ").first.flatMap { Int32($0) }
    }

    /// Waits until the screen holds `anchor`; the screen is what is waited for, never the time.
    /// - Throws: `NotShown` with the screen after `seconds`.
    @discardableResult
    func wait(for anchor: String, seconds: Double = 15) throws -> String {
        let end = Date().addingTimeInterval(seconds)
        var screen = ""
        while Date() < end {
            screen = try text()
            if screen.contains(anchor) { return screen }
            usleep(20_000)
        }
        throw NotShown(anchor: anchor, screen: screen)
    }

    struct NotShown: Error, CustomStringConvertible {
        var anchor: String
        var screen: String
        var description: String { "never showed “\(anchor)”:\n\(screen)" }
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tmux", "-u", "-L", socket, "-f", "/dev/null"] + arguments
        process.environment = Program.environment(["TERM": "xterm-256color"])
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.standardError
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
