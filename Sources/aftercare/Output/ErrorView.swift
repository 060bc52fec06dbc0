import Model
import Wording

/// An error as `--json` gives it, its facts beside the fixed keys:
/// `{"code": "desk.unknown", "exit": 66, "message": "There is no C99 …", "id": "C99"}`.
struct ErrorView: Encodable {
    /// The phrase's key: stable, the same in every language.
    var code: String
    /// What the program ends with.
    var exit: Int32
    var message: String
    var facts: [String: JSONValue]

    init(_ fault: any Fault, _ output: Output) {
        let phrase = fault.phrase
        code = phrase.key
        exit = ExitStatus.of(fault.kind)
        message = output.wording.say(phrase)
        facts = phrase.facts.mapValues { output.json($0) }
    }

    func encode(to encoder: any Encoder) throws {
        let fixed: [String: JSONValue] = [
            "code": .text(code), "exit": .number(Int64(exit)), "message": .text(message),
        ]
        try facts.merging(fixed) { _, fixed in fixed }.encode(to: encoder)
    }
}

extension Output {
    fileprivate func json(_ fact: PhraseFact) -> JSONValue {
        switch fact {
        case .text(let text): .text(text)
        case .count(let count): .number(Int64(count))
        case .number(let number): .real(number)
        case .instant(let instant): .text(iso(instant))
        case .day(let day): .text(day.description)
        case .span(let span): .number(span.milliseconds / 1000)
        case .money(let money): .text("\(money) \(money.currency)")
        case .phrase(let phrase):
            .object(
                phrase.facts.mapValues { json($0) }.merging(
                    ["code": .text(phrase.key), "message": .text(wording.say(phrase))]) { _, fixed in fixed })
        case .list(let facts): .list(facts.map { json($0) })
        case .label(let label): .text(wording.text(label))
        }
    }
}

/// An error that no room made a fault of, such as a full disk while writing a file.
struct UnforeseenFault: Fault {
    let detail: String
    init(_ error: any Error) { detail = "\(error)" }
    var kind: FaultKind { .badData }
    var phrase: Phrase { Phrase("cli.unforeseen", ["detail": .text(detail)]) }
}

/// Ends the program with a status after everything was said.
struct SaidAlready: Error {
    let status: Int32
}
