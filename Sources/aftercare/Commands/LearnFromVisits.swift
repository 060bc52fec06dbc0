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
    @OptionGroup(title: "Which visits; those of a year until today, when nothing is given") var period:
        PeriodOptions
    @Option(help: "Only figures of this.") var what: LearntFigure.What?
    @Flag(help: "Put it in force.") var apply = false
    @Flag(help: "Plan by the rule files again.") var forget = false
    @Flag(help: "Show what is in force.") var inForce = false

    func validate() throws {
        guard [apply, forget, inForce].count(where: { $0 }) <= 1 else {
            throw OptionFault.apart(["--apply", "--forget", "--in-force"])
        }
        guard what == nil || !(apply || forget) else {
            throw OptionFault.without(["--what"], others: ["--apply", "--forget"])
        }
        guard period.isEmpty || !(forget || inForce) else {
            throw OptionFault.without(["--from", "--until"], others: ["--forget", "--in-force"])
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
        let window = try session.rules.span(period.days(365, in: session))
        let learner = try session.read { try $0.reading.learn(from: window, at: session.now) }
        if apply { try session.act { try $0.putInForce(learner.learnt) } }
        try session.output.show(
            session.read { try LearnView(learner, only: what, applied: apply, $0) })
    }
}

extension LearntFigure.What: ExpressibleByArgument {}
