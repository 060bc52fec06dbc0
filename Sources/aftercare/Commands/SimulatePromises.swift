import ArgumentParser
import Dispatching
import Model
import ServiceDesk
import ServiceTime
import Simulation

struct SimulatePromises: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "What promises would come to with other targets, technicians or demand, by days simulated.",
        discussion: """
            Cases are drawn from this desk's own past, with what people did, the visits, minutes, no-access and waits they had, at \
            the hours they came. They walk the workflows in force, whose rules start, pause and stop their clocks, through the \
            calendars and shifts of the days to come, with the promises of the first of them. --set gives a promise another target \
            (visit-offered="8 hours") or names a file of promises. --validate simulates the past itself and lays what went beside. \
            What is not simulated is said with every answer.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A promise's other target, or a file of promises.", valueName: "promise=target"))
    var set: [String] = []
    @Option(help: ArgumentHelp("The promises of this draft (promise draft list).", valueName: "number"))
    var draft: Int64?
    @Flag(help: "Keep the answer with the draft, for whoever approves it.") var publish = false
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
    @OptionGroup(title: "Which past cases; those of 182 days until yesterday, when nothing is given")
    var period: PeriodOptions

    func validate() throws {
        guard (1...730).contains(days) else { throw OptionFault.between("--days", low: "1", high: "730") }
        guard (2...1000).contains(runs) else { throw OptionFault.between("--runs", low: "2", high: "1000") }
        guard keep.value > 0, keep.value < 1 else {
            throw OptionFault.strictlyBetween("--keep", low: "0", high: "100%")
        }
        guard !publish || draft != nil else { throw OptionFault.with(["--publish"], others: ["--draft"]) }
        // Whoever approves it would take it for what the draft itself comes to.
        guard !publish || (set.isEmpty && demand == nil) else {
            throw OptionFault.without(["--publish"], others: ["--set", "--demand"])
        }
        guard !isOfPast || (set.isEmpty && draft == nil && technicians == nil && demand == nil && !cheapest)
        else {
            throw OptionFault.without(
                ["--validate"], others: ["--set", "--draft", "--technicians", "--demand", "--cheapest"])
        }
    }

    func run(in session: Session) throws {
        let learnt = try period.days(182, wholly: true, in: session)
        let today = session.rules.localDay(session.now)
        let time = isOfPast ? learnt : today + 1...today + days
        let (past, simulator, drafted) = try session.read { viewer in
            let drafted = try draft.map { try viewer.reading.promiseDraft($0) }
            if publish, let drafted, drafted.state != .open { throw PromiseDraftFault.notOpen(drafted.id) }
            let past = try viewer.reading.pastDesk(
                on: learnt, inForce: isOfPast ? nil : time.lowerBound, at: session.now)
            guard past.patterns.count >= SimulationFault.fewestCases else {
                throw SimulationFault.tooFewCases(past.patterns.count, needed: SimulationFault.fewestCases)
            }
            return (past, try viewer.reading.simulator(of: past, on: time), drafted)
        }
        // Runs take their time, and nothing of the records.
        let view = try answer(past, simulator, on: time, drafted, session)
        if publish, let drafted, let forecast = view.forecast {
            _ = try session.act { try $0.publish(forecast, of: drafted) }
        }
        try session.output.show(view)
    }

    private func answer(
        _ past: PastDesk, _ asIs: Simulator, on time: ClosedRange<Day>, _ drafted: PromiseDraft?,
        _ session: Session
    ) throws -> SimulationView {
        let place = session.place
        let prices = try session.rules.dispatching().prices
        let changed = try changed(past, inForce: time.lowerBound, drafted, session.rules)
        let named = try promise.map { try term(of: $0, in: changed) }
        func told(_ tallies: [Tally], _ simulator: Simulator, _ past: PastDesk) -> RunsView {
            RunsView(tallies, of: simulator.desk, past, on: time, prices, place.output)
        }
        let usual = try asIs.runs(runs, seed: seed)
        var view = SimulationView(past, on: time, runs: runs, seed: seed, asIs: told(usual, asIs, past))
        if isOfPast {
            view.compare(past.went, usual, past, place.output)
            return view
        }
        var other = asIs
        (other.desk.patterns, other.desk.terms) = (changed.patterns, changed.terms)
        let team = Team(asIs.desk.technicians, usual)
        let count = technicians?.applied(to: asIs.desk.technicians.count)
        if let count { other.desk.technicians = team.of(count) }
        other.demand = demand?.factor ?? 1
        let isChanged = !set.isEmpty || drafted != nil || count != nil || demand != nil
        let tallies = isChanged ? try other.runs(runs, seed: seed) : usual
        if isChanged {
            view.changed = told(tallies, other, changed)
            view.forecast = DraftForecast(
                past.kept(usual), changed.kept(tallies), days: time.length, runs: runs,
                technicians: other.desk.technicians.count, at: session.now)
        }
        let asked = named ?? changed.mostOwed(tallies)
        if let asked { view.tellBreaks(tallies, term: asked, changed, place) }
        guard cheapest else { return view }
        guard let asked else { throw SimulationFault.nothingPromised }
        let most = 3 * max(2, asIs.desk.technicians.count, other.desk.technicians.count)
        let found = try other.fewest(
            keeping: keep.value, term: asked, most: most, runs: runs, seed: seed, team: team.of)
        other.desk.technicians = team.of(found?.technicians ?? 0)
        view.cheapest = CheapestView(
            found.map { told($0.tallies, other, changed) }, promise: changed.terms[asked].promise,
            share: keep.value, most: most, changed, place.output)
        return view
    }

    /// - Throws: `SimulationFault.noPromise`.
    private func term(of promise: String, in past: PastDesk) throws -> Int {
        guard let term = past.terms.firstIndex(where: { $0.promise == promise }) else {
            throw SimulationFault.noPromise(promise, known: past.promised)
        }
        return term
    }

    /// The past with its cases owed what --draft and --set make of the promises.
    /// - Throws: `TimeFault`, what reading a file of promises throws, and `SimulationFault.noPromise` for a change of promises
    ///   none of which is simulated: it would change nothing.
    private func changed(_ past: PastDesk, inForce: Day, _ drafted: PromiseDraft?, _ rules: Rules) throws
        -> PastDesk
    {
        guard !set.isEmpty || drafted != nil else { return past }
        var (book, ids) = (rules.promises, [[String]]())
        if let proposed = try drafted.map({ try rules.promises(of: $0) }) {
            book = book.succeeded(by: proposed, since: inForce)
            ids.append(proposed.all.map(\.id))
        }
        for text in set {
            guard let sign = text.firstIndex(of: "=") else {
                let file = try rules.promises(inFile: text)
                book = book.amended(by: file)
                ids.append(file.all.map(\.id))
                continue
            }
            let id = String(text[..<sign])
            let target = try Target(parsing: String(text[text.index(after: sign)...]))
            guard let amended = book.promising(target, for: id) else {
                throw SimulationFault.noPromise(id, known: past.promised)
            }
            book = amended
            ids.append([id])
        }
        return try past.owing(book, changing: ids, inForce: inForce, rules.calendars)
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
