import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

/// What must be known of what went wrong before the day can be repaired: how late, until when, which case.
struct UpsetSheet: MomentSheet {
    enum Matter: Sendable, Hashable {
        case late(StaffID, name: String)
        case away(StaffID, name: String, on: Day)
        case emergency
    }

    static let go = ActionID("upset.go")
    static let momentField = Field.until

    enum Field: Hashable, Sendable {
        case minutes, until, reason, serviceCase, parts
    }

    private let matter: Matter
    var form: Form<Field>
    var keptUnder: String? { String(describing: matter) }

    /// - Parameter suggested: the case that an emergency is likely about.
    init(_ matter: Matter, suggested: CaseID? = nil, _ context: DeskContext) {
        self.matter = matter
        form = Self.form(matter, context)
        if let suggested { form.set(.serviceCase, to: suggested.description) }
    }

    private static func form(_ matter: Matter, _ context: DeskContext) -> Form<Field> {
        func minutes(_ label: String, _ usual: Int, _ range: ClosedRange<Int>) -> FormField<Field> {
            .number(
                .minutes, label: context.say(label), usual, range: range, step: 5, required: true, cells: 8)
        }
        let reason = FormField<Field>.text(.reason, label: context.say("label.upsetReason"), limit: 200)
        return switch matter {
        case .late: Form([minutes("label.lateMinutes", 30, 1...1440), reason])
        case .away:
            Form([
                .text(
                    .until, label: context.say("label.awayUntil"),
                    placeholder: context.say("upset.restOfDay"), cells: 24), reason,
            ])
        case .emergency:
            Form([
                .text(
                    .serviceCase, label: context.say("label.case"), placeholder: "C12", required: true,
                    cells: 12),
                minutes("label.withinMinutes", 120, 15...1440), parts(context),
            ])
        }
    }

    private static func parts(_ context: DeskContext) -> FormField<Field> {
        var field = FormField<Field>.text(
            .parts, label: context.say("label.emergencyParts"), placeholder: context.say("field.parts"))
        field.judge = context.judgeParts(for: nil)
        return field
    }

    func title(_ context: DeskContext) -> String {
        switch matter {
        case .late(_, let name): context.say("upset.late", ["name": .text(name)])
        case .away(_, let name, let date):
            context.say(
                "upset.away",
                ["name": .text(name), "day": .text(context.wording.dayOfWeek(date))])
        case .emergency: context.say("upset.emergency")
        }
    }

    func actions(_ context: DeskContext) -> [DeskAction] {
        Self.keys(context).filter { $0.id != EditActions.pick || matter == .emergency }
    }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(go, [.ctrl("s")]), EditActions.picking(context)] + SheetActions.reading(context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] {
        guard action == EditActions.pick else { return submit(context) }
        guard form.focus == .parts else { return [.warn(context.say("log.nothingToPick"))] }
        return [
            .push(
                PickSheet(
                    context, { $0.parts(title: $0.say("label.emergencyParts"), for: nil) },
                    picked: { code in
                        Job.tell { (sheet: inout UpsetSheet, _) in
                            sheet.form.enter(sheet.form.value(of: .parts).adding(part: code), in: .parts)
                            return []
                        }
                    }))
        ]
    }

    mutating func languageChanged(_ context: DeskContext) {
        let errors = Set(form.errors.keys)
        form.reword(as: Self.form(matter, context))
        form.errors = [:]
        for field in errors { complain(field, context) }
        showMoment(context)
    }

    /// Hours typed for another day are of that day.
    func momentsBegin(_ context: DeskContext) -> Instant {
        guard case .away(_, _, let date) = matter else { return context.now }
        return max(context.now, context.rules.deskCalendar.instant(date, minute: 0))
    }

    func said(_ moment: Instant, _ context: DeskContext) -> String { context.wording.moment(moment) }

    private mutating func complain(_ field: Field, _ context: DeskContext) {
        let key =
            switch field {
            case .minutes: "upset.wrong.minutes"
            case .until: "upset.wrong.until"
            case .serviceCase: "upset.wrong.case"
            case .parts: "upset.wrong.parts"
            case .reason: "field.required"
            }
        form.errors[field] = context.say(key)
        form.setFocus(field)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        var minutes = 0
        if case .number(let field)? = form[.minutes]?.content {
            guard let number = field.number, field.isInRange else {
                complain(.minutes, context)
                return []
            }
            minutes = number
        }
        let reason = form.value(of: .reason).trimmed
        switch matter {
        case .late(let who, let name):
            return look(at: .late(who, name: name, minutes: minutes, reason: reason))
        case .away(let who, let name, let date):
            let until = moment(context)
            guard form.value(of: .until).trimmed.isEmpty || until.map({ $0 > context.now }) == true else {
                complain(.until, context)
                return []
            }
            return look(at: .away(who, name: name, on: date, until: until, reason: reason))
        case .emergency:
            guard let id = CaseID(form.value(of: .serviceCase).trimmed.uppercased()) else {
                complain(.serviceCase, context)
                return []
            }
            // What is no part of the catalogue could not be held for the visit.
            guard let book = try? context.rules.parts(),
                let list = try? PartList(form.value(of: .parts), book), list.text.isEmpty
            else {
                complain(.parts, context)
                return []
            }
            return look(at: .emergency(id, minutes: minutes, parts: list.counts))
        }
    }

    /// Goes on once the records know such a matter; else what was typed stays, to be mended.
    private func look(at upset: Upset) -> [DeskStep] {
        [
            .job(
                .read("upset") { reading, context in
                    try UpsetDay(upset, reading, at: context.now)
                } then: { (_: inout UpsetSheet, day, _) in
                    [.replace(RepairScreen(upset, day))]
                } failed: { (sheet: inout UpsetSheet, error, context) in
                    if case DeskFault.badField(field: "until", _, _) = error {
                        sheet.complain(.until, context)
                        return []
                    }
                    if let first = sheet.form.fields.first { sheet.form.setFocus(first.id) }
                    return Job.tellFault(&sheet, error, context)
                })
        ]
    }
}
