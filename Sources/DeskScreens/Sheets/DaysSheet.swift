import Model
import ServiceDesk
import TerminalKit
import Wording

/// From which day until which figures are counted; told to the screen below.
struct DaysSheet: FormSheet {
    static let take = ActionID("days.take")

    enum Field: Hashable, Sendable { case from, until }

    /// Longer stretches are no period of a report.
    private static let most = 3660

    private let days: ClosedRange<Day>
    private let taken: @Sendable (ClosedRange<Day>) -> Job.Reply
    var form: Form<Field>
    var keptUnder: String? { "\(days.lowerBound) \(days.upperBound)" }

    /// - Parameter days: those looked at now.
    init(
        _ days: ClosedRange<Day>, _ context: DeskContext,
        taken: @escaping @Sendable (ClosedRange<Day>) -> Job.Reply
    ) {
        (self.days, self.taken) = (days, taken)
        form = Self.form(days, context)
    }

    private static func form(_ days: ClosedRange<Day>, _ context: DeskContext) -> Form<Field> {
        let fields: [(Field, String, Day)] = [
            (.from, "figures.span.from", days.lowerBound), (.until, "figures.span.until", days.upperBound),
        ]
        return Form(
            fields.map { field, label, day -> FormField<Field> in
                .text(
                    field, label: context.say(label), day.description, placeholder: day.description,
                    required: true, cells: 12)
            })
    }

    func title(_ context: DeskContext) -> String { context.say("figures.span.title") }

    func actions(_ context: DeskContext) -> [DeskAction] { Self.keys(context) }

    static func keys(_ context: DeskContext) -> [DeskAction] {
        [context.action(take, [.ctrl("s")])] + SheetActions.reading(context)
    }

    mutating func languageChanged(_ context: DeskContext) {
        let wrong = !form.errors.isEmpty
        form.reword(as: Self.form(days, context))
        if wrong { _ = judge(context) }
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        guard let days = judge(context) else {
            form.focusFirstError()
            return []
        }
        return [.pop, .tell(taken(days))]
    }

    /// The days that are written; nil when they are none, which is then said beside the field.
    private mutating func judge(_ context: DeskContext) -> ClosedRange<Day>? {
        form.errors = [:]
        let days = [Field.from, .until].map { field in
            let day = Day(form.value(of: field).trimmed)
            if day == nil { form.errors[field] = context.say("deputy.notDay") }
            return day
        }
        guard let from = days[0], let until = days[1] else { return nil }
        guard from <= until, until - from < Self.most else {
            form.errors[.until] = context.say("figures.span.order", ["count": .count(Self.most)])
            return nil
        }
        return from...until
    }
}

/// A screen about days that are chosen from a list, or written.
protocol DaysScreen: ChoosingScreen {
    var period: ReportDays { get set }
    /// In place of the period; nil where none were written.
    var written: ClosedRange<Day>? { get set }
}

extension DaysScreen {
    func days(_ context: DeskContext) -> ClosedRange<Day> { written ?? period.days(context) }

    func pickPeriod(_ context: DeskContext) -> [DeskStep] {
        pick(context, { $0.reportDaysPicker }) { screen, name in
            screen.period = ReportDays(rawValue: name) ?? screen.period
            screen.written = nil
        }
    }

    func askDays(_ context: DeskContext) -> [DeskStep] {
        [
            .push(
                DaysSheet(days(context), context) { days in
                    Job.tell { (screen: inout Self, context) in
                        screen.written = days
                        return screen.chosen(context)
                    }
                })
        ]
    }
}
