package import Model
import Workflow

/// What somebody answered to one question.
package enum Answer: Sendable, Hashable {
    /// Of a scale or a number.
    case number(Double)
    /// The names of what was chosen, in the questionnaire's order.
    case chosen([String])
    case day(Day)
    case text(String)
}

extension Question {
    /// Reads what was typed or stands in a file: a choice by its name, its words in either language or its place in the
    /// list (from 1); several apart by `;` or `、`; a day as `2026-11-29`.
    /// - Returns: nil for nothing but blanks, which is no answer.
    /// - Throws: `SurveyFault.notAnAnswer`, which says what is one.
    package func answer(typed text: String) throws -> Answer? {
        let text = text.trimmed
        guard !text.isEmpty else { return nil }
        switch kind {
        case .text: return .text(text)
        case .date:
            guard let day = Day(text) else { throw notAnAnswer(text) }
            return .day(day)
        case .single(let choices):
            guard let name = Self.choice(text, among: choices) else { throw notAnAnswer(text) }
            return .chosen([name])
        case .multiple(let choices):
            let parts = text.split { ";；、\n".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
            let names = try parts.map { part in
                guard let name = Self.choice(part, among: choices) else { throw notAnAnswer(part) }
                return name
            }
            return .chosen(choices.map(\.name).filter(names.contains))
        case .scale, .nps, .ces, .csat, .number:
            guard let number = Double(text), accepts(.number(number)) else { throw notAnAnswer(text) }
            return .number(number)
        }
    }

    /// Whether it is an answer to this question.
    package func accepts(_ answer: Answer) -> Bool {
        switch (kind, answer) {
        case (.text, .text(let text)): !text.trimmed.isEmpty
        case (.date, .day): true
        case (.single(let choices), .chosen(let names)):
            names.count == 1 && choices.contains { $0.name == names[0] }
        case (.multiple(let choices), .chosen(let names)):
            Set(names).count == names.count
                && names.allSatisfy { name in choices.contains { $0.name == name } }
        case (.number(let from, let to, let digits), .number(let number)):
            (from...to).contains(number) && Self.fits(number, digits: digits)
        case (_, .number(let number)):
            kind.scale.map { $0.contains(Int(exactly: number) ?? -1) } ?? false
        default: false
        }
    }

    private static func choice(_ text: String, among choices: [Choice]) -> String? {
        let folded = text.lowercased()
        if let named = choices.first(where: { $0.name.lowercased() == folded }) { return named.name }
        if let said = choices.first(where: { $0.label.texts.values.contains { $0.lowercased() == folded } }) {
            return said.name
        }
        guard let place = Int(text), choices.indices.contains(place - 1) else { return nil }
        return choices[place - 1].name
    }

    private static func fits(_ number: Double, digits: Int) -> Bool {
        let scaled = number * [1, 10, 100][min(digits, 2)]
        return abs(scaled - scaled.rounded()) < 1e-6
    }

    private func notAnAnswer(_ text: String) -> SurveyFault { .notAnAnswer(text, to: self) }
}

extension Question {
    /// An answer as people say it.
    package func words(of answer: Answer, in language: String) -> String {
        switch answer {
        case .chosen(let names):
            kind.choices.filter { names.contains($0.name) }.map { $0.label.text(in: language) }
                .joined(separator: language.hasPrefix("zh") ? "、" : ", ")
        case .number:
            [answer.plain, unit?.text(in: language) ?? ""].filter { !$0.isEmpty }
                .joined(separator: language.hasPrefix("zh") ? "" : " ")
        case .day, .text: answer.plain
        }
    }
}

extension Answer {
    /// As conditions see it.
    func fact(_ kind: Question.Kind) -> FieldValue {
        switch self {
        case .number(let number):
            .number(Int64((kind.factType == .money ? number * 100 : number).rounded()))
        case .chosen(let names): .text(names.joined(separator: ", "))
        case .day(let day): .text(day.description)
        case .text(let text): .text(text)
        }
    }

    /// As files write it.
    package var plain: String {
        switch self {
        case .number(let number):
            Int64(exactly: number).map { String($0) } ?? String(number)
        case .chosen(let names): names.joined(separator: "; ")
        case .day(let day): day.description
        case .text(let text): text
        }
    }
}
