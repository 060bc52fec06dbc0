import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// V175: one stop of a technician's day on the whole screen: what is known, and what may be done.
struct VisitScreen: Screen {
    let id = "V175"
    private let visitID: VisitID
    private var visit: OwnVisit?
    private var scroll = Scroll()

    static let openCase = ActionID("visit.case")

    init(_ id: VisitID) { visitID = id }

    var isAwaiting: Bool { visit == nil }

    func title(_ context: DeskContext) -> String {
        context.say(
            "visit.title",
            [
                "id": .text(visitID.description),
                "customer": .text(visit?.stop.customer.name ?? ""),
            ])
    }

    var aim: String? { visitID.description }
    var inHand: Subject? { Subject(visitID) }
    var watched: Set<Subject> {
        Set([Subject(visitID)] + (visit.map { [Subject($0.stop.serviceCase.id)] } ?? []))
    }
    var talked: TalkedOf? { visit.map { TalkedOf($0.stop) } }

    private var steps: VisitSteps? {
        visit.map {
            VisitSteps(
                visit: visitID, offers: $0.offers, known: $0.stop.visit.fields,
                product: $0.stop.serviceCase.product)
        }
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        (steps?.actions(context) ?? []) + [context.action(VisitScreen.openCase, [.character("c")])]
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        let id = visitID
        return [
            .job(
                .read("visit") { reading, context in
                    try reading.ownVisit(id, of: context.actor, at: context.now)
                } then: { (screen: inout VisitScreen, visit, _) in
                    screen.visit = visit
                    return []
                } failed: { (screen: inout VisitScreen, error, context) in
                    // Given to somebody else: back to the day, and why.
                    Job.leave(&screen, error, context)
                })
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if action == VisitScreen.openCase {
            return visit.map { [.push(CaseScreen($0.stop.serviceCase.id))] } ?? []
        }
        return steps?.perform(action, from: self, context) ?? []
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        scroll.handle(event, context) ? [] : nil
    }

    /// What may be done beside what is known, or amid it where there is no room beside.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let visit, let steps else { return }
        var pane = Pane()
        pane.add(.heading(context.say("heading.actions")))
        pane.lines += steps.lines(context)
        if steps.offers.isEmpty { pane.add(.text(context.say("case.noSteps"), .muted)) }
        let more = context.say("screen.more")
        if area.width >= 70 {
            let parts = area.split(columns: [.share(1), .fixed(26)], gap: 2)
            canvas.verticalRule(
                Rect(column: parts[1].column - 1, row: area.row, width: 1, height: area.height))
            Pane(visit.stop, context).draw(in: parts[0], on: &canvas, scroll: scroll, more: more)
            pane.draw(in: parts[1], on: &canvas, more: context.say("screen.below"))
        } else {
            // Whom to call and where to go first, then what may be done; all else below.
            var whole = Pane(visit.stop, context)
            whole.lines.insert(contentsOf: pane.lines, at: min(whole.lines.count, Pane.stopHead))
            whole.draw(in: area, on: &canvas, scroll: scroll, more: more)
        }
        canvas.parkCaret(at: area.origin, visible: false)
    }
}
