import Foundation
import Model
import Records

/// A credit note as one text, which says everything by itself, the bill included, and its sum, by which a damaged one is
/// found.
enum CreditText {
    private struct Kept: Codable {
        /// Of this form; another gets another number.
        var form = 1
        var note: CreditNote
        var sum: Money
    }

    static func encode(_ note: CreditNote) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Kept(note: note, sum: note.total())), as: UTF8.self)
    }

    static func decode(_ record: BillStore.NoteRecord) throws -> CreditNote {
        guard let kept = try? JSONDecoder().decode(Kept.self, from: Data(record.said.utf8)), kept.form == 1,
            kept.note.bill.has(kept.note.lines + (kept.note.reductions ?? [])),
            kept.note.total() == kept.sum
        else {
            throw StorageFault.damaged(detail: "credit note \(record.number): \(record.said.prefix(60))")
        }
        var note = kept.note
        (note.number, note.at, note.by) = (record.number, record.at, record.who)
        return note
    }
}
