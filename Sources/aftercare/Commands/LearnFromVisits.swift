import ArgumentParser
import Dispatching
import Model
import ServiceDesk
import ServiceTime

struct LearnFromVisits: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn from past visits how long work and ways take, beside what is planned.",
        discussion: """
            Durations by product and fault, each technician's pace, ways by zone and hour, no-access and first-time-fix \
            rates, each with its 90 % interval and the number of visits. What is planned by the rule files comes first: few \
            visits change little. With --apply slots and plans use durations, paces and ways from then on; --forget takes \
            that back; --in-force shows what is used now.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: ArgumentHelp("Visits from this day on; a year ago, when not given.", valueName: "date"))
    var from: String?
    @Option(help: ArgumentHelp("Until this day, and with it; today, when not given.", valueName: "date"))
    var until: String?
    @Option(
        help: ArgumentHelp(
            "Only this: \(LearntFigure.What.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "what"))
    var what: LearntFigure.What?
    @Flag(help: "Put it in force.") var apply = false
    @Flag(help: "Plan by the rule files again.") var forget = false
    @Flag(help: "Show what is in force.") var inForce = false

    func validate() throws {
        guard [apply, forget, inForce].count(where: { $0 }) <= 1 else {
            throw ValidationError("--apply, --forget and --in-force exclude one another.")
        }
    }

    func run(in session: Session) throws {
        if forget {
            let wasThere = try session.act { try $0.forgetLearnt() }
            return try session.output.show(ForgottenView(forgotten: wasThere))
        }
        if inForce {
            let view = try session.read { viewer in
                try viewer.reading.learntInForce().map { try LearnView($0, only: what, viewer) }
            }
            return try session.output.show(view ?? LearnView(nothing: session.output))
        }
        let window = try LocalDays.window(from, until, days: 365, in: session)
        let learner = try session.read { try $0.reading.learn(from: window, at: session.now) }
        if apply { try session.act { try $0.putInForce(learner.learnt) } }
        try session.output.show(
            session.read { try LearnView(learner, only: what, applied: apply, $0) })
    }
}

extension LearntFigure.What: ExpressibleByArgument {}

/// Whole local days as people give them.
enum LocalDays {
    /// - Parameter days: how many, when no first one is given.
    static func window(_ from: String?, _ until: String?, days: Int, in session: Session) throws -> Window {
        let instants = session.place.instants
        let last = try until.map(instants.day) ?? instants.today
        let first = try from.map(instants.day) ?? last - (days - 1)
        guard first <= last else { throw ValidationError("--until must not be before --from.") }
        return window(first, last, in: session)
    }

    static func window(_ first: Day, _ last: Day, in session: Session) -> Window {
        let calendar = session.rules.deskCalendar
        return Window(
            start: calendar.instant(first, minute: 0), end: calendar.instant(last + 1, minute: 0))
    }
}
