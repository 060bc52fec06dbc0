import ArgumentParser
import Dispatching
import Model
import Records
import ServiceDesk
import ServiceTime
import Wording

struct Disrupt: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "disrupt",
        abstract: "A technician falls out or runs late: who takes which visits, and who must be called.",
        discussion: """
            Shows the repair of the least pain. With --apply the technician is put down as away (or the visit as taking \
            longer), visits are given to others, and the calls to customers who must be told are in the call queue, all or \
            nothing.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Who falls out, by sign-in name.") var technician: String
    @Option(
        help: ArgumentHelp(
            "Runs so many minutes late: longer on site, or on the way; before the next visit, is there that much later.",
            valueName: "minutes"))
    var late: Int?
    @Option(help: ArgumentHelp("Since when; without it, now.", valueName: "instant")) var from: String?
    @Option(
        help: ArgumentHelp("Until when, the same day of work; without it, all of it.", valueName: "instant"))
    var until: String?
    @Option(help: "Why: ill, the van broke down.") var reason = ""
    @Option(help: "How long to search.") var seconds = 1.5
    @Option(help: "Search so many iterations, in place of --seconds.") var iterations: Int?
    @Option(help: "The same seed and iterations give the same plan.") var seed: UInt64 = 1
    @Flag(help: "Carry it out.") var apply = false

    func validate() throws {
        guard seconds > 0, seconds <= 3600 else {
            throw OptionFault.above("--seconds", low: "0", high: "3600")
        }
        if let iterations, iterations < 0 { throw OptionFault.least("--iterations", low: "0") }
        if let late {
            guard (1...1440).contains(late) else {
                throw OptionFault.between("--late", low: "1", high: "1440")
            }
            guard from == nil, until == nil else {
                throw OptionFault.without(["--late"], others: ["--from", "--until"])
            }
        }
    }

    func run(in session: Session) throws {
        let (disruption, book) = try session.read { v in
            let disruption = try asked(v.reading, session)
            return (disruption, try v.reading.dayBook(disruption, at: session.now))
        }
        let booked = DayPlan(book.day)
        let options = RoutingOptions(
            budget: iterations.map(RoutingOptions.Budget.iterations) ?? .within(seconds), seed: seed)
        let plan = Repair(book, booked).isNeeded ? book.repaired(options) : booked
        let done = apply ? try session.act { try $0.disrupt(disruption, plan.changes) } : nil
        try session.output.show(
            session.read { try RepairView(done?.repair ?? Repair(book, plan), done?.calls, $0) })
    }

    private func asked(_ reading: Reading, _ session: Session) throws -> Disruption {
        let instants = session.place.instants
        let person = try reading.technician(reading.staff(named: technician).id)
        if let late {
            return try reading.delay(of: person.id, minutes: late, reason: reason, at: session.now)
        }
        let start = try from.map(instants.instant) ?? session.now
        let workday = try reading.workday(of: person.id, at: start)
        let window = Window(start: start, end: try until.map(instants.instant) ?? workday.end)
        guard window.start < window.end, window.end <= workday.end else {
            throw CommandFault.awayWithinDay
        }
        return .away(Absence(staff: person.id, window: window, reason: reason))
    }
}
