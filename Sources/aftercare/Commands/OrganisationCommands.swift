import ArgumentParser
import Model
import ServiceDesk

struct OrganisationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation",
        abstract: "Teams and posts with who is in them, what is vacant, and who stands in for whom.",
        subcommands: [ShowOrganisation.self, CheckOrganisation.self])
}

struct ShowOrganisation: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "The chart: each post with those on record in it today, vacancies, cover, and whom to recruit.",
        discussion: """
            Whom to recruit: posts wanted against people on record; and for the posts that take calls or visits, how many \
            those of the last weeks take (staffing calls, a call taken as six minutes, and staffing visits).
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        let day = session.rules.localDay(session.now)
        try session.output.show(
            session.read {
                try OrganisationView(
                    $0.reading.organisationChart(on: day), $0.reading.resourceTable(on: day), $0)
            })
    }
}

struct CheckOrganisation: RuleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find what is wrong in organisation.yaml, with file and line.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(at place: Workplace) throws {
        try place.output.show(faults: place.rules.organisationProblems(), praise: "organisation.sound")
    }
}

struct ControlCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "control",
        abstract: "The standards that control the service, with what they come to and who answers for them.",
        subcommands: [ListControls.self])
}

struct ListControls: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "Each standard beside its figure now and before, its sign, and the post that answers for it.",
        discussion: """
            + the target is reached; ~ short of it, not yet to be warned of; ! missed; ? of fewer than 30, or the target lies \
            within the interval, so that chance may have decided. Standards stand in organisation.yaml.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        let views = try session.read { v in
            let day = session.rules.localDay(session.now)
            let chart = try v.reading.organisationChart(on: day)
            return try v.reading.controlReport(at: session.now).lines.map { ControlView($0, chart, v) }
        }
        try session.output.list(views)
        if !views.isEmpty { session.output.remark("control.marks") }
    }
}
