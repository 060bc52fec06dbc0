import Foundation
package import Model
import Records
import Workflow

/// What an import did.
package struct ImportReceipt: Sendable, Hashable {
    /// Rows read, the header not counted.
    package var rows = 0
    package var added = 0
    /// Were there already, by their external key.
    package var known = 0
    package var rejected = 0
    /// Where the refused rows are; nil when none was.
    package var rejectsFile: String?

    package init() {}
}

/// How far an import is, after each batch that was made durable.
package struct ImportProgress: Sendable {
    package var rows: Int
    package var bytes: Int
    package var totalBytes: Int
}

extension ServiceDesk {
    /// Imports a file. Good rows go in by batches, each durable as it ends; a bad one goes to `FILE.rejects.csv` with
    /// its line and reason. Rows whose external key is known are passed over, so an import that was stopped, by
    /// whatever, is run again.
    ///
    /// Cases are taken in the order they were opened, whatever the file's: so their numbers, their repeats and their
    /// histories come out as if they had been logged here. That costs 24 bytes a row.
    /// - Parameters:
    ///   - say: a reason as a sentence, for the rejects file.
    ///   - progress: may throw to stop; the batches before stay.
    /// - Throws: `ImportFault`, `RuleFault` for columns the file lacks, `DeskFault.notAllowed`.
    package func importFile(
        _ path: String, as target: ImportTarget, mapping: Mapping, by actor: Actor, at now: Instant,
        say: @escaping (Phrase) -> String, progress: (ImportProgress) throws -> Void = { _ in }
    ) throws -> ImportReceipt {
        try require(.import, of: actor)
        guard mapping.target == target else {
            throw ImportFault.otherTarget(map: mapping.target.rawValue, asked: target.rawValue)
        }
        let file = try TextFile.open(path, named: mapping.encoding)
        let reader = try RowReader(file, mapping, path: path, now: now)
        let rejects = RejectsFile(
            beside: path, reader.records, header: reader.header, delimiter: mapping.delimiter, say: say)
        try rejects.removeOld()
        var run = ImportRun(
            desk: self, actor: actor, reader: reader, rejects: rejects, totalBytes: file.bytes.count)
        switch target {
        case .cases:
            try run.take(
                reader.inOrderOfTime(), read: { r throws(RowFault) in try reader.caseRow(r) }, progress
            ) {
                try $0.take($1)
            }
        case .customers:
            try run.take(reader.records, read: { r throws(RowFault) in try reader.customerRow(r) }, progress)
            {
                try $0.take($1)
            }
        case .units:
            try run.take(reader.records, read: { r throws(RowFault) in try reader.unitRow(r) }, progress) {
                try $0.take($1.unit, of: $1.customerKey)
            }
        case .technicians:
            let role = rules.settings.technicianRole
            try run.take(
                reader.records, read: { r throws(RowFault) in try reader.technicianRow(r, role: role) },
                progress
            ) {
                try $0.take($1, at: now)
            }
        }
        try rejects.close()
        try act(by: actor, at: now) { try $0.noteImport(target, of: path, run.receipt) }
        // What was due long ago is late now, not at the next tick.
        if target == .cases, run.receipt.added > 0 { _ = try sweep(at: now) }
        return run.receipt
    }
}

/// The batches of one import.
private struct ImportRun {
    /// Enough rows that making them durable costs little beside writing them; few enough that little is lost.
    static let batchSize = 500

    let desk: ServiceDesk
    let actor: Actor
    let reader: RowReader
    let rejects: RejectsFile
    let totalBytes: Int
    var receipt = ImportReceipt()
    private var bytes = 0

    init(desk: ServiceDesk, actor: Actor, reader: RowReader, rejects: RejectsFile, totalBytes: Int) {
        (self.desk, self.actor, self.reader) = (desk, actor, reader)
        (self.rejects, self.totalBytes) = (rejects, totalBytes)
    }

    mutating func take<Row>(
        _ records: some Sequence<CSVRecord>, read: (CSVRecord) throws(RowFault) -> Row,
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
        _ records: [CSVRecord], _ read: (CSVRecord) throws(RowFault) -> Row,
        _ write: (ImportBatch, Row) throws -> RowOutcome
    ) throws {
        var refused: [(CSVRecord, Phrase)] = []
        var rows: [(CSVRecord, Row)] = []
        for record in records {
            do throws(RowFault) {
                rows.append((record, try read(record)))
            } catch {
                refused.append((record, error.phrase))
            }
        }
        let outcomes = try takeAll(rows, write) ?? takeSingly(rows, &refused, write)
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
            return try desk.importing(by: actor) { batch in
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
        _ rows: [(CSVRecord, Row)], _ refused: inout [(CSVRecord, Phrase)],
        _ write: (ImportBatch, Row) throws -> RowOutcome
    ) throws -> [RowOutcome] {
        try desk.importing(by: actor) { batch in
            try rows.compactMap { record, row in
                do {
                    return try batch.row { try write(batch, row) }
                } catch let fault as any Fault where Self.isOfRow(fault) {
                    refused.append((record, fault.phrase))
                    return nil
                }
            }
        }
    }
}

extension Work {
    fileprivate func noteImport(_ target: ImportTarget, of path: String, _ receipt: ImportReceipt) throws {
        try record(
            .desk, "desk.imported",
            [
                "file": .text((path as NSString).lastPathComponent), "as": .text(target.rawValue),
                "rows": .number(Int64(receipt.rows)), "added": .number(Int64(receipt.added)),
                "known": .number(Int64(receipt.known)), "rejected": .number(Int64(receipt.rejected)),
            ])
    }
}
