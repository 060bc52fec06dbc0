import ArgumentParser
import Model
import ServiceDesk

struct DemoDesk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make a practice desk full of plausible people, products and histories.",
        discussion:
            "The same seed and the same --now make the same desk. A file that is there already is left alone."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "What chance begins with.") var seed: UInt64 = 1
    @Option(help: "How many customers.") var customers = 300
    @Option(help: "How many cases: the latest with whole histories, the others an archive.") var cases = 600
    @Option(help: "How many technicians.") var technicians = 8
    @Flag(name: .customLong("no-desk"), help: "Do not open the desk afterwards.") var withoutDesk = false

    func validate() throws {
        guard customers > 0, cases >= 0, technicians > 0 else {
            throw ValidationError("--customers and --technicians take 1 or more, --cases 0 or more.")
        }
    }

    func run() throws {
        let place = try Workplace(globals)
        let plan = DemoPlan(seed: seed, customers: customers, cases: cases, technicians: technicians)
        var line = ProgressLine(place.output)
        defer { line.finish() }
        _ = try Demo.make(place.database, plan: plan, rules: place.rules, now: place.now) { done, total in
            line.show(part: Double(done) / Double(total), count: done)
        }
        line.finish()
        try place.output.show(
            DemoView(database: ServiceDesk.name(of: place.database), customers: customers, cases: cases))
        StandardStream.out.flush()
        // Without a terminal there is nothing to open it on.
        if !withoutDesk, !globals.json, StandardStream.out.isTerminal {
            try Desk.open(Session(upkeep: place))
        }
    }
}

struct DemoView: Showable {
    let database: String
    let customers: Int
    let cases: Int

    func lines(_ output: Output) -> [String] {
        [
            output.words(
                "cli.demoMade",
                ["path": .text(database), "customers": .count(customers), "cases": .count(cases)])
        ]
    }
}
