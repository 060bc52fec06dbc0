package import Model
import Quality
import Records
import Workflow

extension ServiceDesk {
    /// Takes in what was seen of companies, a row each: `company`, `measure`, `side`, `value` (or `none`), `source`, `day`, and
    /// where known `sample`, `deviation`, `note`. Good rows go in; a bad one goes to `FILE.rejects.csv` with its line and the
    /// reason. What is there already, be it withdrawn, is not added again.
    /// - Throws: `ImportFault`, `RowFault.missing` for a column that is not there, `DeskFault.notAllowed`.
    package func importCompetitors(
        _ path: String, by actor: Actor, at now: Instant, say: @escaping (Phrase) -> String
    ) throws -> ImportReceipt {
        try require(.keepAudit, of: actor)
        let file = try TextFile.open(path)
        var records = CSVReader(file)
        guard let header = records.next(), header.flaw == nil else { throw ImportFault.empty(path) }
        let reader = try CompetitorRowReader(file, records, header)
        let rejects = RejectsFile(beside: path, records, header: header, say: say)
        try rejects.removeOld()
        var run = ImportRun(
            desk: self, actor: actor, right: .keepAudit, rejects: rejects, totalBytes: file.bytes.count)
        try run.take(records, read: { try reader.draft($0) }, { _ in }) { batch, draft in
            guard let draft else { return .known }
            do {
                _ = try batch.work(at: now).observe(draft, again: false)
                return .added
            } catch CompetitorFault.alreadyThere { return .known }
        }
        try rejects.close()
        try act(by: actor, at: now) { try $0.noteImport("competitors", of: path, run.receipt) }
        return run.receipt
    }
}

/// Makes of a file's rows what was seen.
private struct CompetitorRowReader {
    enum Column: String, CaseIterable {
        case company, measure, side, value, source, day, sample, deviation, note
        /// As `competitor rows` writes it: such a row is not taken in.
        case withdrawn

        static let needed: [Column] = [.company, .measure, .side, .value, .source, .day]
    }

    private let file: TextFile
    private let records: CSVReader
    private let count: Int
    private var columns: [Column: Int] = [:]

    init(_ file: TextFile, _ records: CSVReader, _ header: CSVRecord) throws {
        (self.file, self.records, count) = (file, records, header.fields.count)
        for index in header.fields.indices {
            let title = records.text(header, index).trimmed
            // What an export or a file of rejects has beside.
            if title.isEmpty || ["row", "@line", "@reason"].contains(title) { continue }
            guard let column = Column(rawValue: title) else {
                throw CompetitorFault.noColumn(title, known: Column.allCases.map(\.rawValue))
            }
            guard columns[column] == nil else { throw ImportFault.columnTwice(title) }
            columns[column] = index
        }
        for column in Column.needed where columns[column] == nil { throw RowFault.missing(column.rawValue) }
    }

    /// Nil for what was withdrawn.
    func draft(_ record: CSVRecord) throws -> CompetitorDraft? {
        try record.mustBeWhole(count, in: file)
        let row = FileRow(reader: records, record: record)
        func text(_ column: Column) -> String { columns[column].map(row.text) ?? "" }
        guard text(.withdrawn).isEmpty else { return nil }
        for column in Column.needed where text(column).isEmpty { throw RowFault.missing(column.rawValue) }
        let value = text(.value)
        return CompetitorDraft(
            company: text(.company), measure: text(.measure),
            side: try word(text(.side), "side"), value: value == "none" ? nil : value,
            sample: try number(text(.sample), "sample", Int.init),
            deviation: try number(text(.deviation), "deviation", Double.init),
            source: try word(text(.source), "source"), day: try day(text(.day)), note: text(.note))
    }

    private func word<Word: RawRepresentable & CaseIterable>(_ text: String, _ field: String) throws -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: text) else {
            throw RowFault.notOneOf(field: field, value: text, choices: Word.allCases.map(\.rawValue))
        }
        return word
    }

    private func number<N>(_ text: String, _ field: String, _ read: (String) -> N?) throws -> N? {
        guard !text.isEmpty else { return nil }
        guard let number = read(text) else { throw RowFault.notNumber(field: field, value: text) }
        return number
    }

    private func day(_ text: String) throws -> Day? {
        guard !text.isEmpty else { return nil }
        guard let day = Day(text) else {
            throw RowFault.notDate(field: "day", value: text, formats: ["yyyy-MM-dd"])
        }
        return day
    }
}
