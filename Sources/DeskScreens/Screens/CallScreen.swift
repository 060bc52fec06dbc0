import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// F170: a follow-up call. Opened without a number it claims the next call. Where a questionnaire is asked, `q` or the first
/// digit opens it (F175), and no key ends the call as if it had been answered; else digits answer the question under the cursor.
/// After the last, or on F6, digits and letters say how the call went, and it is recorded.
struct CallScreen: DraftingScreen {
    let id = "F170"
    private var callID: CallID?
    var sheet: CallSheet?
    /// What it is about, with all that happened.
    var about: CaseSheet?
    /// What is asked in calls like this one, in place of the questions of the call's own workflow.
    var questionnaire: Questionnaire?
    var scroll = Scroll()
    var interview = Interview()
    var draft: DraftKeeper

    static let outcomes = ActionID("call.outcomes")
    static let questions = ActionID("call.questions")
    static let openCase = ActionID("call.case")
    static let inARow = ActionID("call.inARow")
    static let promise = ActionID("call.promise")
    /// What the first digit does where a questionnaire is asked.
    private static let begin = ActionID("call.pick.questions")
    static let questionnaireKey: Character = "1"

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
                    screen.outcomes = screen.open(Self.ordered(sheet.offers, sheet.script, context))
                    screen.interview.ask(
                        screen.questionnaire == nil ? sheet.offers : [], sheet.script?.asks ?? [], context)
                    return isFirst ? [screen.restore()] : []
                } failed: { (screen: inout CallScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    // MARK: Actions

    /// How the call can go now.
    var outcomes: [Offer] = []

    /// Where questions are asked, the call ends as they are answered; breaking off is recorded with what was answered of them.
    private func open(_ offers: [Offer]) -> [Offer] {
        guard let questionnaire else { return offers }
        return offers.filter {
            $0.name != questionnaire.calls?.brokenOff && sheet?.script?.end($0.name) == nil
        }
    }

    private func beginning(isAsking: Bool, _ context: DeskContext) -> [DeskAction] {
        guard let questionnaire else { return [] }
        return [
            context.action(
                Self.begin, isAsking ? [] : [.character(Self.questionnaireKey)],
                label: context.wording.text(questionnaire.label),
                group: "group.outcomes", inFooter: false)
        ]
    }

    /// What the script ends the call by comes first; what leads on with the same call (reached, and still speaking) after what
    /// ends it.
    private static func ordered(_ offers: [Offer], _ script: CallScript?, _ context: DeskContext) -> [Offer] {
        let possible = offers.filter { $0.refusal == nil }
        let goesOn = { (offer: Offer) in context.rules.workflows["call"]?.category(of: offer.to) == .active }
        let ends = (script?.ends ?? []).compactMap { end in possible.first { $0.name == end.step } }
        let others = possible.filter { script?.end($0.name) == nil }
        // What is rarer has a letter, and stands after what has a digit; what has no key is found in the palette.
        let all = ends + others.filter { !goesOn($0) } + others.filter(goesOn)
        let digits = all.filter { $0.key?.isNumber == true }.sorted { ($0.key ?? "9") < ($1.key ?? "9") }
        return digits + all.filter { $0.key?.isLetter == true } + all.filter { $0.key == nil }
    }

    /// What an outcome is called in this call.
    func label(_ offer: Offer, _ context: DeskContext) -> String {
        context.wording.text(sheet?.script?.end(offer.name) ?? offer.label)
    }

    /// The key of each outcome, as the workflow of calls has it: the same on every call. Of those that share one the first
    /// offered has it; where a questionnaire is asked, the first digit is the questionnaire's.
    var keys: [String: Character] {
        var taken: Set<Character> = questionnaire == nil ? [] : [Self.questionnaireKey]
        return outcomes.reduce(into: [:]) { keys, offer in
            if let key = offer.key, taken.insert(key).inserted { keys[offer.name] = key }
        }
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        let hasCase = sheet?.serviceCase != nil
        let isAsking = interview.current != nil
        let answers = (interview.current?.choices ?? []).prefix(9).enumerated().map { index, choice in
            context.action(
                ActionID("call.answer.\(index)"), [.character(Character("\(index + 1)"))],
                label: context.wording.text(choice.label), group: "group.answers", inFooter: false)
        }
        let keys = isAsking ? [:] : keys
        let steps = outcomes.map { offer -> DeskAction in
            let label = label(offer, context)
            let question = context.confirmation(label, context.say("case.ask", ["step": .text(label)]))
            return context.action(
                ActionID("call.do.\(offer.name)"),
                keys[offer.name].map { [Key.character($0)] } ?? [], label: label,
                group: "group.outcomes", inFooter: false,
                asks: offer.asks && !FieldSheet.isNeeded(offer, answers: interview.answers) ? question : nil)
        }
        let whyNoCase = hasCase ? nil : context.say("call.noCase")
        return CallScreen.moves(isAsking: isAsking, whyNoCase: whyNoCase, context)
            + (isTyping ? [EditActions.picking(context)] : [])
            + DialActions.actions(sheet, context) + answers + beginning(isAsking: isAsking, context) + steps
    }

    /// To the other half of the call, and to the case.
    static func moves(isAsking: Bool, whyNoCase: String? = nil, _ context: DeskContext) -> [DeskAction] {
        [
            isAsking
                ? context.action(outcomes, [.f(6), .alt("o")])
                : context.action(questions, [.character("q"), .f(4), .up]),
            context.action(openCase, [.f(8), .alt("k")], why: whyNoCase),
            context.action(promise, [.alt("y")], inFooter: false, why: context.lack(of: .scheduleCall)),
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
        case CallScreen.questions, CallScreen.begin:
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
        case CallScreen.promise: return sheet.map { [.push(CallBackSheet($0.call, context))] } ?? []
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
        // Why it is made at this hour is asked only at such an hour.
        let mustSayWhy = names.contains(FollowUpCall.offHours) && sheet?.isOutsideHours == true
        // Nor why questions were not asked, where none are owed.
        let mustSayUnasked = names.contains(FollowUpCall.unasked) && questionnaire != nil
        let reasons = [FollowUpCall.offHours: mustSayWhy, FollowUpCall.unasked: mustSayUnasked]
        if mustAsk || reasons.values.contains(true) || FieldSheet.isNeeded(offer, answers: answers) {
            return [
                .push(
                    FieldSheet(
                        .call(callID), offer, known: [:], answers: answers,
                        unasked: Set(reasons.filter { !$0.value }.keys),
                        needed: Set(reasons.filter(\.value).keys), context))
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
}

extension DeskContext {
    fileprivate var takesCallsInARow: Bool { about.preferences.takesCallsInARow == true }
}
