import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// A new calibration session: what it is called, by which card, what is scored and by whom.
struct NewCalibrationSheet: SavingSheet {
    static let save = ActionID("calibration.begin")

    enum Field: Hashable, Sendable { case name, card, matters, raters }

    private let cards: [ScoreCard]
    private let people: [Staff]
    /// What was typed that is neither a case nor a call.
    private var unknown: String?
    var form: Form<Field>
    var keptUnder: String? { "" }

    /// - Parameter people: who may score.
    init(_ cards: [ScoreCard], _ people: [Staff], _ context: DeskContext) {
        (self.cards, self.people) = (cards, people)
        form = Self.form(cards, people, context)
    }

    private static func form(_ cards: [ScoreCard], _ people: [Staff], _ context: DeskContext) -> Form<Field> {
        Form([
            .text(.name, label: context.say("label.name"), required: true, cells: 40, limit: 60),
            .choice(
                .card, label: context.say("quality.column.card"),
                cards.map { context.choice($0.name, $0.label) }, selected: cards.first?.name,
                required: true, cells: 40),
            .text(
                .matters, label: context.say("calibration.title.matters"), placeholder: "C12 C15",
                required: true, cells: 40),
            .choices(
                .raters, label: context.say("calibration.title.raters"),
                people.map { Choice(id: $0.login, label: $0.name, keywords: [$0.login]) }, required: true,
                rows: 3),
        ])
    }

    func title(_ context: DeskContext) -> String { context.say("calibration.new.title") }
    func above(_ context: DeskContext) -> [String] { [context.say("calibration.new.explain")] }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(cards, people, context), context)
        complain(context)
    }

    mutating func typed(in field: Field, _ context: DeskContext) { if field == .matters { unknown = nil } }

    private mutating func complain(_ context: DeskContext) {
        guard let unknown else { return }
        form.errors[.matters] = context.say("calibration.notMatter", ["word": .text(unknown)])
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        (form.errors, unknown) = ([:], nil)
        require([.name, .card, .matters, .raters], context)
        let words = form.value(of: .matters).split { $0.isWhitespace || ",，、".contains($0) }.map(String.init)
        let subjects = words.map(Self.subject)
        if let place = subjects.firstIndex(of: nil) {
            unknown = words[place]
            complain(context)
        }
        guard !form.focusFirstError() else { return [] }
        let draft = CalibrationDraft(
            name: form.value(of: .name), card: form.value(of: .card), subjects: subjects.compactMap { $0 },
            raters: form.value(of: .raters).split(separator: ",").map(String.init))
        return [
            .job(
                .act("begin") { work in
                    try work.beginCalibration(draft)
                } then: { (_: inout NewCalibrationSheet, session, context) in
                    [
                        .replace(CalibrationScreen(session.id)),
                        .done(context.say("calibration.begun", ["id": .text(session.id.description)])),
                    ]
                })
        ]
    }

    /// `C12`, or `F7` for a call.
    private static func subject(_ word: String) -> Subject? {
        switch word.first?.uppercased() {
        case CaseID.letter: CaseID(word).map { Subject($0) }
        case CallID.letter: CallID(word).map { Subject($0) }
        default: nil
        }
    }
}
