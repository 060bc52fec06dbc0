import ArgumentParser
import Model
import ServiceDesk
import Workflow

struct RoleCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Who may do what: rights, limits, steps.",
        subcommands: [ShowRole.self])
}

struct ShowRole: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The rights of every role; of one, its limit and the steps it may take as well.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The role, such as supervisor.") var role: String?

    func run(at place: Workplace) throws {
        guard let role else { return try place.output.show(RoleMatrixView(place.rules, place.output)) }
        let roles = place.rules.roles
        guard let found = roles[role] else {
            throw DeskFault.badField(
                field: "role", value: role,
                expected: Phrase("desk.oneOf", ["choices": .words(roles.all.map(\.name))]))
        }
        try place.output.show(RoleView(found, place.rules, place.output))
    }
}
