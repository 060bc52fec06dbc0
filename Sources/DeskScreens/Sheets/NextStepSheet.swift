import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// A case was just logged and the caller is still on the line: what to tell them, and what comes next, by number.
struct NextStepSheet: Screen {
    let id = ""
    let isSheet = true

    static let visit = ActionID("next.visit")
    static let callBack = ActionID("next.callBack")
    static let another = ActionID("next.another")
    static let nothing = ActionID("next.nothing")
    /// More ways to answer at once than that are on the case's own screen.
    private static let mostAnswers = 3

    private let serviceCase: ServiceCase
    private let clocks: [Clock]
    /// Ways of the workflow that end the case here and now.
    private let answers: [Offer]
    /// What became of it, in a sentence.
    private let said: @Sendable (DeskContext) -> String

    init(
        _ receipt: CaseReceipt, _ offers: [Offer], _ said: @escaping @Sendable (DeskContext) -> String
    ) {
        serviceCase = receipt.serviceCase
        clocks = receipt.clocks.filter { $0.state == .running }.sorted { $0.due < $1.due }
        answers = offers.filter { $0.refusal == nil && !$0.asks }
        self.said = said
    }

    func title(_ context: DeskContext) -> String {
        context.say("next.title", ["id": .text(serviceCase.id.description)])
    }

    private func closing(_ context: DeskContext) -> [Offer] {
        let workflow = context.rules.workflows[serviceCase.kind.rawValue]
        return Array(answers.filter { workflow?.category(of: $0.to) == .done }.prefix(Self.mostAnswers))
    }

    /// What can be chosen, with the letter that also chooses it.
    private func choices(_ context: DeskContext) -> [(id: ActionID, label: String, letter: Character?)] {
        [(Self.visit, context.say("next.visit"), "v")]
            + closing(context).map { offer in
                let facts = ["step": PhraseFact.text(context.wording.text(offer.label))]
                return (Self.answer(offer), context.say("next.answer", facts), nil)
            } + [
                (Self.callBack, context.say("next.callBack"), "c"),
                (Self.another, context.say("next.another"), "n"),
            ]
    }

    private static func answer(_ offer: Offer) -> ActionID { ActionID("next.do.\(offer.name)") }

    func actions(_ context: DeskContext) -> [DeskAction] {
        choices(context).enumerated().map { index, choice in
            let digit = Key.character(Character("\(index + 1)"))
            return context.action(
                choice.id, [digit] + (choice.letter.map { [.character($0)] } ?? []), label: choice.label,
                inFooter: false, why: choice.id == Self.callBack ? context.lack(of: .scheduleCall) : nil)
        } + [Self.leaving(context)]
    }

    static func leaving(_ context: DeskContext) -> DeskAction {
        context.action(nothing, [.escape, .enter, .f(12)])
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        let id = serviceCase.id
        switch action {
        case Self.visit: return [.pop, .push(BookScreen(id))]
        case Self.callBack: return [.pop, .push(CallBackSheet(serviceCase, context))]
        case Self.another: return [.pop, .replace(LogScreen(context))]
        case Self.nothing: return [.pop]
        default:
            guard let offer = closing(context).first(where: { Self.answer($0) == action }) else { return [] }
            if FieldSheet.isNeeded(offer) {
                return [
                    .pop, .push(FieldSheet(.serviceCase(id), offer, known: serviceCase.fields, context)),
                ]
            }
            let taking = Taking(target: .serviceCase(id), offer: offer)
            return [
                .pop, .job(taking.job { (_: inout CaseScreen, result, context) in result.steps(context) }),
            ]
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let pane = pane(context)
        let width = area.sheetWidth(72)
        let rows = pane.rows(width: width - 4, canvas.cellWidth)
        let frame = area.sheet(width: width, height: min(area.height, rows + 2))
        canvas.box(frame, title: title(context))
        let inside = frame.inset(columns: 2, rows: 1)
        pane.draw(in: inside, on: &canvas)
        canvas.parkCaret(at: inside.origin, visible: false)
    }

    private func pane(_ context: DeskContext) -> Pane {
        var pane = Pane()
        pane.add(.text(said(context), .good))
        if !clocks.isEmpty {
            let promises = clocks.map { clock in
                "\(context.metricName(clock.metric)) \(context.wording.near(clock.due, now: context.now))"
            }
            pane.add(
                .text(context.say("next.tell", ["promises": .text(promises.joined(separator: "  "))]), .text))
        }
        pane.add(.blank)
        for (index, choice) in choices(context).enumerated() {
            pane.add(.item("\(index + 1)", choice.label, .text))
        }
        pane.add(.item("Esc", context.say("action.next.nothing.long"), .muted))
        return pane
    }
}
