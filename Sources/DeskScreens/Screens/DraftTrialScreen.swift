import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// R291: days to come simulated under the promises in force and under a draft's: how often each is kept, what that costs, and
/// where it breaks. Reckoned beside the keyboard; Esc ends it, Enter keeps it with the draft for whoever approves it.
struct DraftTrialScreen: LookingScreen {
    let id = "R291"
    private let draft: PromiseDraft
    /// Why nothing can be simulated, where that is so.
    private var outcome: Result<DraftResult, SimulationFault>?
    private var scroll = Scroll()
    var search: Search?
    var reading = LongReading()

    static let keep = ActionID("draftTrial.keep")
    static let stop = ActionID("draftTrial.stop")

    init(_ draft: PromiseDraft) { self.draft = draft }

    /// Of no draft: its actions are those of any.
    static let blank = DraftTrialScreen(
        PromiseDraft(name: "", basis: "", text: "", by: nil, at: Instant(milliseconds: 0)))

    func title(_ context: DeskContext) -> String {
        context.say("strategy.trial.title", ["name": .text(draft.name)])
    }

    private var result: DraftResult? { try? outcome?.get() }

    func actions(_ context: DeskContext) -> [DeskAction] {
        stops(context) + [
            context.action(
                Self.keep, [.enter, .ctrl("s")],
                why: context.lack(of: .draftPromises)
                    ?? (result == nil || isReading ? context.say("strategy.trial.unread") : nil))
        ]
    }

    /// It is of the draft's text and of the past, neither of which others change under it; keeping it says so where they did.
    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard reading.begins(isRead: outcome != nil, context) else { return [] }
        let (draft, now) = (draft, context.now)
        return [
            reckon("trial") { reading -> Result<DraftTrial, SimulationFault> in
                do { return .success(try DraftTrial(draft, reading, at: now)) } catch let fault
                    as SimulationFault
                {
                    return .failure(fault)
                }
            } _: { trial, reach -> Result<DraftResult, SimulationFault> in
                switch trial {
                case .success(let trial): .success(try trial.run(progress: reach))
                case .failure(let fault): .failure(fault)
                }
            } then: { screen, outcome, _ in
                screen.outcome = outcome
                return []
            }
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if action == Self.stop { stopReading() }
        guard action == Self.keep, let result else { return [] }
        return [
            .job(
                .act("keep") { work in
                    try work.publish(result.forecast, of: result.draft)
                } then: { (_: inout DraftTrialScreen, draft, context) in
                    let facts: [String: PhraseFact] = ["name": .text(draft.name)]
                    return [.pop, .refresh, .done(context.say("strategy.trial.kept", facts))]
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        scroll.handle(event, context) ? [] : nil
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        canvas.parkCaret(at: area.origin, visible: false)
        drawCourse(in: area.line(0), on: &canvas, context)
        let body = area.dropping(rows: 1)
        switch outcome {
        case .success(let result):
            Pane(result, context).draw(
                in: body, on: &canvas, scroll: scroll, more: context.say("screen.more"))
        case .failure(let fault): canvas.paragraph(context.say(fault), in: body, .warning)
        case nil: canvas.paragraph(unread(context), in: body, .muted)
        }
    }
}
