package import Model

/// Which units are meant.
package struct UnitQuery: Sendable {
    package enum Days: Sendable, Hashable {
        /// Installed on one of them; delivered, or else bought, where that is not known.
        case installed([Day])
        /// Bought on one of them; delivered, where that is not known.
        case bought([Day])
    }

    package var after: UnitID
    package var limit: Int
    /// Nil for any day.
    package var days: Days?
    /// Empty for any.
    package var products: [String] = []
    /// How the serial number begins; empty for any.
    package var serial = ""

    package init(after: UnitID = UnitID(0), limit: Int) { (self.after, self.limit) = (after, limit) }
}

package struct UnitStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns = """
        id, version, customer, product, model, serial, bought_on, delivered_on, installed_on, price, currency,
        has_invoice, sold_remotely, dealer, address, external_key, created_at
        """

    package func find(_ id: UnitID) throws -> Unit? {
        try db.first("SELECT \(Self.columns) FROM units WHERE id = $1", SQLValue(id), decode: Self.decode)
    }

    /// Of the products whose cases were opened in a time, how many there are, and how many of them are on file with model, serial
    /// number and day of purchase.
    package func onFile(servedIn window: Window) throws -> (complete: Int, all: Int) {
        try db.first(
            """
            SELECT COALESCE(SUM(CASE WHEN model <> '' AND serial <> '' AND bought_on IS NOT NULL THEN 1 ELSE 0 END), 0),
                COUNT(*)
            FROM units WHERE id IN (SELECT unit FROM cases WHERE opened_at >= $1 AND opened_at < $2)
            """, SQLValue(window.start), SQLValue(window.end)
        ) { (complete: Int($0.int(0)), all: Int($0.int(1))) } ?? (0, 0)
    }

    package func find(externalKey: String) throws -> UnitID? {
        try db.first("SELECT id FROM units WHERE external_key = $1", .text(externalKey)) { $0.id(0) }
    }

    package func of(_ customer: CustomerID) throws -> [Unit] {
        try db.query(
            "SELECT \(Self.columns) FROM units WHERE customer = $1 ORDER BY id DESC", SQLValue(customer),
            decode: Self.decode)
    }

    package func find(serial: String) throws -> [Unit] {
        try db.query(
            "SELECT \(Self.columns) FROM units WHERE serial = $1 ORDER BY id LIMIT 20", .text(serial),
            decode: Self.decode)
    }

    /// In the order of their numbers.
    package func list(_ query: UnitQuery) throws -> [Unit] {
        var values: [SQLValue] = [SQLValue(query.after)]
        func list(_ more: [SQLValue]) -> String {
            values += more
            return more.indices.map { "$\(values.count - more.count + $0 + 1)" }.joined(separator: ", ")
        }
        var tests = ["id > $1"]
        switch query.days {
        case .installed(let days):
            tests.append(
                "COALESCE(installed_on, delivered_on, bought_on) IN (\(list(days.map { SQLValue($0) })))")
        case .bought(let days):
            tests.append("COALESCE(bought_on, delivered_on) IN (\(list(days.map { SQLValue($0) })))")
        case nil: break
        }
        if !query.products.isEmpty {
            tests.append("product IN (\(list(query.products.map { .text($0) })))")
        }
        if !query.serial.isEmpty {
            tests.append(
                "SUBSTR(serial, 1, \(query.serial.unicodeScalars.count)) = \(list([.text(query.serial)]))")
        }
        return try db.query(
            """
            SELECT \(Self.columns) FROM units WHERE \(tests.joined(separator: " AND ")) ORDER BY id
            LIMIT $\(values.count + 1)
            """, values + [SQLValue(query.limit)], Self.decode)
    }

    package func insert(_ new: Unit) throws -> Unit {
        var u = new
        u.id = UnitID(
            try db.insert(
                """
                INSERT INTO units (version, customer, product, model, serial, bought_on, delivered_on, installed_on,
                    price, currency, has_invoice, sold_remotely, dealer, address, external_key, created_at)
                VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                """, values(u) + [SQLValue(u.externalKey), SQLValue(u.createdAt)]
            ))
        return u
    }

    package func update(_ u: Unit) throws {
        let rows = try db.run(
            """
            UPDATE units SET customer = $1, product = $2, model = $3, serial = $4, bought_on = $5, delivered_on = $6,
                installed_on = $7, price = $8, currency = $9, has_invoice = $10, sold_remotely = $11, dealer = $12,
                address = $13, version = version + 1
            WHERE id = $14 AND version = $15
            """, values(u) + [SQLValue(u.id), SQLValue(u.version)])
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(u.id), have: u.version, found: try find(u.id)?.version ?? 0)
        }
    }

    private func values(_ u: Unit) -> [SQLValue] {
        [
            SQLValue(u.customer), .text(u.product), .text(u.model), .text(u.serial), SQLValue(u.boughtOn),
            SQLValue(u.deliveredOn), SQLValue(u.installedOn), SQLValue(u.price?.minor),
            SQLValue(u.price?.currency), SQLValue(u.hasInvoice), SQLValue(u.soldRemotely), SQLValue(u.dealer),
            SQLValue(u.addressID),
        ]
    }

    private static func decode(_ r: any SQLRow) -> Unit {
        Unit(
            id: r.id(0), version: Int(r.int(1)), customer: r.id(2), product: r.text(3), model: r.text(4),
            serial: r.text(5), boughtOn: r.dayOrNil(6), deliveredOn: r.dayOrNil(7),
            installedOn: r.dayOrNil(8),
            price: r.intOrNil(9).map { Money(minor: $0, currency: r.text(10)) }, hasInvoice: r.flag(11),
            soldRemotely: r.flag(12), dealer: r.idOrNil(13), addressID: r.intOrNil(14),
            externalKey: r.textOrNil(15), createdAt: r.instant(16))
    }
}
