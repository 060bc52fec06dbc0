package import Model
import Statistics
import Workflow

/// The answers of one person to one questionnaire, while they are given and afterwards: which question comes next, which
/// are still owed, and what is wrong.
///
///     var sheet = AnswerSheet(questionnaire, chance: 7)
///     while let question = sheet.next(after: asked) { … }
package struct AnswerSheet: Sendable {
    package let questionnaire: Questionnaire
    package private(set) var answers: [String: Answer]
    /// In the order they are asked of this person.
    private let order: [(section: Questionnaire.Section, question: Question)]

    /// - Parameter chance: decides what is left to chance, alike each time; nil asks everything in the file's order, as a form
    ///   does.
    package init(_ questionnaire: Questionnaire, chance: Int64?, answers: [String: Answer] = [:]) {
        self.questionnaire = questionnaire
        self.answers = answers
        order = questionnaire.sections.enumerated().flatMap { place, section in
            guard let chance else { return section.questions.map { (section, $0) } }
            var throwing = Self.throwing(chance, place)
            return section.picked(using: &throwing).map { index in
                var question = section.questions[index]
                if question.isRandom { question.kind = question.kind.shuffled(using: &throwing) }
                return (section, question)
            }
        }
    }

    /// Each section throws for itself, so that what one asks hangs on no other.
    static func throwing(_ chance: Int64, _ section: Int) -> SeededChance {
        SeededChance(seed: UInt64(bitPattern: chance) &+ UInt64(section + 1) &* 0xD1B5_4A32_D192_ED03)
    }

    /// Those asked, as the answers so far would have it.
    package var asked: [Question] { asked(within: order) }

    /// Those asked, or that another throw of chance would have asked: what a file may hold answers to.
    package var askable: [Question] {
        asked(within: questionnaire.sections.flatMap { section in section.questions.map { (section, $0) } })
    }

    private func asked(within order: [(section: Questionnaire.Section, question: Question)]) -> [Question] {
        // An answer to a question that is not asked decides nothing.
        var facts = Facts(now: Instant(milliseconds: 0))
        return order.compactMap { section, question in
            guard section.when?.holds(facts) ?? true, question.when?.holds(facts) ?? true else { return nil }
            if let answer = answers[question.name] { facts[question.name] = answer.fact(question.kind) }
            return question
        }
    }

    /// The first question after one (nil: at all) that is asked and not answered.
    package func next(after name: String? = nil) -> Question? {
        let asked = asked
        let from = name.flatMap { name in asked.firstIndex { $0.name == name }.map { $0 + 1 } } ?? 0
        return asked[from...].first { answers[$0.name] == nil }
    }

    /// What is said before a question: its section's lead, when it is the section's first.
    package func lead(before name: String) -> Label? {
        let asked = Set(asked.map(\.name))
        guard let entry = order.first(where: { $0.question.name == name }),
            order.first(where: { $0.section.name == entry.section.name && asked.contains($0.question.name) })?
                .question.name == name
        else { return nil }
        return entry.section.lead
    }

    /// - Throws: `SurveyFault` for a question that there is not, and for what is no answer to it.
    package mutating func give(_ answer: Answer?, to name: String) throws {
        guard let question = questionnaire[name] else {
            throw SurveyFault.noQuestion(name, in: questionnaire.name)
        }
        if let answer, !question.accepts(answer) { throw SurveyFault.notAnAnswer(answer.plain, to: question) }
        answers[name] = answer
    }

    /// Everything that keeps the sheet from being kept: what is owed, answers to questions that are not asked after these
    /// answers, points that do not sum to 100.
    package var faults: [SurveyFault] {
        let askable = askable
        let owed = asked.filter { $0.isRequired && answers[$0.name] == nil }.map { SurveyFault.owed($0) }
        let names = Set(askable.map(\.name))
        let stray = questionnaire.questions
            .filter { answers[$0.name] != nil && !names.contains($0.name) }.map { SurveyFault.notAsked($0) }
        return owed + stray + points
    }

    private var points: [SurveyFault] {
        let names = questionnaire.battery?.weights ?? []
        let given = names.compactMap { name -> Double? in
            if case .number(let points) = answers[name] { points } else { nil }
        }
        guard !given.isEmpty else { return [] }
        let sum = given.reduce(0, +)
        return given.count == names.count && sum == Battery.points ? [] : [.points(Int(sum))]
    }
}

extension Questionnaire.Section {
    /// Which of its questions are asked, in which order.
    func picked(using chance: inout SeededChance) -> [Int] {
        guard isRandom || most != nil else { return Array(questions.indices) }
        let picked = questions.indices.shuffled(using: &chance).prefix(most ?? questions.count)
        return isRandom ? Array(picked) : picked.sorted()
    }
}

extension Question.Kind {
    fileprivate func shuffled(using chance: inout SeededChance) -> Question.Kind {
        switch self {
        case .single(let choices): .single(choices.shuffled(using: &chance))
        case .multiple(let choices): .multiple(choices.shuffled(using: &chance))
        default: self
        }
    }
}
