import DeskTesting
import Foundation

/// PostgreSQL servers that a test may kill: one, or a primary with a standby that has every commit before it is
/// acknowledged. They listen on sockets in the test's folder only, keep what they are told (fsync), and are ended by
/// their own pids.
final class FailingServers {
    private let folder: TemporaryFolder
    private let bin: String
    /// How to run what may not be root.
    private let plain: String

    init() throws {
        folder = try TemporaryFolder()
        bin = try Self.shell("sh .ci/postgres-bin")
        plain =
            getuid() == 0
            ? "setpriv --reuid=\(Self.user) --regid=$(id -g \(Self.user)) --clear-groups " : ""
        if getuid() == 0 { _ = try Self.shell("chown \(Self.user) '\(folder.path)'") }
        _ = try Self.shell(
            """
            cd '\(folder.path)' && \(plain)'\(bin)/initdb' -D one --username=postgres --auth=trust --encoding=UTF8 \
                --locale=C.UTF-8 --no-instructions >init.log 2>&1
            """)
        try start("one")
        try sql("one", "CREATE ROLE desk LOGIN")
        try sql("one", "CREATE DATABASE desk OWNER desk")
    }

    deinit {
        for name in ["one", "two"] where FileManager.default.fileExists(atPath: folder.file(name)) {
            _ = try? stop(name)
        }
    }

    private static let user =
        (try? shell("id postgres >/dev/null 2>&1 && echo postgres || echo nobody")) ?? "nobody"

    /// What a desk is opened with: every server there may be, the one that takes writes chosen.
    var address: String {
        let sockets = ["one", "two"].map { folder.file("socket-\($0)") }.joined(separator: ",")
        return "postgresql://desk@/desk?host=\(sockets)&target_session_attrs=read-write"
    }

    func start(_ name: String) throws {
        _ = try Self.shell(
            """
            cd '\(folder.path)' && \(plain)mkdir -p socket-\(name) && \(plain)'\(bin)/pg_ctl' -D \(name) -w -t 60 \
                -l \(name).log -o "-k '\(folder.file("socket-\(name)"))' -c listen_addresses= -c max_connections=60" start \
                >/dev/null 2>&1
            """)
    }

    /// As if the power went: nothing is written out, nobody is told.
    func stop(_ name: String) throws {
        _ = try Self.shell(
            "cd '\(folder.path)' && \(plain)'\(bin)/pg_ctl' -D \(name) -w -m immediate stop >/dev/null 2>&1")
    }

    /// It lives and keeps every line, and answers nobody.
    func freeze() throws { try signalAll(SIGSTOP) }
    func thaw() throws { try signalAll(SIGCONT) }

    /// The server's first process and all it has started.
    private func signalAll(_ signal: Int32) throws {
        let first = try String(contentsOfFile: folder.file("one/postmaster.pid"), encoding: .utf8)
            .prefix { $0 != "\n" }
        let children = try String(contentsOfFile: "/proc/\(first)/task/\(first)/children", encoding: .utf8)
        for id in [first] + children.split(separator: " ") { if let id = pid_t(id) { kill(id, signal) } }
    }

    /// Kills one of the processes that serve the desk, as the kernel does when memory is short; the server then ends all
    /// others and starts again.
    func killABackend() throws {
        let pid = try sql(
            "one",
            "SELECT pid FROM pg_stat_activity WHERE usename = 'desk' AND state <> 'idle' ORDER BY random() LIMIT 1"
        )
        guard let pid = pid_t(pid), kill(pid, SIGKILL) == 0 else {
            throw Program.Failure(
                arguments: ["kill"], result: .init(status: 1, output: "", error: "nobody is served: \(pid)"))
        }
    }

    /// Makes a standby, and has the primary wait for it at each commit.
    func addStandby() throws {
        _ = try Self.shell(
            """
            cd '\(folder.path)' && \(plain)'\(bin)/pg_basebackup' -h '\(folder.file("socket-one"))' -U postgres -D two \
                -R -X stream -c fast >backup.log 2>&1
            """)
        try start("two")
        try sql("one", "ALTER SYSTEM SET synchronous_standby_names = '*'")
        try sql("one", "SELECT pg_reload_conf()")
        for _ in 0..<200 {
            if try sql("one", "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1" {
                return
            }
            usleep(50_000)
        }
        throw Program.Failure(
            arguments: ["standby"],
            result: .init(status: 1, output: "", error: "the standby does not keep up"))
    }

    func promoteStandby() throws {
        // It would wait for a standby of its own.
        _ = try Self.shell(
            "cd '\(folder.path)' && echo \"synchronous_standby_names = ''\" >>two/postgresql.auto.conf")
        _ = try Self.shell("cd '\(folder.path)' && \(plain)'\(bin)/pg_ctl' -D two -w promote >/dev/null 2>&1")
        try sql("two", "SELECT pg_reload_conf()")
    }

    @discardableResult
    private func sql(_ name: String, _ text: String) throws -> String {
        try Self.shell(
            "'\(bin)/psql' -X -q -A -t -h '\(folder.file("socket-\(name)"))' -U postgres -d postgres -c \"\(text)\""
        )
    }

    private static func shell(_ line: String) throws -> String {
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
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: out)
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
