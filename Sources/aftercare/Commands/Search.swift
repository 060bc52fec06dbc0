import ArgumentParser
import ServiceDesk

struct Search: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find customers, units and cases by words, phone, serial or number.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "What to look for; every word must be there.") var text: [String]
    @Option(help: "At most so many of each.") var limit = 20

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                let hits = try v.reading.find(
                    text.joined(separator: " "), limit: max(1, limit), by: session.actor)
                return HitsView(
                    customers: hits.customers.map { CustomerView($0, v) },
                    units: hits.units.map { UnitView($0, v) },
                    cases: try hits.cases.map { try CaseView($0, v) })
            })
    }
}

struct HitsView: Showable {
    let customers: [CustomerView]
    let units: [UnitView]
    let cases: [CaseView]

    func lines(_ output: Output) -> [String] {
        let parts = [output.table(customers), output.table(units), output.table(cases)].filter { !$0.isEmpty }
        return parts.isEmpty ? [output.words("cli.nothing")] : Array(parts.joined(separator: [""]))
    }
}
