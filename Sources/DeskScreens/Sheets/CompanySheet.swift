import Model
import ServiceDesk
import TerminalKit
import Wording

/// A company whose services are to be compared with ours.
struct CompanySheet: SavingSheet {
    static let save = ActionID("company.save")

    enum Field: Hashable, Sendable { case name, kind, note }

    var form: Form<Field>
    var keptUnder: String? { "" }

    init(_ context: DeskContext) { form = Self.form(context) }

    private static func form(_ context: DeskContext) -> Form<Field> {
        Form([
            .text(
                .name, label: context.say("competitor.title.company"), required: true, cells: 40, limit: 60),
            .choice(
                .kind, label: context.say("competitors.title.kind"),
                Competitor.Kind.allCases.map {
                    Choice(
                        id: $0.rawValue, label: context.say("competitors.kind.\($0.rawValue)"),
                        keywords: [$0.rawValue])
                }, selected: Competitor.Kind.direct.rawValue, required: true, cells: 40),
            .text(.note, label: context.say("competitor.title.note"), rows: 2, limit: 500),
        ])
    }

    func title(_ context: DeskContext) -> String { context.say("competitors.company.title") }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.name, .kind], context)
        guard !form.focusFirstError(), let kind = Competitor.Kind(rawValue: form.value(of: .kind)) else {
            return []
        }
        let company = Competitor(name: form.value(of: .name), kind: kind, note: form.value(of: .note))
        return [
            .job(
                .act("company") { work in
                    try work.addCompetitor(company)
                } then: { (_: inout CompanySheet, added, context) in
                    [
                        .pop, .refresh,
                        .done(context.say("competitor.added", ["company": .text(added.name)])),
                    ]
                })
        ]
    }
}
