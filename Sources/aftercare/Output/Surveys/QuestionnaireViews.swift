import Model
import Quality
import Resources
import ServiceDesk
import Wording

struct QuestionnaireRow: Listable {
    let name: String
    let version: Int
    let about: String
    let questions: Int
    let sheets: Int
    let label: String

    init(_ questionnaire: Questionnaire, sheets: Int, _ output: Output) {
        (name, version, about) = (questionnaire.name, questionnaire.version, questionnaire.about.rawValue)
        (questions, self.sheets) = (questionnaire.questions.count, sheets)
        label = output.wording.text(questionnaire.label)
    }

    static let titles = [
        "survey.title.name", "survey.title.edition", "survey.title.about", "survey.title.questions",
        "survey.title.sheets", "survey.title.label",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(name, .strong), TextCell(String(version)),
            TextCell(output.wording.name(about, of: "surveyAbout")),
            TextCell(output.wording.number(questions)),
            TextCell(output.wording.number(sheets)), TextCell(label),
        ]
    }
}

/// A questionnaire as whoever enters answers needs it.
struct QuestionnaireView: Showable {
    let name: String
    let version: Int
    let label: String
    let about: String
    let questions: [QuestionRow]

    init(_ questionnaire: Questionnaire, _ output: Output) {
        (name, version, about) = (questionnaire.name, questionnaire.version, questionnaire.about.rawValue)
        label = output.wording.text(questionnaire.label)
        questions = questionnaire.sections.flatMap { section in
            section.questions.map { QuestionRow($0, isBranch: $0.when != nil || section.when != nil, output) }
        }
    }

    func lines(_ output: Output) -> [String] { [label, ""] + output.table(questions) }
}

struct QuestionRow: Listable {
    let name: String
    let type: String
    let required: Bool
    /// Asked only after some answers.
    let branch: Bool
    let ask: String
    let choices: [String: String]
    private let allowed: String

    private enum CodingKeys: String, CodingKey { case name, type, required, branch, ask, choices }

    init(_ question: Question, isBranch: Bool, _ output: Output) {
        (name, type, required, branch) = (question.name, question.kind.word, question.isRequired, isBranch)
        ask = output.wording.text(question.ask)
        choices = Dictionary(
            question.kind.choices.map { ($0.name, output.wording.text($0.label)) },
            uniquingKeysWith: { first, _ in first })
        allowed =
            question.kind.choices.isEmpty
            ? output.wording.say(question.allowed)
            : question.kind.choices.map(\.name).joined(separator: " | ")
    }

    static let titles = [
        "survey.title.name", "survey.title.type", "survey.title.required", "survey.title.question",
        "survey.title.allowed",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(name, .strong), TextCell(output.wording.name(type, of: "questionType")),
            TextCell(
                required ? output.words("survey.required") : branch ? output.words("survey.when") : "", .faint
            ),
            TextCell(ask), TextCell(allowed, .faint),
        ]
    }
}

/// One person's answers.
struct SurveyView: Showable {
    let id: String
    let questionnaire: String
    let version: Int
    let source: String
    let answered: String
    @OrNull var customer: String?
    @OrNull var serviceCase: String?
    @OrNull var visit: String?
    let answers: [String: String]
    let setOff: [SetOffView]
    private let label: String

    private enum CodingKeys: String, CodingKey {
        case id, questionnaire, version, source, answered, customer
        case serviceCase = "case"
        case visit, answers, setOff
    }

    init(_ survey: Survey, setOff: [SurveyReceipt.SetOff], _ v: Viewer) throws {
        let labels = try v.reading.consequenceLabels(survey.questionnaire)
        self.setOff = setOff.map { SetOffView($0, labels) }
        let (found, answers) = try v.reading.answers(of: survey)
        (id, questionnaire, version) = (survey.id.description, survey.questionnaire, survey.version)
        (source, answered) = (survey.source.rawValue, survey.answeredOn.description)
        customer = survey.customer?.description
        serviceCase = survey.caseID?.description
        visit = survey.visit?.description
        self.answers = answers.mapValues(\.plain)
        label = v.output.wording.text(found.label)
    }

    func lines(_ output: Output) -> [String] {
        [output.words("survey.entered", ["id": .text(id), "label": .text(label)])]
            + setOff.map { $0.line(output) }
    }
}

/// A sheet as files have it.
struct SurveyExport: Encodable {
    let survey: String
    let key: String
    let edition: Int
    let source: String
    let day: String
    let language: String
    let customer: String
    let unit: String
    let serviceCase: String
    let visit: String
    let product: String
    let region: String
    let technician: String
    let agent: String
    let dealer: String
    let answers: [String: String]

    private enum CodingKeys: String, CodingKey {
        case survey, key, edition, source, day, language, customer, unit
        case serviceCase = "case"
        case visit, product, region, technician, agent, dealer, answers
    }

    static let columns = [
        "survey", "key", "edition", "source", "day", "language", "customer", "unit", "case", "visit",
        "product",
        "region", "technician", "agent", "dealer",
    ]

    init(_ sheet: Survey, _ answers: [String: Answer], _ v: Viewer) throws {
        (survey, key) = (sheet.id.description, sheet.externalKey)
        (edition, source, day) = (sheet.version, sheet.source.rawValue, sheet.answeredOn.description)
        (language, product, region) = (sheet.language, sheet.product, sheet.region)
        customer = sheet.customer?.description ?? ""
        unit = sheet.unit?.description ?? ""
        serviceCase = sheet.caseID?.description ?? ""
        visit = sheet.visit?.description ?? ""
        dealer = sheet.dealer?.description ?? ""
        technician = try v.login(sheet.technician) ?? ""
        agent = try v.login(sheet.agent) ?? ""
        self.answers = answers.mapValues(\.plain)
    }

    var cells: [String] {
        [
            survey, key, String(edition), source, day, language, customer, unit, serviceCase, visit, product,
            region,
            technician, agent, dealer,
        ]
    }
}
