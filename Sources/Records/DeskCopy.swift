/// What was copied, once it was found to be the same.
package struct CopyReceipt: Hashable, Sendable {
    /// How many rows each table has, by name.
    package let tables: [Table]
    /// SHA-256, in hexadecimal digits, of all rows of all tables.
    package let digest: String

    package struct Table: Hashable, Sendable {
        package let name: String
        package let rows: Int
    }

    package var rows: Int { tables.reduce(0) { $0 + $1.rows } }
}

/// Moves a desk whole from one database into another, of either kind: every row of every table with its number, the
/// journal as it is, the search index. The tables are those that the database has, so a later migration's are among them.
///
/// All of it is one transaction of the target, in which also the comparison is made; what does not compare is undone.
/// Nothing is written to either journal: the copy's must be the source's, entry by entry.
package struct DeskCopy {
    private let source: any Database
    /// Told now and then of how many steps, of how many, are done; from the beginning again when a database had to begin
    /// anew.
    private let tell: (_ done: Int, _ total: Int) -> Void

    package init(of source: any Database, tell: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }) {
        self.source = source
        self.tell = tell
    }

    /// Copies into `target`, where there is no desk yet, while others work on the source.
    /// - Throws: `StorageFault.alreadyThere`; `CopyFault` when what arrived is not what was sent; nothing is there then.
    package func run(into target: DatabaseAddress) throws -> CopyReceipt {
        try target.createFilled { to in
            let sent = try to.loading { try send(to) }
            let received = try receive(to, sent)
            guard received == sent.receipt else {
                let table = zip(sent.receipt.tables, received.tables).first { $0 != $1 }?.0.name
                throw CopyFault.differs(table: table ?? "")
            }
            let problems = try Journal(to).verify() + Invariants(to).problems()
            guard problems.isEmpty else { throw CopyFault.unsound(problems) }
            return received
        }
    }

    /// What went out of the source.
    private struct Sent {
        var shapes: [TableShape]
        var receipt: CopyReceipt
        var steps: Steps
    }

    // MARK: Out of the source

    /// Everything, from one snapshot of the source.
    private func send(_ to: any Connection) throws -> Sent {
        var isBegun = false
        do {
            return try source.read { from in
                // Half of it is in the target already; a second snapshot would not be the first one's other half.
                guard !isBegun else { throw StorageFault.connectionLost }
                isBegun = true
                return try send(from, to)
            }
        } catch let failure as TargetFailure {
            throw failure.cause
        }
    }

    private func send(_ from: any Connection, _ to: any Connection) throws -> Sent {
        let shapes = try from.tables()
        guard try delivering({ try to.tables() }) == shapes else {
            throw StorageFault.damaged(detail: "the two databases have different tables")
        }
        var steps = try Steps(
            rows: shapes.map { try from.number("SELECT COUNT(*) FROM \"\($0.name)\"") }, tell)
        let receipt = try read(shapes, of: from, &steps) { shape, page in
            try delivering { for row in page { try put(row, in: shape, to) } }
        }
        try sendIndex(from, to)
        return Sent(shapes: shapes, receipt: receipt, steps: steps)
    }

    private func put(_ row: [SQLValue], in shape: TableShape, _ to: any Connection) throws {
        do { try to.send(shape.insertion, row) } catch StorageFault.zeroByte {
            throw CopyFault.zeroByte(
                table: shape.name, key: shape.key(of: row).map(\.plain).joined(separator: ", "))
        }
    }

    private func sendIndex(_ from: any Connection, _ to: any Connection) throws {
        var last = Int64.min
        while true {
            let page = try from.documents(after: last, limit: Self.pageSize)
            guard let end = page.last else { return }
            last = end.document
            try delivering {
                for (document, tokens) in page {
                    try to.index(document: document, tokens: tokens, isNew: true)
                }
            }
        }
    }

    /// A failure of the target within a transaction of the source, which must not take it for its own.
    private struct TargetFailure: Error { let cause: any Error }

    private func delivering<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw TargetFailure(cause: error) }
    }

    // MARK: In the target

    /// What the target holds, in the same form.
    private func receive(_ to: any Connection, _ sent: Sent) throws -> CopyReceipt {
        var steps = sent.steps
        return try read(sent.shapes, of: to, &steps) { _, _ in }
    }

    /// Reads all tables page by page.
    private func read(
        _ shapes: [TableShape], of db: any Connection, _ steps: inout Steps,
        _ use: (TableShape, [[SQLValue]]) throws -> Void
    ) throws -> CopyReceipt {
        var tables: [CopyReceipt.Table] = []
        var digests: [(String, [UInt8])] = []
        for shape in shapes {
            var digest = TableDigest(of: shape)
            var last: [SQLValue]?
            while true {
                let page = try db.query(
                    shape.page(afterKey: last != nil), (last ?? []) + [SQLValue(Self.pageSize)], shape.decode)
                guard let end = page.last else { break }
                last = shape.key(of: end)
                for row in page { digest.add(row) }
                try use(shape, page)
                steps.take(page.count)
            }
            tables.append(CopyReceipt.Table(name: shape.name, rows: digest.rows))
            digests.append((shape.name, digest.finish()))
        }
        return CopyReceipt(tables: tables, digest: TableDigest.ofAll(digests))
    }

    private static let pageSize = 1000
}

/// How far a copy is: every row is written once and compared once.
private struct Steps {
    private let total: Int
    private let tell: (Int, Int) -> Void
    private var done = 0

    init(rows: [Int64], _ tell: @escaping (Int, Int) -> Void) {
        total = max(2 * Int(rows.reduce(0, +)), 1)
        self.tell = tell
    }

    mutating func take(_ count: Int) {
        done += count
        tell(done, total)
    }
}
