import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// F175: the questionnaire of a follow-up call, one question at a time as its branches lead. Digits answer; Enter goes on;
/// after the last question Enter keeps the answers and closes the call as the questionnaire says. What is answered outlives
/// a lost line.
struct SurveyScreen: DraftingScreen {
    let id = "F175"
    let callID: CallID
    var call: CallSheet?
    var sheet: AnswerSheet?
    /// What is asked about now: a call may serve several reasons.
    var about: AskedAbout?
    /// The question under the cursor; nil past the last.
    var current: String?
    var field = TextField()
    var draft: DraftKeeper

    static let keep = ActionID("survey.keep")
    static let back = ActionID("survey.back")
    static let skip = ActionID("survey.skip")
    static let finish = ActionID("survey.finish")
    static let note = ActionID("survey.note")
    static let brokeOff = ActionID("survey.brokeOff")

    init(_ id: CallID) {
        callID = id
        draft = DraftKeeper(form: "F175 \(id)")
    }

    /// The answers, and what is being typed.
    var draftValues: [String: String] {
        var values = sheet?.answers.mapValues(\.plain) ?? [:]
        if isTyping, let current, !field.text.isEmpty { values[current] = field.text }
        return values
    }

    var talked: TalkedOf? { call.map { TalkedOf($0) } }

    var question: Question? { current.flatMap { name in asked.first { $0.name == name } } }
    var asked: [Question] { sheet?.asked ?? [] }

    /// Whether the question is answered by typing.
    var isTyping: Bool {
        switch question?.kind {
        case .number, .date, .text: true
        default: false
        }
    }

    var isAwaiting: Bool { sheet == nil }

    func title(_ context: DeskContext) -> String {
        let label = sheet.map { context.wording.text($0.questionnaire.label) } ?? context.say("survey.title")
        // Of several reasons, which.
        guard let about, let call, call.matters.count > 1 else { return "\(callID) \(label)" }
        let what = about.unit?.id.description ?? about.caseID?.description ?? ""
        return [callID.description, label, what].filter { !$0.isEmpty }.joined(separator: " ")
    }

    var inHand: Subject? { Subject(callID) }
    var watched: Set<Subject> { [Subject(callID)] }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("survey") { [callID] reading, context in
                    let call = try reading.sheet(callID, by: context.actor, at: context.now)
                    let (draft, questionnaire) = try reading.draft(asked: call.call)
                    try reading.mayAsk(draft, by: context.actor, at: context.now)
                    return (call, questionnaire, try reading.about(draft))
                } then: { (screen: inout SurveyScreen, found, _) in
                    let isFirst = screen.call == nil
                    (screen.call, screen.about) = (found.0, found.2)
                    if screen.sheet?.questionnaire != found.1 {
                        let before = screen.sheet?.answers ?? [:]
                        screen.sheet = AnswerSheet(found.1, chance: found.0.call.chance, answers: before)
                        screen.move(to: screen.sheet?.next()?.name)
                    }
                    return isFirst ? [screen.restore()] : []
                } failed: { (screen: inout SurveyScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    /// What was answered before the line or the terminal was lost; what is answered by now stays.
    private func restore() -> DeskStep {
        lookForDraft { screen, draft, context in
            screen.draft.id = draft.id
            guard var sheet = screen.sheet else { return [] }
            for (name, text) in draft.values where sheet.answers[name] == nil {
                if let question = sheet.questionnaire[name], let answer = try? question.answer(typed: text) {
                    try? sheet.give(answer, to: name)
                }
            }
            screen.sheet = sheet
            screen.move(to: sheet.next()?.name)
            // What was no answer yet, and was being typed.
            if let current = screen.current, screen.isTyping, let text = draft.values[current] {
                screen.field = TextField(text)
            }
            return [.message(MessageLine(.info, context.say("draft.restored")))]
        }
    }

    // MARK: Actions

    func actions(_ context: DeskContext) -> [DeskAction] {
        let answers = answerKeys(context)
        let isThrough = sheet != nil && current == nil
        return (isThrough ? [Self.keeping(context)] : [])
            + [
                context.action(SurveyScreen.back, [.up, .backTab]),
                context.action(SurveyScreen.skip, [.down, .tab]),
                context.action(SurveyScreen.finish, [.f(6), .alt("o")]),
                context.action(SurveyScreen.note, [.f(8), .alt("k")]),
                context.action(
                    CallScreen.promise, [.alt("y")], inFooter: false, why: context.lack(of: .scheduleCall)),
            ] + (isTyping ? [EditActions.picking(context)] : []) + brokenOff(context)
            + DialActions.actions(call, context) + answers
    }

    /// Where the questionnaire says how such a call is closed; offered before it is read, so that it is among the keys.
    private func brokenOff(_ context: DeskContext) -> [DeskAction] {
        if let sheet, sheet.questionnaire.calls?.brokenOff == nil { return [] }
        let hasAnswers = sheet?.answers.isEmpty == false
        return [
            context.action(
                SurveyScreen.brokeOff, [.alt("b")],
                why: hasAnswers ? nil : context.say("survey.nothingToKeep"),
                asks: context.confirmation(
                    context.say("survey.brokeOff.title"), context.say("survey.brokeOff.ask")))
        ]
    }

    /// Past the last question.
    static func keeping(_ context: DeskContext) -> DeskAction { context.action(keep, [.enter]) }

    /// A digit for each choice or number of a scale.
    private func answerKeys(_ context: DeskContext) -> [DeskAction] {
        guard let question else { return [] }
        return keyed(question, context).map { key, label in
            context.action(
                ActionID("survey.answer.\(key)"), [.character(Character(key))], label: label,
                group: "group.answers",
                inFooter: false)
        }
    }

    /// What each digit answers. Of 0 to 10, ten is x: one key an answer.
    func keyed(_ question: Question, _ context: DeskContext) -> [(key: String, label: String)] {
        if let scale = question.kind.scale {
            return scale.map { number in
                let end =
                    number == scale.lowerBound
                    ? question.low : number == scale.upperBound ? question.high : nil
                let text = end.map { " " + context.wording.text($0) } ?? ""
                return (number == 10 ? "x" : String(number), (number == 10 ? "10" : "") + text)
            }
        }
        return question.kind.choices.prefix(9).enumerated().map { place, choice in
            (String(place + 1), context.wording.text(choice.label))
        }
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        if let steps = DialActions.perform(action, call) { return steps }
        switch action {
        case EditActions.pick:
            if case .text? = question?.kind { return [.run(Everywhere.knowledge)] }
            return [.warn(context.say("log.nothingToPick"))]
        case SurveyScreen.keep: return keepAll(context)
        case SurveyScreen.brokeOff:
            let said = takeTyped(context)
            return said.isEmpty ? record(brokeOff: true, context) : said
        case SurveyScreen.back:
            let said = takeTyped(context)
            if said.isEmpty { step(-1) }
            return said
        case SurveyScreen.skip: return goOn(context)
        case SurveyScreen.finish:
            let said = takeTyped(context)
            if said.isEmpty { move(to: nil) }
            return said
        case SurveyScreen.note: return [.push(NoteSheet(Subject(callID), context))]
        case CallScreen.promise: return call.map { [.push(CallBackSheet($0.call, context))] } ?? []
        default:
            guard let key = action.name.split(separator: ".").last, let question else { return [] }
            return answer(String(key), question, context)
        }
    }

    private mutating func answer(_ key: String, _ question: Question, _ context: DeskContext) -> [DeskStep] {
        draft.changed(at: context.now)
        if question.kind.scale != nil {
            guard let number = key == "x" ? 10 : Double(key) else { return [] }
            return give(.number(number), to: question, context, goesOn: true)
        }
        let choices = question.kind.choices
        guard let place = Int(key), choices.indices.contains(place - 1) else { return [] }
        let name = choices[place - 1].name
        guard case .multiple = question.kind else {
            return give(.chosen([name]), to: question, context, goesOn: true)
        }
        var chosen: [String] = []
        if case .chosen(let before) = sheet?.answers[question.name] { chosen = before }
        chosen = chosen.contains(name) ? chosen.filter { $0 != name } : chosen + [name]
        return give(
            chosen.isEmpty ? nil : .chosen(choices.map(\.name).filter(chosen.contains)), to: question,
            context,
            goesOn: false)
    }

    private mutating func give(_ answer: Answer?, to question: Question, _ context: DeskContext, goesOn: Bool)
        -> [DeskStep]
    {
        do { try sheet?.give(answer, to: question.name) } catch { return [.warn(Self.told(error, context))] }
        // Answers to questions that are no longer asked go, or they would keep the sheet from being kept.
        let names = Set(sheet?.askable.map(\.name) ?? [])
        for name in (sheet?.answers ?? [:]).keys where !names.contains(name) {
            try? sheet?.give(nil, to: name)
        }
        if goesOn { step(1) }
        return []
    }

    /// Takes what is typed, or passes over.
    private mutating func goOn(_ context: DeskContext) -> [DeskStep] {
        let said = takeTyped(context)
        if said.isEmpty { step(1) }
        return said
    }

    /// - Returns: why it is no answer.
    private mutating func takeTyped(_ context: DeskContext) -> [DeskStep] {
        guard isTyping, let question else { return [] }
        draft.changed(at: context.now)
        do {
            return give(try question.answer(typed: field.text), to: question, context, goesOn: false)
        } catch {
            return [.warn(Self.told(error, context))]
        }
    }

    /// The question stands on the screen, so that it is not named as files name it.
    static func told(_ error: any Error, _ context: DeskContext) -> String {
        switch error as? SurveyFault {
        case .owed(let question): context.say("survey.owedHere", ["ask": .label(question.ask)])
        case .notAnAnswer(let text, let question):
            context.say(
                "survey.notAnAnswerHere", ["text": .text(text), "allowed": .phrase(question.allowed)])
        default: context.say(error)
        }
    }

    private mutating func step(_ by: Int) {
        let asked = asked
        let at = current.flatMap { name in asked.firstIndex { $0.name == name } } ?? asked.count
        let target = min(max(0, at + by), asked.count)
        move(to: asked.indices.contains(target) ? asked[target].name : nil)
    }

    private mutating func move(to name: String?) {
        current = name
        field = TextField(isTyping ? name.flatMap { sheet?.answers[$0]?.plain } ?? "" : "")
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if event.key == .enter, current != nil { return goOn(context) }
        if event.key == .delete, let question, !isTyping {
            draft.changed(at: context.now)
            return give(nil, to: question, context, goesOn: false)
        }
        guard isTyping, case .changed = field.handle(event) else {
            return isTyping && event.key?.isText == true ? [] : nil
        }
        draft.changed(at: context.now)
        return []
    }

    /// All of it in one transaction: the sheet, what it sets off, and the end of the call.
    private mutating func keepAll(_ context: DeskContext) -> [DeskStep] {
        guard let sheet, current == nil else { return [] }
        if let first = sheet.faults.first {
            // To what is still owed.
            if case .owed(let question) = first { move(to: question.name) }
            return [.warn(Self.told(first, context))]
        }
        return record(brokeOff: false, context)
    }

    /// Why the call was made is picked first, where it was made outside the hours.
    private func record(brokeOff: Bool, _ context: DeskContext) -> [DeskStep] {
        guard call?.isOutsideHours == true else { return record(brokeOff: brokeOff, offHours: nil) }
        return [
            .push(
                PickSheet(context, { $0.offHoursPicker }) { why in
                    Job.tell { (screen: inout SurveyScreen, _) in
                        screen.record(brokeOff: brokeOff, offHours: why)
                    }
                })
        ]
    }

    private func record(brokeOff: Bool, offHours: String?) -> [DeskStep] {
        guard let sheet else { return [] }
        let (callID, answers, draft) = (callID, sheet.answers, draft)
        return [
            .job(
                .act("keep") { work -> (SurveyReceipt, FollowUpCall) in
                    try draft.drop(work)
                    try DraftKeeper(form: CallScreen.form(of: callID)).drop(work)
                    return try work.answerCall(callID, answers, brokeOff: brokeOff, offHours: offHours)
                } then: { (screen: inout SurveyScreen, kept, context) in
                    let (receipt, call) = kept
                    screen.draft.saved()
                    // The call serves another reason, which is asked about next.
                    if call.category.isOpen {
                        return [.replace(SurveyScreen(callID)), .done(Self.told(receipt, context))]
                    }
                    // The call it was opened from is over as well.
                    return [.pop, .done(Self.told(receipt, context)), CallScreen.leave]
                })
        ]
    }

    private static func told(_ receipt: SurveyReceipt, _ context: DeskContext) -> String {
        let records = receipt.setOff.flatMap {
            [$0.caseID?.description, $0.call?.description].compactMap { $0 }
        }
        return records.isEmpty
            ? context.say("survey.kept", ["id": .text(receipt.survey.id.description)])
            : context.say(
                "survey.keptAndSetOff",
                [
                    "id": .text(receipt.survey.id.description),
                    "records": .list(Set(records).sorted().map { .text($0) }),
                ])
    }
}
