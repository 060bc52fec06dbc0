import ArgumentParser
import Model
import ServiceDesk
import Staffing

struct StaffCalls: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls",
        abstract: "How many agents answer calls in time.",
        discussion: """
            By Erlang C, in which everybody waits until answered; with --patience by Erlang A, in which people give up. \
            --calls for one stretch of time, --file for a day (CSV: start,calls[,aht], a row each half-hour), --from-desk for \
            a mean working day of this desk, by the cases logged by phone. No desk is needed but for the last. Shares are \
            written 80, 80% or 0.8.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Calls that come in that time.") var calls: Double?
    @Option(help: ArgumentHelp("The time in which they come.", valueName: "seconds")) var per = 1800.0
    @Option(
        help: ArgumentHelp(
            "How long one keeps an agent busy, talking, holding and writing up.", valueName: "seconds"))
    var aht: Double?
    @Option(
        help: ArgumentHelp("The share to answer, and within how many seconds.", valueName: "share/seconds"))
    var target = CallTarget(share: ShareArgument(0.8), within: 20)
    @Option(help: ArgumentHelp("How long callers wait until they give up, on average.", valueName: "seconds"))
    var patience: Double?
    @Option(help: ArgumentHelp("Paid time that is not worked: breaks, training, leave.", valueName: "share"))
    var shrinkage = ShareArgument(0)
    @Option(help: ArgumentHelp("No more of an agent's time may be taken up by calls.", valueName: "share"))
    var occupancy = ShareArgument(1)
    @Option(
        help: ArgumentHelp("What so many agents give, in place of how many it takes.", valueName: "count"))
    var agents: Int?
    @Option(
        help: "A day's calls: a CSV file with the columns start, calls and, where it differs, aht.",
        completion: .file())
    var file: String?
    @Flag(help: "A mean working day of this desk.") var fromDesk = false
    @OptionGroup(title: "Which days of the desk; 28 until yesterday, when nothing is given") var period:
        PeriodOptions

    func validate() throws {
        guard [calls != nil, file != nil, fromDesk].count(where: { $0 }) == 1 else {
            throw OptionFault.oneOf(["--calls", "--file", "--from-desk"])
        }
        guard aht != nil || file != nil else { throw OptionFault.missing("--aht") }
        guard agents == nil || calls != nil else { throw OptionFault.with(["--agents"], others: ["--calls"]) }
        guard period.isEmpty || fromDesk else {
            throw OptionFault.with(["--from", "--until"], others: ["--from-desk"])
        }
        try bounds()
    }

    /// Beyond these it is a slip of the keyboard, and would be reckoned for hours.
    private func bounds() throws {
        func check(_ value: Double?, _ range: ClosedRange<Double>, _ name: String) throws {
            guard value.map(range.contains) ?? true else {
                throw OptionFault.between(
                    "--\(name)", low: Self.said(range.lowerBound), high: Self.said(range.upperBound))
            }
        }
        try check(calls, 0...1_000_000, "calls")
        try check(per, 1...86_400, "per")
        try check(aht, 1...CallLoad.mostHandling, "aht")
        try check(patience, 1...1_000_000, "patience")
        try check(agents.map(Double.init), 0...1_000_000, "agents")
        guard shrinkage.value <= 0.95 else { throw OptionFault.between("--shrinkage", low: "0", high: "95%") }
        guard occupancy.value >= 0.1 else {
            throw OptionFault.between("--occupancy", low: "10%", high: "100%")
        }
        guard calls.map({ load($0).isPlausible }) ?? true else {
            throw CommandFault.tooManyBusy(most: Self.said(CallLoad.mostErlangs))
        }
        guard
            !fromDesk
                || (per.truncatingRemainder(dividingBy: 60) == 0
                    && 86_400.truncatingRemainder(dividingBy: per) == 0)
        else { throw CommandFault.dayNotWhole }
    }

    private static func said(_ bound: Double) -> String { String(Int(bound)) }

    private func load(_ calls: Double) -> CallLoad {
        CallLoad(calls: calls, interval: per, handling: aht ?? 0)
    }

    private var goal: CallGoal {
        CallGoal(share: target.share.value, within: target.within, occupancy: occupancy.value)
    }

    func run(at place: Workplace) throws {
        if let calls {
            return try place.output.show(view(load(calls)))
        }
        if let file {
            let stretches = try CallTable.read(file, interval: per, handling: aht)
            return try place.output.show(DayOfCallsView(day(stretches), goal, counted: nil))
        }
        let session = try Session(place)
        let days = try period.days(28, wholly: true, in: session)
        let phoned = try session.read { try $0.reading.phonedCases(on: days, length: Int(per / 60)) }
        try place.output.show(
            DayOfCallsView(
                day(phoned.stretches(handling: aht ?? 0)), goal,
                counted: PhonedView(phoned, days)))
    }

    func view(_ load: CallLoad) -> CallStaffingView {
        let line = CallLine(load, patience: patience)
        let service =
            agents.map { line.service(agents: $0, within: goal.within) } ?? line.fewest(for: goal)
        return CallStaffingView(
            service, around: line.around(service.agents, within: goal.within), of: line, goal,
            shrinkage: shrinkage.value)
    }

    private func day(_ stretches: [DayOfCalls.Stretch]) -> DayOfCalls {
        DayOfCalls(stretches, goal: goal, patience: patience, shrinkage: shrinkage.value)
    }
}
