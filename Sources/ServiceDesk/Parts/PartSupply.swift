import Dispatching
import Model
import Records
import ServiceTime

extension Reading {
    /// What a visit for a case needs: what the rules say of product and fault, what the agent says, and what the last visit
    /// said that was missing.
    func partsNeeded(_ rules: Needs, _ wish: VisitWish, of c: ServiceCase) throws -> [String: Int] {
        var needed = rules.parts.merging(wish.parts) { max($0, $1) }
        if let last = try lastVisit(wish, of: c), !last.category.isOpen,
            case .text(let text)? = last.fields["partsNeeded"]
        {
            // It was checked when it was written; what has left the catalogue since is no part any more.
            let list = try? partList(text, of: last)
            needed.merge(list?.counts ?? [:]) { max($0, $1) }
        }
        return needed
    }

    private func lastVisit(_ wish: VisitWish, of c: ServiceCase) throws -> Visit? {
        try wish.parent.flatMap { try visits.find($0) } ?? visits.of(c.id).last
    }

    /// What the last visit said that was missing, from when it said that it comes: a date told is as good as an order's.
    func supplyTold(_ wish: VisitWish, of c: ServiceCase, at now: Instant) throws -> [String: [PartSupply]] {
        guard let last = try lastVisit(wish, of: c), let due = last.partsDue, due >= now,
            case .text(let text)? = last.fields["partsNeeded"], let list = try? partList(text, of: last)
        else { return [:] }
        return list.counts.mapValues { [PartSupply(from: due, quantity: $0)] }
    }

    /// Where and when technicians can have parts that their vehicles do not carry: from depots before they set out, and
    /// what is on order from the morning after it comes, less what other visits wait for.
    /// - Parameter visit: what is held for it counts as there.
    func supply(of parts: [String: Int], at now: Instant, for visit: VisitID? = nil) throws -> [String:
        [PartSupply]]
    {
        guard !parts.isEmpty else { return [:] }
        let codes = Set(parts.keys)
        var supply: [String: [PartSupply]] = [:]
        let who = try fetchers()
        func add(_ code: String, _ quantity: Int, at place: StockPlace, from moment: Instant) {
            guard quantity > 0 else { return }
            let technicians: Set<StaffID>? =
                switch place {
                case .vehicle(let id): [id]
                case .depot(let name): who[name] ?? []
                }
            supply[code, default: []].append(
                PartSupply(from: moment, quantity: quantity, technicians: technicians))
        }
        let next = try nextSettingOut(after: now)
        for level in try stock.levels(of: codes) {
            if case .depot = level.place { add(level.part, level.free, at: level.place, from: next) }
        }
        if let visit {
            for hold in try stock.holds(of: visit) where codes.contains(hold.part) {
                // In a vehicle it is there already.
                let isLoaded = if case .vehicle = hold.place { true } else { false }
                add(hold.part, hold.quantity, at: hold.place, from: isLoaded ? now : next)
            }
        }
        var spoken = try stock.waiting().filter { $0.visit != visit }.reduce(into: [String: Int]()) {
            $0[$1.part, default: 0] += $1.needed
        }
        for order in try stock.openOrders() where codes.contains(order.part) {
            let gone = min(spoken[order.part] ?? 0, order.remaining)
            spoken[order.part, default: 0] -= gone
            let ready = rules.span(of: order.readyFrom(rules.localDay(now)), days: 1).start
            add(order.part, order.remaining - gone, at: order.place, from: ready)
        }
        return supply
    }

    /// Now, before the day's work begins; else the midnight after.
    private func nextSettingOut(after now: Instant) throws -> Instant {
        let calendar = try rules.calendar(rules.settings.technicianCalendar)
        let today = rules.localDay(now)
        if let begin = calendar.workingIntervals(on: today).first?.start, now < begin { return now }
        return rules.span(of: today + 1, days: 1).start
    }

    /// Who fetches parts at which depot; nil is everybody.
    func fetchers() throws -> [String: Set<StaffID>?] {
        let depots = try rules.parts().depots
        let people = depots.contains { !$0.teams.isEmpty } ? try staff.all() : []
        return Dictionary(
            uniqueKeysWithValues: depots.map { depot in
                (depot.name, depot.teams.isEmpty ? nil : Set(people.filter(depot.serves).map(\.id)))
            })
    }
}
