import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// How a clause is judged, or all of an item alike, and why; what was judged of it before stays to be seen.
struct MarkSheet: SavingSheet {
    static let save = ActionID("mark.save")

    enum Field: Hashable, Sendable { case verdict, failing, note }

    /// As far as our records tell.
    private static let records = "records"

    private let row: StandardRow
    private let assessment: Int64
    private let clauses: [Standard.Clause]
    private let hasEvidence: Bool
    /// Met in part, and not said how far it fell short.
    private var isShareMissing = false
    var form: Form<Field>
    var keptUnder: String? { "\(assessment) \(row.id)" }

    init(_ row: StandardRow, in report: AssessmentReport, _ context: DeskContext) {
        self.row = row
        assessment = report.assessment.id
        clauses =
            row.clause.map { [$0.clause] }
            ?? report.score.clauses.filter { $0.item.name == row.name }.map(\.clause)
        hasEvidence = clauses.allSatisfy { report.evidence[$0.name] != nil && $0.isSampled }
        form = Form([])
        form = blank(context)
        settle()
    }

    private func blank(_ context: DeskContext) -> Form<Field> {
        Form([
            .choice(
                .verdict, label: context.say("standard.title.verdict"),
                verdicts.map { name in
                    Choice(
                        id: name,
                        label: context.say(
                            name == Self.records ? "standards.byRecords" : "standard.verdict.\(name)"),
                        keywords: [name])
                }, selected: row.clause?.mark?.verdict.rawValue, required: true, cells: 34),
            .number(
                .failing, label: context.say("standards.failing"), range: 0...100, placeholder: "20", cells: 8
            ),
            .text(.note, label: context.say("label.because"), required: true, rows: 3),
        ])
    }

    /// Only what is looked at in samples may be met in part.
    private var verdicts: [String] {
        let all: [AssessmentMark.Verdict] =
            clauses.allSatisfy(\.isSampled)
            ? [.met, .partly, .failed, .notApplicable] : [.met, .failed, .notApplicable]
        return all.map(\.rawValue) + (hasEvidence ? [Self.records] : [])
    }

    func title(_ context: DeskContext) -> String { context.say("standards.mark.title") }

    func above(_ context: DeskContext) -> [String] {
        [context.wording.text(row.label)]
            + (row.evidence.map {
                [context.say("standards.told", ["evidence": .text(context.evidence($0))])]
            } ?? [])
    }

    mutating func languageChanged(_ context: DeskContext) {
        let missing = form.errors.keys.filter { $0 != .failing }
        form.reword(as: blank(context))
        form.errors = [:]
        settle()
        for field in missing { form.errors[field] = context.say("field.required") }
        if isShareMissing { form.errors[.failing] = context.say("standards.failingNeeded") }
    }

    /// The share that fell short is asked of what is met in part alone.
    private mutating func settle() {
        let isPartly = form.value(of: .verdict) == AssessmentMark.Verdict.partly.rawValue
        for index in form.fields.indices where form.fields[index].id == .failing {
            form.fields[index].isEnabled = isPartly
            form.fields[index].hint = "%"
        }
        form.settleFocus()
    }

    mutating func typed(in field: Field, _ context: DeskContext) {
        if field == .failing { isShareMissing = false }
        if field == .verdict { settle() }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        (form.errors, isShareMissing) = ([:], false)
        let (verdict, note) = (form.value(of: .verdict), form.value(of: .note).trimmed)
        require([.verdict, .note], context)
        let share = Double(form.value(of: .failing).filter(\.isNumber)).map { $0 / 100 }
        let failing = verdict == AssessmentMark.Verdict.partly.rawValue ? share : nil
        if verdict == AssessmentMark.Verdict.partly.rawValue, failing == nil {
            isShareMissing = true
            form.errors[.failing] = context.say("standards.failingNeeded")
        }
        guard !form.focusFirstError() else { return [] }
        let (id, name) = (assessment, row.name)
        return [
            .job(
                .act("mark") { work in
                    guard let verdict = AssessmentMark.Verdict(rawValue: verdict) else {
                        return try work.judgeByRecords(id, name, note: note)
                    }
                    try work.judge(id, name, verdict, failing: failing, note: note)
                } then: { (sheet: inout MarkSheet, _, context) in
                    let facts: [String: PhraseFact] = ["clause": .label(sheet.row.label)]
                    return [.pop, .refresh, .done(context.say("standards.marked", facts))]
                })
        ]
    }
}
