import ArgumentParser
import Model
import Records
import ServiceDesk
import Workflow

struct ClockCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "The promises that run.", subcommands: [ExplainClocks.self])
}

struct ExplainClocks: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "The ledger behind each deadline of a case, its visits and calls: every start, pause and stop.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "A case with all that belongs to it, or a visit or call: C12, V3, F7.") var about:
        SubjectArgument

    func run(in session: Session) throws {
        let views = try session.read { v in
            try v.reading.requireReach(.read, on: about.subject, session.actor)
            return try subjects(in: v.reading).flatMap { try v.reading.clocks.of($0) }.map {
                try ClockLedgerView($0, v, now: session.now)
            }
        }
        try session.output.show(ClockLedgersView(clocks: views))
    }

    private func subjects(in reading: Reading) throws -> [Subject] {
        let number = about.subject.number
        switch about.subject.kind {
        case .case:
            let c = try reading.serviceCase(CaseID(number))
            return [Subject(c.id)] + (try reading.visits.of(c.id).map { Subject($0.id) })
                + (try reading.calls.of(c.id).map { Subject($0.id) })
        case .visit: return [Subject(try reading.visit(VisitID(number)).id)]
        case .call: return [Subject(try reading.call(CallID(number)).id)]
        default: throw UsageFault.notAnID(about.subject.description, expected: "C12, V3, F7")
        }
    }
}

struct ClockLedgersView: Showable {
    let clocks: [ClockLedgerView]

    func encode(to encoder: any Encoder) throws { try clocks.encode(to: encoder) }

    func lines(_ output: Output) -> [String] {
        clocks.isEmpty
            ? [output.words("cli.nothing")] : Array(clocks.map { $0.lines(output) }.joined(separator: [""]))
    }
}
