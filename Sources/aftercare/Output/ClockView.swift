import Model
import Records
import ServiceDesk
import ServiceTime
import Wording

/// One promise running for a case, visit or call.
struct ClockView: Listable {
    var id: String
    var promise: String
    var metric: String
    var state: ClockState
    var started: String
    var target: String
    var internalTarget: String
    var calendar: String
    var due: String
    var internalDue: String
    @OrNull var stopped: String?
    var breached: Bool
    /// Whether a due date rests on a year whose holidays are not yet official.
    var provisional: Bool
    let shown: Clock

    private enum CodingKeys: String, CodingKey {
        case id, promise, metric, state, started, target, internalTarget, calendar, due, internalDue, stopped,
            breached
        case provisional
    }

    init(_ c: Clock, _ v: Viewer) {
        id = c.id.description
        promise = c.promise
        metric = c.metric
        state = c.state
        started = v.output.iso(c.startedAt)
        target = c.target
        internalTarget = c.internalTarget
        calendar = c.calendar
        due = v.output.iso(c.due)
        internalDue = v.output.iso(c.internalDue)
        _stopped = OrNull(v.output.iso(c.stoppedAt))
        breached = c.breachedAt != nil
        provisional = c.provisional
        shown = c
    }

    static let titles = [
        "cli.title.clock", "cli.title.metric", "cli.title.clockState", "cli.title.due",
        "cli.title.internalDue",
        "cli.title.promise",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let late: Tone = breached ? .alarm : state == .met ? .good : .plain
        let due = output.moment(shown.due) + (provisional ? " " + output.words("cli.provisional") : "")
        return [
            TextCell(id, .strong), TextCell(output.wording.name(metric, of: "metric")),
            TextCell(breached && state.isOpen ? output.words("cli.late") : output.wording.name(state), late),
            TextCell(due, late), TextCell(output.moment(shown.internalDue), .faint),
            TextCell(promise, .faint),
        ]
    }
}

/// A clock with the ledger behind its due date.
struct ClockLedgerView: Showable {
    let clock: ClockView
    let ledger: [Entry]
    /// What the promise is called, and its targets, in words.
    private let label: String
    private let target: String
    private let internalTarget: String
    /// How it came to be due when it is, a sentence a step.
    private let story: [String]

    private enum CodingKeys: String, CodingKey { case ledger }

    struct Entry: Listable {
        let at: String
        let event: ClockEventKind
        let reason: String
        /// Who caused it; null for the desk itself.
        @OrNull var by: String?
        let moment: Instant
        /// The reason in words.
        let why: String

        private enum CodingKeys: String, CodingKey { case at, event, reason, by }

        static let titles = ["cli.title.when", "cli.title.event", "cli.title.reason", "cli.title.by"]
        func cells(_ output: Output) -> [TextCell] {
            [
                TextCell(output.moment(moment)),
                TextCell(output.wording.name(event)), TextCell(why),
                TextCell(by ?? output.words("cli.desk"), .faint),
            ]
        }
    }

    init(_ c: Clock, _ v: Viewer, now: Instant) throws {
        clock = ClockView(c, v)
        story = try v.reading.explain(c, now: now) { .text(try v.clockReason($0, of: c.subject)) }
            .phrases.map { v.output.wording.say($0) }
        ledger = try v.reading.clocks.ledger(c.id).map {
            Entry(
                at: v.output.iso($0.at), event: $0.kind, reason: $0.reason, by: try v.login($0.by),
                moment: $0.at, why: try v.clockReason($0, of: c.subject))
        }
        label = v.output.wording.text(v.reading.rules.promises.label(of: c.promise))
        (target, internalTarget) = (v.output.target(c.target), v.output.target(c.internalTarget))
    }

    func encode(to encoder: any Encoder) throws {
        try clock.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(ledger, forKey: .ledger)
    }

    func lines(_ output: Output) -> [String] {
        output.facts([
            ("cli.title.clock", "\(clock.id)  \(output.wording.name(clock.metric, of: "metric"))"),
            ("cli.title.promise", "\(clock.promise)  \(label)"), ("cli.title.target", target),
            ("cli.title.internalTarget", internalTarget), ("cli.title.calendar", clock.calendar),
            ("cli.title.clockState", output.wording.name(clock.state)),
            ("cli.title.countedFrom", output.moment(clock.shown.startedAt)),
            ("cli.title.due", output.moment(clock.shown.due)),
            ("cli.title.internalDue", output.moment(clock.shown.internalDue)),
            ("cli.title.breached", output.moment(clock.shown.breachedAt)),
            ("cli.title.provisional", clock.provisional ? output.yes(true) : ""),
        ]) + story.map { "- \($0)" } + output.table(ledger)
    }
}
