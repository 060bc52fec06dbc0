package import Model

/// The stock of parts. Levels change only together with a line of the ledger, and never below what is held, nor below zero,
/// whoever writes at the same time.
package struct StockStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    // MARK: Levels and ledger

    /// Changes a level and writes it down.
    /// - Returns: false when that many are not there (or not held); nothing is changed then.
    package func apply(_ move: StockMove) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE stock_levels SET on_hand = on_hand + $1, held = held + $2
            WHERE place = $3 AND part = $4 AND held + $2 >= 0 AND on_hand + $1 >= held + $2
            """, SQLValue(move.quantity), SQLValue(move.held), .text(move.place.text), .text(move.part))
        if changed == 0 {
            guard move.held >= 0, move.quantity >= move.held, try level(move.part, at: move.place) == nil
            else { return false }
            try db.run(
                "INSERT INTO stock_levels (place, part, on_hand, held) VALUES ($1, $2, $3, $4)",
                .text(move.place.text), .text(move.part), SQLValue(move.quantity), SQLValue(move.held))
        }
        _ = try db.insert(
            """
            INSERT INTO stock_moves (at, who, what, part, place, quantity, held, visit, note)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                SQLValue(move.at), .text(move.who), .text(move.what.rawValue), .text(move.part),
                .text(move.place.text), SQLValue(move.quantity), SQLValue(move.held), SQLValue(move.visit),
                .text(move.note),
            ])
        return true
    }

    package func level(_ part: String, at place: StockPlace) throws -> StockLevel? {
        try db.first(
            "SELECT place, part, on_hand, held FROM stock_levels WHERE place = $1 AND part = $2",
            .text(place.text), .text(part), decode: Self.level)
    }

    /// Of some parts, or of all; by part and place.
    package func levels(of parts: Set<String>? = nil) throws -> [StockLevel] {
        try db.query(
            "SELECT place, part, on_hand, held FROM stock_levels WHERE on_hand > 0 ORDER BY part, place",
            decode: Self.level
        ).filter { parts?.contains($0.part) ?? true }
    }

    /// The newest lines of a part's ledger.
    package func moves(of part: String, limit: Int) throws -> [StockMove] {
        try db.query(
            """
            SELECT id, at, who, what, part, place, quantity, held, visit, note FROM stock_moves
            WHERE part = $1 ORDER BY id DESC LIMIT $2
            """, .text(part), SQLValue(limit)
        ) { r in
            var move = StockMove(
                at: r.instant(1), who: r.text(2), what: try r.choice(3), part: r.text(4),
                place: try StockPlace(stored: r.text(5)), quantity: Int(r.int(6)), held: Int(r.int(7)),
                visit: r.idOrNil(8), note: r.text(9))
            move.id = r.int(0)
            return move
        }
    }

    // MARK: Orders

    package func insert(_ order: StockOrder, by who: String, at now: Instant) throws -> StockOrder {
        var order = order
        order.id = try db.insert(
            """
            INSERT INTO stock_orders (part, place, quantity, received, expected, reference, at, who)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .text(order.part), .text(order.place.text), SQLValue(order.quantity),
                SQLValue(order.received), SQLValue(order.expected), .text(order.reference), SQLValue(now),
                .text(who),
            ])
        return order
    }

    /// What has not come yet and was not called off, what is expected first on top; of one part, or of all.
    package func openOrders(of part: String? = nil) throws -> [StockOrder] {
        try db.query(
            "\(Self.open) \(part == nil ? "" : "AND part = $1") ORDER BY expected, id",
            part.map { [.text($0)] } ?? [], Self.order)
    }

    /// - Returns: nil for one that has come, was called off, or never was.
    package func openOrder(_ id: Int64) throws -> StockOrder? {
        try db.first("\(Self.open) AND id = $1", .int(id), decode: Self.order)
    }

    private static let open = """
        SELECT id, part, place, quantity, received, expected, reference FROM stock_orders
        WHERE received < quantity AND cancelled_at IS NULL
        """

    package func receive(_ quantity: Int, of order: Int64) throws {
        try db.run(
            "UPDATE stock_orders SET received = received + $1 WHERE id = $2", SQLValue(quantity), .int(order))
    }

    package func postpone(_ order: Int64, to day: Day) throws {
        try db.run("UPDATE stock_orders SET expected = $1 WHERE id = $2", SQLValue(day), .int(order))
    }

    package func cancel(_ order: Int64, at now: Instant) throws {
        try db.run("UPDATE stock_orders SET cancelled_at = $1 WHERE id = $2", SQLValue(now), .int(order))
    }

    // MARK: Visits

    package func parts(of visit: VisitID) throws -> [VisitPart] {
        var parts = try db.query(
            """
            SELECT visit, part, needed, used, label, price, currency FROM visit_parts
            WHERE visit = $1 ORDER BY part
            """,
            SQLValue(visit), decode: Self.visitPart)
        let holds = Dictionary(grouping: try self.holds(of: visit), by: \.part)
        for index in parts.indices { parts[index].holds = holds[parts[index].part] ?? [] }
        return parts
    }

    package func holds(of visit: VisitID) throws -> [StockHold] {
        try db.query(
            "SELECT visit, part, place, quantity FROM stock_holds WHERE visit = $1 ORDER BY part, place",
            SQLValue(visit), decode: Self.hold)
    }

    /// Everything held for visits, by place.
    package func holds() throws -> [StockHold] {
        try db.query(
            "SELECT visit, part, place, quantity FROM stock_holds ORDER BY place, part, visit",
            decode: Self.hold)
    }

    /// What open visits need and nothing is held for, who comes first on top; of one part, or of all.
    package func waiting(of part: String? = nil) throws -> [WaitingPart] {
        try db.query(
            """
            SELECT p.visit, p.part, p.needed - p.used - COALESCE((
                SELECT SUM(h.quantity) FROM stock_holds h WHERE h.visit = p.visit AND h.part = p.part), 0),
                v.technician, v.planned_start
            FROM visit_parts p JOIN visits v ON v.id = p.visit
            WHERE v.is_open = 1 \(part == nil ? "" : "AND p.part = $1")
            ORDER BY v.planned_start, v.id, p.part
            """, part.map { [.text($0)] } ?? []
        ) { r in
            WaitingPart(
                visit: r.id(0), part: r.text(1), missing: Int(r.int(2)), technician: r.idOrNil(3),
                start: r.instant(4))
        }.filter { $0.missing > 0 }
    }

    package func set(_ part: VisitPart) throws {
        try db.run(
            """
            INSERT INTO visit_parts (visit, part, needed, used, label, price, currency)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (visit, part) DO UPDATE SET needed = excluded.needed, used = excluded.used,
                label = excluded.label, price = excluded.price, currency = excluded.currency
            """,
            [
                SQLValue(part.visit), .text(part.part), SQLValue(part.needed), SQLValue(part.used),
                part.charge.map { .text(FieldCoding.encode($0.label.texts.mapValues { .text($0) })) }
                    ?? .null,
                part.charge.map { .int($0.price.minor) } ?? .null,
                part.charge.map { .text($0.price.currency) } ?? .null,
            ])
    }

    package func remove(_ part: VisitPart) throws {
        try db.run(
            "DELETE FROM visit_parts WHERE visit = $1 AND part = $2", SQLValue(part.visit), .text(part.part))
    }

    /// Says how many are held; none takes the line away.
    package func set(_ hold: StockHold) throws {
        let key: [SQLValue] = [SQLValue(hold.visit), .text(hold.part), .text(hold.place.text)]
        if hold.quantity == 0 {
            try db.run("DELETE FROM stock_holds WHERE visit = $1 AND part = $2 AND place = $3", key)
        } else {
            try db.run(
                """
                INSERT INTO stock_holds (visit, part, place, quantity) VALUES ($1, $2, $3, $4)
                ON CONFLICT (visit, part, place) DO UPDATE SET quantity = excluded.quantity
                """, key + [SQLValue(hold.quantity)])
        }
    }

    private static func level(_ r: any SQLRow) throws -> StockLevel {
        StockLevel(
            place: try StockPlace(stored: r.text(0)), part: r.text(1), onHand: Int(r.int(2)),
            held: Int(r.int(3)))
    }

    private static func order(_ r: any SQLRow) throws -> StockOrder {
        var order = StockOrder(
            part: r.text(1), place: try StockPlace(stored: r.text(2)), quantity: Int(r.int(3)),
            expected: Day(number: Int(r.int(5))), reference: r.text(6))
        (order.id, order.received) = (r.int(0), Int(r.int(4)))
        return order
    }

    private static func visitPart(_ r: any SQLRow) throws -> VisitPart {
        var part = VisitPart(visit: r.id(0), part: r.text(1), needed: Int(r.int(2)), used: Int(r.int(3)))
        if let label = r.textOrNil(4), let price = r.intOrNil(5), let currency = r.textOrNil(6) {
            part.charge = PartCharge(
                label: Label(try FieldCoding.decode(label).mapValues(\.plain)),
                price: Money(minor: price, currency: currency))
        }
        return part
    }

    private static func hold(_ r: any SQLRow) throws -> StockHold {
        StockHold(
            visit: r.id(0), part: r.text(1), place: try StockPlace(stored: r.text(2)),
            quantity: Int(r.int(3)))
    }
}
