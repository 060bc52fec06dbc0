import ArgumentParser
import Model
import ServiceDesk
import Staffing

struct StaffVisits: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "visits",
        abstract: "How many technicians make a day's visits.",
        discussion: """
            Visits by the minutes on site and on the way, over what can be planned of a shift. --jobs for any day; --from-desk \
            for each day of the week, by the visits this desk made: minutes and shift are then its own where none are given. \
            Shares are written 85, 85% or 0.85.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Visits a day.") var jobs: Double?
    @Option(help: "With the customer, on average.") var minutes: Double?
    @Option(help: ArgumentHelp("On the way to each, on average.", valueName: "minutes")) var travel: Double?
    @Option(help: ArgumentHelp("A technician's day; 480 when not given.", valueName: "minutes")) var shift:
        Double?
    @Option(help: ArgumentHelp("How much of it can be planned.", valueName: "share")) var utilisation =
        ShareArgument(0.85)
    @Option(help: ArgumentHelp("Paid time that is not worked: training, illness, leave.", valueName: "share"))
    var shrinkage = ShareArgument(0)
    @Flag(help: "By the visits this desk made.") var fromDesk = false
    @OptionGroup(title: "Which days of the desk; 91 until yesterday, when nothing is given") var period:
        PeriodOptions

    func validate() throws {
        guard (jobs != nil) != fromDesk else { throw OptionFault.oneOf(["--jobs", "--from-desk"]) }
        guard fromDesk || (minutes != nil && travel != nil) else {
            throw OptionFault.with(["--minutes", "--travel"], others: ["--jobs"])
        }
        guard period.isEmpty || fromDesk else {
            throw OptionFault.with(["--from", "--until"], others: ["--from-desk"])
        }
        func check(_ value: Double?, _ range: ClosedRange<Double>, _ name: String) throws {
            guard value.map(range.contains) ?? true else {
                throw OptionFault.between(
                    "--\(name)", low: String(Int(range.lowerBound)), high: String(Int(range.upperBound)))
            }
        }
        try check(jobs, 0...1_000_000, "jobs")
        try check(minutes, 1...1440, "minutes")
        try check(travel, 0...1440, "travel")
        try check(shift, 1...1440, "shift")
        guard utilisation.value >= 0.01 else {
            throw OptionFault.between("--utilisation", low: "1%", high: "100%")
        }
        guard shrinkage.value <= 0.95 else { throw OptionFault.between("--shrinkage", low: "0", high: "95%") }
    }

    func run(at place: Workplace) throws {
        if let jobs { return try place.output.show(view(jobs)) }
        let session = try Session(place)
        let days = try period.days(91, wholly: true, in: session)
        let demand = try session.read { try $0.reading.visitDemand(on: days) }
        try place.output.show(
            WeekOfVisitsView(demand, days, try rates(of: demand), shrinkage: shrinkage.value))
    }

    func view(_ jobs: Double) -> VisitStaffingView {
        VisitStaffingView(
            VisitLoad(
                jobs: jobs, onSite: minutes ?? 0, travel: travel ?? 0, shift: shift ?? Self.usualShift,
                utilisation: utilisation.value), shrinkage: shrinkage.value)
    }

    /// A load of no visits with what one takes: as given, else as the desk's visits took.
    /// - Throws: `StaffingFault` where neither says.
    private func rates(of demand: VisitDemand) throws -> VisitLoad {
        guard let onSite = minutes ?? demand.onSite?.mean else { throw StaffingFault.noMinutes }
        guard let way = travel ?? demand.travel?.mean else { throw StaffingFault.noTravel }
        return VisitLoad(
            jobs: 0, onSite: onSite, travel: way, shift: shift ?? demand.shift ?? Self.usualShift,
            utilisation: utilisation.value)
    }

    private static let usualShift = 480.0
}

/// What the records do not tell.
enum StaffingFault: Fault, Hashable {
    case noMinutes
    case noTravel

    var kind: FaultKind { .badData }

    var phrase: Phrase {
        switch self {
        case .noMinutes: Phrase("staffing.noMinutes")
        case .noTravel: Phrase("staffing.noTravel")
        }
    }
}
