import Model
import Quality
import ServiceDesk
import TerminalKit
import Wording

/// A new audit: what it is called and for, when people are asked, and whom.
struct AuditSheet: SavingSheet {
    static let save = ActionID("audit.begin")

    enum Field: Hashable, Sendable { case name, purpose, first, last, groups }

    private let groups: [AuditBook.Group]
    private var fault: AuditFault?
    var form: Form<Field>
    var keptUnder: String? { "" }

    init(_ groups: [AuditBook.Group], _ context: DeskContext) {
        self.groups = groups
        form = Self.form(groups, context)
        form.set(.first, to: context.rules.localDay(context.now).description)
    }

    private static func form(_ groups: [AuditBook.Group], _ context: DeskContext) -> Form<Field> {
        let reader = DayReader(today: context.rules.localDay(context.now))
        func day(_ field: Field, _ key: String) -> FormField<Field> {
            .date(field, label: context.say(key), required: true, cells: 20) { text in
                reader.read(text).map { .right(note: context.wording.dayOfWeek($0)) }
                    ?? .unfinished(context.say("competitors.notDay"))
            }
        }
        return Form([
            .text(.name, label: context.say("audit.title.name"), required: true, cells: 40, limit: 60),
            .text(.purpose, label: context.say("audit.line.purpose"), required: true, rows: 3),
            day(.first, "audit.first"), day(.last, "audit.last"),
            .choices(
                .groups, label: context.say("audit.whom"),
                groups.map { context.choice($0.name, $0.label) }, chosen: groups.map(\.name),
                required: true, rows: 4),
        ])
    }

    func title(_ context: DeskContext) -> String { context.say("audit.begin.title") }
    func below(_ context: DeskContext) -> [String] { [context.say("audit.begin.explain")] }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(groups, context), context)
        if let fault { form.errors[Self.field(of: fault)] = context.say(fault) }
    }

    mutating func typed(in field: Field, _ context: DeskContext) { fault = nil }

    private static func field(of fault: AuditFault) -> Field {
        if case .nameTaken = fault { .name } else { .last }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        (form.errors, fault) = ([:], nil)
        form.finish()
        require([.name, .purpose, .first, .last, .groups], context)
        let reader = DayReader(today: context.rules.localDay(context.now))
        guard !form.focusFirstError(), let first = reader.read(form.value(of: .first)),
            let last = reader.read(form.value(of: .last))
        else { return [] }
        let draft = AuditDraft(
            name: form.value(of: .name), purpose: form.value(of: .purpose), days: DaySpan(first, last),
            groups: form.value(of: .groups).split(separator: ",").map(String.init))
        return [
            .job(
                .act("begin") { work in
                    try work.beginAudit(draft)
                } then: { (_: inout AuditSheet, audit, context) in
                    let facts: [String: PhraseFact] = [
                        "id": .text(audit.id.description), "name": .text(audit.name),
                    ]
                    return [
                        .pop, .tell(AuditScreen.begun(audit.id)), .done(context.say("audit.begun", facts)),
                    ]
                } failed: { (sheet: inout AuditSheet, error, context) in
                    guard let fault = error as? AuditFault else { return [.fail(context.say(error))] }
                    sheet.fault = fault
                    sheet.form.errors[Self.field(of: fault)] = context.say(fault)
                    sheet.form.focusFirstError()
                    return []
                })
        ]
    }
}

/// How many of a group are wanted by a method; a group that is not asked yet is added, 0 leaves one out.
struct SampleSheet: SavingSheet {
    static let save = ActionID("sample.save")

    enum Field: Hashable, Sendable { case way, wanted }

    private let audit: AuditID
    private let ways: [Way]
    private let selected: String?
    var form: Form<Field>
    var keptUnder: String? { "\(audit) \(selected ?? "")" }

    /// A group, asked in one way, and how many of it are wanted now.
    struct Way: Sendable, Hashable {
        var group: AuditBook.Group
        var method: AuditMethod
        /// Nil where the audit does not ask it so.
        var plan: AuditGroup?

        var id: String { "\(group.name) \(method.rawValue)" }
    }

    init(_ ways: [Way], selected: String?, of audit: AuditID, _ context: DeskContext) {
        (self.ways, self.selected, self.audit) = (ways, selected, audit)
        form = Self.form(ways, selected, context)
        fill()
    }

    private static func form(_ ways: [Way], _ selected: String?, _ context: DeskContext) -> Form<Field> {
        let choices = ways.map { way in
            let facts: [String: PhraseFact] = [
                "group": .label(way.group.label), "method": .phrase(way.method.phrase),
            ]
            return Choice(
                id: way.id, label: context.say("audit.sample.way", facts), keywords: [way.group.name])
        }
        return Form([
            .choice(
                .way, label: context.say("audit.title.group"), choices, selected: selected, required: true,
                cells: 40),
            .number(
                .wanted, label: context.say("audit.title.wanted"), range: 0...AuditGroup.samples.upperBound,
                required: true),
        ])
    }

    private var way: Way? { ways.first { $0.id == form.value(of: .way) } }

    /// What is wanted now, of the one chosen.
    private mutating func fill() {
        form.set(.wanted, to: way.map { String($0.plan?.wanted ?? 0) } ?? "")
    }

    func title(_ context: DeskContext) -> String { context.say("audit.sample.title") }
    func below(_ context: DeskContext) -> [String] { [context.say("audit.sample.explain")] }

    mutating func languageChanged(_ context: DeskContext) {
        reword(as: Self.form(ways, selected, context), context)
    }

    mutating func typed(in field: Field, _ context: DeskContext) { if field == .way { fill() } }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        form.errors = [:]
        require([.way, .wanted], context)
        guard !form.focusFirstError(), let way,
            let wanted = Int(form.value(of: .wanted).filter(\.isNumber))
        else { return [] }
        return [
            .job(
                .act("sample") { [audit] work in
                    try work.ask(
                        way.group.name, by: way.method, wanted: wanted, in: audit,
                        version: way.plan?.version ?? 0)
                } then: { (_: inout SampleSheet, _, context) in
                    let facts: [String: PhraseFact] = ["name": .label(way.group.label)]
                    return [.pop, .refresh, .done(context.say("audit.kept", facts))]
                })
        ]
    }
}

/// Why an audit that was closed is to go on.
struct ReopenAuditSheet: ReasonSheet {
    static let save = ActionID("reopenAudit.save")

    private let audit: ServiceAudit
    var form: Form<ReasonField>
    var keptUnder: String? { audit.id.description }

    init(_ audit: ServiceAudit, _ context: DeskContext) {
        self.audit = audit
        form = Self.form(context)
    }

    func title(_ context: DeskContext) -> String {
        context.say("audit.reopen.title", ["id": .text(audit.id.description)])
    }

    func job(_ reason: String) -> Job {
        .act("reopen") { [audit] work in
            try work.reopenAudit(audit.id, reason: reason, version: audit.version)
        } then: { (_: inout ReopenAuditSheet, audit, context) in
            let facts: [String: PhraseFact] = ["id": .text(audit.id.description)]
            return [.pop, .refresh, .done(context.say("audit.reopened", facts))]
        }
    }
}
