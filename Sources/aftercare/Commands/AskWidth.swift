import DeskScreens
import Foundation
import Model
import TerminalKit
import Wording

/// How wide the terminal draws characters of ambiguous width (UAX #11), and who says so.
enum WidthFinding: Hashable {
    case measured(Int)
    /// A person said so, now or once.
    case answered(Int)
    /// Neither the terminal nor a person says it.
    case unknown
    /// There is none that could be asked.
    case noTerminal

    func line(_ output: Output) -> String {
        func said(_ key: String, _ cells: Int) -> String {
            output.words(key, ["width": .phrase(Phrase("ambiguous.\(cells)"))])
        }
        return switch self {
        case .measured(let cells): said("cli.width.measured", cells)
        case .answered(let cells): said("cli.width.answered", cells)
        case .unknown: output.words("cli.width.unknown")
        case .noTerminal: output.words("cli.width.noTerminal")
        }
    }
}

/// Finds that out: by the terminal's own report; where it gives none, by one question whose answer is kept under the
/// terminal's name.
struct AskWidth {
    private let output: Output
    /// As it is called where answers are kept.
    private let type = Surroundings.terminalType

    init(_ output: Output) { self.output = output }

    /// - Parameter anew: asks the person, whatever the terminal reports and whatever they answered before.
    func find(anew: Bool) -> WidthFinding {
        guard WidthProbe.hasTerminal else { return .noTerminal }
        if !anew {
            if let cells = SettingsFile.read().answeredWidths[type] { return .answered(cells) }
            if let cells = WidthProbe.measure() { return .measured(cells) }
        }
        guard let cells = ask() else { return .unknown }
        SettingsFile.keep(width: cells, of: type)
        return .answered(cells)
    }

    /// Characters of doubtful width as many as the ruler is long, each with a bar behind it: the bars stand above each other
    /// where every one takes one cell.
    static let sample = ["\u{201C}\u{201D}\u{2026}\u{2014}\u{201C}\u{201D}\u{2026}\u{2014}|", "12345678|"]

    private func ask() -> Int? {
        tell("", output.words("cli.width.look"), "")
        tell(Self.sample.map { "    " + $0 })
        tell("")
        while true {
            StandardStream.error.write(output.words("cli.width.ask") + " ")
            guard let line = readLine() else {
                tell("")
                return nil
            }
            if let areAligned = Self.answer(line) { return areAligned ? 1 : 2 }
        }
    }

    /// Whether the bars stand above each other; nil for what is neither yes nor no.
    static func answer(_ line: String) -> Bool? {
        switch line.trimmed.lowercased() {
        case "y", "yes", "是": true
        case "n", "no", "否": false
        default: nil
        }
    }

    private func tell(_ lines: String...) { tell(lines) }
    private func tell(_ lines: [String]) { for line in lines { StandardStream.error.write(line + "\n") } }
}
