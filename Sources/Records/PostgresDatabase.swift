import Foundation
import Model
import Synchronization

/// The PostgreSQL driver: the server of `PostgresAddress`, our tables in a schema of their own. What a broken line or
/// others' writing leaves undone is done again here, so that a use case is done once or reported as not done.
package final class PostgresDatabase: Database {
    private let address: PostgresAddress
    private let pool: PostgresPool
    private let bell: PostgresBell

    /// Opens an existing desk, bringing an older schema forward.
    package static func open(_ address: PostgresAddress) throws -> PostgresDatabase {
        let database = try PostgresDatabase(address)
        let isClosed = try database.read { db in
            try db.number(
                """
                SELECT count(*) FROM pg_namespace
                WHERE nspname = $1 AND NOT has_schema_privilege(oid, 'USAGE')
                """, .text(PostgresLink.schema)) > 0
        }
        if isClosed { throw StorageFault.notAdmitted(address: address.description) }
        try Migrations.bringForward(database, path: address.description)
        return database
    }

    /// Makes a new desk in a database that has none and fills it, all in one transaction: until `fill` returned, nothing
    /// is there. The role needs the right to create a schema there, no more.
    static func createFilled<T>(
        _ address: PostgresAddress, _ fill: (any Connection) throws -> T
    ) throws -> T {
        // There is no table to lock yet, and nobody who works: of two who found at once the schema lets one.
        try PostgresDatabase(address).write("BEGIN ISOLATION LEVEL READ COMMITTED") { db in
            guard try !db.hasTable(Migrations.table) else {
                throw StorageFault.alreadyThere(path: address.description)
            }
            // The database's administrator may have made it for a role that may make none.
            if try db.number(
                "SELECT count(*) FROM pg_namespace WHERE nspname = $1", .text(PostgresLink.schema))
                == 0
            {
                try db.run("CREATE SCHEMA \(PostgresLink.schema)")
            }
            // Which transactions were committed, to be asked after when the answer to a commit was lost.
            try db.run(
                "CREATE TABLE commits (key UUID PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now())")
            try Migrations.build(in: db)
            for sql in PostgresAdmission.functions { try db.run(sql) }
            return try fill(db)
        }
    }

    private init(_ address: PostgresAddress) throws {
        self.address = address
        pool = PostgresPool(address)
        bell = PostgresBell(pool)
        do {
            pool.give(try pool.take(for: .reading, until: .now + PostgresPool.firstPatience))
        } catch let error as PostgresError {
            // Until one connection stood, what the server says is about the address.
            throw error.faultWhenConnecting(to: address)
        }
        pool.trust()
    }

    deinit { bell.stop() }

    package var connectionState: ConnectionState { pool.connectionState }

    package func signedIn() throws -> String? {
        try translating {
            let link = try pool.take(for: .reading, until: .now + PostgresPool.patience)
            defer { pool.give(link) }
            return link.user
        }
    }

    /// Whom the server takes us for, whether or not there is a desk.
    package static func user(at address: PostgresAddress) throws -> String? {
        try PostgresDatabase(address).signedIn()
    }

    package func ownsDesk() throws -> Bool {
        try read { db in
            try db.number(
                """
                SELECT count(*) FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner
                WHERE n.nspname = $1 AND r.rolname = session_user
                """, .text(PostgresLink.schema)) == 1
        }
    }

    package func admit(login: String, keepsStaff: Bool) throws -> Admission {
        try PostgresAdmission(login: login, keepsStaff: keepsStaff).carryOut(in: self)
    }

    package func dismiss(login: String) throws -> Admission {
        try PostgresAdmission(login: login, isDismissal: true).carryOut(in: self)
    }

    package func changeNumber() throws -> Int64 { bell.rings }

    // MARK: Transactions

    package func read<T>(_ body: (any Connection) throws -> T) throws -> T {
        try translating {
            try persistently(.reading) { link, _ in
                try begin(link, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                let connection = PostgresConnection(link)
                do {
                    let result = try body(connection)
                    if let failure = connection.failure { throw failure }
                    try link.tell("COMMIT", [])
                    try link.leave()
                    return result
                } catch {
                    try rollBack(link, after: connection.failure ?? error)
                }
            }
        }
    }

    package func write<T>(_ isolation: Isolation, _ body: (any Connection) throws -> T) throws -> T {
        try write(isolation.opening, turn: isolation.turn, isToBeAskedAfter: isolation != .alone, body)
    }

    private func write<T>(
        _ opening: String, turn: Turn? = nil, isToBeAskedAfter: Bool = false,
        _ body: (any Connection) throws -> T
    ) throws -> T {
        try translating {
            try persistently(.writing) { link, attempt in
                // Whoever is alone needs no watch over what others read and write, which fails on mere suspicion.
                let isAlone = turn != nil && attempt.isLastResort
                try begin(link, isAlone ? Isolation.alone.opening : opening)
                if let turn { try link.tell((isAlone ? .alone : turn).lock, []) }
                let connection = PostgresConnection(link)
                let result: T
                do {
                    result = try body(connection)
                    if let failure = connection.failure { throw failure }
                    if isToBeAskedAfter {
                        let key = UUID().uuidString
                        try link.tell("INSERT INTO commits (key) VALUES ($1)", [.text(key)])
                        attempt.key = key
                    }
                    attempt.result = result
                    // What was told and failed is told now; then nothing is committed.
                    _ = try link.ask("COMMIT", [])
                } catch {
                    try rollBack(link, after: connection.failure ?? error)
                }
                bell.ring(over: link)
                return result
            }
        }
    }

    private func begin(_ link: PostgresLink, _ opening: String) throws {
        try link.tell(opening, [])
        if link.isPooled { try link.tell(link.settings, []) }
    }

    /// Undoes the transaction, then tells why.
    private func rollBack(_ link: PostgresLink, after error: any Error) throws -> Never {
        if (error as? PostgresError)?.isLost != true {
            // What was told and not answered fails with the rest of it.
            try? link.settle()
            _ = try link.ask("ROLLBACK", [])
        }
        throw error
    }

    /// What is known of a transaction should its line break.
    private final class Attempt<T> {
        /// It failed so often among others that it is now done while nobody else writes.
        let isLastResort: Bool
        /// Written with it, to be asked after.
        var key: String?
        /// Set when it begins to commit: from then on it may have taken place.
        var result: T?

        init(isLastResort: Bool) { self.isLastResort = isLastResort }
    }

    /// Does a transaction, again and again while others stand in its way or the server is away; never twice.
    private func persistently<T>(
        _ purpose: PostgresLink.Purpose, _ transaction: (PostgresLink, Attempt<T>) throws -> T
    ) throws -> T {
        var deadline = ContinuousClock.now + PostgresPool.patience
        var repeats = 0
        while true {
            let link = try pool.take(for: purpose, until: deadline)
            let attempt = Attempt<T>(isLastResort: repeats >= Self.repeatsAmongOthers)
            do {
                let result = try transaction(link, attempt)
                pool.give(link)
                return result
            } catch let error as PostgresError where error.isLost {
                pool.lose(link)
                if let result = attempt.result, try wasCommitted(attempt.key) { return result }
                guard ContinuousClock.now < deadline else { throw error }
            } catch let error as PostgresError where error.isWorthRepeating {
                pool.give(link)
                repeats += 1
                guard repeats <= Self.mostRepeats else { throw error }
                // Others are writing the same: the longer in vain, the further apart.
                let pause = Duration.milliseconds(1 << min(repeats, 7)) * .random(in: 0.2...1)
                Thread.sleep(forTimeInterval: pause.seconds)
                deadline = .now + PostgresPool.patience
            } catch {
                pool.give(link)
                throw error
            }
        }
    }

    /// So often others may be quicker; then the others wait. The more write at once and the slower the machine, the more
    /// often one is overtaken, and no number of further tries would help.
    private static let repeatsAmongOthers = 6
    /// Nobody overtakes whoever is alone; what still fails then is not for the others' sake, or waited too long.
    private static let mostRepeats = 10

    /// Whether a transaction whose commit was not answered took place. Writing its key decides: while the old transaction
    /// is still under way this waits for it, and once the key stands it can no longer be committed.
    private func wasCommitted(_ key: String?) throws -> Bool {
        guard let key else { throw StorageFault.outcomeUnknown }
        let deadline = ContinuousClock.now + PostgresPool.patience * 2
        while true {
            let link: PostgresLink
            do { link = try pool.take(for: .writing, until: deadline) } catch {
                throw StorageFault.outcomeUnknown
            }
            do {
                try begin(link, "BEGIN")
                let mine = try link.ask(
                    "INSERT INTO commits (key) VALUES ($1) ON CONFLICT DO NOTHING", [.text(key)]
                ).changed
                _ = try link.ask("COMMIT", [])
                pool.give(link)
                return mine == 0
            } catch let error as PostgresError where error.isLost {
                pool.lose(link)
            } catch {
                pool.lose(link)
                throw StorageFault.outcomeUnknown
            }
        }
    }

    private func translating<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as PostgresError { throw error.fault(at: address) }
    }

    // MARK: Care

    /// A server's data are backed up by the server's means, which keep every moment and not only one.
    package func backup(to path: String) throws { throw StorageFault.backupByServer }

    package func describe() throws -> DatabaseDescription {
        try read { db in
            let version = try db.first("SELECT current_setting('server_version')") { $0.text(0) }
            return DatabaseDescription(
                engine: "PostgreSQL " + (version ?? ""), place: address.description,
                bytes: try db.number("SELECT pg_database_size(current_database())"))
        }
    }

    package func integrityProblems() throws -> [String] {
        try read { db in
            try db.query(
                """
                SELECT 'index ' || c.relname || ' is not valid' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace
                UNION ALL
                SELECT 'constraint ' || conname || ' was never checked' FROM pg_constraint
                WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
                UNION ALL
                SELECT checksum_failures || ' damaged pages' FROM pg_stat_database
                WHERE datname = current_database() AND checksum_failures > 0
                """
            ) { $0.text(0) }
        }
    }
}

extension Isolation {
    fileprivate var opening: String {
        switch self {
        case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        case .claiming, .alone: "BEGIN ISOLATION LEVEL READ COMMITTED"
        }
    }

    fileprivate var turn: Turn {
        switch self {
        case .serializable, .claiming: .amongOthers
        case .alone: .alone
        }
    }
}

/// How whoever writes stands to the others who do. Everyone locks the table of commits before anything else, weakly or
/// strongly. It is a table's lock since no other is had before the transaction's snapshot is taken: who waited for
/// somebody alone then sees what that one did.
private enum Turn {
    /// Beside the others.
    case amongOthers
    /// After those who are writing and before those who would begin. Sealing the journal needs it: no entry with a lower
    /// number is still to come. And it is what ends being overtaken.
    case alone

    var lock: String {
        switch self {
        case .amongOthers: "LOCK TABLE commits IN ROW EXCLUSIVE MODE"
        case .alone: "LOCK TABLE commits IN EXCLUSIVE MODE"
        }
    }
}
