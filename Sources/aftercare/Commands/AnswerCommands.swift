import ArgumentParser
import Model
import Quality
import Records
import ServiceDesk

struct EnterSurvey: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "enter",
        abstract: "Keep a person's answers; without any, ask for them one after another.",
        usage: "aftercare survey enter NAME --visit V1 [question=answer …]",
        discussion: """
            A choice is given by its name, its words in either language, or its place in the list; several apart by \
            semicolons. Whoever handled the matter does not take the answers by telephone or interview. What is answered \
            in a follow-up call goes with: aftercare call answer
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The questionnaire.") var name: String
    @Argument(help: "question=answer, several.") var words: [String] = []
    @Option(help: ArgumentHelp("The visit it is about.", valueName: "visit")) var visit: VisitID?
    @Option(name: .customLong("case"), help: ArgumentHelp("The case it is about.", valueName: "case"))
    var caseID: CaseID?
    @Option(help: ArgumentHelp("The unit it is about.", valueName: "unit")) var unit: UnitID?
    @Option(help: ArgumentHelp("Who answered.", valueName: "customer")) var customer: CustomerID?
    @Option(help: "call, interview, paper, web or other.") var source: SurveySource = .call
    @Option(help: ArgumentHelp("The day it was answered; without it, today.", valueName: "date")) var day:
        String?
    @Flag(help: "The customer broke off: what is still owed is left open.") var brokeOff = false

    func run(in session: Session) throws {
        let questionnaire = try session.rules.questionnaire(name)
        var draft = SurveyDraft(name, [:], source: source)
        (draft.visit, draft.caseID, draft.unit, draft.customer) = (visit, caseID, unit, customer)
        draft.answeredOn = try day.map(session.place.instants.day)
        draft.isPartial = brokeOff
        if words.isEmpty { draft.chance = .random(in: 0 ..< .max) }
        let blank = draft
        try session.read { try $0.reading.mayAsk(blank, by: session.actor, at: session.now) }
        draft.answers = try SurveyDialogue.answers(
            words, to: questionnaire, chance: draft.chance, isPartial: brokeOff, session.output)
        let kept = draft
        let view = try session.act {
            try $0.enter(kept)
        } thenShow: {
            try SurveyView($0.survey, setOff: $0.setOff, $1)
        }
        try session.output.show(view)
    }
}

struct AnswerCallCommand: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Keep what was answered to a call's questionnaire, and close the call as it says.",
        usage: "aftercare call answer F7 [question=answer …]",
        discussion: """
            Without answers, the questions are asked one after another. A call that serves several reasons is answered \
            once for each, and closed after the last. --broke-off keeps what was answered until the \
            customer rang off.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The call, such as F7.") var id: CallID
    @Argument(help: "question=answer, several.") var words: [String] = []
    @Flag(help: "The customer broke off: what is still owed is left open.") var brokeOff = false
    @Option(
        help: ArgumentHelp(
            "Why it was made outside calling hours: customer rang, customer wished or danger.",
            valueName: "why"))
    var offHours: String?

    func run(in session: Session) throws {
        let (blank, questionnaire) = try session.read { v in
            let found = try v.reading.draft(asked: v.reading.call(id))
            try v.reading.mayAsk(found.0, by: session.actor, at: session.now)
            return found
        }
        let answers = try SurveyDialogue.answers(
            words, to: questionnaire, chance: blank.chance, isPartial: brokeOff, session.output)
        let view = try session.act {
            try $0.answerCall(id, answers, brokeOff: brokeOff, offHours: offHours).0
        } thenShow: {
            try SurveyView($0.survey, setOff: $0.setOff, $1)
        }
        try session.output.show(view)
    }
}

extension SurveyDialogue {
    /// Answers given as words of the command, or, when there are none, asked for.
    static func answers(
        _ words: [String], to questionnaire: Questionnaire, chance: Int64?, isPartial: Bool, _ output: Output
    ) throws -> [String: Answer] {
        guard !words.isEmpty else {
            return try SurveyDialogue(questionnaire, chance: chance, output).answers(isPartial: isPartial)
        }
        return try given(words, to: questionnaire).compactMapValues { $0 }
    }

    /// By question; nil for one whose answer is empty.
    static func given(_ words: [String], to questionnaire: Questionnaire) throws -> [String: Answer?] {
        var answers: [String: Answer?] = [:]
        var faults: [SurveyFault] = []
        for word in words {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                throw UsageFault.notAField(word)
            }
            let (name, text) = (String(word[..<equals]), String(word[word.index(after: equals)...]))
            guard let question = questionnaire[name] else {
                throw SurveyFault.noQuestion(name, in: questionnaire.name)
            }
            do { answers[name] = .some(try question.answer(typed: text)) } catch let fault as SurveyFault {
                faults.append(fault)
            }
        }
        try SurveyFault.raise(faults)
        return answers
    }
}
