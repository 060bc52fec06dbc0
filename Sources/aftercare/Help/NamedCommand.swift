import ArgumentParser

/// A command and the words that lead to it: `["visit", "slots"]`, none for the program itself.
struct NamedCommand {
    let path: [String]
    let type: any ParsableCommand.Type

    static let root = NamedCommand(path: [], type: Aftercare.self)

    var children: [NamedCommand] {
        type.configuration.subcommands.map { NamedCommand(path: path + [$0.name], type: $0) }
    }

    /// The nouns and the verb that a line names, the program first.
    static func named(in arguments: [String]) -> [NamedCommand] {
        let line = ArgumentNormaliser(root: CommandNode(of: Aftercare.self)).read(arguments)
        var found = [root]
        for word in line.path {
            guard let next = found.last?.children.first(where: { $0.type.name == word }) else { break }
            found.append(next)
        }
        return found
    }

    /// The command whose help the parser answers a line with; nil when it answers something else, such as the version.
    static func explained(by answer: String, to arguments: [String]) -> NamedCommand? {
        named(in: arguments).last { answer == Aftercare.helpMessage(for: $0.type) }
    }
}

extension ParsableCommand {
    /// The word that is typed.
    static var name: String { configuration.commandName ?? _commandName }
}
