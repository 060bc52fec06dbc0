import CPostgres
import Foundation
import Model

/// One session with a PostgreSQL server. Statements are queued and travel together (libpq's pipeline) with the next one
/// whose answer somebody waits for.
///
/// `@unchecked Sendable`: the pool hands a link to one thread at a time, behind a lock.
final class PostgresLink: @unchecked Sendable {
    /// Everything of ours lives in this schema of the database.
    static let schema = "aftercare"

    enum Purpose { case reading, writing }

    private let session: OpaquePointer
    let purpose: Purpose
    /// Behind a pooler each transaction may meet another server process: nothing of the session may be relied on.
    let isPooled: Bool
    /// Who signed in.
    let user: String
    private var prepared: [String: String] = [:]
    private var preparations = 0
    private var queue: [Sent] = []
    /// Batches sent whose answers nobody has read yet.
    private var unread = 0

    /// What was sent, in order, to know which answer belongs to what.
    private enum Sent {
        case statement
        case preparation(of: String)
    }

    /// - Throws: `PostgresError`, `isLost` when nobody answers.
    init(_ address: PostgresAddress, for purpose: Purpose) throws {
        self.purpose = purpose
        let session = try PostgresLink.connect(address)
        do { (isPooled, user) = try PostgresLink.greet(session) } catch {
            PQfinish(session)
            throw error
        }
        self.session = session
        if !isPooled { _ = try ask(settings, []) }
    }

    deinit { PQfinish(session) }

    /// What a transaction's first statement sets where nothing of the session may be relied on.
    var settings: String {
        "SELECT \(setting("search_path", Self.schema)), \(scanning), \(setting("jit", "off"))"
    }

    /// A serializable transaction that reads a whole table conflicts with everyone who writes there, so writers look up what
    /// they need by index also where the planner, for a small table, would not. Such plans are kept with the session: hence
    /// links that write are not used for reading. A plan that cannot do without such a scan then looks so costly that the
    /// server would compile it first, which takes longer than most of them do: hence no `jit`.
    private var scanning: String { setting("enable_seqscan", purpose == .writing ? "off" : "on") }

    private func setting(_ name: String, _ value: String) -> String {
        "set_config('\(name)', '\(value)', \(isPooled))"
    }

    var isAlive: Bool { PQstatus(session) == CONNECTION_OK }

    // MARK: Statements

    /// Sends a statement along with the next that is asked.
    func tell(_ sql: String, _ arguments: [SQLValue], named: Bool = true) throws {
        try send(sql, arguments, named: named)
        // The server's answers must fit what lies between us, or both would wait for the other.
        if queue.count >= 256 { _ = try collect() }
    }

    /// Sends a statement and everything told before; gives its answer.
    /// - Throws: the first `PostgresError` of any of them; those after it were not run.
    func ask(_ sql: String, _ arguments: [SQLValue], named: Bool = true) throws -> PostgresAnswer {
        try send(sql, arguments, named: named)
        return try last(of: collect())
    }

    /// The same statement for each of several rows, in one exchange; gives their answers.
    func askAll(_ sql: String, _ rows: [[SQLValue]]) throws -> ArraySlice<PostgresAnswer> {
        for row in rows { try send(sql, row, named: true) }
        return rows.isEmpty ? [] : try collect().suffix(rows.count)
    }

    /// The same, for an answer that must come soon: a server that lives but says nothing has its machine keep the line.
    /// - Throws: `PostgresError`, `isLost` also when nothing came within `patience`.
    func ask(_ sql: String, within patience: Duration) throws -> PostgresAnswer {
        try send(sql, [], named: true)
        guard PQsendFlushRequest(session) == 1, PQflush(session) == 0 else { throw lost() }
        guard isHeard(within: patience) else { throw PostgresError.lost("no answer") }
        return try last(of: collect())
    }

    /// Waits until the server says something, or breaks the line, which the next reading tells.
    func isHeard(within patience: Duration) -> Bool {
        var wait = pollfd(fd: PQsocket(session), events: Int16(POLLIN), revents: 0)
        return poll(&wait, 1, Int32(patience.seconds * 1000)) != 0
    }

    /// Waits for what was told before.
    func settle() throws { if !queue.isEmpty { _ = try collect() } }

    /// Sends what was told and does not wait; whether it worked shows at the next use.
    func leave() throws {
        try skipUnread()
        guard PQpipelineSync(session) == 1, PQflush(session) == 0 else { throw lost() }
        queue.removeAll(keepingCapacity: true)
        unread += 1
    }

    /// Notifications that came in.
    func notifications() throws -> Int {
        guard PQconsumeInput(session) == 1 else { throw lost() }
        var count = 0
        while let note = PQnotifies(session) {
            PQfreemem(note)
            count += 1
        }
        return count
    }

    private func send(_ sql: String, _ arguments: [SQLValue], named: Bool) throws {
        assert(PortableSQL.numbersInOrder(sql), "parameters must first appear in order: \(sql)")
        try skipUnread()
        try PostgresArguments(arguments).use { values, lengths, formats in
            let count = Int32(arguments.count)
            guard named, !isPooled else {
                guard
                    PQsendQueryParams(
                        session, PortableSQL.forPostgres(sql), count, nil, values, lengths, formats, 0) == 1
                else { throw lost() }
                return queue.append(.statement)
            }
            guard PQsendQueryPrepared(session, try name(of: sql), count, values, lengths, formats, 0) == 1
            else { throw lost() }
            queue.append(.statement)
        }
    }

    private func name(of sql: String) throws -> String {
        if let known = prepared[sql] { return known }
        preparations += 1
        let name = "s\(preparations)"
        guard PQsendPrepare(session, name, PortableSQL.forPostgres(sql), 0, nil) == 1 else { throw lost() }
        prepared[sql] = name
        queue.append(.preparation(of: sql))
        return name
    }

    /// Reads the answers to everything sent; gives those of the statements.
    private func collect() throws -> [PostgresAnswer] {
        guard PQpipelineSync(session) == 1 else { throw lost() }
        let sent = queue
        queue.removeAll(keepingCapacity: true)
        var answers: [PostgresAnswer] = []
        var failure: PostgresError?
        for item in sent {
            let result = PostgresAnswer(try next())
            try end()
            switch result.status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                if case .statement = item { answers.append(result) }
            default:
                if failure == nil { failure = PostgresError(result.pointer) }
                if case .preparation(let sql) = item { prepared[sql] = nil }
            }
        }
        try awaitSync()
        if let failure { throw failure }
        return answers
    }

    private func last(of answers: [PostgresAnswer]) throws -> PostgresAnswer {
        guard let last = answers.last else { throw lost() }
        return last
    }

    private func skipUnread() throws {
        var isParted = false
        while unread > 0 {
            if let result = PQgetResult(session) {
                let status = PQresultStatus(result)
                PQclear(result)
                if status == PGRES_PIPELINE_SYNC { unread -= 1 }
                isParted = false
            } else {
                // Within a batch left behind, one nil parts two answers, and its end is marked. After a second nothing
                // comes any more: the server went away, which libpq does not always show in the session's status.
                guard isAlive, !isParted else { throw lost() }
                isParted = true
            }
        }
    }

    private func next() throws -> OpaquePointer {
        guard let result = PQgetResult(session) else { throw lost() }
        guard isAlive else {
            PQclear(result)
            throw lost()
        }
        return result
    }

    private func end() throws {
        if let more = PQgetResult(session) {
            PQclear(more)
            throw lost()
        }
    }

    private func awaitSync() throws {
        let result = PostgresAnswer(try next())
        guard result.status == PGRES_PIPELINE_SYNC else { throw lost() }
    }

    private func lost() -> PostgresError { .lost(PostgresLink.complaint(session)) }

    // MARK: Connecting

    private static func connect(_ address: PostgresAddress) throws -> OpaquePointer {
        // A server that vanished without a word is noticed after some seconds instead of hours.
        var options = [
            "fallback_application_name": "aftercare", "connect_timeout": "5", "keepalives_idle": "5",
            "keepalives_interval": "2", "keepalives_count": "3", "tcp_user_timeout": "8000",
        ].merging(address.options) { _, theirs in theirs }
        options["client_encoding"] = "UTF8"
        let keys = options.keys.sorted()
        var keywords = keys.map { strdup($0).map { UnsafePointer($0) } } + [nil]
        var values = keys.map { strdup(options[$0] ?? "").map { UnsafePointer($0) } } + [nil]
        defer { for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) } }
        guard let session = PQconnectdbParams(&keywords, &values, 0) else {
            throw PostgresError.lost("out of memory")
        }
        guard PQstatus(session) == CONNECTION_OK else {
            defer { PQfinish(session) }
            let words = complaint(session)
            if PQconnectionNeedsPassword(session) == 1 {
                throw PostgresError(state: "28P01", message: words)
            }
            // The server answers other sessions, so it is us that it does not want.
            guard PQpingParams(&keywords, &values, 0) == PQPING_OK else { throw PostgresError.lost(words) }
            let lacksDatabase = words.contains("database \"") && words.hasSuffix("does not exist")
            throw PostgresError(state: lacksDatabase ? "3D000" : "28000", message: words)
        }
        PQsetNoticeProcessor(session, { _, _ in }, nil)
        return session
    }

    /// Asks who serves and as whom: a pooler tells another process number than the server itself.
    private static func greet(_ session: OpaquePointer) throws -> (isPooled: Bool, user: String) {
        guard let result = PQexec(session, "SELECT pg_backend_pid(), session_user") else {
            throw PostgresError.lost(complaint(session))
        }
        let answer = PostgresAnswer(result)
        guard answer.status == PGRES_TUPLES_OK else { throw PostgresError(result) }
        guard PQenterPipelineMode(session) == 1 else { throw PostgresError.lost(complaint(session)) }
        let row = answer.row(0)
        return (row.int(0) != Int64(PQbackendPID(session)), row.text(1))
    }

    private static func complaint(_ session: OpaquePointer) -> String {
        String(cString: PQerrorMessage(session)).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
