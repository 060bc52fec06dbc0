import ArgumentParser
import ServiceDesk

struct IncentiveCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incentive",
        abstract: "By what people are rewarded: figures, weights and scales as data.",
        subcommands: [CheckIncentives.self, ShowIncentives.self])
}

struct CheckIncentives: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong in the cards' file, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(faults: place.rules.incentiveProblems(), praise: "incentive.sound")
    }
}

struct ShowIncentives: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "What the cards come to; one's own, or everybody's for who judges others' work.",
        discussion: "What rests on few rows is left out, and told. Nothing is paid by this.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: "Only this role.") var role: String?
    @Option(help: ArgumentHelp("Only this person.", valueName: "login")) var person: String?
    @OptionGroup(title: "Which days; 30 until yesterday, when nothing is given") var period: PeriodOptions

    func run(in session: Session) throws {
        let days = try period.days(30, wholly: true, in: session)
        try session.output.show(
            session.read { v in
                IncentivesView(
                    days: days,
                    try v.reading.incentives(
                        days, role: role, of: person, for: session.actor, at: session.now), v.output)
            })
    }
}
