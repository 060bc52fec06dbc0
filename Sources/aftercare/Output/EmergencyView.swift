import Dispatching
import Model
import ServiceDesk
import Wording

/// A visit that cannot wait: who can be there and when, what it costs, and whom it puts off.
struct EmergencyView: Showable {
    let applied: Bool
    /// Once it is booked.
    @OrNull var visit: String?
    /// Nil where nobody can be there.
    @OrNull var technician: String?
    @OrNull var planned: WindowView?
    let promised: WindowView
    /// What it adds to the cost of the day.
    let price: String
    let currency: String
    let changes: [ChangeView]
    let toTell: [String]
    let calls: [String]
    /// Where nobody can be there: parts, by code, that no vehicle has free.
    let lacking: [String]
    private let name: String
    private let lack: Phrase?
    private let shown: EmergencyPlan

    private enum CodingKeys: String, CodingKey {
        case applied, visit, technician, planned, promised, price, currency, changes, toTell, calls,
            lacking
    }

    init(
        _ plan: EmergencyPlan, _ emergency: Emergency, _ done: (visit: Visit, calls: [FollowUpCall])?,
        _ viewer: Viewer
    ) throws {
        applied = done != nil
        _visit = OrNull(done?.visit.id.description)
        _technician = OrNull(try viewer.login(plan.assignment?.technician))
        _planned = OrNull(plan.assignment.map { WindowView($0.planned, viewer.output) })
        promised = WindowView(emergency.promised, viewer.output)
        (price, currency) = (plan.price.description, plan.price.currency)
        changes = try plan.others.map { try ChangeView($0, of: emergency.book, viewer) }
        toTell = plan.told.map(\.description)
        calls = (done?.calls ?? []).map(\.id.description)
        name = plan.assignment?.technician.flatMap { emergency.book.names[$0] } ?? ""
        (shown, lacking, lack) = (plan, plan.lacking, viewer.reading.rules.lacking(plan))
    }

    func lines(_ output: Output) -> [String] {
        guard let assignment = shown.assignment else {
            return [output.words("emergency.nobody")] + (lack.map { [output.wording.say($0)] } ?? [])
        }
        func named(_ key: String, _ ids: [String]) -> [String] {
            ids.isEmpty
                ? []
                : [output.words(key, ["count": .count(ids.count), "visits": .list(ids.map { .text($0) })])]
        }
        let found = output.words(
            "emergency.found",
            [
                "name": .text(name), "window": .text(output.wording.window(assignment.planned)),
                "price": .money(shown.price),
            ])
        return [found] + (changes.isEmpty ? [] : output.table(changes))
            + named("disrupt.tell", toTell) + named("disrupt.calls", calls)
            + [
                visit.map { output.words("emergency.booked", ["id": .text($0)]) }
                    ?? output.words("emergency.notBooked")
            ]
    }
}
