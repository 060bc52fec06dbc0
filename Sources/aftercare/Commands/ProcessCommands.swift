import ArgumentParser
import Model
import ServiceDesk
import Workflow

struct ProcessCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "How cases, visits and calls really go: the workflows in force with times and drop-outs.",
        subcommands: [MapProcess.self, ListPassedSteps.self])
}

struct MapProcess: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Draw a workflow in force with what went over each of its arrows.",
        discussion: """
            On each arrow: how often it was taken, the share of all that left the state, and how long they had been in the \
            state before, the median and below what nine in ten are, in hours of the desk's calendar. Who waits where is of \
            this moment. aftercare process steps names what is behind an arrow.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The workflow: complaint, repair, visit, call …") var workflow = "complaint"
    @OptionGroup(title: "Which days; 90 until today, when nothing is given") var period: LongPeriod
    @Flag(help: "In Graphviz's language: aftercare process map --dot | dot -Tsvg") var dot = false
    @Option(help: ArgumentHelp("Draw it into this file.", valueName: "file"), completion: .file())
    var svg: String?

    func validate() throws {
        guard [dot, svg != nil, globals.json].count(where: { $0 }) <= 1 else {
            throw OptionFault.apart(["--dot", "--svg", "--json"])
        }
    }

    func run(in session: Session) throws {
        let days = try period.days(90, in: session)
        let map = try session.read { try $0.reading.processMap(workflow, on: days) }
        let output = session.output
        if dot { return output.write(PlainLine.each(of: ProcessDot(map, output).text)) }
        guard let svg else { return try output.show(ProcessMapView(map, output)) }
        try WholeFile.write(ProcessPicture(map, output).text, to: svg)
        output.remark("sheet.written", ["file": .text(svg)])
    }
}

struct ListPassedSteps: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "steps",
        abstract: "The very steps behind an arrow of a map, those that waited longest before it first.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The workflow: complaint, repair, visit, call …") var workflow: String
    @Argument(help: "The step, as aftercare workflow show names it; all, when none is given.") var step:
        String?
    @Option(name: .customLong("in"), help: ArgumentHelp("Only out of this state.", valueName: "state"))
    var state: String?
    @OptionGroup(title: "Which days; 90 until today, when nothing is given") var period: LongPeriod
    @Option(help: "At most so many.") var limit = 50

    func validate() throws {
        guard limit > 0 else { throw OptionFault.least("--limit", low: "1") }
    }

    func run(in session: Session) throws {
        let definition = try session.rules.workflow(named: workflow)
        try Self.check(step, known: definition.transitions.map(\.name))
        try Self.check(state, known: definition.states.map(\.name))
        let days = try period.days(90, in: session)
        let steps = try session.read {
            try $0.reading.passedSteps(workflow, on: days, transition: step, from: state)
        }
        try session.output.list(steps.prefix(limit).map { PassedStepView($0, definition, session.output) })
    }

    private static func check(_ word: String?, known: [String]) throws {
        guard let word, !known.contains(word) else { return }
        throw ProcessFault.noneOf(word, known: known)
    }
}
