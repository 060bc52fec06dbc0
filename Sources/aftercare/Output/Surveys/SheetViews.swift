import Model
import Quality
import ServiceDesk
import Wording

/// One sheet whole.
struct SurveySheetView: Showable {
    let id: String
    let questionnaire: String
    let version: Int
    let source: String
    let answered: String
    let revision: Int
    @OrNull var withdrawn: String?
    @OrNull var customer: String?
    @OrNull var serviceCase: String?
    @OrNull var visit: String?
    @OrNull var call: String?
    @OrNull var technician: String?
    let answers: [String: String]
    let setOff: [SetOffView]
    let differences: [DifferenceView]
    let changes: [JournalView]
    private let label: Label
    private let said: [(ask: String, answer: String)]
    private let isCorrected: Bool

    private enum CodingKeys: String, CodingKey {
        case id, questionnaire, version, source, answered, revision, withdrawn, customer
        case serviceCase = "case"
        case visit, call, technician, answers, setOff, differences, changes
    }

    init(_ sheet: SurveySheet, _ v: Viewer) throws {
        let survey = sheet.survey
        (id, questionnaire, version) = (survey.id.description, survey.questionnaire, survey.version)
        (source, answered) = (survey.source.rawValue, survey.answeredOn.description)
        revision = survey.revision
        withdrawn = v.output.iso(survey.withdrawnAt)
        customer = survey.customer?.description
        serviceCase = survey.caseID?.description
        visit = survey.visit?.description
        call = survey.call?.description
        technician = try v.login(survey.technician)
        answers = sheet.answers.mapValues(\.plain)
        setOff = sheet.setOff.map { SetOffView($0, sheet.consequences) }
        differences = try sheet.differences.map { try DifferenceView($0, v) }
        changes = sheet.changes.map { JournalView($0, v, workflow: nil) }
        label = sheet.questionnaire.label
        isCorrected = !sheet.former.isEmpty
        said = sheet.answered.map { question, answer in
            (
                v.output.wording.text(question.ask),
                question.words(of: answer, in: v.output.wording.language)
            )
        }
    }

    func lines(_ output: Output) -> [String] {
        let head = output.words(
            "survey.sheet", ["id": .text(id), "label": .label(label), "version": .count(version)])
        var lines = [head]
        if let withdrawn { lines.append(output.words("survey.withdrawnAt", ["at": .text(withdrawn)])) }
        lines += output.facts([
            ("fact.source", output.wording.name(source, of: "surveySource")),
            ("cli.title.when", answered), ("cli.title.customer", customer ?? ""),
            ("fact.case", serviceCase ?? ""), ("fact.visit", visit ?? ""), ("fact.call", call ?? ""),
            ("cli.title.technician", technician ?? ""), ("fact.revision", isCorrected ? "\(revision)" : ""),
        ])
        lines += [""] + said.map { output.pair($0.ask, $0.answer) }
        if !setOff.isEmpty { lines += [""] + setOff.map { $0.line(output) } }
        if !differences.isEmpty {
            lines += ["", output.words("survey.differences")] + output.table(differences)
        }
        if !changes.isEmpty { lines += ["", output.words("survey.changes")] + output.table(changes) }
        return lines
    }
}

struct SetOffView: Encodable {
    let name: String
    @OrNull var serviceCase: String?
    @OrNull var call: String?
    private let label: Label

    private enum CodingKeys: String, CodingKey {
        case name
        case serviceCase = "case"
        case call
    }

    init(_ done: SurveyReceipt.SetOff, _ labels: [String: Label]) {
        name = done.name
        serviceCase = done.caseID?.description
        call = done.call?.description
        label = labels[name] ?? Label(en: name, zh: name)
    }

    func line(_ output: Output, _ key: String = "survey.setOff") -> String {
        let records = [serviceCase, call].compactMap { $0 }.joined(separator: " ")
        return output.words(key, ["name": .label(label), "records": .text(records)]).trimmed
    }
}

/// What came of a correction or withdrawal.
struct CorrectionView: Showable {
    let id: String
    let revision: Int
    @OrNull var withdrawn: String?
    let stays: [SetOffView]
    let setOff: [SetOffView]
    private let key: String

    private enum CodingKeys: String, CodingKey { case id, revision, withdrawn, stays, setOff }

    init(_ receipt: CorrectionReceipt, _ key: String, _ v: Viewer) throws {
        (id, revision) = (receipt.survey.id.description, receipt.survey.revision)
        withdrawn = v.output.iso(receipt.survey.withdrawnAt)
        let labels = try v.reading.consequenceLabels(receipt.survey.questionnaire)
        stays = receipt.stays.map { SetOffView($0, labels) }
        setOff = receipt.setOff.map { SetOffView($0, labels) }
        self.key = key
    }

    func lines(_ output: Output) -> [String] {
        [output.words(key, ["id": .text(id), "revision": .count(revision)])]
            + stays.map { $0.line(output, "survey.stays") } + setOff.map { $0.line(output) }
    }
}
