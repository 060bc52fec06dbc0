package import Model
import Resources

/// The program that rings a number up, as `desk.yaml` names it: a `tel:` handler, a SIP client. It is started as it stands,
/// never through a shell.
package struct Dialler: Sendable, Hashable {
    package let program: String
    private let arguments: [String]
    private static let mark = "{number}"

    /// `dial: [linphonecsh, dial, "{number}"]`; without it nobody is rung up by the desk.
    /// - Throws: `RuleFault` with file and line.
    init?(_ node: RuleNode?) throws {
        guard let node else { return nil }
        let words = try node.items.map { item in
            guard let word = item.string, !word.isEmpty else { throw item.fault("desk.notDial") }
            return word
        }
        guard let program = words.first, !program.contains(Self.mark),
            words.contains(where: { $0.contains(Self.mark) })
        else { throw node.fault("desk.notDial") }
        (self.program, arguments) = (program, Array(words.dropFirst()))
    }

    /// What it is started with to ring a number up. Of the number only digits and a leading plus are passed on, so that it
    /// cannot be taken for anything else.
    package func arguments(for number: PhoneNumber) -> [String] {
        let text = number.normalised
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let passed = (text.hasPrefix("+") ? "+" : "") + digits
        return arguments.map { $0.replacing(Self.mark, with: passed) }
    }
}

/// Why a number was not rung up.
package enum DialFault: Fault, Hashable {
    case noProgram(String)
    case notStarted(String, why: String)

    package var kind: FaultKind {
        switch self {
        case .noProgram: .noSuchThing
        case .notStarted: .tryAgain
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noProgram(let name): Phrase("desk.dial.noProgram", ["name": .text(name)])
        case .notStarted(let name, let why):
            Phrase("desk.dial.notStarted", ["name": .text(name), "why": .text(why)])
        }
    }
}
