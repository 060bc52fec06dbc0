package import Model

/// What a store needs of a database. Two drivers give it, SQLite and PostgreSQL; stores never know which.
///
///     let open = try database.read { try CaseStore($0).openCount() }
package protocol Database: Sendable {
    /// A consistent snapshot; sees no half-done write.
    func read<T>(_ body: (any Connection) throws -> T) throws -> T
    /// One transaction: committed durably when `body` returns, undone whole when it throws. Where several write at once,
    /// `body` may be run again from its beginning, so what it changes outside the database it must set, not add to.
    /// - Throws: what `body` throws; `StorageFault.busy` when others stood in the way too often; `.connectionLost` when
    ///   nothing was done; `.outcomeUnknown` when that cannot be said.
    func write<T>(_ isolation: Isolation, _ body: (any Connection) throws -> T) throws -> T
    /// Copies the whole database, while others work, into a new file.
    func backup(to path: String) throws
    /// What the store is, and where.
    func describe() throws -> DatabaseDescription
    /// What the store itself says about its pages and indexes; empty when sound.
    func integrityProblems() throws -> [String]
    /// A number that differs whenever anyone's commit, here or elsewhere, changed anything; it says nothing else. Cheap
    /// enough to be asked several times a second; each driver says what it costs.
    func changeNumber() throws -> Int64
    /// Whether the database answers now. Never waits.
    var connectionState: ConnectionState { get }
    /// Who signed in to the database by its own means; nil where a file's permissions are all there is.
    func signedIn() throws -> String?
    /// Whether whoever signed in is the one to whom the desk's tables belong.
    func ownsDesk() throws -> Bool
    /// Lets a user of the database work at the desk, with the least that takes; again for whom it let in before.
    /// - Parameter keepsStaff: may also change who works here, and let others in.
    func admit(login: String, keepsStaff: Bool) throws -> Admission
    /// Takes away what `admit` gave.
    func dismiss(login: String) throws -> Admission
}

extension Database {
    package func write<T>(_ body: (any Connection) throws -> T) throws -> T { try write(.serializable, body) }
}

/// What came of letting somebody in to the database, or out.
package enum Admission: Hashable, Sendable {
    /// Done, or nothing to do: a file's permissions are all there is.
    case done
    /// We may not, or the database knows nobody of that name: its administrator runs these lines.
    case left(sql: [String])
}

/// How far transactions at the same time may see each other. On SQLite one writes after the other whatever is asked.
package enum Isolation: Sendable {
    /// As if one came after the other: whatever a use case read and decided on still holds when it commits. Needs no
    /// argument, so it is what every use case gets that does not ask for less.
    case serializable
    /// Taking the next piece of work from a line (`{skipLocked}`). One statement both finds and takes it, and what
    /// follows concerns that piece alone, which nobody else can have meanwhile; so each statement may see what others
    /// committed before it, and those who take at the same time pass each other instead of waiting.
    case claiming
    /// Waits for those who are writing and holds back those who would begin: for sealing the journal, so that no entry
    /// appears below the seal afterwards, and for changing the schema or who is let in.
    case alone
}

/// How things stand between a desk and its database.
package enum ConnectionState: Hashable, Sendable {
    case connected
    /// Nobody answers; so many attempts to get through were made since, and the next comes by itself.
    case lost(attempts: Int)
}

/// One connection inside a transaction. SQL is written once, portable: `$1`, `RETURNING`, `ON CONFLICT`, CTEs; where
/// databases must differ, a word in braces stands for what each says (`PortableSQL`).
package protocol Connection: AnyObject {
    /// Runs a statement; returns how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    /// Runs a statement whose count nobody needs. A database across a network gets it together with the next one that is
    /// waited for; should it fail, that one throws.
    func send(_ sql: String, _ arguments: [SQLValue]) throws
    /// Runs an INSERT of one row into a table with an `id`; gives the id it got. Cheaper than `RETURNING id` where a
    /// database knows its last id.
    func insert(_ sql: String, _ arguments: [SQLValue]) throws -> Int64
    /// The same for several rows of one shape; the ids come in their order.
    func insertAll(_ sql: String, _ rows: [[SQLValue]]) throws -> [Int64]
    /// Reads rows; `decode` sees each row only while it runs.
    func query<T>(_ sql: String, _ arguments: [SQLValue], _ decode: (any SQLRow) throws -> T) throws -> [T]
    /// Undoes only what `body` did when it throws, inside the running transaction.
    func savepoint<T>(_ body: () throws -> T) throws -> T

    /// Waits while another transaction of the same person's takes work, so that the second sees what the first took.
    func takeTurn(of staff: StaffID) throws

    /// Takes the right to sweep until the transaction ends, unless another transaction has it; never waits.
    /// - Returns: whether it is ours.
    func takeSweep() throws -> Bool

    /// Whether the table is there.
    func hasTable(_ name: String) throws -> Bool
    /// Every table of records, by name; not what the driver keeps for itself.
    func tables() throws -> [TableShape]
    /// Fills empty tables: a row that `body` puts in may refer to one that it puts in later, and afterwards each table
    /// numbers on after its highest id.
    func loading<T>(_ body: () throws -> T) throws -> T

    /// Puts a document into the full-text index; unless it is new, in place of what it held.
    func index(document: Int64, tokens: [String], isNew: Bool) throws
    func unindex(document: Int64) throws
    /// The index's documents above a number, lowest first.
    func documents(after: Int64, limit: Int) throws -> [(document: Int64, tokens: [String])]
    /// What a database wants done now and then, a little at a time: gathers the index's scattered parts, forgets what only
    /// the driver kept.
    /// - Returns: whether there was anything to do.
    func tidy(steps: Int) throws -> Bool
    /// How many records of a kind have no document in the index.
    func unindexed(_ kind: SearchIndex.Kind) throws -> Int64
    /// The documents that hold all of `tokens` (the last one as a prefix when `prefix`), newest number first.
    func findDocuments(tokens: [String], prefix: Bool, kind: SearchIndex.Kind, below: Int64?, limit: Int)
        throws -> [Int64]
}

extension Connection {
    @discardableResult
    package func run(_ sql: String, _ arguments: SQLValue...) throws -> Int { try run(sql, arguments) }

    package func send(_ sql: String, _ arguments: SQLValue...) throws { try send(sql, arguments) }

    package func query<T>(_ sql: String, _ arguments: SQLValue..., decode: (any SQLRow) throws -> T) throws
        -> [T]
    {
        try query(sql, arguments, decode)
    }

    package func first<T>(_ sql: String, _ arguments: SQLValue..., decode: (any SQLRow) throws -> T) throws
        -> T?
    {
        try query(sql, arguments, decode).first
    }

    package func insert(_ sql: String, _ arguments: SQLValue...) throws -> Int64 {
        try insert(sql, arguments)
    }

    /// The one number a statement gives, such as a count.
    package func number(_ sql: String, _ arguments: SQLValue...) throws -> Int64 {
        try query(sql, arguments) { $0.int(0) }.first ?? 0
    }
}

/// A value as databases know it.
package enum SQLValue: Hashable, Sendable {
    case null
    case int(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    package init(_ n: Int) { self = .int(Int64(n)) }
    package init(_ n: Int64?) { self = n.map { .int($0) } ?? .null }
    package init(_ s: String?) { self = s.map { .text($0) } ?? .null }
    package init(_ b: Bool) { self = .int(b ? 1 : 0) }
    package init(_ d: Double?) { self = d.map { .real($0) } ?? .null }
    package init(_ i: Instant?) { self = i.map { .int($0.milliseconds) } ?? .null }
    package init(_ d: Day?) { self = d.map { .int(Int64($0.number)) } ?? .null }
    package init(_ id: (some RecordID)?) { self = id.map { .int($0.number) } ?? .null }

    /// For people who look for the row.
    var plain: String {
        switch self {
        case .null: ""
        case .int(let n): String(n)
        case .real(let d): String(d)
        case .text(let s): s
        case .blob(let b): "\(b.count) B"
        }
    }
}

/// One row under a cursor, read by column position.
package protocol SQLRow {
    func isNull(_ column: Int) -> Bool
    func int(_ column: Int) -> Int64
    func real(_ column: Int) -> Double
    func text(_ column: Int) -> String
    func blob(_ column: Int) -> [UInt8]
}

extension SQLRow {
    package func intOrNil(_ c: Int) -> Int64? { isNull(c) ? nil : int(c) }
    package func textOrNil(_ c: Int) -> String? { isNull(c) ? nil : text(c) }
    package func flag(_ c: Int) -> Bool { int(c) != 0 }
    package func instant(_ c: Int) -> Instant { Instant(milliseconds: int(c)) }
    package func instantOrNil(_ c: Int) -> Instant? { intOrNil(c).map { Instant(milliseconds: $0) } }
    package func dayOrNil(_ c: Int) -> Day? { intOrNil(c).map { Day(number: Int($0)) } }
    package func id<ID: RecordID>(_ c: Int) -> ID { ID(int(c)) }
    package func idOrNil<ID: RecordID>(_ c: Int) -> ID? { intOrNil(c).map { ID($0) } }
    package func placeOrNil(_ latitude: Int, _ longitude: Int) -> Place? {
        isNull(latitude) || isNull(longitude)
            ? nil : Place(latitude: real(latitude), longitude: real(longitude))
    }
    /// A column that holds one of a closed set of words; a word this program does not know is a damaged row.
    package func choice<E: RawRepresentable>(_ c: Int) throws -> E where E.RawValue == String {
        guard let value = E(rawValue: text(c)) else {
            throw StorageFault.damaged(detail: "unknown word '\(text(c))' for \(E.self)")
        }
        return value
    }
}
