import ArgumentParser
import Model
import ServiceDesk
import Simulation
import Staffing

struct ResourceCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resource",
        abstract: "People, vehicles, parts and telephone lines: what there is, and what is missing.",
        subcommands: [ListResources.self])
}

struct ListResources: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "What there is beside what the organisation wants, and what the days to come need.",
        discussion: """
            People by post, beside how many organisation.yaml wants; parts beside what is to be ordered. How many technicians, \
            and so vehicles, the days to come need is simulated from this desk's own past (promise simulate): the fewest who \
            keep the promise most cases are owed. How many lines, is reckoned (staffing calls) by the cases logged by phone: \
            so many calls at once at the busiest half-hour of a mean working day, answered 80/20. A post that takes calls or \
            visits needs as many people as those of the last weeks take (staffing calls, staffing visits).
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "How many days to come are simulated.") var days = 60
    @Option(help: "How often they are run through.") var runs = 10
    @Option(help: "Another one gives other cases; the same gives the same.") var seed: UInt64 = 1
    @Option(help: ArgumentHelp("How often the promise must be kept.", valueName: "share"))
    var keep = ShareArgument(0.95)
    @Option(
        help: ArgumentHelp(
            "How long a call keeps an agent busy; the records do not tell.", valueName: "seconds"))
    var aht = 360.0
    @OptionGroup(title: "Which past cases; those of 182 days until yesterday, when nothing is given")
    var period: PeriodOptions

    func validate() throws {
        guard (1...730).contains(days) else { throw OptionFault.between("--days", low: "1", high: "730") }
        guard (2...1000).contains(runs) else { throw OptionFault.between("--runs", low: "2", high: "1000") }
        guard keep.value > 0, keep.value < 1 else {
            throw OptionFault.strictlyBetween("--keep", low: "0", high: "100%")
        }
        guard (1...CallLoad.mostHandling).contains(aht) else {
            throw OptionFault.between("--aht", low: "1", high: String(Int(CallLoad.mostHandling)))
        }
    }

    func run(in session: Session) throws {
        let learnt = try period.days(182, wholly: true, in: session)
        let today = session.rules.localDay(session.now)
        let time = today + 1...today + days
        let (table, past, simulator, phoned) = try session.read { v in
            let past = try v.reading.pastDesk(on: learnt, inForce: time.lowerBound, at: session.now)
            return (
                try v.reading.resourceTable(on: today, handling: aht), past,
                try v.reading.simulator(of: past, on: time),
                try v.reading.phonedCases(on: learnt, length: 30)
            )
        }
        // Runs take their time, and nothing of the records.
        let need =
            past.patterns.count >= SimulationFault.fewestCases
            ? try past.technicianNeed(simulator, keeping: keep.value, runs: runs, seed: seed) : nil
        let calls = DayOfCalls(
            phoned.stretches(handling: aht), goal: CallGoal(share: 0.8, within: 20))
        try session.output.show(
            ResourceTableView(
                table, need, lines: phoned.cases > 0 ? calls.most : nil, keeping: keep.value, on: time,
                session.place))
    }
}
