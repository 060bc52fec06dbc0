import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// One point beside the scale, given or taken, or one that ends: made good, or given by mistake.
struct SpecialSheet: SavingSheet {
    static let save = ActionID("special.save")

    enum Field: Hashable, Sendable { case what, note }

    private let assessment: Int64
    /// So many deductions fail whatever the score.
    private let failing: Int
    /// Those that count.
    private let special: [AssessmentMark]
    var form: Form<Field>
    var keptUnder: String? { String(assessment) }

    init(_ report: AssessmentReport, _ context: DeskContext) {
        (assessment, failing) = (report.assessment.id, report.score.standard.failing)
        special = report.score.deductions + report.score.bonuses
        form = Form([])
        form = blank(context)
    }

    private func blank(_ context: DeskContext) -> Form<Field> {
        let new = [AssessmentMark.Verdict.deduction, .bonus].map {
            Choice(
                id: $0.rawValue, label: context.say("standards.special.\($0.rawValue)"),
                keywords: [$0.rawValue])
        }
        let ends = special.map { mark in
            Choice(
                id: String(mark.id),
                label: context.say(
                    "standards.end",
                    [
                        "kind": .phrase(Phrase("standard.verdict.\(mark.verdict.rawValue)")),
                        "note": .text(mark.note),
                    ]))
        }
        return Form([
            .choice(.what, label: context.say("standards.what"), new + ends, required: true),
            .text(.note, label: context.say("label.because"), required: true, rows: 3),
        ])
    }

    func title(_ context: DeskContext) -> String { context.say("standards.special.title") }
    func above(_ context: DeskContext) -> [String] {
        [context.say("standards.special.explain", ["count": .count(failing)])]
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: blank(context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let (what, note) = (form.value(of: .what), form.value(of: .note).trimmed)
        form.errors = [:]
        require([.what, .note], context)
        guard !form.focusFirstError() else { return [] }
        let id = assessment
        return [
            .job(
                .act("special") { work in
                    guard let verdict = AssessmentMark.Verdict(rawValue: what) else {
                        return try work.endSpecial(id, Int64(what) ?? 0, note: note)
                    }
                    try work.addSpecial(id, verdict, note: note)
                } then: { (_: inout SpecialSheet, _, context) in
                    [.pop, .refresh, .done(context.say("standards.special.done"))]
                })
        ]
    }
}
