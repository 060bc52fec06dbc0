import Foundation
import Model
import Records
import Workflow

/// The batches of one import.
struct ImportRun {
    /// Enough rows that making them durable costs little beside writing them; few enough that little is lost.
    static let batchSize = 500

    let desk: ServiceDesk
    let actor: Actor
    /// What it takes to import these.
    let right: Right
    let rejects: RejectsFile
    let totalBytes: Int
    private(set) var receipt = ImportReceipt()
    private var bytes = 0

    init(desk: ServiceDesk, actor: Actor, right: Right, rejects: RejectsFile, totalBytes: Int) {
        (self.desk, self.actor, self.right) = (desk, actor, right)
        (self.rejects, self.totalBytes) = (rejects, totalBytes)
    }

    /// - Parameter read: makes of a record what the use cases take, or throws why it cannot.
    mutating func take<Row>(
        _ records: some Sequence<CSVRecord>, read: (CSVRecord) throws -> Row,
        _ progress: (ImportProgress) throws -> Void, write: (ImportBatch, Row) throws -> RowOutcome
    ) throws {
        var records = records.makeIterator()
        while true {
            var batch: [CSVRecord] = []
            while batch.count < Self.batchSize, let record = records.next() { batch.append(record) }
            if batch.isEmpty { break }
            try self.write(batch, read, write)
            bytes += batch.reduce(0) { $0 + $1.bytes.count + 1 }
            try progress(
                ImportProgress(rows: receipt.rows, bytes: min(bytes, totalBytes), totalBytes: totalBytes))
        }
    }

    private mutating func write<Row>(
        _ records: [CSVRecord], _ read: (CSVRecord) throws -> Row,
        _ write: (ImportBatch, Row) throws -> RowOutcome
    ) throws {
        var refused: [(CSVRecord, Phrase)] = []
        var rows: [(CSVRecord, Row)] = []
        for record in records {
            do {
                rows.append((record, try read(record)))
            } catch let fault as any Fault where Self.isOfRow(fault) {
                refused.append((record, fault.phrase))
            }
        }
        let outcomes: [RowOutcome]
        if let all = try takeAll(rows, write) {
            outcomes = all
        } else {
            let taken = try takeSingly(rows, write)
            outcomes = taken.outcomes
            refused += taken.refused
        }
        for (record, reason) in refused { try rejects.add(record, reason) }
        receipt.rows += records.count
        receipt.added += outcomes.count { $0 == .added }
        receipt.known += outcomes.count { $0 == .known }
        receipt.rejected += refused.count
        if !refused.isEmpty { receipt.rejectsFile = rejects.path }
    }
}

extension ImportRun {
    private struct Undone: Error {}

    /// Whether a fault is the row's own; what the database itself says stops the import.
    private static func isOfRow(_ fault: any Fault) -> Bool {
        !(fault is StorageFault) && fault.kind != .tryAgain
    }

    /// All rows as one; nil, with none of them written, when the use cases refuse one. What a map gets wrong has been
    /// refused before, so that this is rare, and it spares a savepoint a row: each makes the full-text index write out
    /// what it gathers.
    private func takeAll<Row>(
        _ rows: [(CSVRecord, Row)], _ write: (ImportBatch, Row) throws -> RowOutcome
    ) throws -> [RowOutcome]? {
        do {
            return try desk.importing(by: actor, needing: right) { batch in
                try rows.map { _, row in
                    do { return try write(batch, row) } catch let fault as any Fault where Self.isOfRow(fault)
                    {
                        throw Undone()
                    }
                }
            }
        } catch is Undone {
            return nil
        }
    }

    /// Each row by itself: those that are refused undo only what they did.
    private func takeSingly<Row>(
        _ rows: [(CSVRecord, Row)], _ write: (ImportBatch, Row) throws -> RowOutcome
    ) throws -> (outcomes: [RowOutcome], refused: [(CSVRecord, Phrase)]) {
        try desk.importing(by: actor, needing: right) { batch in
            var (outcomes, refused): ([RowOutcome], [(CSVRecord, Phrase)]) = ([], [])
            for (record, row) in rows {
                do {
                    outcomes.append(try batch.row { try write(batch, row) })
                } catch let fault as any Fault where Self.isOfRow(fault) {
                    refused.append((record, fault.phrase))
                }
            }
            return (outcomes, refused)
        }
    }
}

extension Work {
    /// - Parameter name: what the rows were taken in as.
    func noteImport(_ name: String, of path: String, _ receipt: ImportReceipt) throws {
        try record(
            .desk, "desk.imported",
            [
                "file": .text((path as NSString).lastPathComponent), "as": .text(name),
                "rows": .number(Int64(receipt.rows)), "added": .number(Int64(receipt.added)),
                "known": .number(Int64(receipt.known)), "rejected": .number(Int64(receipt.rejected)),
            ])
    }
}
