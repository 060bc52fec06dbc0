import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// What came of a difference between the record and what the customer says, and why.
struct DecideSheet: SavingSheet {
    static let save = ActionID("decide.save")

    enum Field: Hashable, Sendable {
        case difference, verdict, note
    }

    private let items: [ReviewItem]
    var form: Form<Field>
    let keptUnder: String?

    /// - Parameter items: of one sheet; the first that is open is suggested.
    init(_ items: [ReviewItem], _ context: DeskContext) {
        self.items = items
        form = Self.form(items, context)
        keptUnder = items.first.map { "\($0.survey.id) \(Self.suggested(items) ?? "")" }
        if items.count == 1 { form.setFocus(.verdict) }
    }

    private static func suggested(_ items: [ReviewItem]) -> String? {
        (items.first(where: \.isOpen) ?? items.first)?.difference.name
    }

    private static func form(_ items: [ReviewItem], _ context: DeskContext) -> Form<Field> {
        let differences = items.map { context.choice($0.difference.name, $0.difference.label) }
        let verdicts = DifferenceVerdict.allCases.map {
            Choice(
                id: $0.rawValue, label: context.wording.name($0.rawValue, of: "verdict"),
                keywords: [$0.rawValue])
        }
        return Form([
            .choice(
                .difference, label: context.say("label.difference"), differences,
                selected: suggested(items), required: true),
            .choice(.verdict, label: context.say("label.verdict"), verdicts, required: true, cells: 24),
            .text(.note, label: context.say("label.because"), required: true, rows: 3),
        ])
    }

    private var item: ReviewItem? {
        items.first { $0.difference.name == form.value(of: .difference) }
    }

    func title(_ context: DeskContext) -> String {
        context.say("decide.title", ["id": .text(items.first?.survey.id.description ?? "")])
    }

    /// Both words beside each other, and what was decided before.
    func above(_ context: DeskContext) -> [String] {
        guard let item else { return [] }
        let both = context.say(
            "decide.both",
            [
                "said": .text(context.said(item.difference)),
                "recorded": .text(context.recorded(item.difference)),
            ])
        let before = item.decided.map {
            context.say("decide.before", ["verdict": .text(context.verdict($0)), "note": .text($0.note)])
        }
        return [both] + (before.map { [$0] } ?? [])
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(items, context), context)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        let note = form.value(of: .note).trimmed
        form.errors = [:]
        require([.verdict, .note], context)
        guard let item, let verdict = DifferenceVerdict(rawValue: form.value(of: .verdict)), !note.isEmpty
        else {
            form.focusFirstError()
            return []
        }
        return [
            .job(
                .act("decide") { work in
                    try work.decide(
                        item.survey.id, item.difference.name, verdict, note: note, before: item.decided)
                } then: { (_: inout DecideSheet, decided, context) in
                    let facts: [String: PhraseFact] = [
                        "id": .text(decided.survey.description), "verdict": .text(context.verdict(decided)),
                    ]
                    return [.pop, .refresh, .done(context.say("decide.done", facts))]
                })
        ]
    }
}
