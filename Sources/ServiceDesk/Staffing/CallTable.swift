import Foundation
import Model
package import Staffing

/// A day's calls from a CSV file with the columns `start` (a local time such as `08:30`), `calls`, and `aht` (seconds) where
/// that differs over the day.
package enum CallTable {
    private enum Column: String, CaseIterable { case start, calls, aht }

    /// - Parameters:
    ///   - interval: seconds that each row stands for.
    ///   - handling: seconds a call takes where the file does not say; nil when it must.
    /// - Throws: `ImportFault.noFile`, `.empty`, `CallTableFault`.
    package static func read(_ path: String, interval: Double, handling: Double?) throws -> [DayOfCalls
        .Stretch]
    {
        let file = try TextFile.open(path)
        var reader = CSVReader(file)
        guard let header = reader.next() else { throw ImportFault.empty(path) }
        let titles = header.fields.indices.map { reader.text(header, $0).trimmed }
        let columns = try columns(titles, needed: handling == nil ? Column.allCases : [.start, .calls], path)
        var stretches: [DayOfCalls.Stretch] = []
        while let record = reader.next() {
            do throws(RowFault) {
                try record.mustBeWhole(titles.count, in: file)
                let row = FileRow(reader: reader, record: record)
                let text = row.text(columns[.start] ?? 0)
                guard let start = ClockText.minute(text) else {
                    throw .notDate(field: Column.start.rawValue, value: text, formats: ["HH:mm"])
                }
                let end = stretches.last.map { Double($0.start) + interval / 60 } ?? 0
                guard Double(start) >= end else { throw .startsTooEarly(text) }
                let calls = try number(row.text(columns[.calls] ?? 0), .calls, 0...mostCalls)
                let own = columns[.aht].map(row.text).flatMap { $0.isEmpty ? nil : $0 }
                guard own != nil || handling != nil else { throw .missing(Column.aht.rawValue) }
                let seconds = try own.map { text throws(RowFault) in
                    try number(text, .aht, 1...CallLoad.mostHandling)
                }
                let load = CallLoad(calls: calls, interval: interval, handling: seconds ?? handling ?? 0)
                guard load.isPlausible else { throw .tooManyBusy(most: Int(CallLoad.mostErlangs)) }
                stretches.append(.init(start: start, load: load))
            } catch {
                throw CallTableFault.line(file: path, line: record.line, error)
            }
        }
        guard !stretches.isEmpty else { throw ImportFault.empty(path) }
        return stretches
    }

    private static func columns(_ titles: [String], needed: [Column], _ path: String) throws -> [Column: Int]
    {
        var columns: [Column: Int] = [:]
        for (place, title) in titles.enumerated() {
            guard let column = Column(rawValue: title.lowercased()) else { continue }
            guard columns[column] == nil else { throw ImportFault.columnTwice(title) }
            columns[column] = place
        }
        if let missing = needed.first(where: { columns[$0] == nil }) {
            throw CallTableFault.noColumn(file: path, missing.rawValue)
        }
        return columns
    }

    private static func number(_ text: String, _ column: Column, _ range: ClosedRange<Double>)
        throws(RowFault) -> Double
    {
        guard let number = Double(text), number.isFinite, number >= range.lowerBound else {
            throw .notNumber(field: column.rawValue, value: text)
        }
        guard number <= range.upperBound else {
            throw .tooLarge(field: column.rawValue, value: text, most: Int(range.upperBound))
        }
        return number
    }

    /// More is a slip of the keyboard.
    private static let mostCalls = 1_000_000.0
}

/// What is wrong with a file of calls, and where.
enum CallTableFault: Fault, Hashable {
    case noColumn(file: String, String)
    case line(file: String, line: Int, RowFault)

    var kind: FaultKind { .badData }

    var phrase: Phrase {
        switch self {
        case .noColumn(let file, let column):
            Phrase("staffing.noColumn", ["file": .text(file), "column": .text(column)])
        case .line(let file, let line, let fault):
            Phrase(
                "staffing.line",
                ["file": .text(file), "line": .text(String(line)), "problem": .phrase(fault.phrase)])
        }
    }
}
