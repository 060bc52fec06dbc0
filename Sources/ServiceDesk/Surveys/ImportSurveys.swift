import Foundation
package import Model
import Quality
import Records
import Workflow

extension ServiceDesk {
    /// Takes in answers from a file: a column for each question by its name, and beside them, where known, `key` (what the
    /// file knows the sheet by), `day`, `language`, `customer`, `unit`, `case`, `visit` (as K12, U3 …), `product`, `region`,
    /// `technician`, `agent` (their logins) and `dealer`. Good rows go in by batches, each durable as it ends; a bad one goes
    /// to `FILE.rejects.csv` with its line and the reason. Running it again adds nothing twice: rows are known by their key,
    /// or, without one, by what they say.
    /// - Parameters:
    ///   - sample: how these people were chosen, and how many were asked.
    ///   - setsOff: whether the answers have consequences; not those of years past.
    /// - Throws: `ImportFault`, `SurveyFault.noSuchColumn` for a column that is neither, `DeskFault.notAllowed`.
    package func importSurveys(
        _ path: String, _ name: String, sample: SurveySample, setsOff: Bool = true, by actor: Actor,
        at now: Instant,
        say: @escaping (Phrase) -> String, progress: (ImportProgress) throws -> Void = { _ in }
    ) throws -> ImportReceipt {
        try require(.enterSurvey, of: actor)
        let questionnaire = try rules.questionnaire(name)
        let file = try TextFile.open(path)
        var records = CSVReader(file)
        guard let header = records.next(), header.flaw == nil else { throw ImportFault.empty(path) }
        let columns = try SurveyFileColumns(
            header.fields.indices.map { records.text(header, $0) }, questionnaire, path: path)
        let rejects = RejectsFile(beside: path, records, header: header, say: say)
        try rejects.removeOld()
        var receipt = ImportReceipt()
        var number: Int64?
        var (bytes, seen): (Int, [Int: Int]) = (0, [:])
        while true {
            let batch = Array(records.prefixing(500))
            if batch.isEmpty { break }
            let before = seen
            let (outcomes, refused, made) = try act(by: actor, at: now) { work in
                seen = before
                var (outcomes, refused): ([Bool], [(CSVRecord, Phrase)]) = ([], [])
                let id = try number ?? work.surveys.insert(sample, by: actor.staffID)
                for record in batch {
                    do {
                        var draft = try columns.draft(
                            record, records, file, source: sample.source, work, &seen)
                        draft.sample = id
                        draft.setsOff = setsOff
                        if try work.surveys.find(name, externalKey: draft.externalKey) != nil {
                            outcomes.append(false)
                        } else {
                            try work.piece { _ = try work.enter(draft) }
                            outcomes.append(true)
                        }
                    } catch let fault as any Fault where !(fault is StorageFault) && fault.kind != .tryAgain {
                        refused.append((record, fault.phrase))
                    }
                }
                return (outcomes, refused, id)
            }
            number = made
            for (record, reason) in refused { try rejects.add(record, reason) }
            receipt.rows += batch.count
            receipt.added += outcomes.count { $0 }
            receipt.known += outcomes.count { !$0 }
            receipt.rejected += refused.count
            if !refused.isEmpty { receipt.rejectsFile = rejects.path }
            bytes += batch.reduce(0) { $0 + $1.bytes.count + 1 }
            try progress(
                ImportProgress(
                    rows: receipt.rows, bytes: min(bytes, file.bytes.count), totalBytes: file.bytes.count))
        }
        try rejects.close()
        try act(by: actor, at: now) { work in
            try work.record(
                .desk, "desk.imported",
                [
                    "file": .text((path as NSString).lastPathComponent), "as": .text(name),
                    "rows": .number(Int64(receipt.rows)), "added": .number(Int64(receipt.added)),
                    "known": .number(Int64(receipt.known)), "rejected": .number(Int64(receipt.rejected)),
                ])
        }
        return receipt
    }
}

extension CSVReader {
    /// The next so many.
    fileprivate mutating func prefixing(_ count: Int) -> [CSVRecord] {
        var taken: [CSVRecord] = []
        while taken.count < count, let record = next() { taken.append(record) }
        return taken
    }
}

/// Which column of a file holds what.
private struct SurveyFileColumns {
    /// What may stand beside the questions.
    enum Known: String, CaseIterable {
        case key, day, language, customer, unit, `case`, visit, product, region, technician, agent, dealer
    }

    private let questionnaire: Questionnaire
    private let count: Int
    private var questions: [(column: Int, question: Question)] = []
    private var known: [Known: Int] = [:]

    init(_ header: [String], _ questionnaire: Questionnaire, path: String) throws {
        self.questionnaire = questionnaire
        count = header.count
        var names = Set<String>()
        for (column, title) in header.enumerated() {
            let title = title.trimmed
            // What an export or a file of rejects has beside.
            if title.isEmpty || ["survey", "source", "edition", "@line", "@reason"].contains(title) {
                continue
            }
            guard names.insert(title).inserted else { throw ImportFault.columnTwice(title) }
            if let question = questionnaire[title] {
                questions.append((column, question))
            } else if let field = Known(rawValue: title) {
                known[field] = column
            } else {
                throw SurveyFault.noSuchColumn(
                    title, in: questionnaire.name, known: Known.allCases.map(\.rawValue))
            }
        }
        if questions.isEmpty { throw SurveyFault.noColumns(path) }
    }

    /// - Parameter seen: how often each row without a key came before, so that two that say the same are two.
    func draft(
        _ record: CSVRecord, _ reader: CSVReader, _ file: TextFile, source: SurveySource, _ work: Work,
        _ seen: inout [Int: Int]
    ) throws -> SurveyDraft {
        switch record.flaw {
        case .quoteNeverClosed: throw RowFault.quoteNeverClosed
        case .textAfterQuote: throw RowFault.textAfterQuote
        case nil: break
        }
        guard record.fields.count == count else {
            throw RowFault.fieldCount(record.fields.count, expected: count)
        }
        guard !file.isDamaged(record.bytes) else { throw RowFault.damaged(encoding: file.encoding.rawValue) }
        func text(_ field: Known) -> String { known[field].map { reader.text(record, $0).trimmed } ?? "" }
        var (answers, faults): ([String: Answer], [SurveyFault]) = ([:], [])
        for (column, question) in questions {
            do {
                answers[question.name] = try question.answer(typed: reader.text(record, column))
            } catch let fault as SurveyFault {
                faults.append(fault)
            }
        }
        try SurveyFault.raise(faults)
        var draft = SurveyDraft(questionnaire.name, answers, source: source)
        draft.language = text(.language)
        (draft.product, draft.region) = (text(.product), text(.region))
        draft.customer = try id(text(.customer), "customer")
        draft.unit = try id(text(.unit), "unit")
        draft.caseID = try id(text(.case), "case")
        draft.visit = try id(text(.visit), "visit")
        draft.dealer = try id(text(.dealer), "dealer")
        draft.technician = try person(text(.technician), work)
        draft.agent = try person(text(.agent), work)
        let day = text(.day)
        if !day.isEmpty {
            guard let read = Day(day) else {
                throw RowFault.notDate(field: "day", value: day, formats: ["yyyy-MM-dd"])
            }
            draft.answeredOn = read
        }
        draft.externalKey = text(.key)
        if draft.externalKey.isEmpty {
            let digest = Self.digest(reader.raw(record))
            seen[digest, default: 0] += 1
            draft.externalKey = "row:\(String(UInt(bitPattern: digest), radix: 16)):\(seen[digest] ?? 1)"
        }
        return draft
    }

    private func id<ID: RecordID>(_ text: String, _ field: String) throws -> ID? {
        guard !text.isEmpty else { return nil }
        guard let id = ID(text) else {
            throw RowFault.notOneOf(field: field, value: text, choices: ["\(ID.letter)1"])
        }
        return id
    }

    private func person(_ login: String, _ work: Work) throws -> StaffID? {
        guard !login.isEmpty else { return nil }
        guard let person = try work.staff.find(login: login) else { throw RowFault.noSuchStaff(login) }
        return person.id
    }

    /// FNV-1a, which says the same on every machine.
    private static func digest(_ data: Data) -> Int {
        Int(
            bitPattern: UInt(
                data.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }))
    }
}
