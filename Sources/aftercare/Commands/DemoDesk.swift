import ArgumentParser
import Foundation
import Model
import ServiceDesk

struct DemoDesk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make a practice desk full of plausible people, products and histories.",
        discussion:
            "The same seed and the same --now make the same desk. A file that is there already is left alone. With --record "
            + "no desk is made: the main job is played and filmed, for asciinema and its players."
    )

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "What chance begins with.") var seed: UInt64 = 1
    @Option(help: "How many customers.") var customers = 500
    @Option(
        help:
            "How many cases: the latest with whole histories, some over the year before, the others an archive."
    ) var cases = 1_450
    @Option(help: "How many technicians.") var technicians = 8
    @Flag(name: .customLong("no-desk"), help: "Do not open the desk afterwards.") var withoutDesk = false

    @Option(
        help: ArgumentHelp("Film the main job into this file, as asciicast version 2.", valueName: "file"),
        completion: .file())
    var record: String?
    @Option(help: ArgumentHelp("The size of the film, 60x18 to 300x100.", valueName: "columnsxrows"))
    var size = PictureSize.usual

    func validate() throws {
        guard customers > 0, cases >= 0, technicians > 0 else {
            throw CommandFault.tooFewInDemo
        }
    }

    func run() throws {
        if let record { return try film(into: record) }
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

    /// The cases of the film are those of its play; the options for customers, technicians and chance hold.
    private func film(into path: String) throws {
        var globals = globals
        globals.now = globals.now ?? RecordDemo.usualMorning
        let place = try Workplace(globals)
        let demo = RecordDemo(
            plan: DemoPlan(seed: seed, customers: customers, cases: 0, technicians: technicians),
            size: size.size, wordings: try place.wordings(), rules: place.rules, now: place.now)
        let cast = try MainActor.assumeIsolated { try demo.play().film }
        try Data(cast.text().utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        try place.output.show(
            RecordingView(
                recording: path, seconds: Int(cast.length.milliseconds / 1000), events: cast.events.count))
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
        ] + (cases == 0 ? [] : ["", output.words("demo.look")] + places(output))
    }

    /// What is planted, and where each sort of people finds it.
    private func places(_ output: Output) -> [String] {
        output.facts(
            ["li", "wang", "zhao", "chen", "sun", "ma", "lines"].map {
                ("demo.who.\($0)", output.words("demo.look.\($0)"))
            })
    }
}
