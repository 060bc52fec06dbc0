import ArgumentParser
import Model
import Resources
import ServiceDesk
import ServiceTime
import Wording
import Workflow

struct WorkflowCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "The workflows of cases, visits and calls.",
        subcommands: [CheckWorkflows.self, ListWorkflows.self, ShowWorkflow.self, DrawWorkflow.self])
}

struct CheckWorkflows: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in roles and workflows, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(with library: ResourceLibrary, _ output: Output) throws {
        let file = try library.file("roles.yaml")
        var faults = Roles.check(file)
        if faults.isEmpty {
            let calendars = Set(try Calendars(files: library.files(in: "calendars")).names)
            let roles = try Roles(file: file)
            let empowerment = try Empowerment(file: library.file("empowerment.yaml"), roles: roles)
            faults = Workflows.check(
                files: try library.files(in: "workflows"), roles: roles, calendars: calendars,
                decisions: empowerment.decisions.map(\.name))
        }
        try output.show(faults: faults, praise: "cli.workflowsSound")
    }
}

struct ListWorkflows: RuleCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The workflows there are.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.list(place.rules.workflows.all.map { WorkflowRow($0, place.output) })
    }
}

struct WorkflowRow: Listable {
    let name: String
    let version: Int
    let subject: String
    let label: String
    let file: String
    private let kind: SubjectKind

    private enum CodingKeys: String, CodingKey { case name, version, subject, label, file }

    init(_ w: WorkflowDefinition, _ output: Output) {
        (name, version, subject, file) = (w.name, w.version, w.subject.rawValue, w.file)
        label = output.wording.text(w.label)
        kind = w.subject
    }

    static let titles = [
        "cli.title.name", "cli.title.version", "cli.title.subject", "cli.title.label", "cli.title.file",
    ]
    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(name, .strong), TextCell(String(version)), TextCell(output.wording.name(kind)),
            TextCell(label),
            TextCell(file, .faint),
        ]
    }
}

struct ShowWorkflow: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The states and transitions of a workflow: who may, what must be filled in.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The workflow, such as complaint.") var name: String

    func run(at place: Workplace) throws {
        try place.output.show(WorkflowView(place.rules.workflow(named: name), place.output))
    }
}

struct DrawWorkflow: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagram", abstract: "Draw a workflow, in the terminal or for Graphviz.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The workflow, such as complaint.") var name: String
    @Flag(help: "In Graphviz's language: aftercare workflow diagram complaint --dot | dot -Tsvg") var dot =
        false

    func run(at place: Workplace) throws {
        let definition = try place.rules.workflow(named: name)
        let wording = place.output.wording
        let drawn =
            dot
            ? WorkflowDot.text(definition, language: wording.language)
            : WorkflowDiagram.text(definition, language: wording.language) { wording.say($0) }
        place.output.write(
            place.output.isJSON ? try JSONText.of(["diagram": drawn]) : PlainLine.each(of: drawn))
    }
}
