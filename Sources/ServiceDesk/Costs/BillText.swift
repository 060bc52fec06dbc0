import Foundation
import Model
import Records

/// A bill as one text, which says everything by itself: lines with their prices, rates and names in all languages, why who
/// pays, the terms, and the sums, by which a damaged one is found.
enum BillText {
    private struct Kept: Codable {
        /// Of this form; another gets another number.
        var form = 1
        var bill: VisitCosts
        var sums: [String: Money]
    }

    private static func sums(_ bill: VisitCosts) -> [String: Money] {
        var sums = Dictionary(
            uniqueKeysWithValues: Payer.allCases.map { ($0.rawValue, bill.total($0)) }
                + [("total", bill.total())])
        sums["discount"] = bill.discount
        return sums
    }

    static func encode(_ bill: VisitCosts) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Kept(bill: bill, sums: sums(bill))), as: UTF8.self)
    }

    /// - Parameter draft: what else a bill says that was written when only lines were kept.
    static func decode(_ record: BillStore.Record, otherwise draft: () throws -> VisitCosts) throws
        -> VisitCosts
    {
        let data = Data(record.said.utf8)
        var bill: VisitCosts
        if record.said.hasPrefix("[") {
            bill = try draft()
            guard let lines = try? JSONDecoder().decode([ChargeLine].self, from: data) else {
                throw damaged(record)
            }
            (bill.lines, bill.remarks) = (lines, [])
        } else {
            guard let kept = try? JSONDecoder().decode(Kept.self, from: data), kept.form == 1,
                sums(kept.bill) == kept.sums, kept.bill.has(kept.bill.reductions ?? [])
            else { throw damaged(record) }
            bill = kept.bill
        }
        (bill.number, bill.at, bill.by) = (record.number, record.at, record.who)
        bill.issue = record.issue > 1 ? record.issue : nil
        return bill
    }

    private static func damaged(_ record: BillStore.Record) -> StorageFault {
        .damaged(detail: "bill \(record.number): \(record.said.prefix(60))")
    }
}
