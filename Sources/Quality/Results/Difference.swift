package import Model
import Workflow

/// What a customer says otherwise than was recorded, side by side.
package struct Difference: Sendable, Hashable {
    /// The consequence that found it, by name.
    package let name: String
    package let label: Label
    /// The answers it hangs on, in the questionnaire's order.
    package let said: [Said]
    /// What was recorded that it hangs on, by the names of `Consequence.recorded`.
    package let recorded: [String: FieldValue]

    package struct Said: Sendable, Hashable {
        package var question: Question
        package var answer: Answer
    }
}

extension Questionnaire {
    /// What answers say otherwise than was recorded.
    package func differences(of answers: [String: Answer], recorded: [String: FieldValue]) -> [Difference] {
        consequences(of: answers, recorded: recorded).filter(\.differs).map { consequence in
            Difference(
                name: consequence.name, label: consequence.words,
                said: questions.filter { consequence.when.mentions($0.name) }.compactMap { question in
                    answers[question.name].map { Difference.Said(question: question, answer: $0) }
                },
                recorded: recorded.filter { consequence.when.mentions($0.key) && $0.key != "kind" })
        }
    }

    /// The case that looks into a difference: what its consequence opens, or else the kind that the others open.
    package func followUp(on difference: String) -> Consequence.Opening? {
        guard let own = consequences.first(where: { $0.name == difference }) else { return nil }
        if let open = own.open { return open }
        var opening = consequences.compactMap(\.open).first
        opening?.summary = own.words
        return opening
    }
}

extension Consequence {
    /// What it is called: its label, or else its name.
    package var words: Label { label ?? Label(en: name, zh: name) }
}

extension Difference {
    /// What the customer says, as people say it.
    package func said(in language: String) -> [String] {
        said.map { $0.question.words(of: $0.answer, in: language) }
    }

    /// What was recorded of it at the door.
    package var record: [Phrase] {
        recorded.sorted { $0.key < $1.key }.map { name, value in
            switch (name, value) {
            case ("recordedFee", .number(let minor)):
                Phrase("survey.recorded.fee", ["sum": .money(Money(minor: minor))])
            case ("recordedSignature", .flag(let isSigned)):
                Phrase(isSigned ? "survey.recorded.signed" : "survey.recorded.unsigned")
            default:
                Phrase("survey.recorded.rating", ["rating": Self.rating(value.plain)])
            }
        }
    }

    /// In words, where it is one of those that conditions know.
    private static func rating(_ word: String) -> PhraseFact {
        ["satisfied", "fairly", "dissatisfied"].contains(word)
            ? .phrase(Phrase("survey.rating.\(word)")) : .text(word)
    }
}
