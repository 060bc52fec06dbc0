import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

/// What must be known of what went wrong before the day can be repaired: how late, until when, which case.
struct UpsetSheet: Screen {
    enum Matter: Sendable, Hashable {
        case late(StaffID, name: String)
        case away(StaffID, name: String, on: Day)
        case emergency
    }

    let id = ""
    let isSheet = true
    let isTyping = true
    static let go = ActionID("upset.go")

    private enum Field: Hashable, Sendable {
        case minutes, until, reason, serviceCase
    }

    private let matter: Matter
    private var form: Form<Field>

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
                minutes("label.withinMinutes", 120, 15...1440),
            ])
        }
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

    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(go, [.ctrl("s")])] + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        let errors = Set(form.errors.keys)
        form.reword(as: Self.form(matter, context))
        form.errors = [:]
        for field in errors { complain(field, context) }
        showMoment(context)
    }

    mutating func perform(_ action: ActionID, _ context: DeskContext) -> [DeskStep] { submit(context) }

    mutating func handle(_ event: InputEvent, _ context: DeskContext) -> [DeskStep]? {
        if event.key == .escape || event.key == .f(12) { return [.pop] }
        switch form.handle(event) {
        case .submitted: return submit(context)
        case .ignored: return nil
        case .changed(.until): showMoment(context)
        case .changed, .focused, .moved: break
        }
        return []
    }

    /// Hours typed for another day are of that day.
    private func moment(_ context: DeskContext) -> Instant? {
        guard case .away(_, _, let date) = matter else { return nil }
        let midnight = context.rules.deskCalendar.instant(date, minute: 0)
        return MomentReader(now: max(context.now, midnight), calendar: context.rules.deskCalendar)
            .read(form.value(of: .until).trimmed)
    }

    private mutating func showMoment(_ context: DeskContext) {
        guard let index = form.fields.firstIndex(where: { $0.id == .until }) else { return }
        form.fields[index].hint = moment(context).map(context.wording.moment) ?? ""
    }

    private mutating func complain(_ field: Field, _ context: DeskContext) {
        let key =
            switch field {
            case .minutes: "upset.wrong.minutes"
            case .until: "upset.wrong.until"
            case .serviceCase: "upset.wrong.case"
            case .reason: "field.required"
            }
        form.errors[field] = context.say(key)
        form.setFocus(field)
    }

    private mutating func submit(_ context: DeskContext) -> [DeskStep] {
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
            return [.replace(RepairScreen(.late(who, name: name, minutes: minutes, reason: reason)))]
        case .away(let who, let name, let date):
            let until = moment(context)
            guard form.value(of: .until).trimmed.isEmpty || until.map({ $0 > context.now }) == true else {
                complain(.until, context)
                return []
            }
            return [.replace(RepairScreen(.away(who, name: name, on: date, until: until, reason: reason)))]
        case .emergency:
            guard let id = CaseID(form.value(of: .serviceCase).trimmed.uppercased()) else {
                complain(.serviceCase, context)
                return []
            }
            return [.replace(RepairScreen(.emergency(id, minutes: minutes)))]
        }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
        let width = area.sheetWidth(72)
        let frame = area.sheet(
            width: width, height: min(area.height, form.rows(width: width - 4, canvas.cellWidth) + 4))
        canvas.box(frame, title: title(context))
        form.draw(in: frame.inset(columns: 2, rows: 1).dropping(rows: 1), on: &canvas)
    }
}
