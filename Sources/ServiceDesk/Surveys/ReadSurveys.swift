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

    /// Every version that was answered, the newest first, each read once; where a query names one, that alone.
    package func questionnaires(of query: SurveyQuery) throws -> [Questionnaire] {
        let versions = try query.version.map { [$0] } ?? surveys.versions(of: query.questionnaire)
        if versions.isEmpty { return [try rules.questionnaire(query.questionnaire)] }
        return try versions.map { try questionnaire(query.questionnaire, version: $0) }
    }

    /// One person's answers, with the questionnaire they were given to.
    package func answers(of survey: Survey) throws -> (Questionnaire, [String: Answer]) {
        let questionnaire = try questionnaire(survey.questionnaire, version: survey.version)
        return (questionnaire, Self.answers(try surveys.answers(of: survey.id), to: questionnaire))
    }

    /// All sheets with their answers, in the order of their numbers, by pages.
    /// - Parameter known: `questionnaires(of: query)`, where they were read already.
    package func eachPage(
        _ query: SurveyQuery, _ known: [Questionnaire]? = nil,
        _ body: ([(survey: Survey, answers: [String: Answer])]) throws -> Void
    ) throws {
        let versions = Dictionary(
            try (known ?? questionnaires(of: query)).map { ($0.version, $0) },
            uniquingKeysWith: { first, _ in first })
        var after = SurveyID(0)
        while true {
            let page = try surveys.all(query, after: after, limit: 500)
            guard let first = page.first, let last = page.last else { return }
            let stored = try surveys.answers(query, from: first.id, through: last.id)
            try body(
                page.map { survey in
                    let answers = versions[survey.version].map {
                        Self.answers(stored[survey.id] ?? [], to: $0)
                    }
                    return (survey, answers ?? [:])
                })
            after = last.id
        }
    }

    static func answers(_ stored: [NamedAnswer], to questionnaire: Questionnaire) -> [String: Answer] {
        var answers: [String: Answer] = [:]
        for one in stored {
            answers[one.question] = questionnaire[one.question].flatMap { answer(one.answer, $0) }
        }
        return answers
    }

    static func answer(_ stored: StoredAnswer, _ question: Question) -> Answer? {
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
    /// - Parameter progress: is told now and then what part was read (0 to 1), and may throw to end it.
    package func surveyTable(_ query: SurveyQuery, progress: (Double) throws -> Void = { _ in }) throws
        -> SurveyTable
    {
        let versions = try questionnaires(of: query)
        var table = SurveyTable(versions[0], older: Array(versions.dropFirst()))
        let sheets = try surveys.all(query)
        try progress(0)
        table.reserve(sheets.count)
        let names = try surveys.questions(of: query.questionnaire)
        let columns = Dictionary(
            versions.map { ($0.version, SurveyColumns($0, table, names)) },
            uniquingKeysWith: { first, _ in first })
        var rest = sheets[...]
        var own: SurveyColumns?
        try surveys.eachNumber(query) { survey, question, number in
            while let next = rest.first, next.id.number <= survey {
                table.add(next.row)
                own = columns[next.version]
                rest = rest.dropFirst()
                if rest.count % 1000 == 0 { try progress(1 - Double(rest.count) / Double(sheets.count)) }
            }
            if let way = own?[question] { table.put(number, way) }
        }
        // Those behind the last answer have none.
        for sheet in rest { table.add(sheet.row) }
        return table
    }
}

extension Survey {
    fileprivate var row: SurveyTable.Sheet {
        SurveyTable.Sheet(
            number: id.number, version: version, day: answeredOn, chance: chance, product: product,
            region: region, technician: technician?.number, agent: agent?.number, dealer: dealer?.number)
    }
}

/// Where the answers to one version of a questionnaire go, by the numbers of its questions: a million are looked up.
private struct SurveyColumns {
    private var ways: [SurveyTable.Way?]
    private let least: Int64

    init(_ version: Questionnaire, _ table: SurveyTable, _ numbers: [String: Int64]) {
        least = numbers.values.min() ?? 0
        ways = Array(repeating: nil, count: Int((numbers.values.max() ?? least - 1) - least + 1))
        for question in version.questions {
            guard let number = numbers[question.name] else { continue }
            ways[Int(number - least)] = table.way(of: question.name, in: version.version)
        }
    }

    subscript(question: Int64) -> SurveyTable.Way? {
        guard question >= least, Int(question - least) < ways.count else { return nil }
        return ways[Int(question - least)]
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
