import ArgumentParser
import Dispatching
import Model
import ServiceDesk
import Wording

struct InsertEmergency: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "emergency",
        abstract: "Put a visit that cannot wait into today, and say what that costs.",
        discussion: """
            Shows who can be there, which other visits make way, who must be called, and the price. With --apply the visit \
            is booked, the others are planned anew, and the calls are in the queue, all or nothing.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID
    @Option(help: "Somebody is to be there within so many minutes.") var within = 120
    @Option(
        name: .customLong("part"),
        help: ArgumentHelp(
            "A part that it needs; may be given several times.", valueName: "code[=n]"))
    var parts: [String] = []
    @Option(help: "How long to search.") var seconds = 1.5
    @Option(help: "Search so many iterations, in place of --seconds.") var iterations: Int?
    @Option(help: "The same seed and iterations give the same plan.") var seed: UInt64 = 1
    @Flag(help: "Carry it out.") var apply = false

    func validate() throws {
        guard (15...1440).contains(within) else {
            throw OptionFault.between("--within", low: "15", high: "1440")
        }
        guard seconds > 0, seconds <= 3600 else {
            throw OptionFault.above("--seconds", low: "0", high: "3600")
        }
        if let iterations, iterations < 0 { throw OptionFault.least("--iterations", low: "0") }
    }

    func run(in session: Session) throws {
        let emergency = try session.read {
            try $0.reading.emergency(
                id, within: within, parts: PartCounts.read(parts, $0.reading.rules), at: session.now)
        }
        let plan = emergency.book.repaired(
            RoutingOptions(
                budget: iterations.map(RoutingOptions.Budget.iterations) ?? .within(seconds), seed: seed))
        let done = apply ? try session.act { try $0.bookEmergency(emergency, plan.changes) } : nil
        try session.output.show(
            session.read { try EmergencyView(EmergencyPlan(emergency, plan), emergency, done, $0) })
    }
}
