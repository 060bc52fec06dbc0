import Foundation
import Model
import Quality
import Wording

/// Asks a questionnaire's questions on a line each, as its branches lead. What is no answer is asked again.
struct SurveyDialogue {
    private let questionnaire: Questionnaire
    private let chance: Int64?
    private let output: Output

    /// - Parameter chance: what decides the order and the rotation; kept with the sheet.
    init(_ questionnaire: Questionnaire, chance: Int64?, _ output: Output) {
        (self.questionnaire, self.chance, self.output) = (questionnaire, chance, output)
    }

    /// - Parameter isPartial: the input may end before all is answered that must be.
    /// - Throws: `SurveyFault.owed` when it does though it may not.
    func answers(isPartial: Bool = false) throws -> [String: Answer] {
        var sheet = AnswerSheet(questionnaire, chance: chance)
        tell(output.words("survey.ask.more"))
        var last: String?
        while let question = sheet.next(after: last) {
            if let lead = sheet.lead(before: question.name) { tell("", output.wording.text(lead).trimmed) }
            tell("", output.wording.text(question.ask))
            tell(hints(question))
            guard let line = readLine() else { break }
            do {
                let answer = try question.answer(typed: line)
                if answer == nil, question.isRequired { throw SurveyFault.owed(question) }
                try sheet.give(answer, to: question.name)
                last = question.name
            } catch let fault as SurveyFault {
                tell(output.wording.say(fault.phrase))
            }
        }
        if !isPartial { try SurveyFault.raise(sheet.faults) }
        return sheet.answers
    }

    /// Where the answer to the command itself is JSON, the questions go beside it.
    private func tell(_ lines: String...) { tell(lines) }
    private func tell(_ lines: [String]) {
        for line in lines { StandardStream.error.write(PlainLine.of(line, colours: false) + "\n") }
    }

    private func hints(_ question: Question) -> [String] {
        if let scale = question.kind.scale {
            let (low, high) = (
                question.low.map(output.wording.text) ?? "", question.high.map(output.wording.text) ?? ""
            )
            let line = output.words(
                "survey.ask.scale",
                [
                    "from": .count(scale.lowerBound), "low": .text(low), "to": .count(scale.upperBound),
                    "high": .text(high),
                ])
            // Not every scale says what its ends mean.
            return [line.split(separator: " ").joined(separator: " ")]
        }
        return question.kind.choices.enumerated().map { place, choice in
            output.words("survey.ask.choice", ["number": .count(place + 1), "label": .label(choice.label)])
        }
    }
}
