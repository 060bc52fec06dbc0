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
    /// or, without one, by what they say; sheets of this desk's own export by their number.
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
        var reader = try SurveyRowReader(
            file, records, header, questionnaire, from: sample.source, path: path)
        let rejects = RejectsFile(beside: path, records, header: header, say: say)
        try rejects.removeOld()
        var run = ImportRun(
            desk: self, actor: actor, right: .enterSurvey, rejects: rejects, totalBytes: file.bytes.count)
        try run.take(records, read: { try reader.row($0) }, progress) {
            try $0.take($1, of: sample, setsOff: setsOff, at: now)
        }
        try rejects.close()
        try act(by: actor, at: now) { work in
            if let invited = sample.invited, let id = try work.surveys.find(sample) {
                try work.surveys.raise(id, invited: invited)
            }
            try work.noteImport(name, of: path, run.receipt)
        }
        return run.receipt
    }
}

/// A sheet as a file tells it; its people are not known yet.
private struct SurveyRow {
    var draft: SurveyDraft
    var technician: String
    var agent: String
    /// The number an export gave it, where no key names it.
    var exported: SurveyID?

    /// Whether it is a sheet that this desk exported. Another desk's may have the same number, but says other things.
    func isHere(_ work: Work) throws -> Bool {
        guard let sheet = try exported.flatMap({ try work.surveys.find($0) }) else { return false }
        guard sheet.questionnaire == draft.questionnaire, sheet.externalKey.isEmpty else { return false }
        guard sheet.answeredOn == draft.answeredOn, sheet.language == draft.language else { return false }
        guard sheet.customer == draft.customer, sheet.dealer == draft.dealer else { return false }
        guard sheet.unit == draft.unit, sheet.caseID == draft.caseID, sheet.visit == draft.visit
        else { return false }
        guard sheet.product == draft.product, sheet.region == draft.region else { return false }
        return try work.reading.answers(of: sheet).1 == draft.answers
    }
}

extension ImportBatch {
    /// The sample is there once a row of it is.
    fileprivate func take(_ row: SurveyRow, of sample: SurveySample, setsOff: Bool, at now: Instant) throws
        -> RowOutcome
    {
        let work = work(at: now)
        var draft = row.draft
        draft.setsOff = setsOff
        let known = try work.surveys.find(draft.questionnaire, externalKey: draft.externalKey)
        guard known == nil, try !row.isHere(work) else { return .known }
        draft.technician = try person(row.technician, work)
        draft.agent = try person(row.agent, work)
        draft.sample = try work.surveys.find(sample) ?? work.surveys.insert(sample, by: actor.staffID)
        try work.enter(draft)
        return .added
    }
}

/// Makes of a file's rows sheets of answers: which column holds what.
private struct SurveyRowReader {
    /// What may stand beside the questions.
    enum Known: String, CaseIterable {
        case key, day, language, customer, unit, `case`, visit, product, region, technician, agent, dealer
    }

    private let file: TextFile
    private let records: CSVReader
    private let questionnaire: Questionnaire
    private let source: SurveySource
    private let count: Int
    private var questions: [(column: Int, question: Question)] = []
    private var known: [Known: Int] = [:]
    /// Where an export has the number of the sheet.
    private var number: Int?
    /// How often each row without a key came before, so that two that say the same are two.
    private var seen: [String: Int] = [:]

    init(
        _ file: TextFile, _ records: CSVReader, _ header: CSVRecord, _ questionnaire: Questionnaire,
        from source: SurveySource, path: String
    ) throws {
        (self.file, self.records) = (file, records)
        (self.questionnaire, self.source) = (questionnaire, source)
        count = header.fields.count
        var names = Set<String>()
        for column in header.fields.indices {
            let title = records.text(header, column).trimmed
            if title == "survey" { number = column }
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

    mutating func row(_ record: CSVRecord) throws -> SurveyRow {
        try record.mustBeWhole(count, in: file)
        let row = FileRow(reader: records, record: record)
        func text(_ field: Known) -> String { known[field].map(row.text) ?? "" }
        var (answers, faults): ([String: Answer], [SurveyFault]) = ([:], [])
        for (column, question) in questions {
            do {
                answers[question.name] = try question.answer(typed: row.text(column))
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
        let day = text(.day)
        if !day.isEmpty {
            guard let read = Day(day) else {
                throw RowFault.notDate(field: "day", value: day, formats: ["yyyy-MM-dd"])
            }
            draft.answeredOn = read
        }
        draft.externalKey = text(.key)
        let exported = draft.externalKey.isEmpty ? number.flatMap { SurveyID(row.text($0)) } : nil
        if draft.externalKey.isEmpty {
            let hash = row.hash
            seen[hash, default: 0] += 1
            draft.externalKey = "row:\(hash):\(seen[hash] ?? 1)"
        }
        return SurveyRow(draft: draft, technician: text(.technician), agent: text(.agent), exported: exported)
    }

    private func id<ID: RecordID>(_ text: String, _ field: String) throws -> ID? {
        guard !text.isEmpty else { return nil }
        guard let id = ID(text) else {
            throw RowFault.notOneOf(field: field, value: text, choices: ["\(ID.letter)1"])
        }
        return id
    }
}
