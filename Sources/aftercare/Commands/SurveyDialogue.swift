import Foundation
import Model
import Quality
import ServiceDesk
import Wording

/// Asks a questionnaire's questions on a line each, as its branches lead. What is no answer is asked again.
struct SurveyDialogue {
    private let questionnaire: Questionnaire
    private let output: Output

    init(_ questionnaire: Questionnaire, _ output: Output) {
        (self.questionnaire, self.output) = (questionnaire, output)
    }

    /// - Throws: `SurveyFault.owed` when the input ends before all is answered that must be.
    func answers() throws -> [String: Answer] {
        // Chance is the clock's: the next person is asked other questions of a rotation.
        var sheet = AnswerSheet(questionnaire, seed: UInt64.random(in: 0...UInt64.max))
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
        let faults = sheet.faults
        if let first = faults.first { throw faults.count == 1 ? first : SurveyFault.several(faults) }
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
