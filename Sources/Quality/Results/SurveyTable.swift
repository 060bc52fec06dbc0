package import Model
import Workflow

/// The answers of many sheets to one questionnaire, a column for each question, so that a million of them are counted in
/// one go. Where there is no answer a column holds no number. Sheets may have answered different versions; what they come
/// to is told by the questions of one.
package struct SurveyTable: Sendable {
    package let questionnaire: Questionnaire
    package private(set) var sheets: [Sheet] = []
    /// Of a scale or number, its value; of a choice, its place in the list; of several, a bit for each; of a day, its number;
    /// of a text, 1.
    private var columns: [[Double]]
    /// By version.
    private var versions: [Int: Version] = [:]

    /// What results are told apart by.
    package struct Sheet: Sendable, Hashable {
        package var number: Int64
        /// Which was answered; nil is the table's own.
        package var version: Int?
        package var day: Day
        /// See `AnswerSheet`.
        package var chance: Int64?
        package var product = ""
        package var region = ""
        package var technician: Int64?
        package var agent: Int64?
        package var dealer: Int64?

        package init(
            number: Int64, version: Int? = nil, day: Day, chance: Int64? = nil, product: String = "",
            region: String = "", technician: Int64? = nil, agent: Int64? = nil, dealer: Int64? = nil
        ) {
            (self.number, self.version, self.day, self.chance) = (number, version, day, chance)
            (self.product, self.region) = (product, region)
            (self.technician, self.agent, self.dealer) = (technician, agent, dealer)
        }
    }

    /// A version that was answered.
    private struct Version: Sendable {
        let questionnaire: Questionnaire
        var ways: [String: Way] = [:]
    }

    /// - Parameter older: other versions that some of the sheets answer.
    package init(_ questionnaire: Questionnaire, older: [Questionnaire] = []) {
        self.questionnaire = questionnaire
        let places = Dictionary(
            questionnaire.questions.enumerated().map { ($1.name, $0) },
            uniquingKeysWith: { first, _ in first })
        columns = Array(repeating: [], count: questionnaire.questions.count)
        for version in [questionnaire] + older {
            var kept = Version(questionnaire: version)
            for question in version.questions {
                let place = places[question.name]
                let now = place.flatMap { place in
                    Counting(of: question.kind, as: questionnaire.questions[place].kind).map { (place, $0) }
                }
                if let (place, counting) = now, counting == .asGiven {
                    kept.ways[question.name] = Way(given: place, counted: (place, counting))
                } else {
                    kept.ways[question.name] = Way(given: columns.count, counted: now)
                    columns.append([])
                }
            }
            versions[version.version] = kept
        }
    }

    package mutating func reserve(_ count: Int) {
        sheets.reserveCapacity(count)
        for place in columns.indices { columns[place].reserveCapacity(count) }
    }

    /// A new row without answers yet.
    package mutating func add(_ sheet: Sheet) {
        sheets.append(sheet)
        for place in columns.indices { columns[place].append(.nan) }
    }

    /// An answer of the newest row, as `SurveyTable.value` gives it for the question of its version.
    package mutating func put(_ value: Double, _ way: Way) {
        let row = sheets.count - 1
        columns[way.given][row] = value
        guard let (place, counting) = way.counted, place != way.given, let moved = counting.value(value)
        else { return }
        columns[place][row] = moved
    }

    package mutating func add(_ sheet: Sheet, _ answers: [String: Answer]) {
        add(sheet)
        for (name, answer) in answers {
            guard let version = versions[version(of: sheet)], let way = version.ways[name],
                let question = version.questionnaire[name]
            else { continue }
            put(Self.value(answer, question), way)
        }
    }

    /// Where the answers to a question of a version go; nil for one that it has not.
    package func way(of question: String, in version: Int) -> Way? { versions[version]?.ways[question] }

    private func version(of sheet: Sheet) -> Int { sheet.version ?? questionnaire.version }

    /// What a column holds for an answer.
    package static func value(_ answer: Answer, _ question: Question) -> Double {
        switch answer {
        case .number(let number): number
        case .day(let day): Double(day.number)
        case .text: 1
        case .chosen(let names):
            switch question.kind {
            case .multiple(let choices):
                Double(
                    choices.enumerated().reduce(UInt64(0)) { bits, choice in
                        names.contains(choice.element.name) ? bits | 1 << UInt64(choice.offset) : bits
                    })
            default:
                Double(question.kind.choices.firstIndex { $0.name == names.first } ?? -1)
            }
        }
    }

    func column(_ name: String) -> [Double] {
        way(of: name, in: questionnaire.version).map { columns[$0.given] } ?? []
    }
}

// MARK: Who was asked

extension SurveyTable {
    /// How many of some rows were asked a question: their version asks the same, its own conditions and its section's hold,
    /// and chance picked it.
    func asked(_ question: Question, of rows: [Int]) -> Int {
        versions.reduce(0) { sum, version in
            guard let way = version.value.ways[question.name], way.counted != nil else { return sum }
            let own =
                versions.count == 1 ? rows : rows.filter { self.version(of: sheets[$0]) == version.key }
            return sum + asked(question.name, way, of: own, in: version.value)
        }
    }

    private func asked(_ name: String, _ way: Way, of rows: [Int], in version: Version) -> Int {
        guard !rows.isEmpty,
            let (at, section) = version.questionnaire.sections.enumerated().first(where: {
                $0.element.questions.contains { $0.name == name }
            }), let own = section.questions.firstIndex(where: { $0.name == name })
        else { return 0 }
        var rows = rows
        if section.most != nil {
            let column = columns[way.given]
            rows = rows.filter { row in
                guard column[row].isNaN, let chance = sheets[row].chance else { return true }
                var throwing = AnswerSheet.throwing(chance, at)
                return section.picked(using: &throwing).contains(own)
            }
        }
        let conditions = [section.when, section.questions[own].when].compactMap { $0 }
        return conditions.isEmpty ? rows.count : count(rows, where: .all(conditions), in: version)
    }

    /// Rows that answered alike are judged once.
    private func count(_ rows: [Int], where condition: Condition, in version: Version) -> Int {
        let fields = version.questionnaire.questions.compactMap { question in
            condition.mentions(question.name)
                ? version.ways[question.name].map { (question, columns[$0.given]) } : nil
        }
        var verdicts: [[UInt64]: Bool] = [:]
        return rows.count { row in
            let key = fields.map { $0.1[row].bitPattern }
            if let known = verdicts[key] { return known }
            var facts = Facts(now: Instant(milliseconds: 0))
            for (field, column) in fields where !column[row].isNaN {
                facts[field.name] = Self.answer(column[row], field).fact(field.kind)
            }
            let holds = condition.holds(facts)
            verdicts[key] = holds
            return holds
        }
    }

    /// The answer a column's number stands for; of a text only that there is one.
    private static func answer(_ value: Double, _ question: Question) -> Answer {
        switch question.kind {
        case .single(let choices):
            .chosen(choices.indices.contains(Int(value)) ? [choices[Int(value)].name] : [])
        case .multiple(let choices): .chosen(chosen(value, question).map { choices[$0].name })
        case .text: .text("…")
        case .date: .day(Day(number: Int(value)))
        case .scale, .nps, .ces, .csat, .number: .number(value)
        }
    }

    /// The places of the choices whose bits are set.
    static func chosen(_ value: Double, _ question: Question) -> [Int] {
        let bits = UInt64(value)
        return question.kind.choices.indices.filter { bits & 1 << UInt64($0) != 0 }
    }
}
