import ArgumentParser
import Model
import ServiceDesk

struct PromiseSooner: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise",
        abstract:
            "Promise a customer something sooner than the standard; beyond one's limit it is asked for.",
        discussion: """
            Who may promise beyond the standard is said in empowerment.yaml, by the decision promise. Of anybody else it becomes \
            a request, and the standard holds until that is granted.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The case, such as C12.") var id: CaseID
    @Argument(help: "What is promised, as its clocks count it: acknowledge, respond, resolve …") var metric:
        String
    @Option(help: ArgumentHelp("By when, in the desk's zone.", valueName: "time")) var by: String
    @Option(help: "Why it is promised.") var reason: String

    func run(in session: Session) throws {
        let by = try session.place.instants.instant(by)
        try session.output.show(
            session.act {
                try $0.promiseSooner(metric, of: id, by: by, reason: reason)
            } thenShow: {
                try SoonerPromiseView($0, $1)
            })
    }
}

/// What became of a promise beyond the standard: the clock, or the request.
struct SoonerPromiseView: Showable {
    /// Nil where it is asked for.
    @OrNull private var clock: ClockView?
    /// Nil where it is made.
    @OrNull private var approval: ApprovalView?

    init(_ outcome: SoonerPromise, _ v: Viewer) throws {
        switch outcome {
        case .made(let clock): (_clock, _approval) = (OrNull(ClockView(clock, v)), OrNull(nil))
        case .asked(let approval):
            (_clock, _approval) = (OrNull(nil), OrNull(try ApprovalView(approval, v)))
        }
    }

    func lines(_ output: Output) -> [String] {
        clock.map { output.table([$0]) } ?? approval.map { $0.lines(output) } ?? []
    }
}
