package import Model
package import Records
import Workflow

/// What comes into stock, is moved, counted and ordered. Each change is a line of the ledger and an entry of the journal.
extension Work {
    /// Parts came in. Visits that wait for them get them first, who comes first on top.
    /// - Returns: the visits that got some.
    @discardableResult
    package func receive(_ code: String, _ quantity: Int, at place: StockPlace, note: String = "") throws
        -> [VisitID]
    {
        try requireStock(at: [place], code, quantity)
        try move(.receive, code, place, quantity, note: note)
        return try share(code, at: place)
    }

    /// Parts of an order came in: all that is missing, or so many.
    @discardableResult
    package func receive(order number: Int64, _ quantity: Int? = nil) throws -> [VisitID] {
        let order = try reading.openOrder(number)
        let count = quantity ?? order.remaining
        guard count <= order.remaining else {
            throw PartFault.orderComplete(number, remaining: order.remaining)
        }
        try requireStock(at: [order.place], order.part, count)
        try stock.receive(count, of: number)
        try move(.receive, order.part, order.place, count, note: "#\(number) \(order.reference)".trimmed)
        return try share(order.part, at: order.place)
    }

    /// Parts are on their way: visits that need them are offered once they are there.
    package func order(_ new: StockOrder) throws -> StockOrder {
        try requireStock(at: [new.place], new.part, new.quantity)
        guard new.expected >= rules.localDay(now) else {
            throw DeskFault.badField(
                field: "expected", value: new.expected.description, expected: Phrase("part.notPast"))
        }
        let order = try stock.insert(new, by: actor.login, at: now)
        try recordStock("stock.ordered", order.part, order.place, order.quantity)
        return order
    }

    /// Takes parts from one place to another; what is reserved for visits stays.
    package func move(_ code: String, _ quantity: Int, from: StockPlace, to: StockPlace) throws {
        try requireStock(at: [from, to], code, quantity)
        guard from != to else { throw PartFault.samePlace(try reading.name(of: from)) }
        try take(.move, code, from, quantity)
        try move(.move, code, to, quantity)
        _ = try share(code, at: to)
    }

    /// So many were counted; the ledger gets the difference.
    package func count(_ code: String, _ quantity: Int, at place: StockPlace, note: String = "") throws {
        try requireStock(at: [place], code, max(1, quantity))
        guard quantity >= 0 else { throw PartFault.badQuantity(quantity) }
        let level = try stock.level(code, at: place)
        guard quantity >= level?.held ?? 0 else {
            throw PartFault.stillHeld(
                part: code, place: try reading.name(of: place), held: level?.held ?? 0)
        }
        let difference = quantity - (level?.onHand ?? 0)
        guard difference != 0 else { return }
        try move(.count, code, place, difference, note: note)
        if difference > 0 { _ = try share(code, at: place) }
    }

    /// Says how many of a part a technician's vehicle carries.
    package func setStock(_ person: StaffID, part: String, quantity: Int) throws {
        try count(part.trimmed, quantity, at: .vehicle(person))
    }

    // MARK: The ledger

    /// Who may: whoever keeps stock; a technician for the own vehicle, and to fetch from a depot.
    private func requireStock(at places: [StockPlace], _ code: String, _ quantity: Int) throws {
        try requireStock(at: places)
        _ = try rules.parts().part(code)
        try PartFault.check(quantity)
        for place in places { try reading.mustExist(place) }
    }

    func requireStock(at places: [StockPlace]) throws {
        let own = actor.staffID.map { places.contains(.vehicle($0)) } ?? false
        let others = places.contains {
            if case .vehicle(let id) = $0 { id != actor.staffID } else { false }
        }
        try require(own && !others ? .doVisit : .keepStock)
    }

    /// Adds to what is there.
    func move(
        _ what: StockEvent, _ code: String, _ place: StockPlace, _ quantity: Int, held: Int = 0,
        for visit: VisitID? = nil, note: String = ""
    ) throws {
        let line = StockMove(
            at: now, who: actor.login, what: what, part: code, place: place, quantity: quantity, held: held,
            visit: visit, note: note)
        guard try stock.apply(line) else {
            let level = try stock.level(code, at: place)
            throw PartFault.notEnough(
                part: code, place: try reading.name(of: place), wanted: max(-quantity, held),
                free: level?.free ?? 0, held: level?.held ?? 0)
        }
        if visit == nil, quantity != 0 { try recordStock("stock.\(what.rawValue)", code, place, quantity) }
    }

    func take(_ what: StockEvent, _ code: String, _ place: StockPlace, _ quantity: Int) throws {
        try move(what, code, place, -quantity)
    }

    func recordStock(
        _ event: String, _ code: String, _ place: StockPlace, _ quantity: Int,
        _ more: [String: FieldValue] = [:]
    ) throws {
        let facts = more.merging([
            "part": .text(code), "quantity": .number(Int64(quantity)),
            "place": .text(try reading.name(of: place)),
        ]) { $1 }
        if case .vehicle(let id) = place {
            try record(Subject(id), event, facts)
        } else {
            try record(.desk, event, facts)
        }
    }
}

extension Reading {
    /// `main`, or whose vehicle it is by sign-in name: as commands take it.
    package func name(of place: StockPlace) throws -> String {
        switch place {
        case .depot(let name): name
        case .vehicle(let id): try staff.find(id)?.login ?? id.description
        }
    }

    /// The same as people call it: the depot's name, or that of who drives the vehicle.
    package func label(of place: StockPlace) throws -> Label {
        switch place {
        case .depot(let name): try rules.parts().depot(name)?.label ?? Label(written: name)
        case .vehicle(let id): Label(written: try staff.find(id)?.name ?? id.description)
        }
    }

    /// A depot by its name, or a technician's vehicle by the sign-in name.
    /// - Throws: `PartFault.unknownPlace`.
    package func place(named name: String) throws -> StockPlace {
        let book = try rules.parts()
        if book.depot(name) != nil { return .depot(name) }
        guard let person = try staff.find(login: name) else {
            throw PartFault.unknownPlace(name, depots: book.depots.map(\.name))
        }
        return .vehicle(person.id)
    }

    func mustExist(_ place: StockPlace) throws {
        let book = try rules.parts()
        switch place {
        case .depot(let name):
            guard book.depot(name) != nil else {
                throw PartFault.unknownPlace(name, depots: book.depots.map(\.name))
            }
        case .vehicle(let id):
            guard try staff.find(id) != nil else { throw DeskFault.unknown(id.description) }
        }
    }

    /// What has not come yet.
    /// - Throws: `PartFault.noOrder`.
    package func openOrder(_ number: Int64) throws -> StockOrder {
        guard let order = try stock.openOrder(number) else { throw PartFault.noOrder(number) }
        return order
    }
}
