import ArgumentParser
import Model
import ServiceDesk

struct SkillCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skill",
        abstract: "What technicians can do, until when their papers are good, and whom to train in what.",
        subcommands: [ShowSkillMatrix.self, PlanTraining.self])
}

struct ShowSkillMatrix: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Technicians by skills with levels; certificates that have expired or soon will.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        let day = session.rules.localDay(session.now)
        try session.output.show(
            session.read { SkillMatrixView(try $0.reading.skillMatrix(on: day), $0) })
    }
}

struct PlanTraining: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "Faults that one visit settles too seldom, and whom to train in what for it.",
        discussion: """
            Each fault of a product beside all other jobs of the time: settled by the first visit, without coming back within \
            30 days. ! lower beyond what chance explains, of all tests together; ~ lower by its own interval alone; ? fewer \
            than 30 jobs. Below, for each that is lower, who went first, with what level of the skill that its visits ask for.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "Which days; 365 until today, when nothing is given") var period: LongPeriod

    func run(in session: Session) throws {
        let days = try period.days(365, in: session)
        try session.output.show(
            session.read { try TrainingPlanView($0.reading.trainingPlan(on: days), $0) })
    }
}
