import Dispatching
import Model
import ServiceDesk
import ServiceTime
import TerminalKit
import Wording

/// A visit of two jobs, or of two days, is made two: how long the first takes, and when the rest is. What that does to the
/// day stands below while one types.
struct SplitSheet: SavingSheet {
    static let save = ActionID("split.save")

    enum Field: Hashable, Sendable {
        case minutes, day
    }

    private let visit: VisitID
    private let plan: DayPlan
    private let date: Day
    private let whole: Int
    var form: Form<Field>
    var keptUnder: String? { "\(visit) \(date)" }
    /// What comes of what is typed; nil while that makes no two visits.
    private var outcome: Outcome?

    private struct Outcome: Sendable {
        /// Minutes, and the day where it is another one.
        var rest: (minutes: Int, day: Day?)
        var effect: PlanEffect
    }

    init(_ visit: VisitID, of plan: DayPlan, on date: Day, _ context: DeskContext) {
        (self.visit, self.plan, self.date) = (visit, plan, date)
        whole = plan.assignments[visit].map { ($0.planned.end - $0.planned.start).minutes } ?? 0
        form = Self.form(whole, context)
        outcome = reckoned(context)
    }

    private static func form(_ whole: Int, _ context: DeskContext) -> Form<Field> {
        Form([
            .number(
                .minutes, label: context.say("label.firstMinutes"), whole / 2, range: 0...max(0, whole),
                step: 5, required: true, cells: 8),
            .text(
                .day, label: context.say("label.restDay"), placeholder: context.say("split.sameDay"),
                cells: 24),
        ])
    }

    func title(_ context: DeskContext) -> String {
        context.say("split.title", ["id": .text(visit.description)])
    }

    mutating func languageChanged(_ context: DeskContext) {
        let errors = Set(form.errors.keys)
        form.reword(as: Self.form(whole, context))
        form.errors = [:]
        for field in errors { complain(field, context) }
        showDay(context)
    }

    // MARK: What is typed

    private var minutes: Int? {
        guard case .number(let field)? = form[.minutes]?.content, let number = field.number,
            number >= VisitFault.leastPart, number <= whole - VisitFault.leastPart
        else { return nil }
        return number
    }

    /// The day of the rest, where it is another one.
    private func day(_ context: DeskContext) -> Day? {
        DayReader(today: context.rules.localDay(context.now)).read(form.value(of: .day).trimmed)
    }

    private func isWrong(_ day: Day?) -> Bool {
        !form.value(of: .day).trimmed.isEmpty && day.map { $0 <= date } ?? true
    }

    mutating func typed(in field: Field, _ context: DeskContext) {
        showDay(context)
        outcome = reckoned(context)
    }

    private mutating func showDay(_ context: DeskContext) {
        form.hint(.day, day(context).map(context.wording.dayOfWeek) ?? "")
    }

    private mutating func complain(_ field: Field, _ context: DeskContext) {
        let least = VisitFault.leastPart
        form.errors[field] =
            field == .day
            ? context.say("split.wrong.day")
            : context.say(
                "split.wrong.minutes",
                ["least": .number(Double(least)), "most": .number(Double(max(least, whole - least)))])
        form.setFocus(field)
    }

    mutating func submit(_ context: DeskContext) -> [DeskStep] {
        guard let minutes else {
            complain(.minutes, context)
            return []
        }
        let day = day(context)
        guard !isWrong(day) else {
            complain(.day, context)
            return []
        }
        return [
            .job(
                .act("split") { [visit] work in
                    try work.split(visit, after: minutes, on: day)
                } then: { (_: inout SplitSheet, done, context) in
                    let said = context.say(
                        "split.done",
                        ["id": .text(done.first.id.description), "rest": .text(done.rest.id.description)])
                    return [.pop, .refresh, .done(said)]
                })
        ]
    }

    // MARK: What comes of it

    private func reckoned(_ context: DeskContext) -> Outcome? {
        let day = day(context)
        guard let minutes, !isWrong(day) else { return nil }
        // The rest has no number yet.
        return plan.splitting(visit, after: minutes, rest: day == nil ? Emergency.visit : nil).map {
            Outcome(rest: (whole - minutes, day), effect: PlanEffect(from: plan, to: $0))
        }
    }

    func below(_ context: DeskContext) -> [String] {
        guard let outcome else { return [] }
        let rest = PhraseFact.span(.minutes(outcome.rest.minutes))
        let told =
            outcome.rest.day.map {
                context.say(
                    "split.restOn", ["span": rest, "day": .text(context.wording.dayOfWeek($0))])
            } ?? context.say("split.rest", ["span": rest])
        return [told] + context.effectLines(outcome.effect, plan.day.prices.currency)
    }
}
