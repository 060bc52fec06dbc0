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
            desk: self, actor: actor, right: .import, rejects: rejects, totalBytes: file.bytes.count)
        switch target {
        case .cases:
            try run.take(reader.inOrderOfTime(), read: reader.caseRow, progress) { try $0.take($1, at: now) }
        case .customers:
            try run.take(reader.records, read: reader.customerRow, progress) { try $0.take($1) }
        case .units:
            try run.take(reader.records, read: reader.unitRow, progress) {
                try $0.take($1.unit, of: $1.customerKey)
            }
        case .technicians:
            let role = rules.settings.technicianRole
            try run.take(
                reader.records, read: { try reader.technicianRow($0, role: role) }, progress
            ) {
                try $0.take($1, at: now)
            }
        }
        try rejects.close()
        try act(by: actor, at: now) { try $0.noteImport(target.rawValue, of: path, run.receipt) }
        // What was due long ago is late now, not at the next tick.
        if target == .cases, run.receipt.added > 0 { _ = try sweep(at: now) }
        return run.receipt
    }
}
