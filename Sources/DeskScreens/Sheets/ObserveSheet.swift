import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// What was seen of a competitor, to be entered beside what was seen before: the value is judged by the measure's unit as one
/// types.
struct ObserveSheet: FormSheet {
    static let save = ActionID("observe.save")

    enum Field: Hashable, Sendable, CaseIterable {
        case company, measure, side, value, sample, deviation, source, day, note
    }

    private let companies: [Competitor]
    /// What the desk would not take, by the field it is about.
    private var faults: [Field: CompetitorFault] = [:]
    var form: Form<Field>
    let keptUnder: String?

    /// - Parameter companies: those that may be chosen. - measure: `delivery/time`.
    init(
        _ companies: [Competitor], company: String?, measure: String?, side: CompetitorRow.Side,
        _ context: DeskContext
    ) {
        self.companies = companies
        keptUnder = [company ?? "", measure ?? "", side.rawValue].joined(separator: " ")
        form = Self.form(companies, context)
        company.map { form.set(.company, to: $0) }
        measure.map { form.set(.measure, to: $0) }
        form.set(.side, to: side.rawValue)
        form.set(.day, to: context.rules.localDay(context.now).description)
        if company != nil, measure != nil { form.setFocus(.value) }
        judgeValue(context)
    }

    private static func form(_ companies: [Competitor], _ context: DeskContext) -> Form<Field> {
        let reader = DayReader(today: context.rules.localDay(context.now))
        return Form([
            .choice(
                .company, label: context.say("competitor.title.company"),
                companies.map { Choice(id: $0.name, label: $0.name, keywords: Pinyin.keys(of: $0.name)) },
                required: true, cells: 30),
            .choice(
                .measure, label: context.say("competitor.title.measure"), measures(context), required: true,
                cells: 40),
            .choice(
                .side, label: context.say("competitor.title.side"),
                CompetitorRow.Side.allCases.map {
                    Choice(id: $0.rawValue, label: context.name($0), keywords: [$0.rawValue])
                }, required: true, cells: 20),
            .text(
                .value, label: context.say("competitor.title.value"), required: true, cells: 14, limit: 20),
            .number(.sample, label: context.say("competitors.label.sample"), cells: 14),
            .text(.deviation, label: context.say("competitors.title.deviation"), cells: 14, limit: 20),
            .choice(
                .source, label: context.say("competitor.title.source"),
                CompetitorRow.Source.allCases.map {
                    Choice(
                        id: $0.rawValue, label: context.say("competitor.source.\($0.rawValue)"),
                        keywords: [$0.rawValue])
                }, required: true, cells: 20),
            .date(.day, label: context.say("competitor.title.day"), required: true, cells: 20) { text in
                reader.read(text).map { .right(note: context.wording.dayOfWeek($0)) }
                    ?? .unfinished(context.say("competitors.notDay"))
            },
            .text(.note, label: context.say("competitor.title.note"), limit: 500),
        ])
    }

    private static func measures(_ context: DeskContext) -> [Choice] {
        ((try? context.rules.competitors().services) ?? []).flatMap { service in
            service.measures.map { measure in
                Choice(
                    id: measure.id,
                    label: context.say(
                        "competitors.measure",
                        ["service": .label(service.label), "measure": .label(measure.label)]),
                    keywords: context.keywords(service.label) + context.keywords(measure.label) + [measure.id]
                )
            }
        }
    }

    func title(_ context: DeskContext) -> String { context.say("competitors.observe.title") }

    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(save, [.ctrl("s")]), EditActions.picking(context)] + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        let missing = form.errors.keys.filter { faults[$0] == nil }
        form.reword(as: Self.form(companies, context))
        judgeValue(context)
        form.errors = faults.mapValues { context.brief($0) }
        for field in missing { form.errors[field] = context.say("field.required") }
    }

    func below(_ context: DeskContext) -> [String] { [context.say("competitors.observe.hint")] }

    // MARK: Typing

    mutating func typed(in field: Field, _ context: DeskContext) {
        faults[field] = nil
        if field == .measure || field == .side { judgeValue(context) }
    }

    private func measure(_ context: DeskContext) -> ServiceMeasure? {
        try? context.rules.measure(form.value(of: .measure))
    }

    private var side: CompetitorRow.Side? { CompetitorRow.Side(rawValue: form.value(of: .side)) }

    /// Beside the value stands its unit, or what is wrong with it; a promise has neither sample nor deviation, a share no deviation.
    private mutating func judgeValue(_ context: DeskContext) {
        let unit = measure(context)?.unit
        let isPromise = side == .promise
        for index in form.fields.indices {
            switch form.fields[index].id {
            case .value:
                form.fields[index].hint = unit.map { context.wording.say($0.label) } ?? ""
                form.fields[index].judge = unit.map { unit in Self.judge(unit, isPromise, context) }
            case .sample: form.fields[index].isEnabled = !isPromise
            case .deviation: form.fields[index].isEnabled = !isPromise && unit != .share
            default: break
            }
        }
        form.settleFocus()
    }

    private static func judge(_ unit: ServiceMeasure.Unit, _ isPromise: Bool, _ context: DeskContext)
        -> @Sendable (String) -> Verdict
    {
        { text in
            if isNone(text, context) {
                return isPromise
                    ? .right(note: context.say("competitor.noPromise"))
                    : .wrong(context.brief(CompetitorFault.nothingDelivered))
            }
            guard let value = unit.value(typed: text) else {
                return .unfinished(context.brief(CompetitorFault.badValue(text, unit: unit)))
            }
            return .right(note: context.say(.phrase(unit.said(value))))
        }
    }

    /// The word for no promise, in any language.
    private static func isNone(_ text: String, _ context: DeskContext) -> Bool {
        let typed = text.trimmed.lowercased()
        return context.said("competitors.none").contains { $0.lowercased() == typed }
            || context.said("competitor.noPromise").contains { $0.lowercased() == typed }
    }

    // MARK: Picking

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        action == EditActions.pick ? pick(context) : submit(context)
    }

    /// F4: the choices of the field, or a calendar.
    private func pick(_ context: DeskContext) -> [DeskStep] {
        guard let focus = form.focus, let field = form[focus] else { return [] }
        switch field.content {
        case .date(let text, _):
            let day = DayReader(today: context.rules.localDay(context.now)).read(text.text)
            return [.push(CalendarSheet(day, context) { Self.fill(focus, with: $0.description) })]
        case .text, .choice, .choices, .number: return [.warn(context.say("log.nothingToPick"))]
        }
    }

    private static func fill(_ field: Field, with text: String) -> Job.Reply {
        Job.tell { (sheet: inout ObserveSheet, context) in
            sheet.form.enter(text, in: field)
            sheet.form.errors[field] = nil
            sheet.typed(in: field, context)
            return []
        }
    }

    // MARK: Saving

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        (form.errors, faults) = ([:], [:])
        form.finish()
        require([.company, .measure, .side, .value, .source, .day], context)
        let (sample, deviation) = (form.value(of: .sample), form.value(of: .deviation).trimmed)
        if form[.sample]?.isEnabled == true, !sample.isEmpty, Int(sample) == nil {
            refuse(.sample, .sampleTooSmall, context)
        }
        if form[.deviation]?.isEnabled == true, !deviation.isEmpty, Double(deviation) == nil {
            refuse(.deviation, .deviation, context)
        }
        guard !form.focusFirstError(), let draft = draft(context) else { return [] }
        return [
            .job(
                .act("observe") { work in
                    try work.observe(draft)
                } then: { (_: inout ObserveSheet, row, context) in
                    [
                        .pop, .refresh,
                        .done(context.say("competitors.observed", ["row": .text(String(row.id))])),
                    ]
                } failed: { (sheet: inout ObserveSheet, error, context) in
                    sheet.refused(error, context)
                })
        ]
    }

    private func draft(_ context: DeskContext) -> CompetitorDraft? {
        guard let side, let source = CompetitorRow.Source(rawValue: form.value(of: .source)),
            let day = DayReader(today: context.rules.localDay(context.now)).read(form.value(of: .day))
        else { return nil }
        let value = form.value(of: .value).trimmed
        func enabled(_ field: Field) -> String? {
            form[field]?.isEnabled == true ? form.value(of: field).trimmed : nil
        }
        return CompetitorDraft(
            company: form.value(of: .company), measure: form.value(of: .measure), side: side,
            value: Self.isNone(value, context) ? nil : value,
            sample: enabled(.sample).flatMap { Int($0) },
            deviation: enabled(.deviation).flatMap(Double.init), source: source, day: day,
            note: form.value(of: .note))
    }

    /// What is about a field is said beside it.
    private mutating func refused(_ error: any Error, _ context: DeskContext) -> [DeskStep] {
        let field: Field? =
            switch error as? CompetitorFault {
            case .noCompany: .company
            case .noMeasure: .measure
            case .badValue, .nothingDelivered: .value
            case .sampleOfPromise, .sampleTooSmall: .sample
            case .deviation: .deviation
            case .dayToCome: .day
            default: nil
            }
        guard let field, let fault = error as? CompetitorFault else { return [.fail(context.say(error))] }
        refuse(field, fault, context)
        form.focusFirstError()
        return []
    }

    private mutating func refuse(_ field: Field, _ fault: CompetitorFault, _ context: DeskContext) {
        faults[field] = fault
        form.errors[field] = context.brief(fault)
    }
}

extension DeskContext {
    /// What is wrong with what was typed, short enough to stand beside its field.
    fileprivate func brief(_ fault: CompetitorFault) -> String {
        switch fault {
        case .badValue(_, let unit): say("competitors.notValue", ["unit": .phrase(unit.label)])
        case .nothingDelivered: say("competitors.valueNeeded")
        case .deviation: say("competitors.badSpread")
        case .sampleTooSmall: say("competitors.badSample")
        default: say(fault)
        }
    }
}
