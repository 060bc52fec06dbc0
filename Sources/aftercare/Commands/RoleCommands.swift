import ArgumentParser
import Model
import Resources
import ServiceDesk
import Workflow

struct RoleCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Who may do what: rights and how far they reach, limits, steps.",
        subcommands: [ShowRole.self, CheckRoles.self])
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

struct CheckRoles: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Read the roles as the desk will, name everything wrong in them, and say what reaches do not part."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(with library: ResourceLibrary, _ output: Output) throws {
        let file = try library.file("roles.yaml")
        let faults = Roles.check(file)
        guard faults.isEmpty else { return try output.show(faults: faults, praise: "") }
        try output.show(RoleCheckView(try Roles(file: file), output))
    }
}
