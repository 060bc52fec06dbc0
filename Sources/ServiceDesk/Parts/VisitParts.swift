package import Model
package import Records
import Workflow

/// What visits need, have reserved, and use.
extension Work {
    /// Reserves parts for a visit, on top of what it has: from its technician's vehicle, else from a depot where they are
    /// fetched before setting out. For whoever proposes the next visit: all that is needed in one call, after booking.
    /// - Parameters:
    ///   - place: only there; nil is wherever they are.
    ///   - mayWait: what is not there is noted as needed, and reserved when it comes in.
    /// - Throws: `PartFault.notThere` naming what is there and when more is expected.
    package func reserve(
        _ parts: [String: Int], for id: VisitID, from place: StockPlace? = nil, mayWait: Bool = false
    ) throws {
        try require(.doVisit, on: Subject(id))
        let visit = try reading.visit(id)
        guard visit.category.isOpen else { throw PartFault.visitOver(id) }
        let (book, fetchers) = (try rules.parts(), try reading.fetchers())
        if let place {
            try reading.mustExist(place)
            guard fetchers.reaches(visit.technician, place) else {
                throw PartFault.notEnough(
                    part: parts.keys.sorted().first ?? "", place: try reading.name(of: place),
                    wanted: parts.values.first ?? 0, free: 0, held: 0)
            }
        }
        for (code, quantity) in parts.sorted(by: { $0.key < $1.key }) {
            _ = try book.part(code)
            try PartFault.check(quantity)
            var need = try need(code, of: id)
            need.needed += quantity
            try PartFault.check(need.needed)
            try stock.set(need)
            let left = try hold(code, quantity, for: visit, from: place.map { [$0] }, fetchers)
            if left > 0, !mayWait {
                // By now it is one that waits.
                let expected = try reading.orderShares(of: code).expected(for: id)
                throw PartFault.notThere(
                    part: code, wanted: quantity, free: quantity - left, expected: expected)
            }
        }
        try recordParts(visit)
    }

    /// Takes a need back, and releases what was reserved for it; without a quantity all of it.
    package func unreserve(_ code: String, _ quantity: Int? = nil, of id: VisitID) throws {
        try require(.doVisit, on: Subject(id))
        let visit = try reading.visit(id)
        guard visit.category.isOpen else { throw PartFault.visitOver(id) }
        guard var part = try stock.parts(of: id).first(where: { $0.part == code }) else {
            _ = try rules.parts().part(code)
            throw PartFault.notOfVisit(part: code, id)
        }
        let less = min(quantity ?? part.needed, part.needed)
        try PartFault.check(less)
        part.needed -= less
        try release(max(0, part.held - part.needed), of: part, visit)
        if part.needed == 0 { try stock.remove(part) } else { try stock.set(part) }
        try recordParts(visit)
        try shareAll([code])
    }

    /// Brings back what a visit that is over has used by the record, but not in truth.
    package func giveBack(_ code: String, _ quantity: Int, of id: VisitID, to place: StockPlace) throws {
        try require(.keepStock)
        let visit = try reading.visit(id)
        guard !visit.category.isOpen else { throw PartFault.visitNotOver(id) }
        // What was billed stays billed; it is not to be paid for and lie in stock as well.
        if let bill = try reading.bills(of: visit).last, bill.voidedBy == nil {
            throw CostFault.billed(id, receipt: bill.receipt ?? "")
        }
        try PartFault.check(quantity)
        try reading.mustExist(place)
        guard var part = try stock.parts(of: id).first(where: { $0.part == code }), part.used > 0 else {
            _ = try rules.parts().part(code)
            throw PartFault.notOfVisit(part: code, id)
        }
        guard quantity <= part.used else { throw PartFault.tooManyBack(part: code, used: part.used) }
        part.used -= quantity
        try stock.set(part)
        try move(.giveBack, code, place, quantity, for: id)
        try recordParts(visit)
        _ = try share(code, at: place)
    }

    // MARK: What steps of a visit bring

    /// What a step says of parts. Those that are named by code must be in the catalogue.
    func follow(_ step: Step, of visit: Visit) throws {
        func list(_ field: String) throws -> [String: Int] {
            guard case .text(let text)? = step.sets[field], !text.isEmpty else { return [:] }
            return try reading.partList(text, of: visit).counts
        }
        _ = try list("partsNeeded")
        let used = try list("parts")
        if !step.category.isOpen, step.enters { try settle(visit, used: used) }
        if [.signal(.visitEnRoute), .signal(.visitOnSite)].contains(where: step.effects.contains) {
            try load(visit)
        }
    }

    /// What a booked visit needs: reserved where it is there, noted where it is still to come.
    func need(_ parts: [String: Int], for visit: Visit) throws {
        guard !parts.isEmpty else { return }
        try asDesk().reserve(parts, for: visit.id, mayWait: true)
    }

    /// The technician sets out: what is held at a depot is now in the vehicle.
    func load(_ visit: Visit) throws {
        guard let technician = visit.technician else { return }
        let own = StockPlace.vehicle(technician)
        for hold in try stock.holds(of: visit.id) {
            guard case .depot = hold.place else { continue }
            try release(hold, hold.quantity)
            try move(.move, hold.part, hold.place, -hold.quantity, for: visit.id)
            try move(.move, hold.part, own, hold.quantity, for: visit.id)
            try keep(hold.part, hold.quantity, at: own, for: visit.id)
        }
    }

    /// Somebody else comes, or nobody yet: what is held in the vehicle of who came before is of no use to them, but to others
    /// who wait; and so is what a depot holds, to who has set out already and carries one.
    func holdAnew(_ visit: Visit) throws {
        let parts = try stock.parts(of: visit.id)
        guard !parts.isEmpty else { return }
        let (fetchers, settingOut) = (try reading.fetchers(), try reading.settingOut(after: now))
        var released: Set<String> = []
        for hold in parts.flatMap(\.holds) {
            let isLate =
                if case .depot = hold.place, let who = visit.technician {
                    !settingOut.sets(who, outBy: visit.planned.start)
                } else { false }
            guard isLate || !fetchers.reaches(visit.technician, hold.place) else { continue }
            try release(hold, hold.quantity)
            released.insert(hold.part)
        }
        for part in try stock.parts(of: visit.id) where part.missing > 0 {
            _ = try hold(part.part, part.missing, for: visit, fetchers)
        }
        guard !released.isEmpty else { return }
        try recordParts(visit)
        try shareAll(released.sorted())
    }

    /// The visit is over: what was used leaves the stock, what else was reserved is free again.
    /// - Parameter used: what the technician's report names by code.
    func settle(_ visit: Visit, used: [String: Int]) throws {
        for (code, quantity) in used.sorted(by: { $0.key < $1.key }) {
            var part = try need(code, of: visit.id)
            part.used += quantity
            part.charge = try rules.parts()[code].map { PartCharge(label: $0.label, price: $0.price) }
            try stock.set(part)
            try use(code, quantity, visit)
        }
        let parts = try stock.parts(of: visit.id)
        for part in parts { try release(part.held, of: part, visit) }
        if !used.isEmpty { try recordParts(visit) }
        try shareAll(parts.map(\.part))
    }

    private func use(_ code: String, _ quantity: Int, _ visit: Visit) throws {
        var left = quantity
        // The vehicle first: what a depot holds was fetched only if that is not enough.
        for hold in try stock.holds(of: visit.id).reversed() where hold.part == code && left > 0 {
            let count = min(left, hold.quantity)
            try release(hold, count)
            try move(.use, code, hold.place, -count, for: visit.id)
            left -= count
        }
        guard left > 0 else { return }
        guard let technician = visit.technician else {
            throw PartFault.notThere(part: code, wanted: quantity, free: quantity - left, expected: nil)
        }
        try move(.use, code, .vehicle(technician), -left, for: visit.id)
    }

    // MARK: Holding

    private func need(_ code: String, of id: VisitID) throws -> VisitPart {
        try stock.parts(of: id).first { $0.part == code }
            ?? VisitPart(visit: id, part: code, needed: 0, used: 0)
    }

    /// - Returns: how many could not be had.
    private func hold(
        _ code: String, _ quantity: Int, for visit: Visit, from places: [StockPlace]? = nil,
        _ fetchers: Fetchers
    ) throws -> Int {
        var left = quantity
        let free = try stock.levels(of: [code]).filter { level in
            level.free > 0 && (places?.contains(level.place) ?? true)
                && fetchers.reaches(visit.technician, level.place)
        }
        // The vehicle first: nobody has to fetch anything then.
        for level in free.sorted(by: { $0.place > $1.place }) where left > 0 {
            let count = min(left, level.free)
            try keep(code, count, at: level.place, for: visit.id)
            left -= count
        }
        return left
    }

    private func keep(_ code: String, _ quantity: Int, at place: StockPlace, for id: VisitID) throws {
        try move(.hold, code, place, 0, held: quantity, for: id)
        let before = try stock.holds(of: id).first { $0.part == code && $0.place == place }
        try stock.set(
            StockHold(visit: id, part: code, place: place, quantity: quantity + (before?.quantity ?? 0)))
    }

    private func release(_ hold: StockHold, _ quantity: Int) throws {
        try move(.release, hold.part, hold.place, 0, held: -quantity, for: hold.visit)
        var rest = hold
        rest.quantity -= quantity
        try stock.set(rest)
    }

    /// Depots first: what is in the vehicle is nearer.
    private func release(_ quantity: Int, of part: VisitPart, _ visit: Visit) throws {
        var left = quantity
        for hold in part.holds.sorted(by: { $0.place < $1.place }) where left > 0 {
            let count = min(left, hold.quantity)
            try release(hold, count)
            left -= count
        }
    }

    /// Gives what is free at a place to the visits that wait for it.
    /// - Returns: who got some.
    func share(_ code: String, at place: StockPlace) throws -> [VisitID] {
        let all = try stock.waiting(of: code)
        guard !all.isEmpty else { return [] }
        let fetchers = try reading.fetchers()
        return try all.compactMap { waiting in
            guard fetchers.reaches(waiting.technician, place) else { return nil }
            let visit = try reading.visit(waiting.visit)
            guard try hold(code, waiting.missing, for: visit, from: [place], fetchers) < waiting.missing
            else { return nil }
            try recordParts(visit)
            return visit.id
        }
    }

    private func shareAll(_ codes: [String]) throws {
        for code in codes {
            for level in try stock.levels(of: [code]) where level.free > 0 {
                _ = try share(code, at: level.place)
            }
        }
    }

    /// The journal says what a visit has after each change; dispatching boards are read anew by it.
    private func recordParts(_ visit: Visit) throws {
        let parts = try stock.parts(of: visit.id).map { part in
            "\(part.part) \(part.held + part.used)/\(max(part.needed, part.used))"
        }
        try record(Subject(visit.id), "visit.parts", ["parts": .text(parts.joined(separator: "; "))])
    }
}

extension Reading {
    /// Parts as they are written in the report of a visit.
    func partList(_ text: String, of visit: Visit) throws -> PartList {
        let product = try serviceCase(visit.caseID).product
        return try PartList(text, rules.parts(), product: product.isEmpty ? nil : product)
    }
}
