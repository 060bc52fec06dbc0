import Model
import ServiceDesk
import ServiceTime
import Wording
import Workflow

/// A plan: which event makes which call.
struct FollowUpPlanView: Showable {
    let name: String
    let label: String
    let reason: String
    /// The steps of cases that set it going, by kind.
    let on: [String: [String]]
    /// When units are due, as a sentence.
    @OrNull var each: String?
    @OrNull var from: String?
    let by: String
    let calendar: String
    let share: Int
    /// Only units of these; empty for any.
    let products: [String]
    let alone: Bool
    let offer: Bool
    @OrNull var questionnaire: String?

    init(_ plan: FollowUpPlan, _ output: Output) {
        (name, label, reason) = (plan.name, output.wording.text(plan.label), plan.reason)
        if case .steps(let steps) = plan.trigger { on = steps } else { on = [:] }
        _each = OrNull(plan.recurring.map { output.wording.say($0.phrase) })
        (_from, by) = (OrNull(plan.from?.description), plan.by.description)
        products = plan.recurring?.products ?? []
        (calendar, share, alone, offer) = (plan.calendar, plan.share, plan.isAlone, plan.isOffer)
        _questionnaire = OrNull(plan.questionnaire)
    }

    func lines(_ output: Output) -> [String] {
        let head =
            each.map {
                output.words(
                    "followup.plan.each", ["name": .text(name), "label": .text(label), "rhythm": .text($0)])
            }
            ?? output.words(
                "followup.plan.steps",
                [
                    "name": .text(name), "label": .text(label),
                    "steps": .list(
                        on.sorted { $0.key < $1.key }.map {
                            .text("\($0.key) \($0.value.joined(separator: "/"))")
                        }),
                ])
        let when = output.words(
            "followup.plan.when",
            [
                "reason": .text(output.wording.name(reason, of: "callReason")),
                "from": from.map(Self.amount) ?? .phrase(Phrase("followup.plan.at-once")),
                "by": Self.amount(by), "calendar": .text(calendar),
            ])
        let more = [
            share < 100 ? output.words("followup.plan.share", ["share": .text("\(share)%")]) : nil,
            products.isEmpty
                ? nil
                : output.words("followup.plan.products", ["products": .list(products.map { .text($0) })]),
            alone ? output.words("followup.plan.alone") : nil,
            offer ? output.words("followup.plan.offer") : nil,
        ]
        return ["", head] + ([when] + more.compactMap { $0 }).map { "  " + $0 }
    }

    /// `30 calendar days`, as the language says it.
    static func amount(_ text: String) -> PhraseFact {
        TimedAmount(text).map { .phrase($0.phrase) } ?? .text(text)
    }
}

extension FollowUpPlan.Recurring {
    /// When units are due.
    var phrase: Phrase {
        let since = PhraseFact.phrase(Phrase("followup.since.\(since == .bought ? "bought" : "installed")"))
        return switch recurrence {
        case .after(let ages):
            Phrase(
                "followup.rhythm.after",
                ["list": .list(ages.map { .phrase($0.phrase) }), "since": since])
        case .every(let span, _):
            Phrase("followup.rhythm.every", ["span": .phrase(span.phrase), "since": since])
        case .before(let span): Phrase("followup.rhythm.before", ["span": .phrase(span.phrase)])
        case .dates(let months, let day):
            Phrase(
                "followup.rhythm.dates",
                [
                    "day": .phrase(day.phrase),
                    "months": months.isEmpty
                        ? .phrase(Phrase("followup.rhythm.anyMonth"))
                        : .list(months.map { .phrase(Phrase("month.\($0)")) }),
                ])
        }
    }
}

extension Recurrence.DayOfMonth {
    fileprivate var phrase: Phrase {
        switch self {
        case .number(let n): Phrase("followup.day.number", ["number": .text("\(n)")])
        case .each(let weekday): Phrase("followup.day.each", ["weekday": Self.weekday(weekday)])
        case .weekday(let nth, let weekday):
            Phrase("followup.day.\(Self.places[nth] ?? "last")", ["weekday": Self.weekday(weekday)])
        }
    }

    private static let places = [1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"]

    private static func weekday(_ n: Int) -> PhraseFact { .phrase(Phrase("weekday.\(n)")) }
}
