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
                StandardStream.out.write(line: answer(Aftercare.fullMessage(for: error)))
                StandardStream.out.flush()
                return ExitStatus.done
            }
            if let fault = ThrownFault.within(error) { return tell(fault, then: usage) }
            guard status == .validationFailure else {
                _ = tell(UnforeseenFault(error))
                return ExitStatus.defect
            }
            let message = Aftercare.message(for: error)
            return tell(
                UsageFault.parser(message),
                then: ParserMessage.rest(
                    of: Aftercare.fullMessage(for: error), after: message, help: argumentHelp))
        }
    }

    /// The form of this line's command, and where there is more.
    private var usage: [PhraseFact] {
        guard let command = NamedCommand.named(in: arguments).last else { return [] }
        let words = [Aftercare.name] + command.path + ["--help"]
        return [
            .phrase(Phrase("cli.usage", ["form": .text(Aftercare.usageString(for: command.type))])),
            .phrase(Phrase("cli.usage.more", ["command": .text(words.joined(separator: " "))])),
        ]
    }

    /// Help in the language that was asked for; the version and scripts for shells as the parser gives them.
    private func answer(_ parsers: String) -> String {
        guard let command = NamedCommand.explained(by: parsers, to: arguments),
            let library = try? ResourceLibrary(),
            let wording = try? Wording(language: language, files: library.files(in: "locales/\(language)")),
            let page = try? HelpPage(
                of: command, wording: wording, library: library, columns: StandardStream.out.columns)
        else { return parsers }
        return page.lines.joined(separator: "\n")
    }

    /// An argument of this line's command and what it is for (`--limit <limit>  At most so many.`) in the language that was
    /// asked for.
    private func argumentHelp(_ english: String) -> String {
        guard let command = NamedCommand.named(in: arguments).last, let library = try? ResourceLibrary(),
            let texts = try? HelpTexts(language: language, library: library),
            let info = try? CommandInfo(of: command.type)
        else { return english }
        for argument in info.shown {
            guard let abstract = argument.abstract, english.hasSuffix("  " + abstract),
                let text = texts.text(of: argument, in: command)
            else { continue }
            return english.dropLast(abstract.count) + text
        }
        return english
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

    /// The language that the line asks for, if any.
    private var asked: Language? {
        GlobalNames.value(of: "--lang", in: arguments).flatMap { Language(argument: $0) }
    }

    private var language: String { Language.choose(asked, Surroundings.environment) }

    /// Built from the shipped rules alone, as the organisation's may be what is wrong. Nil when not even those are there.
    /// - Parameter language: in place of the one asked for.
    private func output(_ language: Language?) -> Output? {
        guard let library = try? ResourceLibrary() else { return nil }
        var options = GlobalOptions()
        options.lang = language ?? asked
        options.json = GlobalNames.wantsJSON(arguments)
        return try? Output(options, zone: (try? Rules(library: library).zone) ?? .current, library: library)
    }
}
