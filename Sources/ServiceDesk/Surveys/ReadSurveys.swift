package import Model
package import Quality
package import Records
import Resources

extension Reading {
    /// A version as it was when it was first answered; nil when it never was.
    func kept(_ name: String, version: Int) throws -> Questionnaire? {
        guard let source = try surveys.source(name, version: version) else { return nil }
        // What was kept was sound then; what a later program no longer understands it says with file and line.
        let file = ResourceFile(name: "\(name) \(version)", text: source)
        return try Questionnaires(files: [file])[name]
    }

    /// As it was answered: a given version, or the newest that was; what a file says where none was yet.
    package func questionnaire(_ name: String, version: Int? = nil) throws -> Questionnaire {
        if let newest = try version ?? surveys.versions(of: name).first,
            let kept = try kept(name, version: newest)
        {
            return kept
        }
        if let version, let found = try rules.questionnaires().version(version, of: name) { return found }
        return try rules.questionnaire(name)
    }

    /// One person's answers, with the questionnaire they were given to.
    package func answers(of survey: Survey) throws -> (Questionnaire, [String: Answer]) {
        let questionnaire = try questionnaire(survey.questionnaire, version: survey.version)
        return (questionnaire, try answers(of: survey, to: questionnaire))
    }

    /// The same, where the questionnaire has been read before.
    func answers(of survey: Survey, to questionnaire: Questionnaire) throws -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for (name, stored) in try surveys.answers(of: survey.id) {
            answers[name] = questionnaire[name].flatMap { Self.answer(stored, $0) }
        }
        return answers
    }

    private static func answer(_ stored: StoredAnswer, _ question: Question) -> Answer? {
        switch question.kind {
        case .single, .multiple:
            .chosen((stored.words ?? "").split(separator: "; ").map { String($0) })
        case .text: .text(stored.words ?? "")
        case .date: .day(Day(number: Int(stored.number)))
        case .scale, .nps, .ces, .csat, .number: .number(stored.number)
        }
    }

    /// The answers of many, as the newest version of the questionnaire among them has its questions. Answers to an older
    /// version count where it asked the same in the same way.
    package func surveyTable(_ query: SurveyQuery) throws -> SurveyTable {
        let questionnaire = try questionnaire(query.questionnaire, version: query.version)
        var table = SurveyTable(questionnaire)
        let sheets = try surveys.all(query)
        table.reserve(sheets.count)
        let names = try surveys.questions(of: query.questionnaire)
        let versions = Set(sheets.map(\.version))
        let readers = try Dictionary(
            uniqueKeysWithValues: versions.map { version in
                (
                    version,
                    try SurveyColumns(self.questionnaire(query.questionnaire, version: version), table, names)
                )
            })
        var rest = sheets[...]
        var columns: SurveyColumns?
        try surveys.eachNumber(query) { survey, question, number in
            while let next = rest.first, next.id.number <= survey {
                table.add(next.row)
                columns = readers[next.version]
                rest = rest.dropFirst()
            }
            columns?.put(number, of: question, into: &table)
        }
        // Those behind the last answer have none.
        for sheet in rest { table.add(sheet.row) }
        return table
    }
}

extension Survey {
    fileprivate var row: SurveyTable.Sheet {
        SurveyTable.Sheet(
            number: id.number, day: answeredOn, chance: chance, product: product, region: region,
            technician: technician?.number,
            agent: agent?.number, dealer: dealer?.number)
    }
}

/// Where the answers to one version of a questionnaire go in a table of another.
private struct SurveyColumns {
    private struct Way {
        let place: Int
        /// For choices that stand elsewhere now: their new places. Nil where nothing moved.
        let places: [Int]?
        let isMultiple: Bool
    }

    /// By the question's number less the least of them.
    private var ways: [Way?] = []
    private let least: Int64

    init(_ version: Questionnaire, _ table: SurveyTable, _ numbers: [String: Int64]) {
        least = numbers.values.min() ?? 0
        ways = Array(repeating: nil, count: Int((numbers.values.max() ?? -1) - least + 1))
        for question in version.questions {
            guard let number = numbers[question.name], let place = table.place(of: question.name),
                let now = table.questionnaire[question.name],
                let way = Self.way(from: question.kind, to: now.kind, place)
            else { continue }
            ways[Int(number - least)] = way
        }
    }

    func put(_ number: Double, of question: Int64, into table: inout SurveyTable) {
        guard question >= least, Int(question - least) < ways.count, let way = ways[Int(question - least)]
        else { return }
        guard let places = way.places else { return table.set(number, at: way.place) }
        if way.isMultiple {
            let bits = UInt64(number)
            let moved = places.indices.filter { bits & 1 << UInt64($0) != 0 }.map { places[$0] }.filter {
                $0 >= 0
            }
            table.set(Double(moved.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }), at: way.place)
        } else if places.indices.contains(Int(number)), places[Int(number)] >= 0 {
            table.set(Double(places[Int(number)]), at: way.place)
        }
    }

    /// Nil where the two ask for different things.
    private static func way(from old: Question.Kind, to new: Question.Kind, _ place: Int) -> Way? {
        switch (old, new) {
        case (.single(let before), .single(let now)), (.multiple(let before), .multiple(let now)):
            let places = before.map { choice in now.firstIndex { $0.name == choice.name } ?? -1 }
            let isMultiple = if case .multiple = new { true } else { false }
            return Way(
                place: place, places: places == Array(before.indices) ? nil : places, isMultiple: isMultiple)
        case (.number, .number), (.date, .date), (.text, .text):
            return Way(place: place, places: nil, isMultiple: false)
        default:
            return old.scale != nil && old == new ? Way(place: place, places: nil, isMultiple: false) : nil
        }
    }
}

/// What somebody said in free words, to which question.
package struct SaidText: Sendable, Hashable {
    package var survey: SurveyID
    package var question: String
    package var text: String
}

extension Reading {
    /// What was said in free words, the newest first.
    /// - Parameter words: which a text must all hold, as searches find them; empty for any text.
    package func surveyTexts(_ query: SurveyQuery, with words: String = "", limit: Int) throws -> [SaidText] {
        let texts = try questionnaire(query.questionnaire, version: query.version).questions.filter {
            $0.kind == .text
        }
        let numbers = try surveys.questions(of: query.questionnaire)
        let names = Dictionary(
            texts.compactMap { question in numbers[question.name].map { ($0, question.name) } },
            uniquingKeysWith: { first, _ in first })
        let wanted = SearchText.query(words)
        let found = try surveys.texts(query, of: names.keys.sorted(), limit: wanted.isEmpty ? limit : .max)
        let holding = found.lazy.filter { said in
            guard !wanted.isEmpty else { return true }
            let tokens = Set(SearchText.tokens(of: said.text))
            return wanted.allSatisfy { word in tokens.contains { $0.hasPrefix(word) } }
        }
        return holding.prefix(limit).map {
            SaidText(survey: $0.survey, question: names[$0.question] ?? "", text: $0.text)
        }
    }
}
