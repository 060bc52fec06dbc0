import ArgumentParser
import Dispatching
import Model
import ServiceDesk
import ServiceTime
import Wording

struct PlanDay: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Plan a day anew: who goes where in which order, within the windows that were promised.",
        discussion: """
            Shows what would change and what that saves; with --apply it is carried out, all days or none, and refused where \
            somebody changed a visit meanwhile. What is locked, dispatched or frozen stays as it is. Ctrl-C ends the \
            search early and shows what was found; then nothing is carried out.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: ArgumentHelp("The day; tomorrow, when not given.", valueName: "date")) var date: String?
    @Option(help: "So many days from then on, one after the other.") var days = 1
    @Option(help: "How long to search for each day.") var seconds = 5.0
    @Option(help: "Search so many iterations on each thread, in place of --seconds.") var iterations: Int?
    @Option(help: "The same seed, iterations and threads give the same plan.") var seed: UInt64 = 1
    @Option(help: "Threads; default: one for each processor.") var threads: Int?
    @Option(
        help: ArgumentHelp("What begins before this moment stays as it is.", valueName: "instant"))
    var freezeUntil: String?
    @Flag(help: "Carry the changes out.") var apply = false

    func validate() throws {
        guard seconds > 0, seconds <= 86_400 else {
            throw OptionFault.above("--seconds", low: "0", high: "86400")
        }
        guard (1...31).contains(days) else { throw OptionFault.between("--days", low: "1", high: "31") }
        if let iterations, iterations < 0 { throw OptionFault.least("--iterations", low: "0") }
        if let threads, !(1...256).contains(threads) {
            throw OptionFault.between("--threads", low: "1", high: "256")
        }
    }

    func run(in session: Session) throws {
        let first = try date.map(session.place.instants.day) ?? session.place.instants.today + 1
        let freeze = try freezeUntil.map(session.place.instants.instant)
        let interrupt = Interruption()
        defer { interrupt.end() }
        var planned: [(book: DayBook, proposal: DayProposal)] = []
        for offset in 0..<days where !interrupt.isAsked {
            let book = try session.read {
                try $0.reading.dayBook(first + offset, by: session.actor, at: session.now, freeze: freeze)
            }
            planned.append((book, plan(book, session, interrupt)))
        }
        let changes = planned.flatMap(\.proposal.changes)
        let isApplied = apply && !interrupt.isAsked && !changes.isEmpty
        if isApplied { try session.act { try $0.carryOut(changes) } }
        for (book, proposal) in planned {
            let isHere = isApplied && !proposal.changes.isEmpty
            try session.output.show(session.read { try PlanView(proposal, of: book, applied: isHere, $0) })
        }
    }

    private func plan(_ book: DayBook, _ session: Session, _ interrupt: Interruption) -> DayProposal {
        let planner = DayPlanner(
            book.day,
            RoutingOptions(
                budget: iterations.map(RoutingOptions.Budget.iterations) ?? .within(seconds),
                seed: seed, threads: threads ?? Surroundings.processors,
                isCancelled: { interrupt.isAsked }))
        var curve = CostCurve(session.output, currency: book.day.prices.currency)
        defer { curve.finish() }
        return planner.plan { curve.show(part: $0.part, cost: $0.cost) }
    }
}
