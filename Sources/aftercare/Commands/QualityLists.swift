import ArgumentParser
import Model
import Quality
import ServiceDesk

/// Which reviews are meant, by the weeks they were drawn for.
struct ReviewWeeks: ParsableArguments {
    @OptionGroup(title: "Which weeks, by their Mondays; 90 days until today, when nothing is given")
    var period: PeriodOptions

    func days(in session: Session) throws -> ClosedRange<Day> { try period.days(90, in: session) }
}

struct ListReviews: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "What was drawn, newest first; who scores it twice shows when both have.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: ArgumentHelp("Only of this card.", valueName: "card")) var card: String?
    @Option(help: "open, differs or finished.") var state: Review.State?
    @OptionGroup var weeks: ReviewWeeks

    func run(in session: Session) throws {
        let days = try weeks.days(in: session)
        try session.output.list(
            session.read { v in
                try v.reading.reviews(for: session.actor, card: card, state: state, weeks: days).map {
                    try ReviewView($0, v)
                }
            })
    }
}

struct ShowReview: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A review with its scores; of your own work once it is finished.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The review, such as R12.") var id: ReviewID

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try ReviewSheetView(v.reading.reviewSheet(id, for: session.actor), v)
            })
    }
}

struct ListOwnReviews: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "mine", abstract: "What was found of your own work, and what you were told.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var weeks: ReviewWeeks

    func run(in session: Session) throws {
        let days = try weeks.days(in: session)
        try session.output.show(
            session.read { v in
                try OwnReviewsView(v.reading.ownReviews(of: session.actor, weeks: days), v)
            })
    }
}

struct ListScoreDifferences: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "differences",
        abstract: "Where two scores are not alike, side by side, those to be settled first.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: ArgumentHelp("Only of this card.", valueName: "card")) var card: String?
    @OptionGroup var weeks: ReviewWeeks

    func run(in session: Session) throws {
        let days = try weeks.days(in: session)
        try session.output.list(
            session.read { v in
                try v.reading.scoreDifferences(card, days, for: session.actor).map {
                    try ScoreDifferenceView($0, v)
                }
            })
    }
}

struct ListAgentScores: PeriodReport {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "What reviews of each agent's work came to; your own, if you do not judge others.",
        discussion: """
            Mean and share passed are of what was drawn by chance, since what is drawn by risk is chosen and tells nothing of \
            the whole. The change is against as many days before.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: ArgumentHelp("Only of this card.", valueName: "card")) var card: String?
    @OptionGroup var weeks: ReviewWeeks
    @OptionGroup(title: "Again and again; as text, or with --json as JSON") var schedule: ReportSchedule

    func validate() throws { try requireNoDays(weeks.period.isEmpty, ["--from", "--until"]) }

    func run(in session: Session) throws {
        if try keep(in: session) { return }
        let days = try weeks.days(in: session)
        try session.output.list(session.read { try rows(of: days, by: session.actor, $0) })
    }

    private func rows(of days: ClosedRange<Day>, by actor: Actor, _ v: Viewer) throws -> [AgentScoreView] {
        try v.reading.agentScores(days, card: card, for: actor).map { try AgentScoreView($0, v) }
    }

    static let made: [ScheduledReport.Form] = [.text, .json]
    /// It has no such form.
    var csv: Bool { false }

    var words: [String] { ["quality", "agents"] + option("card", card) }

    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    ) throws -> String {
        try form.text(of: rows(of: days, by: actor, v), v.output)
    }
}

struct ListMissedItems: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "items",
        abstract:
            "What reviews missed most often, and by whom; of your own work, if you do not judge others'.",
        discussion: """
            How much of an item's points was missed, of what was drawn by chance and to which it applied; what was settled \
            counts in place of both scores.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: ArgumentHelp("Only of this card.", valueName: "card")) var card: String?
    @OptionGroup var weeks: ReviewWeeks

    func run(in session: Session) throws {
        let days = try weeks.days(in: session)
        try session.output.list(
            session.read { v in
                try v.reading.missedItems(days, card: card, for: session.actor).map {
                    try MissedItemView($0, v)
                }
            })
    }
}

struct ShowAgreement: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "How far two people who scored the same agree beyond chance (Cohen's kappa), item by item.",
        discussion: """
            Kappa is 1 for full agreement and 0 for that of chance; n/a where both always said one and the same. Scales have \
            weighted ones besides. ? marks fewer than 30 pairs, which tell little, ?? fewer than 5.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The card.") var card: String
    @OptionGroup var weeks: ReviewWeeks

    func run(in session: Session) throws {
        let days = try weeks.days(in: session)
        try session.output.list(
            session.read { v in
                try v.reading.agreement(card, days, for: session.actor).map { AgreementView($0, v.output) }
            })
    }
}

extension Review.State: ExpressibleByArgument {}
