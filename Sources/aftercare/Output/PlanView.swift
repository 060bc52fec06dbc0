import Dispatching
import Model
import ServiceDesk
import Wording

/// A day planned anew: what it costs as booked and as planned, and every visit that would be planned otherwise.
struct PlanView: Showable {
    let date: String
    /// Whether the changes were carried out.
    let applied: Bool
    let before: CostView
    let after: CostView
    let effect: EffectView
    /// Sign-in names of those whose day is left as booked.
    let kept: [String]
    /// What is wrong on those days.
    let wrong: [String]
    let changes: [ChangeView]
    let iterations: Int
    private let names: [String]
    private let shown: Day
    private let saved: PlanEffect

    private enum CodingKeys: String, CodingKey {
        case date, applied, before, after, effect, kept, wrong, changes, iterations
    }

    init(_ proposal: DayProposal, of book: DayBook, applied: Bool, _ viewer: Viewer) throws {
        (date, self.applied, shown) = (book.date.description, applied, book.date)
        let currency = book.day.prices.currency
        (before, after) = (
            CostView(proposal.before.cost, currency), CostView(proposal.after.cost, currency)
        )
        saved = proposal.effect
        effect = EffectView(saved, currency)
        kept = try proposal.kept.compactMap { try viewer.login($0) }
        names = proposal.kept.map { book.names[$0] ?? "" }
        wrong = proposal.kept.flatMap { proposal.after.routes[$0]?.stops ?? [] }.flatMap { stop in
            stop.faults.map { viewer.output.wording.say($0.phrase(of: stop.visit)) }
        }
        changes = try proposal.changes.map { try ChangeView($0, of: book, viewer) }
        iterations = proposal.iterations
    }

    func lines(_ output: Output) -> [String] {
        guard !changes.isEmpty else {
            return [output.words("plan.nothing", ["day": .day(shown)])] + keptLines(output)
        }
        return output.table(changes) + [""] + costLines(output) + partLines(output)
            + saved.phrases.map { output.wording.say($0) }
            + keptLines(output)
            + [output.words(applied ? "plan.applied" : "plan.notApplied", ["count": .count(changes.count)])]
    }

    private func costLines(_ output: Output) -> [String] {
        [
            output.words(
                "plan.cost",
                [
                    "before": .money(before.sum), "after": .money(after.sum),
                    "saved": .money(
                        Money(minor: before.sum.minor - after.sum.minor, currency: after.sum.currency)),
                ])
        ]
    }

    /// What gets cheaper and what dearer, the greatest difference first.
    private func partLines(_ output: Output) -> [String] {
        let parts = DayCost.Part.allCases.map { ($0, after.cost[$0] - before.cost[$0]) }.filter { $0.1 != 0 }
        return parts.sorted { (abs($1.1), $0.0.rawValue) < (abs($0.1), $1.0.rawValue) }.map { part, sum in
            output.pair(
                output.words("day.cost.\(part.rawValue)"),
                (sum < 0 ? "-" : "+")
                    + output.wording.money(Money(minor: abs(sum), currency: after.sum.currency)))
        }
    }

    private func keptLines(_ output: Output) -> [String] {
        guard !names.isEmpty else { return [] }
        return [output.words("plan.kept", ["names": .list(names.map { .text($0) })])]
            + wrong.map { "! " + $0 }
    }
}

/// What a plan costs, as exact sums by what for; what is nothing is left out.
struct CostView: Encodable {
    let total: String
    let currency: String
    let parts: [String: String]
    let sum: Money
    let cost: DayCost

    private enum CodingKeys: String, CodingKey { case total, currency, parts }

    init(_ cost: DayCost, _ currency: String) {
        self.cost = cost
        sum = Money(minor: cost.total, currency: currency)
        (total, self.currency) = (sum.description, currency)
        parts = Dictionary(
            uniqueKeysWithValues: DayCost.Part.allCases.filter { cost[$0] != 0 }.map {
                ($0.rawValue, Money(minor: cost[$0], currency: currency).description)
            })
    }
}

/// What a plan changes, less being better: minutes, kilometres, visits, money.
struct EffectView: Encodable {
    let travel: Int
    let kilometres: Double
    let overtime: Int
    let brokenWindows: Int
    let missedPromises: Int
    let unassigned: Int
    let cost: String

    init(_ effect: PlanEffect, _ currency: String) {
        (travel, overtime) = (effect.travelMinutes, effect.overtimeMinutes)
        kilometres = (effect.kilometres * 10).rounded() / 10
        (brokenWindows, missedPromises) = (effect.brokenWindows, effect.missedPromises)
        unassigned = effect.unassigned
        cost = Money(minor: effect.cost, currency: currency).description
    }
}

/// One visit planned otherwise.
struct ChangeView: Listable {
    let visit: String
    let customer: String
    @OrNull var technicianBefore: String?
    @OrNull var technician: String?
    let plannedBefore: WindowView
    let planned: WindowView
    private let change: VisitChange
    private let names: (before: String, after: String)

    private enum CodingKeys: String, CodingKey {
        case visit, customer, technicianBefore, technician, plannedBefore, planned
    }

    init(_ change: VisitChange, of book: DayBook, _ viewer: Viewer) throws {
        visit = change.visit.description
        customer = book.about[change.visit]?.customer ?? ""
        _technicianBefore = OrNull(try viewer.login(change.before.technician))
        _technician = OrNull(try viewer.login(change.after.technician))
        plannedBefore = WindowView(change.before.planned, viewer.output)
        planned = WindowView(change.after.planned, viewer.output)
        self.change = change
        names = (
            change.before.technician.flatMap { book.names[$0] } ?? "",
            change.after.technician.flatMap { book.names[$0] } ?? ""
        )
    }

    static let titles = [
        "cli.title.visit", "cli.title.customer", "plan.title.before", "cli.title.planned", "plan.title.after",
        "cli.title.planned",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(visit, .strong), TextCell(customer), TextCell(names.before, .faint),
            TextCell(output.wording.window(change.before.planned), .faint),
            TextCell(names.after, names.before == names.after ? .plain : .strong),
            TextCell(output.wording.window(change.after.planned)),
        ]
    }
}
