package import Model
import Workflow

/// The answers of many sheets to one questionnaire, a column for each question, so that a million of them are counted in
/// one go. Where there is no answer a column holds no number.
package struct SurveyTable: Sendable {
    package let questionnaire: Questionnaire
    package private(set) var sheets: [Sheet] = []
    /// Of a scale or number, its value; of a choice, its place in the list; of several, a bit for each; of a day, its number;
    /// of a text, 1.
    private var columns: [[Double]]
    private let places: [String: Int]

    /// What results are told apart by.
    package struct Sheet: Sendable, Hashable {
        package var number: Int64
        package var day: Day
        /// See `AnswerSheet`.
        package var chance: Int64?
        package var product = ""
        package var region = ""
        package var technician: Int64?
        package var agent: Int64?
        package var dealer: Int64?

        package init(
            number: Int64, day: Day, chance: Int64? = nil, product: String = "", region: String = "",
            technician: Int64? = nil,
            agent: Int64? = nil, dealer: Int64? = nil
        ) {
            (self.number, self.day, self.chance) = (number, day, chance)
            (self.product, self.region) = (product, region)
            (self.technician, self.agent, self.dealer) = (technician, agent, dealer)
        }
    }

    package init(_ questionnaire: Questionnaire) {
        self.questionnaire = questionnaire
        let questions = questionnaire.questions
        columns = Array(repeating: [], count: questions.count)
        places = Dictionary(
            questions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
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

    /// The place of a question's column; nil for a question that this questionnaire has not.
    package func place(of question: String) -> Int? { places[question] }

    /// An answer of the newest row, as `SurveyTable.value` gives it.
    package mutating func set(_ value: Double, at place: Int) { columns[place][sheets.count - 1] = value }

    package mutating func add(_ sheet: Sheet, _ answers: [String: Answer]) {
        add(sheet)
        for (name, answer) in answers {
            guard let place = places[name], let question = questionnaire[name] else { continue }
            set(Self.value(answer, question), at: place)
        }
    }

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

    func column(_ name: String) -> [Double] { places[name].map { columns[$0] } ?? [] }
}

// MARK: Who was asked

extension SurveyTable {
    /// Of some rows, those that were asked a question: its own and its section's conditions hold, and chance picked it.
    func asked(_ question: Question, of rows: [Int]) -> [Int] {
        guard
            let (at, section) = questionnaire.sections.enumerated().first(where: {
                $0.element.questions.contains { $0.name == question.name }
            })
        else { return [] }
        var rows = rows
        if section.most != nil, let own = section.questions.firstIndex(where: { $0.name == question.name }) {
            let column = column(question.name)
            rows = rows.filter { row in
                guard column[row].isNaN, let chance = sheets[row].chance else { return true }
                var throwing = AnswerSheet.throwing(chance, at)
                return section.picked(using: &throwing).contains(own)
            }
        }
        let conditions = [section.when, question.when].compactMap { $0 }
        guard !conditions.isEmpty else { return rows }
        return filter(rows, by: .all(conditions))
    }

    /// Rows that answered alike are judged once.
    private func filter(_ rows: [Int], by condition: Condition) -> [Int] {
        let fields = questionnaire.questions.filter { condition.mentions($0.name) }
        let columns = fields.map { column($0.name) }
        var verdicts: [[UInt64]: Bool] = [:]
        return rows.filter { row in
            let key = columns.map { $0[row].bitPattern }
            if let known = verdicts[key] { return known }
            var facts = Facts(now: Instant(milliseconds: 0))
            for (field, column) in zip(fields, columns) where !column[row].isNaN {
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
