import Foundation

/// Lines of a shell, for servers that outlive the line that starts them.
enum Shell {
    /// Before a program that refuses to be root; empty for whoever is not.
    static let unprivileged =
        getuid() == 0 ? "setpriv --reuid=\(user) --regid=$(id -g \(user)) --clear-groups " : ""

    /// Lets that user into a folder of the tests.
    static func open(_ folder: String) throws { if getuid() == 0 { try run("chown \(user) '\(folder)'") } }

    private static let user =
        (try? run("id postgres >/dev/null 2>&1 && echo postgres || echo nobody")) ?? "nobody"

    /// - Returns: what it says.
    @discardableResult
    static func run(_ line: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        // A server inherits what is open, and Foundation waits until nobody has it any more.
        let closing = #"for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done; "#
        process.arguments = ["-c", closing + line]
        process.standardInput = FileHandle.nullDevice
        // A file, not a pipe: a server that was started would hold a pipe open for ever.
        let out = FileManager.default.temporaryDirectory.appendingPathComponent("shell-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: out.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: out) }
        let said = try FileHandle(forWritingTo: out)
        process.standardOutput = said
        process.standardError = said
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOf: out, encoding: .utf8).trimmingCharacters(
            in: .whitespacesAndNewlines)
        guard process.terminationStatus == 0 else {
            throw Program.Failure(
                arguments: [line], result: .init(status: process.terminationStatus, output: "", error: text))
        }
        return text
    }
}
