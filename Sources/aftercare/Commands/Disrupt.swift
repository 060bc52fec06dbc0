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
        abstract: "A technician falls out: who takes their visits at the least pain, and who must be called.",
        discussion: """
            Shows the repair; with --apply the technician is put down as away, the visits are given to others, and the \
            calls to customers who must be told are in the call queue, all or nothing.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Who falls out, by sign-in name.") var technician: String
    @Option(help: ArgumentHelp("Since when; without it, now.", valueName: "instant")) var from: String?
    @Option(help: ArgumentHelp("Until when, the same day; without it, all of it.", valueName: "instant"))
    var until: String?
    @Option(help: "Why: ill, the van broke down.") var reason = ""
    @Option(help: "How long to search.") var seconds = 1.5
    @Option(help: "Search so many iterations, in place of --seconds.") var iterations: Int?
    @Option(help: "The same seed and iterations give the same plan.") var seed: UInt64 = 1
    @Flag(help: "Carry it out.") var apply = false

    func validate() throws {
        guard seconds > 0, seconds <= 3600 else {
            throw ValidationError("--seconds must be above 0, and at most 3600.")
        }
        if let iterations, iterations < 0 { throw ValidationError("--iterations must be 0 or more.") }
    }

    func run(in session: Session) throws {
        let instants = session.place.instants
        let rules = session.desk.rules
        let start = try from.map(instants.instant) ?? session.now
        let date = rules.localDay(start)
        let midnight = rules.deskCalendar.instant(date + 1, minute: 0)
        let window = Window(start: start, end: try until.map(instants.instant) ?? midnight)
        guard window.start < window.end, window.end <= midnight else {
            throw ValidationError("--until must be after --from, on the same day.")
        }
        let (book, absence) = try session.read { v in
            let person = try v.reading.staff(named: technician)
            let absence = Absence(staff: person.id, window: window, reason: reason)
            return (try v.reading.dayBook(date, at: session.now, away: absence), absence)
        }
        let proposal = plan(book)
        let done = apply ? try session.act { try $0.disrupt(absence, proposal.changes) } : nil
        try session.output.show(session.read { try DisruptView(proposal, of: book, done, $0) })
    }

    private func plan(_ book: DayBook) -> DayProposal {
        let began = ContinuousClock.now
        let clock: @Sendable () -> Double = { (ContinuousClock.now - began) / .seconds(1) }
        var planner = DayPlanner(
            book.day,
            RoutingOptions(
                budget: iterations.map(RoutingOptions.Budget.iterations) ?? .seconds(seconds, clock: clock),
                seed: seed))
        planner.mayMoveWindows = true
        return planner.plan()
    }
}

/// What a technician's falling out comes to.
struct DisruptView: Showable {
    let applied: Bool
    /// Visits that somebody else must do.
    let fallen: [String]
    let changes: [ChangeView]
    /// Those that nobody can do that day.
    let left: [String]
    /// Visits whose customers must be told of another time, or of none.
    let toTell: [String]
    /// The calls in the queue, once it is carried out.
    let calls: [String]

    init(_ proposal: DayProposal, of book: DayBook, _ done: Disrupted?, _ viewer: Viewer) throws {
        applied = done != nil
        fallen = book.fallen.map(\.description)
        changes = try proposal.changes.map { try ChangeView($0, of: book, viewer) }
        let nobody = book.fallen.filter { proposal.after.assignments[$0]?.technician == nil }
        left = nobody.map(\.description)
        let late = proposal.changes.filter { change in
            book.day.visits.contains {
                $0.id == change.visit && !$0.promised.holds(arrival: change.after.planned.start)
            }
        }
        toTell = left + late.map(\.visit.description).filter { !nobody.map(\.description).contains($0) }
        calls = (done?.calls ?? []).map(\.id.description)
    }

    func lines(_ output: Output) -> [String] {
        guard !fallen.isEmpty else { return [output.words("disrupt.nothing")] }
        func named(_ key: String, _ ids: [String]) -> [String] {
            ids.isEmpty
                ? []
                : [output.words(key, ["count": .count(ids.count), "visits": .list(ids.map { .text($0) })])]
        }
        return output.table(changes) + named("disrupt.left", left) + named("disrupt.tell", toTell)
            + named("disrupt.calls", calls)
            + [output.words(applied ? "plan.applied" : "plan.notApplied", ["count": .count(changes.count)])]
    }
}
