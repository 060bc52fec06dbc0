import DeskTesting
import Foundation

/// A pgbouncer of a test's own before the tests' PostgreSQL server, on a socket in a temporary folder; it ends with the
/// test. Needs a server that asks for no password, as the one that `make test` starts.
final class Pooler: Sendable {
    enum Mode: String, CaseIterable, Sendable {
        /// A client has one server process for itself as long as it is connected.
        case session
        /// Each transaction may run in another server process than the one before it.
        case transaction

        /// Server processes for all clients. So few, where transactions share them, that a client surely changes between
        /// several; a client with a session holds one for each link it has.
        var servers: Int { self == .session ? 40 : 3 }
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    private let folder: TemporaryFolder

    /// - Parameter url: an address on the server, as `TemporaryPlace` gives it.
    init(_ mode: Mode, before url: String) throws {
        folder = try TemporaryFolder()
        let query = URLComponents(string: url)?.queryItems ?? []
        guard let sockets = query.first(where: { $0.name == "host" })?.value else {
            throw Failure(description: "the tests' pooler reaches a server by its socket only: \(url)")
        }
        try """
        [databases]
        * = host=\(sockets)

        [pgbouncer]
        listen_addr =
        listen_port = 6432
        unix_socket_dir = \(folder.path)
        auth_type = trust
        auth_file = \(folder.file("users"))
        pool_mode = \(mode)
        default_pool_size = \(mode.servers)
        max_client_conn = 200
        logfile = \(folder.file("log"))
        pidfile = \(folder.file("pid"))
        """.write(toFile: folder.file("pgbouncer.ini"), atomically: true, encoding: .utf8)
        try #""desk" """#.write(toFile: folder.file("users"), atomically: true, encoding: .utf8)
        try Shell.open(folder.path)
        // Debian keeps it where only root's PATH leads.
        try Shell.run(
            "PATH=$PATH:/usr/sbin; \(Shell.unprivileged)pgbouncer --daemon --quiet '\(folder.file("pgbouncer.ini"))'"
        )
        for _ in 0..<200 {
            if FileManager.default.fileExists(atPath: folder.file(".s.PGSQL.6432")) { return }
            usleep(25_000)
        }
        throw Failure(description: try String(contentsOfFile: folder.file("log"), encoding: .utf8))
    }

    deinit {
        let pid = (try? String(contentsOfFile: folder.file("pid"), encoding: .utf8)) ?? ""
        // It has the signals blocked that the thread which began it had: asked to end, it would stay.
        if let pid = pid_t(pid.trimmingCharacters(in: .whitespacesAndNewlines)) { kill(pid, SIGKILL) }
    }

    /// The same database, by way of the pooler.
    func url(of url: String) throws -> String {
        guard var parts = URLComponents(string: url) else { throw Failure(description: url) }
        parts.queryItems = [
            URLQueryItem(name: "host", value: folder.path), URLQueryItem(name: "port", value: "6432"),
        ]
        guard let pooled = parts.string else { throw Failure(description: url) }
        return pooled
    }
}
