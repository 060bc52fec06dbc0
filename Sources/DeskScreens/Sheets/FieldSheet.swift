import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording
import Workflow

/// What a transition must know before it can be taken: its fields, in a small form over the screen. Words left
/// unfinished are there again when the same step is begun anew.
struct FieldSheet: DraftingScreen, FormSheet {
    /// What the transition is taken on.
    enum Target: Sendable, Hashable {
        case serviceCase(CaseID)
        case visit(VisitID)
        /// By the technician who makes it; refused once it is somebody else's.
        case ownVisit(VisitID)
        case call(CallID)
        /// The same for each of several.
        case cases([CaseID])

        var subject: Subject {
            switch self {
            case .serviceCase(let id): Subject(id)
            case .visit(let id), .ownVisit(let id): Subject(id)
            case .call(let id): Subject(id)
            case .cases: .desk
            }
        }
    }

    static let save = ActionID("field.save")

    private let target: Target
    private let offer: Offer
    /// What is given along without being asked here (answers of the screen below).
    private let answers: [String: FieldValue]
    /// Fields of the step that are not asked for now.
    private let unasked: Set<String>
    /// Fields of the step that must be filled in now, though the step itself can do without; asked first.
    private let needed: Set<String>
    /// What the matter is about, where parts are asked for.
    private let product: String?
    /// What the step comes to, said above the fields.
    private let effect: @Sendable (DeskContext) -> [String]
    var form: Form<String>
    var draft: DraftKeeper

    /// - Parameter known: what the fields hold already.
    init(
        _ target: Target, _ offer: Offer, known: [String: FieldValue], answers: [String: FieldValue] = [:],
        unasked: Set<String> = [], needed: Set<String> = [], product: String? = nil,
        effect: @escaping @Sendable (DeskContext) -> [String] = { _ in [] }, _ context: DeskContext
    ) {
        self.effect = effect
        self.product = product.flatMap { $0.isEmpty ? nil : $0 }
        self.target = target
        self.offer = offer
        self.answers = answers
        (self.unasked, self.needed) = (unasked, needed)
        draft = DraftKeeper(form: "\(target.subject) \(offer.name)")
        form = Form([])
        form = blankForm(context)
        for field in asked {
            if let value = known[field.name] { form.set(field.name, to: Self.typed(value, field)) }
        }
    }

    private var asked: [FieldDefinition] {
        let open = (offer.requires + offer.optional).filter {
            answers[$0.name] == nil && !unasked.contains($0.name)
        }
        return open.filter { needed.contains($0.name) } + open.filter { !needed.contains($0.name) }
    }

    private func mustHave(_ field: FieldDefinition) -> Bool {
        offer.requires.contains(field) || needed.contains(field.name)
    }

    private func blankForm(_ context: DeskContext) -> Form<String> {
        Form(
            asked.map {
                context.formField($0, required: mustHave($0), product: product)
            })
    }

    mutating func languageChanged(_ context: DeskContext) {
        form.reword(as: blankForm(context))
        for field in asked where form.errors[field.name] != nil {
            let isMissing = form.value(of: field.name).trimmed.isEmpty
            form.errors[field.name] = context.say(
                isMissing ? "field.required" : "field.wrong.\(field.type.rawValue)")
        }
    }

    var draftValues: [String: String] {
        let typed = asked.map { ($0.name, form.value(of: $0.name)) }.filter { !$0.1.trimmed.isEmpty }
        return Dictionary(typed, uniquingKeysWith: { first, _ in first })
    }

    mutating func appear(_ context: DeskContext) -> [DeskStep] {
        guard !isForSeveral else { return [] }
        return [
            lookForDraft { screen, draft, context in
                screen.draft.id = draft.id
                for (name, text) in draft.values { screen.form.resume(name, to: text) }
                return [.message(MessageLine(.info, context.say("draft.restored")))]
            }
        ]
    }

    /// Nothing is asked, so it can be taken at once.
    static func isNeeded(_ offer: Offer, answers: [String: FieldValue] = [:]) -> Bool {
        offer.requires.contains { answers[$0.name] == nil }
    }

    func title(_ context: DeskContext) -> String { context.wording.text(offer.label) }

    func actions(_ context: DeskContext) -> [DeskAction] { FieldSheet.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(save, [.ctrl("s")]), EditActions.picking(context)]
            + SheetActions.reading(context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        action == EditActions.pick ? pick(context) : submit(context)
    }

    /// "In two hours" is another moment with every key.
    mutating func timeWent(_ context: DeskContext) {
        for (index, field) in asked.enumerated() where field.type == .instant {
            form.fields[index].judge = context.judge(field)
        }
    }

    mutating func typed(in field: String, _ context: DeskContext) { changed(context) }

    private mutating func changed(_ context: DeskContext) {
        if !isForSeveral { draft.changed(at: context.now) }
    }

    /// A draft is kept of one matter; of several, nobody would know which they were.
    private var isForSeveral: Bool { if case .cases = target { true } else { false } }

    func above(_ context: DeskContext) -> [String] { effect(context) }

    /// F4: the choices of the field, a calendar, the parts there are, or canned answers for a text.
    private func pick(_ context: DeskContext) -> [DeskStep] {
        guard let focus = form.focus, let field = form[focus] else { return [] }
        switch field.content {
        case .date(let text, _):
            let typed = MomentReader(now: context.now, calendar: context.rules.deskCalendar).read(text.text)
            let day = typed.map(context.rules.deskCalendar.localDay)
            let time = typed.map(context.wording.time) ?? context.say("calendar.time")
            return [
                .push(
                    CalendarSheet(day, context) { day in
                        Self.fill(focus, with: { "\($0.wording.day(day)) \(time)" })
                    })
            ]
        case .text, .choice, .choices, .number:
            let asked = asked.first { $0.name == focus }
            return switch asked?.type {
            case .parts: asked.map { pickPart($0, context) } ?? []
            case .text: pickText(context)
            default: [.warn(context.say("log.nothingToPick"))]
            }
        }
    }

    /// F4 in a list of parts: the catalogue; what is picked goes behind what stands there.
    private func pickPart(_ field: FieldDefinition, _ context: DeskContext) -> [DeskStep] {
        [
            .push(
                PickSheet(
                    context, { [product] in $0.parts(title: $0.wording.text(field.label), for: product) },
                    picked: { code in
                        Job.tell { (screen: inout FieldSheet, context) in
                            let list = screen.form.value(of: field.name).adding(part: code)
                            screen.form.set(field.name, to: list)
                            screen.changed(context)
                            return []
                        }
                    }))
        ]
    }

    private static func fill(
        _ field: String, with text: @escaping @Sendable (DeskContext) -> String
    ) -> Job.Reply {
        Job.tell { (screen: inout FieldSheet, context) in
            screen.form.set(field, to: text(context))
            screen.changed(context)
            return []
        }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        var given = answers
        form.errors = [:]
        for field in asked {
            let text = form.value(of: field.name).trimmed
            if text.isEmpty {
                if mustHave(field) { form.errors[field.name] = context.say("field.required") }
            } else if let value = context.value(typed: text, for: field) {
                given[field.name] = value
            } else {
                form.errors[field.name] = context.say("field.wrong.\(field.type.rawValue)")
            }
        }
        if form.focusFirstError() { return [] }
        if case .cases(let ids) = target {
            let label = offer.label
            return [
                .job(
                    BulkSheet.rehearsal(
                        of: .step(offer.name, given: given), on: ids, from: FieldSheet.self
                    ) { $0.wording.text(label) })
            ]
        }
        let taking = Taking(target: target, offer: offer, given: given, draft: draft)
        return [.job(taking.job(then: FieldSheet.taken))]
    }

    @Sendable private static func taken(
        _ screen: inout FieldSheet, _ state: Taking.Result, _ context: DeskContext
    ) -> [DeskStep] {
        screen.draft.saved()
        return [.pop] + state.steps(context)
    }

    private static func typed(_ value: FieldValue, _ field: FieldDefinition) -> String {
        switch value {
        case .text(let text): text
        case .number(let number) where field.type == .money: Money(minor: number).description
        case .number(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .instant: ""
        }
    }
}
