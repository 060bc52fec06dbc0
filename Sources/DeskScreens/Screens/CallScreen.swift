import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// F170: a follow-up call. Opened without a number it claims the next call. Where a questionnaire is asked, `q` opens it
/// (F175); else digits answer the question under the cursor. After the last, or on F6, digits say how the call went, and it is
/// recorded.
struct CallScreen: DraftingScreen {
    let id = "F170"
    private var callID: CallID?
    private var sheet: CallSheet?
    /// What it is about, with all that happened.
    private var about: CaseSheet?
    /// What is asked in calls like this one, in place of the questions of the call's own workflow.
    private var questionnaire: Questionnaire?
    private var scroll = Scroll()
    var interview = Interview()
    var draft: DraftKeeper

    static let outcomes = ActionID("call.outcomes")
    static let questions = ActionID("call.questions")
    static let openCase = ActionID("call.case")
    static let inARow = ActionID("call.inARow")

    /// What the screen of a call that is over does: it goes, or, for who makes calls in a row, the next takes its place.
    static let leave = DeskStep.tell(
        Job.tell { (_: inout CallScreen, context) in
            context.takesCallsInARow ? [.replace(CallScreen(nil))] : [.pop]
        })

    /// - Parameter id: nil takes the next call that is due.
    init(_ id: CallID?) {
        callID = id
        draft = DraftKeeper(form: Self.form(of: id))
    }

    static func form(of id: CallID?) -> String { "F170 \(id?.description ?? "")" }

    /// The answers so far.
    var draftValues: [String: String] { interview.typed }

    var isTyping: Bool { interview.isTyping }

    var isAwaiting: Bool { sheet == nil }

    func title(_ context: DeskContext) -> String {
        guard let call = sheet?.call else { return context.say("call.title") }
        return "\(call.id) \(context.wording.name(call.reason, of: "callReason"))"
    }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        if callID != nil { return refresh(context) }
        return [
            .job(
                .claim("claim") { work in
                    try work.claimNextCall().id
                } then: { (screen: inout CallScreen, id, context) in
                    screen.callID = id
                    screen.draft = DraftKeeper(form: Self.form(of: id))
                    return screen.refresh(context)
                } failed: { (_: inout CallScreen, error, context) in
                    [.pop, .warn(context.say(error))]
                })
        ]
    }

    /// What was answered before the line or the terminal was lost; looked for once the questions are there.
    private func restore() -> DeskStep {
        lookForDraft { screen, draft, context in
            screen.draft.id = draft.id
            screen.interview.restore(draft.values, context)
            return [.message(MessageLine(.info, context.say("draft.restored")))]
        }
    }

    var talked: TalkedOf? { about.map { TalkedOf($0) } ?? sheet.map { TalkedOf($0) } }

    var inHand: Subject? { sheet.map { Subject($0.call.id) } }
    var watched: Set<Subject> {
        guard let sheet else { return [] }
        return Set([Subject(sheet.call.id)] + (sheet.serviceCase.map { [Subject($0.id)] } ?? []))
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        guard let callID else { return [] }
        return [
            .job(
                .read("call") { reading, context in
                    let sheet = try reading.sheet(callID, by: context.actor, at: context.now)
                    let about = try sheet.serviceCase.map {
                        try reading.sheet($0.id, by: context.actor, at: context.now)
                    }
                    return (sheet, about, try reading.questionnaire(asked: sheet.call))
                } then: { (screen: inout CallScreen, found, context) in
                    let sheet = found.0
                    let isFirst = screen.sheet == nil
                    (screen.sheet, screen.about, screen.questionnaire) = found
                    // Where questions are asked, breaking off is recorded with what was answered of them.
                    let brokenOff = screen.questionnaire?.calls?.brokenOff
                    screen.outcomes = Self.ordered(sheet.offers, context).filter { $0.name != brokenOff }
                    screen.interview.ask(screen.questionnaire == nil ? sheet.offers : [], context)
                    return isFirst ? [screen.restore()] : []
                } failed: { (screen: inout CallScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    // MARK: Actions

    /// How the call can go now.
    private var outcomes: [Offer] = []

    /// What leads on with the same call (reached, and still speaking) comes after what ends it.
    private static func ordered(_ offers: [Offer], _ context: DeskContext) -> [Offer] {
        let possible = offers.filter { $0.refusal == nil }
        let goesOn = { (offer: Offer) in context.rules.workflows["call"]?.category(of: offer.to) == .active }
        return possible.filter { !goesOn($0) } + possible.filter(goesOn)
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let hasCase = sheet?.serviceCase != nil
        let isAsking = interview.current != nil
        let answers = (interview.current?.choices ?? []).prefix(9).enumerated().map { index, choice in
            context.action(
                ActionID("call.answer.\(index)"), [.character(Character("\(index + 1)"))],
                label: context.wording.text(choice.label), group: "group.answers", inFooter: false)
        }
        let steps = outcomes.enumerated().map { index, offer -> DeskAction in
            let label = context.wording.text(offer.label)
            let question = context.confirmation(label, context.say("case.ask", ["step": .text(label)]))
            return context.action(
                ActionID("call.do.\(offer.name)"),
                index < 9 && !isAsking ? [.character(Character("\(index + 1)"))] : [], label: label,
                group: "group.outcomes", inFooter: false,
                asks: offer.asks && !FieldSheet.isNeeded(offer, answers: interview.answers) ? question : nil)
        }
        let whyNoCase = hasCase ? nil : context.say("call.noCase")
        return CallScreen.moves(isAsking: isAsking, whyNoCase: whyNoCase, context)
            + (isTyping ? [EditActions.picking(context)] : [])
            + DialActions.actions(sheet, context) + answers + steps
    }

    /// To the other half of the call, and to the case.
    static func moves(isAsking: Bool, whyNoCase: String? = nil, _ context: DeskContext) -> [DeskAction] {
        [
            isAsking
                ? context.action(outcomes, [.f(6), .alt("o")])
                : context.action(questions, [.character("q"), .f(4), .up]),
            context.action(openCase, [.f(8), .alt("k")], why: whyNoCase),
            context.action(inARow, [.alt("n")], inFooter: false),
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = DialActions.perform(action, sheet) { return steps }
        switch action {
        case EditActions.pick:
            return interview.current?.type == .text
                ? [.run(Everywhere.knowledge)] : [.warn(context.say("log.nothingToPick"))]
        case CallScreen.outcomes: interview.finish()
        case CallScreen.questions:
            if questionnaire != nil { return callID.map { [.push(SurveyScreen($0))] } ?? [] }
            interview.again(context)
        case CallScreen.inARow:
            var settings = context.about.preferences
            settings.takesCallsInARow = !context.takesCallsInARow
            let said =
                context.takesCallsInARow
                ? context.say("call.inARow.off")
                : context.say("call.inARow.on", ["key": context.key(CallScreen.inARow, on: id)])
            return [.settings(settings), .message(MessageLine(.info, said))]
        case CallScreen.openCase:
            return sheet?.serviceCase.map { [.push(CaseScreen($0.id))] } ?? []
        default:
            if let offer = outcomes.first(where: { action.name == "call.do.\($0.name)" }) {
                return record(offer, context)
            }
            if let index = Int(action.name.split(separator: ".").last ?? "") {
                interview.choose(index, context)
                draft.changed(at: context.now)
            }
        }
        return []
    }

    /// Only what this outcome can hold of the answers is given along.
    private func record(_ offer: Offer, _ context: DeskContext) -> [DeskStep] {
        guard let callID else { return [] }
        let names = Set((offer.requires + offer.optional).map(\.name))
        var answers = interview.answers.filter { names.contains($0.key) }
        if names.contains(FollowUpCall.rung), let rung = context.dialled, rung.call == callID,
            sheet?.customer.goodPhones.contains(where: rung.number.isSame) == true
        {
            answers[FollowUpCall.rung] = .text(rung.number.typed)
        }
        // Of several numbers nobody guesses which one it was.
        let mustAsk =
            names.contains(FollowUpCall.rung) && answers[FollowUpCall.rung] == nil
            && (sheet?.customer.goodNumbers.count ?? 0) > 1
        if mustAsk || FieldSheet.isNeeded(offer, answers: answers) {
            return [
                .push(FieldSheet(.call(callID), offer, known: [:], answers: answers, context))
            ]
        }
        let taking = Taking(target: .call(callID), offer: offer, given: answers, draft: draft)
        return [
            .job(
                taking.job { (screen: inout CallScreen, result, context) in
                    screen.draft.saved()
                    return result.steps(context)
                })
        ]
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if [.pageUp, .pageDown].contains(event.key), scroll.handle(event, context) { return [] }
        guard let complaint = interview.handle(event, context) else { return nil }
        draft.changed(at: context.now)
        return complaint.map { [.warn($0)] } ?? []
    }

    // MARK: Drawing

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        guard let sheet else { return }
        var pane = Pane(sheet, context)
        if let about { pane.addHistory(about, context) }
        let isWide = area.width >= 110
        let parts: [Rect]
        if isWide {
            parts = area.split(columns: [.share(1), .share(1)], gap: 3)
            canvas.verticalRule(
                Rect(column: parts[1].column - 2, row: area.row, width: 1, height: area.height))
        } else {
            let wanted = interview.current == nil ? below(context) : interview.pane(context)
            let below = min(wanted.lines.count, area.height * 3 / 4)
            parts = area.split(rows: [.share(1), .fixed(below)])
        }
        pane.draw(in: parts[0], on: &canvas, scroll: scroll, more: context.say("screen.more"))
        if isWide {
            let halves = parts[1].split(rows: [.fixed(questionPane(context).lines.count + 1), .share(1)])
            drawQuestions(in: halves[0], on: &canvas, context)
            drawOutcomes(in: halves[1], on: &canvas, context)
        } else if interview.current == nil {
            below(context).draw(in: parts[1], on: &canvas)
            canvas.parkCaret(at: parts[1].line(1).origin, visible: false)
        } else {
            drawQuestions(in: parts[1], on: &canvas, context)
        }
    }

    private func drawQuestions(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        questionPane(context).draw(in: area, on: &canvas)
        interview.drawField(in: area, on: &canvas)
    }

    private func questionPane(_ context: DeskContext) -> Pane {
        guard let questionnaire else { return interview.pane(context) }
        var pane = Pane()
        pane.add(.heading(context.say("heading.questions")))
        pane.add(
            .item(
                context.keyName(CallScreen.questions, on: id), context.wording.text(questionnaire.label),
                .text))
        return pane
    }

    private func drawOutcomes(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        outcomePane(context).draw(in: area, on: &canvas)
        if interview.current == nil { canvas.parkCaret(at: area.line(1).origin, visible: false) }
    }

    /// What stands below where there is one column: the way to the questionnaire, and how the call can go, as far as a digit
    /// says it; the rest is in the palette, and leaves room for the history.
    private func below(_ context: DeskContext) -> Pane {
        var pane = outcomePane(context, most: 9)
        if questionnaire != nil { pane.lines = questionPane(context).lines + pane.lines }
        return pane
    }

    private func outcomePane(_ context: DeskContext, most: Int = .max) -> Pane {
        var pane = Pane()
        pane.add(.heading(context.say("heading.outcomes")))
        // They are not to be chosen yet.
        if interview.current != nil {
            pane.add(.text(context.say("call.f6", ["key": context.key(CallScreen.outcomes, on: id)]), .muted))
            return pane
        }
        for (index, offer) in outcomes.prefix(most).enumerated() {
            pane.add(.item(index < 9 ? "\(index + 1)" : "", context.wording.text(offer.label), .text))
        }
        return pane
    }
}

extension DeskContext {
    fileprivate var takesCallsInARow: Bool { about.preferences.takesCallsInARow == true }
}
