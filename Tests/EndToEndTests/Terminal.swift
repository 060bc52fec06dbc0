import Foundation

/// A real terminal (tmux, on a server of its own) with the program in it: press keys, read the screen.
final class Terminal {
    private let socket: String
    private let session = "desk"

    /// Starts the program in a terminal of a size.
    init(_ arguments: [String], columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws
    {
        socket = Self.newSocket()
        let quoted = ([Program.path] + arguments).map {
            "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'"
        }
        let settings = environment.map { "\($0.key)='\($0.value)'" }.sorted().joined(separator: " ")
        // The shell stays, so that what the program leaves of the terminal can be seen after it.
        try start(
            "env \(settings) \(quoted.joined(separator: " ")); echo \"[ended $?]\"; stty -a | tr ';' '\\n' | grep -E 'icanon|echo' ; cat",
            columns, rows)
    }

    /// Sends the bytes of a file to a terminal, and leaves it so.
    init(showing file: String, columns: Int, rows: Int) throws {
        socket = Self.newSocket()
        try start("cat '\(file)'; stty -echo; cat", columns, rows)
    }

    private static func newSocket() -> String {
        "aftercare-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(6))"
    }

    private func start(_ command: String, _ columns: Int, _ rows: Int) throws {
        try tmux(["new-session", "-d", "-s", session, "-x", "\(columns)", "-y", "\(rows)", command])
        try tmux(["set-option", "-g", "escape-time", "0"])
    }

    /// The program, its shell and the server, each by its own number: a server that is asked to end waits for what it
    /// runs, and that may be a desk which the test has stopped.
    deinit {
        let numbers = (try? tmux(["display-message", "-p", "-t", session, "#{pid} #{pane_pid}"])) ?? ""
        let program = try? programID()
        for id in numbers.split(whereSeparator: \.isWhitespace).compactMap({ Int32($0) })
            + [program].compactMap({ $0 })
        {
            kill(id, SIGKILL)
        }
    }

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

    /// Whether the program asked for clicks.
    func wantsMouse() throws -> Bool {
        try tmux(["display-message", "-p", "-t", session, "#{mouse_any_flag}"]).hasPrefix("1")
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

    /// Waits until something outside the screen holds.
    func waitUntil(seconds: Double = 15, _ holds: () throws -> Bool) throws {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if try holds() { return }
            usleep(50_000)
        }
        throw NotShown(anchor: "what was waited for", screen: try text())
    }

    /// Presses the number beside an action, as it stands on the screen.
    func choose(_ label: String) throws {
        var digit: Substring?
        try waitUntil {
            digit = try text().split(separator: "\n").lazy.compactMap { line -> Substring? in
                guard let at = line.range(of: label) else { return nil }
                // `1 V3 Arrive`, `2 Satisfied`: a digit, perhaps whose it is, then the label.
                let words = line[..<at.lowerBound].split(whereSeparator: { $0 == " " || $0 == "│" }).suffix(2)
                return words.first { $0.count == 1 && $0.allSatisfy(\.isNumber) }
            }.first
            return digit != nil
        }
        if let digit { try press(String(digit)) }
    }

    /// Fills the sheet an action opened: a choice by its first letters or a text, perhaps a second field, then does it.
    func fill(_ first: String, next second: String?) throws {
        try wait(for: "┌")
        try type(first)
        if let second {
            try press("Tab")
            try type(second)
            try wait(for: second)
        }
        try press("C-s")
    }

    struct NotShown: Error, CustomStringConvertible {
        var anchor: String
        var screen: String
        var description: String { "never showed “\(anchor)”:\n\(screen)" }
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        try Spawn.output(["tmux", "-u", "-L", socket, "-f", "/dev/null"] + arguments)
    }
}

/// Runs a command whose child may outlive it. Foundation's `Process` waits until the last copy of a descriptor it hands
/// down is closed, and the server that tmux leaves behind keeps one.
enum Spawn {
    static func output(_ command: [String]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "aftercare-\(UUID().uuidString)"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let words = command.map { strdup($0) } + [nil]
        let environment =
            Program.environment(["TERM": "xterm-256color"]).map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var child = pid_t()
        let code = posix_spawnp(&child, command[0], &actions, nil, words, environment)
        guard code == 0 else { throw CocoaError(.fileNoSuchFile) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
