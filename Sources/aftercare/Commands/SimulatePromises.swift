import ArgumentParser
import Dispatching
import Foundation
import Model
import Resources
import ServiceDesk
import ServiceTime
import Simulation

struct SimulatePromises: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "What promises would come to with other targets, technicians or demand, by days simulated.",
        discussion: """
            Cases are drawn from this desk's own past, with the visits, minutes, no-access and waits they had, at the hours they \
            came, and run through the calendars and shifts of the days to come. --set gives a promise another target \
            (visit-offered="8 hours") or names a file of promises. --validate simulates the past itself and lays what went beside. \
            What is not simulated is said with every answer.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A promise's other target, or a file of promises.", valueName: "promise=target"))
    var set: [String] = []
    @Option(help: ArgumentHelp("How many more work (+5), fewer (=-2), or how many (12).", valueName: "count"))
    var technicians: HeadChange?
    @Option(help: ArgumentHelp("How many more cases come (+20%), or fewer (=-10%).", valueName: "share"))
    var demand: DemandChange?
    @Option(help: "How many days, from tomorrow on.") var days = 90
    @Option(help: "How often the time is run through; more say it more exactly.") var runs = 20
    @Option(help: "Another one gives other cases; the same gives the same.") var seed: UInt64 = 1
    @Flag(name: .customLong("validate"), help: "Simulate the past with those who worked, beside what went.")
    var isOfPast = false
    @Flag(help: "The fewest technicians who keep a promise, too.") var cheapest = false
    @Option(help: ArgumentHelp("How often they must keep it.", valueName: "share")) var keep = ShareArgument(
        0.95)
    @Option(
        help: ArgumentHelp("Which promise; when not given, the one most cases are owed.", valueName: "id"))
    var promise: String?
    @OptionGroup(title: "Which past cases; those of 182 days until today, when nothing is given") var period:
        PeriodOptions

    func validate() throws {
        guard (1...730).contains(days) else { throw ValidationError("--days is from 1 to 730.") }
        guard (2...1000).contains(runs) else { throw ValidationError("--runs is from 2 to 1000.") }
        guard keep.value > 0, keep.value < 1 else {
            throw ValidationError("--keep is more than 0, less than 100%.")
        }
        guard !isOfPast || (set.isEmpty && technicians == nil && demand == nil && !cheapest) else {
            throw ValidationError(
                "--validate simulates the past as it was: it goes without --set, --technicians, --demand and --cheapest."
            )
        }
    }

    func run(in session: Session) throws {
        let learnt = try period.days(182, in: session)
        try session.output.show(session.read { try answer($0, learnt, session) })
    }

    private func answer(_ viewer: Viewer, _ learnt: ClosedRange<Day>, _ session: Session) throws
        -> SimulationView
    {
        let reading = viewer.reading
        let rules = session.rules
        let prices = try rules.dispatching().prices
        let past = try reading.pastDesk(on: learnt, promises: rules.promises, at: session.now)
        guard past.patterns.count >= SimulationFault.fewestCases else {
            throw SimulationFault.tooFewCases(past.patterns.count, needed: SimulationFault.fewestCases)
        }
        let coming = rules.localDay(session.now) + 1...rules.localDay(session.now) + days
        let time = isOfPast ? learnt : coming
        let simulator = try reading.simulator(of: past, on: time)
        let asIs = simulator.runs(runs, seed: seed)
        var view = SimulationView(
            past, on: time, runs: runs, seed: seed,
            asIs: RunsView(asIs, of: simulator.desk, past, on: time, prices, viewer))
        if isOfPast {
            view.compare(past.went, asIs, of: simulator.desk, past, viewer)
            return view
        }
        let (main, wanted) = try promised(past, asIs)
        var (other, changedPast) = (simulator, past)
        if !set.isEmpty {
            changedPast = try reading.pastDesk(on: learnt, promises: amended(rules, session), at: session.now)
            other = try reading.simulator(of: changedPast, on: time)
        }
        let team = Team(simulator.desk.technicians, asIs)
        let count = technicians?.applied(to: simulator.desk.technicians.count)
        if let count { other.desk.technicians = team.of(count) }
        other.demand = demand?.factor ?? 1
        let isChanged = !set.isEmpty || count != nil || demand != nil
        let tallies = isChanged ? other.runs(runs, seed: seed) : asIs
        if isChanged {
            view.changed = RunsView(tallies, of: other.desk, changedPast, on: time, prices, viewer)
        }
        let term = changedPast.terms.firstIndex { $0.promise == wanted } ?? main
        view.tellBreaks(tallies, term: term, changedPast, viewer)
        if cheapest {
            let most = 3 * max(2, simulator.desk.technicians.count, other.desk.technicians.count)
            let found = other.fewest(
                keeping: keep.value, term: term, most: most, runs: runs, seed: seed, team: team.of)
            var desk = other.desk
            desk.technicians = team.of(found?.technicians ?? 0)
            view.cheapest = CheapestView(
                found.map {
                    RunsView($0.tallies, of: desk, changedPast, on: time, prices, viewer)
                },
                promise: wanted, share: keep.value, most: most, viewer)
        }
        return view
    }

    /// The promise that is asked about.
    /// - Throws: `SimulationFault.noPromise`.
    private func promised(_ past: PastDesk, _ tallies: [Tally]) throws -> (term: Int, promise: String) {
        let counts = past.terms.indices.map { term in tallies.reduce(0) { $0 + $1.terms[term].count } }
        let known = past.terms.map(\.promise).sorted()
        if let promise {
            guard let term = past.terms.firstIndex(where: { $0.promise == promise }) else {
                throw SimulationFault.noPromise(promise, known: known)
            }
            return (term, promise)
        }
        guard let term = past.terms.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) }) else {
            throw SimulationFault.noPromise("", known: known)
        }
        return (term, past.terms[term].promise)
    }

    /// - Throws: `UsageFault.notATerm`, `TimeFault`, `SimulationFault.noPromise`, and what reading a file of promises throws.
    private func amended(_ rules: Rules, _ session: Session) throws -> PromiseBook {
        try set.reduce(rules.promises) { book, text in
            guard let sign = text.firstIndex(of: "=") else {
                guard let bytes = FileManager.default.contents(atPath: text) else {
                    throw ResourceFault.noFile(text)
                }
                guard let file = String(data: bytes, encoding: .utf8) else {
                    throw ResourceFault.notUTF8(text)
                }
                return book.amended(
                    by: try PromiseBook(
                        files: [ResourceFile(name: text, text: file)], calendars: rules.calendars))
            }
            let id = String(text[..<sign])
            let target = try Target(parsing: String(text[text.index(after: sign)...]))
            guard let changed = book.promising(target, for: id) else {
                throw SimulationFault.noPromise(id, known: book.all.filter { $0.metric != nil }.map(\.id))
            }
            return changed
        }
    }
}

/// `+5`, `-2` or `12`.
struct HeadChange: ExpressibleByArgument, Hashable {
    private let number: Int
    private let isRelative: Bool

    init?(argument: String) {
        guard let number = Int(argument), abs(number) <= 10_000 else { return nil }
        (self.number, isRelative) = (number, argument.hasPrefix("+") || argument.hasPrefix("-"))
    }

    func applied(to count: Int) -> Int { max(0, isRelative ? count + number : number) }
}

/// `+20%` or `-10%`.
struct DemandChange: ExpressibleByArgument, Hashable {
    let factor: Double

    init?(argument: String) {
        guard argument.hasPrefix("+") || argument.hasPrefix("-"), argument.hasSuffix("%"),
            let number = Double(argument.dropLast()), (-100...900).contains(number)
        else { return nil }
        factor = 1 + number / 100
    }
}
