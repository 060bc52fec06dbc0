package import Model

/// How much there is on a customer's file.
package struct CustomerCounts: Sendable, Hashable {
    package var cases = 0
    package var units = 0
    package var visits = 0
    package var calls = 0

    package init() {}
}

/// Who a customer is, and the number to ring up first, for lists: one that was found wrong only where there is no other.
package struct CustomerLine: Sendable, Hashable {
    package var name: String
    package var phone: PhoneNumber?
}

/// Customers with their contacts, phones and addresses.
package struct CustomerStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    private static let columns =
        "id, version, kind, dealer_type, name, language, remarks, may_call, external_key, merged_into, created_at, call_hours, may_offer, rank"

    // MARK: Reading

    /// The customer as recorded, even when merged into another.
    package func find(_ id: CustomerID) throws -> Customer? {
        guard var customer = try findWithoutContacts(id) else { return nil }
        customer.contacts = try contacts(of: id)
        return customer
    }

    /// The same without contacts and phones, for what asks only who and where.
    package func findWithoutContacts(_ id: CustomerID) throws -> Customer? {
        guard
            var customer = try db.first(
                "SELECT \(Self.columns) FROM customers WHERE id = $1", SQLValue(id), decode: Self.decode)
        else { return nil }
        customer.addresses = try addresses(of: id)
        return customer
    }

    package func find(externalKey: String) throws -> CustomerID? {
        try db.first("SELECT id FROM customers WHERE external_key = $1", .text(externalKey)) { $0.id(0) }
    }

    /// Just the name, for lists.
    package func name(_ id: CustomerID) throws -> String {
        try db.first("SELECT name FROM customers WHERE id = $1", SQLValue(id)) { $0.text(0) } ?? ""
    }

    /// Just the rank; empty for the usual one.
    package func rank(_ id: CustomerID) throws -> String {
        try db.first("SELECT rank FROM customers WHERE id = $1", SQLValue(id)) { $0.text(0) } ?? ""
    }

    /// Customers by page, newest last.
    package func page(after: CustomerID?, limit: Int) throws -> [Customer] {
        try db.query(
            "SELECT \(Self.columns) FROM customers WHERE id > $1 AND merged_into IS NULL ORDER BY id LIMIT $2",
            SQLValue(after?.number ?? 0), SQLValue(limit), decode: Self.decode)
    }

    /// Who has a phone that begins or ends as typed: with or without country code and the leading 0 of the area, or
    /// just the last digits, four or more; the most recently added first.
    package func find(phone typed: String, limit: Int) throws -> [CustomerID] {
        let national = Self.nationalDigits(typed)
        let digits = typed.filter { $0.isASCII && $0.isNumber }
        guard max(national.count, digits.count) >= 4 else { return [] }
        let ends = [national, digits].filter { $0.count >= 4 }.map { String($0.reversed()) }
        let (start, end, last) = (national.count >= 4 ? national : digits, ends[0], ends[ends.count - 1])
        return try db.query(
            """
            SELECT customer, MAX(id) AS newest FROM (
                SELECT customer, id FROM (
                    SELECT customer, id FROM phones WHERE national >= $1 AND national < $2 LIMIT \(Self.reachOfDigits)
                ) AS starts
                UNION ALL SELECT customer, id FROM (
                    SELECT customer, id FROM phones WHERE reversed >= $3 AND reversed < $4 LIMIT \(Self.reachOfDigits)
                ) AS ends
                UNION ALL SELECT customer, id FROM (
                    SELECT customer, id FROM phones WHERE reversed >= $5 AND reversed < $6 LIMIT \(Self.reachOfDigits)
                ) AS others) AS hits
            GROUP BY customer ORDER BY newest DESC LIMIT $7
            """,
            .text(start), .text(start + ":"), .text(end), .text(end + ":"), .text(last), .text(last + ":"),
            SQLValue(limit)
        ) { $0.id(0) }
    }

    package func addressText(_ id: Int64) throws -> Address? {
        try db.first(
            "SELECT id, province, city, district, street, zone, latitude, longitude FROM addresses WHERE id = $1",
            .int(id), decode: Self.decodeAddress)
    }

    /// Numbers looked at each way: a few digits fit thousands, of which nobody reads more than a screen.
    private static let reachOfDigits = 300

    /// The service zones among the latest addresses: as many as a form can offer, without reading every address.
    package func zones() throws -> [String] {
        try db.query(
            "SELECT DISTINCT zone FROM addresses WHERE id > \(Self.recent) AND zone <> '' ORDER BY zone LIMIT 200",
            SQLValue(Self.reach)
        ) { $0.text(0) }
    }

    /// The districts among the latest addresses, each with a zone and the middle of its addresses; what is most frequent
    /// first, so that of two zones of a district the usual one comes first.
    package func districts() throws -> [Address] {
        try db.query(
            """
            SELECT province, city, district, zone, AVG(latitude), AVG(longitude) FROM addresses
            WHERE id > \(Self.recent) AND district <> ''
            GROUP BY province, city, district, zone ORDER BY COUNT(*) DESC, province, city, district, zone LIMIT 400
            """, SQLValue(Self.reach)
        ) {
            Address(
                province: $0.text(0), city: $0.text(1), district: $0.text(2), zone: $0.text(3),
                place: $0.placeOrNil(4, 5))
        }
    }

    /// The middle of the latest addresses of a zone whose place is known; nil when there is none.
    package func middle(of zone: String) throws -> Place? {
        try db.first(
            """
            SELECT AVG(latitude), AVG(longitude) FROM addresses
            WHERE id > \(Self.recent) AND zone = $2 AND latitude IS NOT NULL AND longitude IS NOT NULL
            """, SQLValue(Self.reach), .text(zone)
        ) { $0.placeOrNil(0, 1) } ?? nil
    }

    /// How many of the latest addresses those look at.
    private static let reach = 5000
    private static let recent = "(SELECT COALESCE(MAX(id), 0) - $1 FROM addresses)"

    private func contacts(of id: CustomerID) throws -> [Contact] {
        var contacts = try db.query(
            "SELECT id, name, role, email FROM contacts WHERE customer = $1 ORDER BY position, id",
            SQLValue(id)
        ) { Contact(id: $0.int(0), name: $0.text(1), role: $0.text(2), email: $0.text(3)) }
        for i in contacts.indices {
            contacts[i].phones = try db.query(
                "SELECT typed, normalised, extension, wrong_since FROM phones WHERE contact = $1 ORDER BY position, id",
                .int(contacts[i].id)
            ) {
                PhoneNumber(
                    typed: $0.text(0), normalised: $0.text(1), extensionDigits: $0.text(2),
                    wrongSince: $0.instantOrNil(3))
            }
        }
        return contacts
    }

    private func addresses(of id: CustomerID) throws -> [Address] {
        try db.query(
            """
            SELECT id, province, city, district, street, zone, latitude, longitude FROM addresses
            WHERE customer = $1 ORDER BY position, id
            """, SQLValue(id), decode: Self.decodeAddress)
    }

    // MARK: Writing

    /// Writes a new customer with all its parts; gives it back with the ids it got.
    package func insert(_ new: Customer) throws -> Customer {
        var c = new
        c.id = CustomerID(
            try db.insert(
                """
                INSERT INTO customers (version, kind, dealer_type, name, language, remarks, may_call, external_key,
                    created_at, call_hours, may_offer, rank)
                VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """,
                .text(c.kind.rawValue), SQLValue(c.dealerType?.rawValue), .text(c.name), .text(c.language),
                .text(c.remarks), SQLValue(c.mayCall), SQLValue(c.externalKey), SQLValue(c.createdAt),
                .text(c.callHours?.description ?? ""), SQLValue(c.mayOffer), .text(c.rank)))
        c.version = 1
        try insertParts(of: &c)
        return c
    }

    /// Writes a customer over the version it was read at. Addresses keep their ids (cases refer to them) and are
    /// never removed, only changed or added; contacts and phones are written anew.
    package func update(_ changed: Customer) throws -> Customer {
        var c = changed
        let rows = try db.run(
            """
            UPDATE customers SET kind = $1, dealer_type = $2, name = $3, language = $4, remarks = $5, may_call = $6,
                merged_into = $7, call_hours = $8, may_offer = $9, rank = $10, version = version + 1
            WHERE id = $11 AND version = $12
            """,
            .text(c.kind.rawValue), SQLValue(c.dealerType?.rawValue), .text(c.name), .text(c.language),
            .text(c.remarks), SQLValue(c.mayCall), SQLValue(c.mergedInto),
            .text(c.callHours?.description ?? ""),
            SQLValue(c.mayOffer), .text(c.rank), SQLValue(c.id), SQLValue(c.version)
        )
        guard rows == 1 else {
            throw StorageFault.stale(
                subject: Subject(c.id), have: c.version, found: try find(c.id)?.version ?? 0)
        }
        c.version += 1
        try db.send("DELETE FROM phones WHERE customer = $1", SQLValue(c.id))
        try db.send("DELETE FROM contacts WHERE customer = $1", SQLValue(c.id))
        try insertParts(of: &c)
        return c
    }

    private func insertParts(of c: inout Customer) throws {
        for i in c.contacts.indices {
            let contact = c.contacts[i]
            c.contacts[i].id = try db.insert(
                """
                INSERT INTO contacts (customer, position, name, role, email) VALUES ($1, $2, $3, $4, $5)
                """,
                SQLValue(c.id), SQLValue(i), .text(contact.name), .text(contact.role), .text(contact.email))
            for (j, phone) in contact.phones.enumerated() {
                let national = Self.nationalDigits(phone)
                try db.send(
                    """
                    INSERT INTO phones (contact, customer, position, typed, normalised, extension, national, reversed,
                        wrong_since)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """,
                    .int(c.contacts[i].id), SQLValue(c.id), SQLValue(j), .text(phone.typed),
                    .text(phone.normalised), .text(phone.extensionDigits), .text(national),
                    .text(String(national.reversed())), SQLValue(phone.wrongSince))
            }
        }
        for i in c.addresses.indices {
            let a = c.addresses[i]
            let values: [SQLValue] = [
                SQLValue(c.id), SQLValue(i), .text(a.province), .text(a.city), .text(a.district),
                .text(a.street),
                .text(a.zone), SQLValue(a.place?.latitude), SQLValue(a.place?.longitude),
            ]
            if a.id == 0 {
                c.addresses[i].id =
                    try db.insert(
                        """
                        INSERT INTO addresses (customer, position, province, city, district, street, zone, latitude,
                            longitude)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        """, values)
            } else {
                try db.send(
                    """
                    UPDATE addresses SET customer = $1, position = $2, province = $3, city = $4, district = $5,
                        street = $6, zone = $7, latitude = $8, longitude = $9
                    WHERE id = $10
                    """, values + [.int(a.id)])
            }
        }
    }

    /// Digits as dialled within the country: `+86` is dropped, and so is a landline's leading 0.
    package static func nationalDigits(_ phone: PhoneNumber) -> String { phone.searchDigits }

    package static func nationalDigits(_ text: String) -> String { PhoneNumber.searchDigits(of: text) }

    private static func decode(_ r: any SQLRow) throws -> Customer {
        Customer(
            id: r.id(0), version: Int(r.int(1)), kind: try r.choice(2),
            dealerType: r.isNull(3) ? nil : try r.choice(3), rank: r.text(13), name: r.text(4),
            language: r.text(5),
            remarks: r.text(6), mayCall: r.flag(7),
            callHours: r.text(11).isEmpty ? nil : try WishedHours(r.text(11)), mayOffer: r.flag(12),
            externalKey: r.textOrNil(8), mergedInto: r.idOrNil(9),
            createdAt: r.instant(10))
    }

    private static func decodeAddress(_ r: any SQLRow) -> Address {
        Address(
            id: r.int(0), province: r.text(1), city: r.text(2), district: r.text(3), street: r.text(4),
            zone: r.text(5), place: r.placeOrNil(6, 7))
    }
}

extension CustomerStore {
    /// What lists show of some customers, however many.
    package func lines(of ids: [CustomerID]) throws -> [CustomerID: CustomerLine] {
        var lines: [CustomerID: CustomerLine] = [:]
        for start in stride(from: 0, to: ids.count, by: Self.aTime) {
            let list = ids[start..<min(start + Self.aTime, ids.count)].map { String($0.number) }
            let found = try db.query(
                """
                SELECT c.id, c.name, p.typed, p.normalised, p.extension, p.wrong_since FROM customers c
                    LEFT JOIN phones p ON p.id = (
                        SELECT x.id FROM contacts k JOIN phones x ON x.contact = k.id WHERE k.customer = c.id
                        ORDER BY CASE WHEN x.wrong_since IS NULL THEN 0 ELSE 1 END, k.position, k.id, x.position, x.id
                        LIMIT 1)
                WHERE c.id IN (\(list.joined(separator: ", ")))
                """
            ) { r in
                let phone =
                    r.isNull(2)
                    ? nil
                    : PhoneNumber(
                        typed: r.text(2), normalised: r.text(3), extensionDigits: r.text(4),
                        wrongSince: r.instantOrNil(5))
                return (CustomerID(r.int(0)), CustomerLine(name: r.text(1), phone: phone))
            }
            lines.merge(found) { a, _ in a }
        }
        return lines
    }

    /// So many are asked for at once.
    private static let aTime = 500

    /// - Parameter reach: only these cases, their visits and calls, and calls about none; nil is all.
    package func counts(_ id: CustomerID, within reach: CaseReach? = nil) throws -> CustomerCounts {
        var sql = SQLText()
        let customer = sql.mark(SQLValue(id))
        let cases = reach.map { "AND \($0.condition(&sql))" } ?? ""
        let visits = reach.map { "AND \($0.condition(&sql))" } ?? ""
        let calls = reach.map { "AND \($0.conditionOfCalls(heldBy: nil, &sql))" } ?? ""
        let found = try db.query(
            """
            SELECT (SELECT COUNT(*) FROM cases WHERE customer = \(customer) \(cases)),
                (SELECT COUNT(*) FROM units WHERE customer = \(customer)),
                (SELECT COUNT(*) FROM visits v JOIN cases ON cases.id = v.case_id
                    WHERE cases.customer = \(customer) \(visits)),
                (SELECT COUNT(*) FROM calls WHERE customer = \(customer) \(calls))
            """, sql.values
        ) { r in
            var counts = CustomerCounts()
            (counts.cases, counts.units) = (Int(r.int(0)), Int(r.int(1)))
            (counts.visits, counts.calls) = (Int(r.int(2)), Int(r.int(3)))
            return counts
        }
        return found.first ?? CustomerCounts()
    }
}
