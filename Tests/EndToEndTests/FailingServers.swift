import DeskTesting
import Foundation

/// PostgreSQL servers that a test may kill: one, or a primary with a standby that has every commit before it is
/// acknowledged. They listen on sockets in the test's folder only, keep what they are told (fsync), and are ended by
/// their own pids.
final class FailingServers {
    private let folder: TemporaryFolder
    private let bin: String

    init() throws {
        folder = try TemporaryFolder()
        bin = try Shell.run("sh .ci/postgres-bin")
        try Shell.open(folder.path)
        try Shell.run(
            """
            cd '\(folder.path)' && \(Shell.unprivileged)'\(bin)/initdb' -D one --username=postgres --auth=trust --encoding=UTF8 \
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

    /// What a desk is opened with: every server there may be, the one that takes writes chosen.
    var address: String { address(of: "desk") }

    /// The same for another user.
    func address(of user: String) -> String {
        let sockets = ["one", "two"].map { folder.file("socket-\($0)") }.joined(separator: ",")
        return "postgresql://\(user)@/desk?host=\(sockets)&target_session_attrs=read-write"
    }

    /// From now on this user must give a password.
    func askForPassword(of user: String) throws {
        let file = "'\(folder.file("one/pg_hba.conf"))'"
        try Shell.run(
            "echo 'local all \(user) scram-sha-256' | cat - \(file) >\(file).new && cat \(file).new >\(file)")
        try sql("one", "SELECT pg_reload_conf()")
    }

    func start(_ name: String) throws {
        try Shell.run(
            """
            cd '\(folder.path)' && \(Shell.unprivileged)mkdir -p socket-\(name) && \(Shell.unprivileged)'\(bin)/pg_ctl' -D \(name) -w -t 60 \
                -l \(name).log -o "-k '\(folder.file("socket-\(name)"))' -c listen_addresses= -c max_connections=60" start \
                >/dev/null 2>&1
            """)
    }

    /// As if the power went: nothing is written out, nobody is told.
    func stop(_ name: String) throws {
        try Shell.run(
            "cd '\(folder.path)' && \(Shell.unprivileged)'\(bin)/pg_ctl' -D \(name) -w -m immediate stop >/dev/null 2>&1"
        )
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
        var pid = ""
        // After an earlier kill the server first recovers, and then waits for its clients.
        let end = Date().addingTimeInterval(20)
        while pid.isEmpty, Date() < end {
            usleep(50_000)
            pid =
                (try? sql(
                    "one",
                    "SELECT pid FROM pg_stat_activity WHERE usename = 'desk' AND state <> 'idle' LIMIT 1"))
                ?? ""
        }
        guard let pid = pid_t(pid), kill(pid, SIGKILL) == 0 else {
            throw Program.Failure(
                arguments: ["kill"], result: .init(status: 1, output: "", error: "nobody is served: \(pid)"))
        }
    }

    /// Makes a standby, and has the primary wait for it at each commit.
    func addStandby() throws {
        try Shell.run(
            """
            cd '\(folder.path)' && \(Shell.unprivileged)'\(bin)/pg_basebackup' -h '\(folder.file("socket-one"))' -U postgres -D two \
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
        try Shell.run(
            "cd '\(folder.path)' && echo \"synchronous_standby_names = ''\" >>two/postgresql.auto.conf")
        try Shell.run(
            "cd '\(folder.path)' && \(Shell.unprivileged)'\(bin)/pg_ctl' -D two -w promote >/dev/null 2>&1")
        try sql("two", "SELECT pg_reload_conf()")
    }

    /// - Returns: what `psql` prints, columns parted by bars.
    @discardableResult
    func sql(_ name: String, _ text: String, in database: String = "postgres", by user: String = "postgres")
        throws
        -> String
    {
        try Shell.run(
            "'\(bin)/psql' -X -q -A -t -v ON_ERROR_STOP=1 -h '\(folder.file("socket-\(name)"))' -U \(user) -d \(database) -c \"\(text)\""
        )
    }
}
