import Model
import ServiceDesk
import TerminalKit

/// Z900: what this program is, where its records and files lie, what the terminal told of itself, and, when asked,
/// whether all is sound: what a support call asks for, on one screen.
struct AboutScreen: Screen {
    let id = "Z900"
    private var desk: DeskDescription?
    private var examination = Examination()
    private var scroll = Scroll()

    static let check = ActionID("about.check")

    func title(_ context: DeskContext) -> String { context.say("about.title") }

    /// Before anyone has signed in the desk has no way back but this.
    func actions(_ context: DeskContext) -> [DeskAction] {
        [
            context.action(
                Self.check, [.enter, .character("r")],
                why: examination.underWay == nil ? nil : context.say("about.underWay"))
        ] + (context.actor.staff == nil ? SheetActions.reading(context) : [])
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        // Others' work changes nothing here that anyone waits for.
        if context.isUnasked, desk != nil { return [] }
        return [
            .job(
                .survey("describe") { desk, _ in
                    try desk.describe()
                } then: { (screen: inout AboutScreen, desk, _) in
                    screen.desk = desk
                    return []
                })
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard action == Self.check else { return [] }
        examination = Examination()
        scroll = Scroll()
        return next(context)
    }

    /// One look after the other, each beside the keyboard, so that every result stands as soon as it is known.
    private mutating func next(_ context: DeskContext) -> [DeskStep] {
        guard let check = examination.begin(at: context.now) else { return [tell(context)] }
        return [
            .job(
                .survey("examine") { desk, context in
                    try desk.examine(check, at: context.now)
                } then: { (screen: inout AboutScreen, finding, context) in
                    screen.examination.end(check, finding.problems)
                    return screen.next(context)
                } failed: { (screen: inout AboutScreen, error, context) in
                    let phrase = (error as? any Fault)?.phrase
                    screen.examination.skip(
                        check, phrase ?? Phrase("screen.unexpected", ["detail": .text("\(error)")]))
                    return screen.next(context)
                })
        ]
    }

    private func tell(_ context: DeskContext) -> DeskStep {
        let (bad, skipped) = (examination.problems, examination.skipped.count)
        if bad > 0 { return .warn(context.say("about.unsound", ["count": .count(bad)])) }
        return skipped == 0
            ? .done(context.say("about.allSound"))
            : .warn(context.say("about.skipped", ["count": .count(skipped)]))
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        scroll.handle(event, context) ? [] : nil
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let checks = Pane(examination, context)
        let facts = Pane(about: context.about, desk, context)
        let more = context.say("screen.more")
        canvas.parkCaret(at: area.origin, visible: false)
        guard area.width >= ListDetail.least else {
            var whole = checks
            whole.lines += facts.lines
            return whole.draw(in: area, on: &canvas, scroll: scroll, more: more)
        }
        let places = ListDetail.places(in: area, on: &canvas)
        facts.draw(in: places.list, on: &canvas, scroll: scroll, more: more)
        if let detail = places.detail { checks.draw(in: detail, on: &canvas, scroll: scroll, more: more) }
    }
}

/// How far the doctor has come.
struct Examination: Sendable, Hashable {
    /// By check, what is wrong; none when sound.
    private(set) var found: [DoctorCheck: [Phrase]] = [:]
    /// By check, why it could not be looked at; that says nothing of whether it is sound.
    private(set) var skipped: [DoctorCheck: Phrase] = [:]
    private(set) var underWay: DoctorCheck?
    /// When the last look began.
    private(set) var at: Instant?

    var problems: Int { found.values.reduce(0) { $0 + $1.count } }

    /// - Returns: what to look at next; nil when all was looked at.
    mutating func begin(at now: Instant) -> DoctorCheck? {
        underWay = DoctorCheck.allCases.first { found[$0] == nil && skipped[$0] == nil }
        at = now
        return underWay
    }

    mutating func end(_ check: DoctorCheck, _ problems: [Phrase]) {
        found[check] = problems
        underWay = nil
    }

    mutating func skip(_ check: DoctorCheck, _ why: Phrase) {
        skipped[check] = why
        underWay = nil
    }
}
