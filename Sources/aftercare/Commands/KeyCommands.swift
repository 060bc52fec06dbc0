import ArgumentParser
import DeskScreens
import Model
import ServiceDesk
import TerminalKit
import Wording

struct KeyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The desk's keys, and your own in a file.",
        subcommands: [ListKeys.self, CheckKeys.self, KeysPath.self])
}

extension Workplace {
    /// Every action of the desk, in the chosen language.
    var catalogue: ActionCatalogue {
        ActionCatalogue(DeskContext(wording: output.wording, actor: .desk, now: now, rules: rules))
    }
}

struct ListKeys: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every action with its keys, in the form of the file.",
        discussion: "Copy the lines you would have otherwise into the file that `aftercare keys path` names.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        let catalogue = place.catalogue
        try place.output.show(KeysView(KeyMapWriter(KeysFile(catalogue).keys, catalogue)))
    }
}

struct KeysView: Showable {
    let path: String
    let keys: [KeyMapWriter.Row]
    private let writer: KeyMapWriter

    private enum CodingKeys: String, CodingKey { case path, keys }

    init(_ writer: KeyMapWriter) {
        self.writer = writer
        (path, keys) = (KeysFile.path, writer.rows)
    }

    func lines(_ output: Output) -> [String] {
        ["# " + output.words("keys.comment", ["path": .text(path)])] + writer.lines
    }
}

struct CheckKeys: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in the file of your keys, by line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        let file = KeysFile(place.catalogue)
        try place.output.show(KeyCheckView(file, place.output))
        if !file.faults.isEmpty { throw SaidAlready(status: ExitStatus.badData) }
    }
}

struct KeyCheckView: Showable {
    let path: String
    let sound: Bool
    /// How many actions the file gives keys.
    let chosen: Int
    let problems: [CheckView.Problem]
    private let isThere: Bool

    private enum CodingKeys: String, CodingKey { case path, sound, chosen, problems }

    init(_ file: KeysFile, _ output: Output) {
        path = KeysFile.path
        sound = file.faults.isEmpty
        chosen = file.keys.count
        isThere = file.isThere
        problems = CheckView.problems(file.faults, output)
    }

    func lines(_ output: Output) -> [String] {
        if !sound { return problems.map(\.text) }
        guard isThere else { return [output.words("keys.noFile", ["path": .text(path)])] }
        return [output.words("keys.sound", ["path": .text(path), "count": .count(chosen)])]
    }
}

struct KeysPath: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Where the file of your keys lies, or would lie.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run() throws {
        StandardStream.out.write(
            line: globals.json ? try JSONText.of(["path": KeysFile.path]) : KeysFile.path)
    }
}
