import ArgumentParser
import Foundation
import Model
import Resources
import ServiceDesk
import Wording

/// Says an error: a sentence on standard error, or with `--json` an object; and knows the status to end with.
///
/// It has only the words of the line to go by, as even reading them may have failed.
struct Complaint {
    private let arguments: [String]

    init(_ arguments: [String]) { self.arguments = arguments }

    /// - Returns: the status to end with.
    func say(_ error: any Error) -> Int32 {
        switch error {
        case let said as SaidAlready: return said.status
        case let fault as any Fault: return tell(fault)
        default:
            let status = Aftercare.exitCode(for: error)
            if status == .success {
                // Help and version are answers, not errors.
                StandardStream.out.write(line: Aftercare.fullMessage(for: error))
                StandardStream.out.flush()
                return ExitStatus.done
            }
            guard status == .validationFailure else {
                _ = tell(UnforeseenFault(error))
                return ExitStatus.defect
            }
            let message = Aftercare.message(for: error)
            return tell(
                UsageFault.parser(message),
                then: ParserMessage.rest(of: Aftercare.fullMessage(for: error), after: message))
        }
    }

    /// - Parameter usage: how to put it right, in text mode only.
    private func tell(_ fault: any Fault, then usage: [PhraseFact] = []) -> Int32 {
        let isPlain = (fault as? UnfitTerminal)?.readsASCIIOnly == true
        guard let output = output(isPlain ? Language(argument: "en") : nil) else {
            tell("aftercare: \(fault.phrase.key) \(fault.phrase.facts)")
            return ExitStatus.of(fault.kind)
        }
        if output.isJSON, let text = try? JSONText.of(["error": ErrorView(fault, output)], pretty: true) {
            write(text)
        } else {
            tell("aftercare: " + output.wording.say(fault.phrase))
            for line in usage { tell(output.wording.say(line)) }
        }
        return ExitStatus.of(fault.kind)
    }

    /// What went wrong may quote anything: a customer's text, a file's name, the server's own sentence.
    private func tell(_ text: String) { write(PlainLine.each(of: text)) }

    private func write(_ text: String) { StandardStream.error.write(line: Secrets.hidden(text)) }

    /// Built from the shipped rules alone, as the organisation's may be what is wrong. Nil when not even those are there.
    /// - Parameter language: in place of the one asked for.
    private func output(_ language: Language?) -> Output? {
        guard let library = try? ResourceLibrary() else { return nil }
        var options = GlobalOptions()
        options.lang =
            language ?? GlobalNames.value(of: "--lang", in: arguments).flatMap { Language(argument: $0) }
        options.json = GlobalNames.wantsJSON(arguments)
        return try? Output(options, zone: (try? Rules(library: library).zone) ?? .current, library: library)
    }
}
