import ArgumentParser
import DeskScreens
import Foundation
import Model
import Records
import ServiceDesk
import Wording

struct Backup: UpkeepCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the whole desk into a new file, consistent, while others work."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The file to make.", completion: .file()) var file: String

    func run(in session: Session) throws {
        try session.desk.backup(to: file, at: session.now)
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        try session.output.show(BackupView(file: file, bytes: size))
    }
}

struct BackupView: Showable {
    let file: String
    let bytes: Int

    func lines(_ output: Output) -> [String] {
        [output.words("cli.backedUp", ["path": .text(file), "kilobytes": .count((bytes + 1023) / 1024)])]
    }
}

struct Doctor: UpkeepCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Look the whole desk over: schema, integrity, journal, rows, rules, timers. Changes nothing.",
        discussion: """
            On a terminal it also finds out whether quotes and dashes are drawn one cell wide or two: by what the terminal \
            reports; where it reports nothing, by one question, whose answer is kept under the terminal's name (TERM), and \
            by which the desk is drawn.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Flag(help: "Ask again how wide this terminal draws quotes and dashes.") var ask = false

    func run(in session: Session) throws {
        let width = globals.json ? nil : AskWidth(session.output).find(anew: ask)
        let findings = try session.desk.examine(at: session.now)
        try session.output.show(HealthView(findings, TerminalFile.read(), width, session.output))
        if !findings.allSatisfy(\.isSound) { throw SaidAlready(status: ExitStatus.badData) }
    }
}

struct HealthView: Showable {
    let sound: Bool
    let checks: [Check]
    /// The terminal as the desk last found it; nil before it was first opened.
    @OrNull var terminal: TerminalView?
    /// Of the terminal this is read on; nil where text is not what was asked for.
    private let width: WidthFinding?

    private enum CodingKeys: String, CodingKey { case sound, checks, terminal }

    struct TerminalView: Encodable {
        let type: String
        let colours: String
        @OrNull var background: String?
        /// Cells of a character of ambiguous width (UAX #11).
        @OrNull var ambiguousWidth: Int?

        init(_ found: TerminalFound) {
            type = found.type
            colours = "\(found.depth)"
            background = found.isLight.map { $0 ? "light" : "dark" }
            ambiguousWidth = found.ambiguous
        }

        func line(_ output: Output) -> String {
            output.words(
                "cli.terminal",
                [
                    "type": .text(type), "colours": .phrase(Phrase("depth.\(colours)")),
                    "background": .phrase(Phrase("found.\(background ?? "silent")")),
                    "width": .phrase(
                        Phrase(ambiguousWidth.map { "ambiguous.\($0)" } ?? "found.silent")),
                ])
        }
    }

    struct Check: Encodable {
        let check: String
        let sound: Bool
        let problems: [String]
    }

    init(_ findings: [DoctorFinding], _ found: TerminalFound?, _ width: WidthFinding?, _ output: Output) {
        self.width = width
        terminal = found.map(TerminalView.init)
        sound = findings.allSatisfy(\.isSound)
        checks = findings.map {
            Check(check: $0.check, sound: $0.isSound, problems: $0.problems.map { output.wording.say($0) })
        }
    }

    func lines(_ output: Output) -> [String] {
        checks.flatMap { check in
            [
                output.words(
                    check.sound ? "cli.sound" : "cli.unsound",
                    ["check": .phrase(Phrase("check.\(check.check)"))])
            ]
                + check.problems.map { "  " + $0 }
        } + [terminal?.line(output), width?.line(output)].compactMap { $0 } + [
            output.words(sound ? "cli.allSound" : "cli.notAllSound")
        ]
    }
}

struct Completion: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print the completion script of a shell.")

    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "bash, zsh or fish.") var shell: Shell

    func run() {
        let script =
            switch shell {
            case .bash: Aftercare.completionScript(for: .bash)
            case .zsh: Aftercare.completionScript(for: .zsh)
            case .fish: Aftercare.completionScript(for: .fish)
            }
        StandardStream.out.write(line: script)
    }
}
