import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// R216: one person's answers: what they set off, where they differ from what was recorded, how they were changed; and from
/// there to the customer, the case and the call.
struct AnswersScreen: Screen {
    let id = "R216"
    private let surveyID: SurveyID
    private var sheet: SurveySheet?
    private var scroll = Scroll()

    static let customer = ActionID("answers.customer")
    static let serviceCase = ActionID("answers.case")
    static let call = ActionID("answers.call")
    static let correct = ActionID("answers.correct")
    static let withdraw = ActionID("answers.withdraw")
    static let decide = ActionID("answers.decide")

    init(_ id: SurveyID) { surveyID = id }

    var isAwaiting: Bool { sheet == nil }
    var aim: String? { surveyID.description }
    var watched: Set<Subject> { [Subject(surveyID)] }

    func title(_ context: DeskContext) -> String {
        guard let sheet else { return context.say("answers.title", ["id": .text(surveyID.description)]) }
        return "\(surveyID) \(context.wording.text(sheet.questionnaire.label))"
    }

    mutating func refresh(_ context: DeskContext) -> [DeskStep] {
        [
            .job(
                .read("sheet") { [surveyID] reading, context in
                    try reading.sheet(surveyID, by: context.actor)
                } then: { (screen: inout AnswersScreen, sheet, _) in
                    screen.sheet = sheet
                    return []
                } failed: { (screen: inout AnswersScreen, error, context) in
                    Job.leave(&screen, error, context)
                })
        ]
    }

    // MARK: Actions

    func actions(_ context: DeskContext) -> [DeskAction] {
        let survey = sheet?.survey
        let gone = survey?.withdrawnAt == nil ? nil : context.say("answers.isWithdrawn")
        func none(_ isThere: Bool) -> String? { isThere ? nil : context.say("answers.nothingThere") }
        return [
            context.action(
                Self.serviceCase, [.character("c"), .enter], why: none(survey?.caseID != nil)),
            context.action(Self.customer, [.character("u")], why: none(survey?.customer != nil)),
            context.action(Self.call, [.character("f")], why: none(survey?.call != nil)),
            context.action(
                Self.decide, [.character("d")],
                why: context.lack(of: .reviewSurvey)
                    ?? (sheet?.differences.isEmpty == false ? nil : context.say("answers.noDifference"))),
            context.action(Self.correct, [.character("e")], why: context.lack(of: .correctSurvey) ?? gone),
            context.action(Self.withdraw, [.character("w")], why: context.lack(of: .correctSurvey) ?? gone),
        ]
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard let sheet else { return [] }
        let survey = sheet.survey
        return switch action {
        case Self.serviceCase: survey.caseID.map { open(Subject($0)) } ?? []
        case Self.customer: survey.customer.map { open(Subject($0)) } ?? []
        case Self.call: survey.call.map { open(Subject($0)) } ?? []
        case Self.decide: [.push(DecideSheet(sheet.differences, context))]
        case Self.correct: [.push(CorrectSheet(sheet, context))]
        case Self.withdraw: [.push(WithdrawSheet(surveyID, context))]
        default: []
        }
    }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        scroll.handle(event, context) ? [] : nil
    }

    // MARK: Drawing

    /// What it is about beside the answers from 110 columns on, else above them.
    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        defer { canvas.parkCaret(at: area.origin, visible: false) }
        guard let sheet else { return }
        let (about, answers) = (Pane(about: sheet, context), Pane(answers: sheet, context))
        let more = context.say("screen.more")
        guard area.width >= ListDetail.least else {
            var whole = about
            whole.lines += answers.lines
            return whole.draw(in: area, on: &canvas, scroll: scroll, more: more)
        }
        let parts = area.split(columns: [.share(1), .share(1)], gap: 2)
        canvas.verticalRule(
            Rect(column: parts[1].column - 1, row: area.row, width: 1, height: area.height))
        about.draw(in: parts[0], on: &canvas, more: context.say("screen.below"))
        answers.draw(in: parts[1], on: &canvas, scroll: scroll, more: more)
    }
}
