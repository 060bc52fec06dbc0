import Model
import Resources
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording
import Workflow

/// A promise to be proposed, begun with one that is in force or with nothing; or a draft of one promise, to be changed. It is written
/// as a file of promises is, and what the reader of those complains of stands beside its field.
struct NewDraftSheet: SavingSheet {
    static let save = ActionID("newDraft.save")

    enum Field: Hashable, Sendable {
        case name, basis, id, line, need, labelChinese, labelEnglish, wordingChinese, wordingEnglish, subject,
            kinds, severity, customer, dealer, region, product, metric, published, publishedUnit,
            internalTarget, internalUnit, repeats, calendar, since, until, source
    }

    private let begun: PromiseText
    /// The one that is changed.
    private let draft: PromiseDraft?
    private var fault: RuleFault?
    var form: Form<Field>
    var keptUnder: String? { draft.map { "draft \($0.id)" } ?? begun.id }

    private static let (noClock, again) = ("none", "again")

    /// - Parameter promise: what is begun with; of its days only the end is kept, since approval says from when it holds.
    init(_ promise: Promise?, _ context: DeskContext) {
        var text =
            promise.map { PromiseText($0) }
            ?? PromiseText(line: .repair, calendar: context.rules.deskCalendar.name)
        text.since = nil
        self.init(text, of: nil, context)
    }

    /// Nil for a draft that the form does not hold: of several promises, or with what no field is for.
    init?(changing draft: PromiseDraft, _ context: DeskContext) {
        guard !draft.text.contains("#"), let promises = try? context.rules.promises(of: draft).all,
            let promise = promises.first, promises.count == 1
        else { return nil }
        let text = PromiseText(promise)
        let again = try? context.rules.promises(in: ResourceFile(name: draft.name, text: text.file))
        guard again?.all == promises else { return nil }
        self.init(text, of: draft, context)
    }

    private init(_ text: PromiseText, of draft: PromiseDraft?, _ context: DeskContext) {
        (begun, self.draft) = (text, draft)
        form = Self.form(text, of: draft, context)
        settle()
    }

    // MARK: The form

    private static func form(
        _ text: PromiseText, of draft: PromiseDraft?, _ context: DeskContext
    ) -> Form<Field> {
        Form(called(text, of: draft, context) + meant(text, context) + timed(text, context))
    }

    private static func called(
        _ text: PromiseText, of draft: PromiseDraft?, _ context: DeskContext
    ) -> [FormField<Field>] {
        [
            .text(
                .name, label: context.say("promise.title.name"), draft?.name ?? "", required: true, cells: 40,
                limit: 60),
            .text(
                .basis, label: context.say("strategy.basis"), draft?.basis ?? "", required: draft != nil,
                rows: 2),
            .text(
                .id, label: context.say("strategy.promise.id"), text.id, placeholder: "visit-offered",
                required: true, cells: 40, limit: 60),
            .choice(
                .line, label: context.say("strategy.promise.line"),
                Promise.Line.allCases.map {
                    Choice(
                        id: $0.rawValue, label: context.gapLineName($0.rawValue), keywords: [$0.rawValue])
                }, selected: text.line.rawValue, required: true),
            .choice(
                .need, label: context.say("strategy.promise.need"),
                Promise.Need.allCases.map {
                    Choice(
                        id: $0.rawValue, label: context.say("need.level.\($0.rawValue)"),
                        keywords: [$0.rawValue])
                }, selected: text.need.rawValue, required: true),
            .text(
                .labelChinese, label: context.say("strategy.promise.labelChinese"),
                text.label["zh-Hans"] ?? "",
                required: true),
            .text(
                .labelEnglish, label: context.say("strategy.promise.labelEnglish"), text.label["en"] ?? "",
                required: true),
            .text(
                .wordingChinese, label: context.say("strategy.promise.wordingChinese"),
                text.wording["zh-Hans"] ?? "", required: true, rows: 2),
            .text(
                .wordingEnglish, label: context.say("strategy.promise.wordingEnglish"),
                text.wording["en"] ?? "", required: true, rows: 2),
        ]
    }

    /// To whom and to what it applies; nothing chosen is everything.
    private static func meant(_ text: PromiseText, _ context: DeskContext) -> [FormField<Field>] {
        let (rules, scope) = (context.rules, text.scope)
        func words(_ words: [String], of family: String) -> [Choice] {
            words.map { Choice(id: $0, label: context.wording.name($0, of: family), keywords: [$0]) }
        }
        func several(_ field: Field, _ key: String, _ choices: [Choice], _ chosen: [String], rows: Int = 1)
            -> FormField<Field>
        {
            .choices(field, label: context.say(key), choices, chosen: chosen, rows: rows)
        }
        return [
            .choice(
                .subject, label: context.say("strategy.promise.subject"),
                words([SubjectKind.case, .visit, .call].map(\.rawValue), of: SubjectKind.family),
                selected: scope.subject.rawValue, required: true),
            several(
                .kinds, "strategy.promise.kinds",
                rules.workflows.kinds(of: .case).map { context.choice($0.name, $0.label) }, scope.kinds,
                rows: 2),
            several(
                .severity, "fact.severity", words(Severity.allCases.map(\.rawValue), of: Severity.family),
                scope.severity),
            several(
                .customer, "strategy.promise.customer",
                words(CustomerKind.allCases.map(\.rawValue), of: CustomerKind.family), scope.customer, rows: 2
            ),
            several(
                .dealer, "strategy.promise.dealer",
                words(DealerType.allCases.map(\.rawValue), of: DealerType.family), scope.dealer),
            .text(
                .region, label: context.say("strategy.promise.region"),
                scope.region.joined(separator: ", ")),
            several(
                .product, "strategy.promise.product",
                rules.settings.products.map { context.choice($0.name, $0.label) }, scope.product, rows: 2),
        ]
    }

    private static func timed(_ text: PromiseText, _ context: DeskContext) -> [FormField<Field>] {
        let units = Target.Unit.allCases.map { unit in
            Choice(
                id: unit.rawValue, label: context.say("strategy.unit.\(unit)"), keywords: [unit.rawValue])
        }
        let metrics = Metric.all.sorted().map {
            Choice(id: $0, label: context.metricName($0), keywords: [$0])
        }
        let none = Choice(id: noClock, label: context.say("strategy.promise.noClock"))
        func number(_ field: Field, _ key: String, _ target: Target?) -> FormField<Field> {
            .number(field, label: context.say(key), target?.count, range: 1...1_000_000)
        }
        func unit(_ field: Field, _ target: Target?) -> FormField<Field> {
            .choice(
                field, label: context.say("strategy.promise.unit"), units,
                selected: target?.unit.rawValue)
        }
        let reader = DayReader(today: context.rules.localDay(context.now))
        func day(_ field: Field, _ key: String, _ day: Day?) -> FormField<Field> {
            .date(field, label: context.say(key), day?.description ?? "", cells: 20) { text in
                reader.read(text).map { .right(note: context.wording.dayOfWeek($0)) }
                    ?? .unfinished(context.say("competitors.notDay"))
            }
        }
        return [
            .choice(
                .metric, label: context.say("strategy.promise.metric"), [none] + metrics,
                selected: text.metric.isEmpty ? noClock : text.metric, required: true),
            number(.published, "strategy.title.published", text.published),
            unit(.publishedUnit, text.published),
            number(.internalTarget, "strategy.title.internal", text.internalTarget),
            unit(.internalUnit, text.internalTarget),
            .choices(
                .repeats, label: context.say("strategy.promise.repeats"),
                [Choice(id: again, label: context.say("strategy.promise.again"))],
                chosen: text.repeats ? [again] : []),
            .choice(
                .calendar, label: context.say("strategy.promise.calendar"),
                context.rules.calendars.names.map { Choice(id: $0, label: $0) }, selected: text.calendar,
                required: true),
            day(.since, "label.fromDay", text.since), day(.until, "strategy.promise.until", text.until),
            .text(
                .source, label: context.say("strategy.promise.source"), text.source, required: true,
                limit: 200
            ),
        ]
    }

    private static let ofClock: [Field] = [
        .published, .publishedUnit, .internalTarget, .internalUnit, .repeats,
    ]

    private var hasClock: Bool { form.value(of: .metric) != Self.noClock }

    /// What is kept or not has no time.
    private mutating func settle() {
        let hasClock = hasClock
        for index in form.fields.indices where Self.ofClock.contains(form.fields[index].id) {
            form.fields[index].isEnabled = hasClock
        }
    }

    mutating func typed(in field: Field, _ context: DeskContext) {
        fault = nil
        if field == .metric { settle() }
    }

    func title(_ context: DeskContext) -> String {
        draft.map { context.say("strategy.change.title", ["name": .text($0.name)]) }
            ?? context.say("strategy.propose.title")
    }

    func above(_ context: DeskContext) -> [String] {
        [context.say(draft == nil ? "strategy.propose.explain" : "strategy.change.explain")]
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        draft == nil ? Self.keys(context) : ChangeDraftSheet.keys(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(begun, of: draft, context), context)
        tellFault(context)
    }

    // MARK: Saving

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        (form.errors, fault) = ([:], nil)
        form.finish()
        require(
            [
                .name, .id, .line, .need, .labelChinese, .labelEnglish, .wordingChinese, .wordingEnglish,
                .subject, .metric, .calendar, .source,
            ] + (hasClock ? [.published, .publishedUnit] : []) + (draft == nil ? [] : [.basis]), context)
        if !form.value(of: .internalTarget).isEmpty { require([.internalUnit], context) }
        guard !form.focusFirstError() else { return [] }
        let (name, basis) = (form.value(of: .name).trimmed, form.value(of: .basis).trimmed)
        let text = text(context)
        do {
            _ = try context.rules.promises(in: ResourceFile(name: name, text: text.file))
        } catch let fault as RuleFault {
            self.fault = fault
            tellFault(context)
            form.focusFirstError()
            return []
        } catch { return [.fail(context.say(error))] }
        return [.job(keep(name, basis, text))]
    }

    /// A draft of which no promise was changed keeps its text, and with it what was forecast.
    private func keep(_ name: String, _ basis: String, _ text: PromiseText) -> Job {
        guard let draft else {
            return .act("propose") { work in
                try work.draftPromises(name, text: text.file, basis: basis)
            } then: { (_: inout NewDraftSheet, draft, context) in
                let facts: [String: PhraseFact] = ["name": .text(draft.name)]
                return [.pop, .refresh, .done(context.say("strategy.proposed", facts))]
            }
        }
        let file = text == begun ? nil : text.file
        return .act("change") { work in
            try work.changeDraft(draft.id, name: name, text: file, basis: basis, version: draft.version)
        } then: { (_: inout NewDraftSheet, kept, context) in
            let facts: [String: PhraseFact] = ["name": .text(kept.name)]
            return [.pop, .refresh, .done(context.say("strategy.changedDraft", facts))]
        }
    }

    private mutating func tellFault(_ context: DeskContext) {
        guard let fault else { return }
        let field = text(context).field(atLine: fault.line)
        form.errors[Self.field(of: field)] = context.wording.say(fault.problem)
    }

    private static func field(of field: PromiseText.Field) -> Field {
        switch field {
        case .line: .line
        case .id: .id
        case .label: .labelChinese
        case .wording: .wordingChinese
        case .need: .need
        case .metric: .metric
        case .published: .published
        case .internalTarget: .internalTarget
        case .repeats: .repeats
        case .calendar: .calendar
        case .scope: .kinds
        case .since: .since
        case .until: .until
        case .source: .source
        }
    }

    /// What is typed, as it is written in a file.
    private func text(_ context: DeskContext) -> PromiseText {
        func said(_ field: Field) -> String { form.value(of: field).trimmed }
        func several(_ field: Field) -> [String] { said(field).split(separator: ",").map(String.init) }
        let reader = DayReader(today: context.rules.localDay(context.now))
        var text = begun
        text.id = said(.id)
        text.line = Promise.Line(rawValue: said(.line)) ?? begun.line
        text.need = Promise.Need(rawValue: said(.need)) ?? begun.need
        text.label.merge(["zh-Hans": said(.labelChinese), "en": said(.labelEnglish)]) { $1 }
        text.wording.merge(["zh-Hans": said(.wordingChinese), "en": said(.wordingEnglish)]) { $1 }
        text.scope.subject = SubjectKind(rawValue: said(.subject)) ?? begun.scope.subject
        (text.scope.kinds, text.scope.severity) = (several(.kinds), several(.severity))
        (text.scope.customer, text.scope.dealer) = (several(.customer), several(.dealer))
        text.scope.region = said(.region).split { ",，、".contains($0) }.map { String($0).trimmed }
        text.scope.product = several(.product)
        text.metric = hasClock ? said(.metric) : ""
        text.published = hasClock ? target(.published, .publishedUnit) : nil
        text.internalTarget = hasClock ? target(.internalTarget, .internalUnit) : nil
        text.repeats = hasClock && said(.repeats) == Self.again
        text.calendar = said(.calendar)
        (text.since, text.until) = (reader.read(said(.since)), reader.read(said(.until)))
        text.source = said(.source)
        return text
    }

    private func target(_ number: Field, _ unit: Field) -> Target? {
        guard let count = Int(form.value(of: number).filter(\.isNumber)),
            let unit = Target.Unit(rawValue: form.value(of: unit))
        else { return nil }
        return Target(count, unit)
    }
}
