import ArgumentParser
import Model
import Records
import ServiceDesk
import Wording
import Workflow

struct BulkCases: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "bulk",
        abstract: "Do the same with every open case that fits; a line for each. --dry-run does nothing.",
        discussion: """
            Each case gets its own journal entry, and what one refuses undoes nothing with the others. --undo takes back \
            what you last did this way, within ten minutes, where nobody went on; steps stay.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(
        help: ArgumentHelp(
            "Which, as after / on the screen: queue:repair owner:none due<2h word.", valueName: "terms"))
    var filter: String?
    @Option(help: ArgumentHelp("Into whose hands, by sign-in name.", valueName: "login")) var assign: String?
    @Flag(help: "Into nobody's hands.") var unassign = false
    @Option(help: ArgumentHelp("Into which queue.", valueName: "queue")) var move: String?
    @Option(help: "How bad they are.") var severity: Severity?
    @Option(help: ArgumentHelp("The step of their workflow to take.", valueName: "transition")) var step:
        String?
    @Option(
        name: .customLong("merge-into"),
        help: ArgumentHelp("Fold them into this case, which stays.", valueName: "case"))
    var into: CaseID?
    @Option(
        name: .customLong("link-to"),
        help: ArgumentHelp("Note that they belong together with this case.", valueName: "case"))
    var other: CaseID?
    @Argument(help: "What the step asks for, as field=value.") var fields: [String] = []
    @Flag(help: "Say what would become of each, and do nothing.") var dryRun = false
    @Flag(help: "Take back what you last did this way.") var undo = false

    func validate() throws {
        let ways = [
            assign != nil, unassign, move != nil, severity != nil, step != nil, into != nil, other != nil,
            undo,
        ].count { $0 }
        guard ways == 1 else {
            throw OptionFault.oneOf([
                "--assign", "--unassign", "--move", "--severity", "--step", "--merge-into", "--link-to",
                "--undo",
            ])
        }
        if !undo, filter == nil { throw OptionFault.missing("--filter") }
        if undo, filter != nil || dryRun { throw OptionFault.alone("--undo") }
        if step == nil, !fields.isEmpty { throw CommandFault.fieldsNeedStep }
    }

    func run(in session: Session) throws {
        let receipt = try undo ? session.act { try $0.undoBulk() } : carryOut(session)
        let view = try session.read { BulkView(receipt, isRehearsal: dryRun, $0) }
        try session.output.show(view)
        if !dryRun, view.refused > 0 { throw SaidAlready(status: ExitStatus.badData) }
    }

    private func carryOut(_ session: Session) throws -> BulkReceipt {
        let (what, ids) = try session.read { v in (try change(v, session), try chosen(v, session)) }
        if dryRun {
            return try session.desk.rehearse(what, on: ids, by: session.actor, at: session.now)
        }
        return try session.act { try $0.bulk(what, on: ids) }
    }

    private func chosen(_ v: Viewer, _ session: Session) throws -> [CaseID] {
        let words = try v.reading.filterWords(in: session.output.wording.language) {
            [session.output.wording.say($0)]
        }
        var list = CaseList(.everything)
        list.filter = try CaseFilter(filter ?? "", words: words)
        return try v.reading.ids(of: list, by: session.actor, at: session.now)
    }

    private func change(_ v: Viewer, _ session: Session) throws -> BulkChange {
        if let assign { return .assign(try v.reading.staff(named: assign).id) }
        if let move { return .move(queue: move) }
        if let severity { return .severity(severity) }
        if let into { return .merge(into: into) }
        if let other { return .link(to: other) }
        guard let step else { return .assign(nil) }
        // A field is read by the first workflow that knows the step.
        let workflows = session.rules.workflows.kinds(of: .case)
        guard let definition = workflows.first(where: { $0.transition(step) != nil }) else {
            throw DeskFault.badField(
                field: "step", value: step,
                expected: Phrase(
                    "desk.oneOf",
                    [
                        "choices": .words(
                            Set(workflows.flatMap(\.transitions).map(\.name)).sorted())
                    ]))
        }
        let reader = FieldReader(definition: definition, instants: session.place.instants)
        return .step(step, given: try reader.read(fields))
    }
}
