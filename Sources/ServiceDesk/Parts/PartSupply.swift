import Dispatching
import Model
import Records
import ServiceTime

/// Where parts are, and who can have them from when on: the one rule of it, for slots, for whoever takes over a booked visit, and
/// for plans. What vehicles carry is in their `Technician.stock`; what this tells is fetched at depots, or on order.
struct PartSupplies {
    /// What a visit asks for, and what of that need not be in the vehicle of who comes.
    struct Need {
        var parts: [String: Int] = [:]
        var supply: [String: [PartSupply]] = [:]
    }

    private let fetchers: Fetchers
    private let settingOut: SettingOut
    /// At depots, reserved for nobody.
    private var free: [StockLevel]
    private let shares: [String: OrderShares]
    private let today: Day
    private let rules: Rules

    fileprivate init(_ reading: Reading, at now: Instant) throws {
        (rules, today) = (reading.rules, reading.rules.localDay(now))
        let fetchers = try reading.fetchers()
        (self.fetchers, settingOut) = (fetchers, try reading.settingOut(after: now))
        free = try reading.stock.levels().filter { level in
            if case .depot = level.place { level.free > 0 } else { false }
        }
        let waiting = Dictionary(grouping: try reading.stock.waiting(), by: \.part)
        shares = Dictionary(grouping: try reading.stock.openOrders(), by: \.part).reduce(into: [:]) {
            $0[$1.key] = OrderShares(
                reading.waits(of: waiting[$1.key] ?? [], for: $1.value, fetchers), $1.value)
        }
    }

    /// For a visit that is not booked: all that nobody else has or waits for.
    func supply(of parts: [String: Int]) -> [String: [PartSupply]] {
        var supply: [String: [PartSupply]] = [:]
        for code in parts.keys {
            supply[code] =
                free.filter { $0.part == code }.flatMap { fetched($0.free, at: $0.place) }
                + (shares[code]?.left ?? []).flatMap(ordered)
        }
        return supply.filter { !$0.value.isEmpty }
    }

    /// For a visit that is booked: what is there for it, and what is to come in time, whoever takes it over must have as well.
    /// What it lacks anyhow it lacks with anybody.
    /// - Parameters:
    ///   - technician: who has it.
    ///   - holds: what is reserved for it.
    ///   - mayChange: whether somebody else may come. For what is in a vehicle they may take what is free at a depot, which is
    ///     then no other visit's.
    mutating func need(
        of visit: VisitID, _ technician: StaffID?, _ holds: [StockHold], mayChange: Bool = true
    ) -> Need {
        var need = Need()
        func add(_ part: String, _ count: Int, _ supply: [PartSupply]) {
            need.parts[part, default: 0] += count
            if !supply.isEmpty { need.supply[part, default: []] += supply }
        }
        for hold in holds {
            switch hold.place {
            case .vehicle:
                add(hold.part, hold.quantity, mayChange ? takeFree(hold.part, hold.quantity) : [])
            case .depot:
                // Whose visit it is has fetched it, or will.
                let own = technician.map {
                    PartSupply(from: Instant(milliseconds: 0), quantity: hold.quantity, technicians: [$0])
                }
                let others = fetched(hold.quantity, at: hold.place, besides: technician)
                add(hold.part, hold.quantity, (own.map { [$0] } ?? []) + others)
            }
        }
        for (part, shares) in shares {
            for share in shares.timely(visit, today: today) { add(part, share.count, ordered(share)) }
        }
        return need
    }

    /// Leaves to others only what is free beside that.
    mutating func keep(_ parts: [String: Int]) {
        for (part, count) in parts { _ = takeFree(part, count) }
    }

    private mutating func takeFree(_ part: String, _ count: Int) -> [PartSupply] {
        var (left, taken) = (count, [PartSupply]())
        for index in free.indices where free[index].part == part && left > 0 {
            let some = min(left, free[index].free)
            guard some > 0 else { continue }
            free[index].held += some
            left -= some
            taken += fetched(some, at: free[index].place)
        }
        return taken
    }

    /// From a depot, once they set out.
    private func fetched(_ count: Int, at place: StockPlace, besides technician: StaffID? = nil)
        -> [PartSupply]
    {
        settingOut.groups.compactMap { group in
            let who = group.people.filter { $0 != technician && fetchers.reaches($0, place) }
            return who.isEmpty ? nil : PartSupply(from: group.at, quantity: count, technicians: Set(who))
        }
    }

    /// The morning after it has come, or when they set out after that.
    private func ordered(_ share: OrderShares.Share) -> [PartSupply] {
        let ready = rules.span(of: share.order.readyFrom(today), days: 1).start
        if case .vehicle(let id) = share.order.place {
            return [PartSupply(from: ready, quantity: share.count, technicians: [id])]
        }
        return fetched(share.count, at: share.order.place).map {
            PartSupply(from: max($0.from, ready), quantity: $0.quantity, technicians: $0.technicians)
        }
    }
}

extension Reading {
    func partSupplies(at now: Instant) throws -> PartSupplies { try PartSupplies(self, at: now) }
}
