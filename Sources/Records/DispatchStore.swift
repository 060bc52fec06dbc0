import Foundation
package import Model

/// A visit as the dispatching board needs it.
package struct BookedStop: Sendable, Hashable {
    package var visit: VisitID
    package var technician: StaffID?
    package var helper: StaffID?
    package var planned: Window
    package var promised: Window
    package var place: Place?
    package var skill: String
    package var zone: String
    /// Fixed by somebody, or under way.
    package var isLocked: Bool
}

/// A visit as it stands in its technician's day.
package struct DayStop: Sendable, Hashable {
    package var visit: VisitID
    package var technician: StaffID
    package var planned: Window
    package var place: Place?
    package var caseID: CaseID
    package var customer: String
    package var summary: String
}

/// What only dispatching asks for: the visits of some days in few words, absences, vehicle stock, refusals.
package struct DispatchStore {
    let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Every visit planned to start within a window, cancelled ones left out; of some technicians, or of all.
    package func stops(in window: Window, of technicians: [StaffID]? = nil) throws -> [BookedStop] {
        if technicians?.isEmpty == true { return [] }
        let who = technicians.map { $0.map { String($0.number) }.joined(separator: ", ") }
        let only = who.map { "AND (v.technician IN (\($0)) OR v.helper IN (\($0)))" } ?? ""
        return try db.query(
            """
            SELECT v.id, v.technician, v.helper, v.planned_start, v.planned_end, v.promised_start, v.promised_end,
                v.latitude, v.longitude, v.skill, a.zone, v.is_locked, v.category
            FROM visits v LEFT JOIN addresses a ON a.id = v.address
            WHERE v.planned_start >= $1 AND v.planned_start < $2 AND v.category <> 'cancelled' \(only)
            """, SQLValue(window.start), SQLValue(window.end)
        ) { r in
            BookedStop(
                visit: r.id(0), technician: r.idOrNil(1), helper: r.idOrNil(2),
                planned: Window(start: r.instant(3), end: r.instant(4)),
                promised: Window(start: r.instant(5), end: r.instant(6)), place: r.placeOrNil(7, 8),
                skill: r.text(9), zone: r.textOrNil(10) ?? "", isLocked: r.flag(11) || r.text(12) != "new")
        }
    }

    /// The visits of some technicians planned to start within a window, with whom they are for; by time.
    package func dayStops(in window: Window, of technicians: [StaffID]) throws -> [DayStop] {
        let who = technicians.map { String($0.number) }.joined(separator: ", ")
        return try db.query(
            """
            SELECT v.id, v.technician, v.helper, v.planned_start, v.planned_end, v.latitude, v.longitude, k.name,
                c.summary, c.id
            FROM visits v JOIN cases c ON c.id = v.case_id JOIN customers k ON k.id = c.customer
            WHERE v.planned_start >= $1 AND v.planned_start < $2 AND v.category <> 'cancelled'
                AND (v.technician IN (\(who)) OR v.helper IN (\(who)))
            ORDER BY v.planned_start, v.id
            """, SQLValue(window.start), SQLValue(window.end)
        ) { r in
            [r.idOrNil(1), r.idOrNil(2)].compactMap { $0 }.map { (who: StaffID) in
                DayStop(
                    visit: r.id(0), technician: who, planned: Window(start: r.instant(3), end: r.instant(4)),
                    place: r.placeOrNil(5, 6), caseID: r.id(9), customer: r.text(7), summary: r.text(8))
            }
        }.flatMap { $0 }
    }

    // MARK: Absences

    package func absences(in window: Window, of staff: StaffID? = nil) throws -> [Absence] {
        let only = staff == nil ? "" : "AND staff = $3"
        return try db.query(
            """
            SELECT id, staff, starts, ends, reason, is_late FROM absences WHERE starts < $1 AND ends > $2 \(only)
            ORDER BY starts, id
            """, [SQLValue(window.end), SQLValue(window.start)] + (staff.map { [SQLValue($0)] } ?? [])
        ) { r in
            Absence(
                id: r.int(0), staff: r.id(1), window: Window(start: r.instant(2), end: r.instant(3)),
                reason: r.text(4), isLate: r.flag(5))
        }
    }

    package func insert(_ a: Absence) throws -> Int64 {
        try db.insert(
            "INSERT INTO absences (staff, starts, ends, reason, is_late) VALUES ($1, $2, $3, $4, $5)",
            SQLValue(a.staff), SQLValue(a.window.start), SQLValue(a.window.end), .text(a.reason),
            SQLValue(a.isLate))
    }

    /// - Returns: whether there was such an absence.
    package func removeAbsence(_ id: Int64, of staff: StaffID) throws -> Bool {
        try db.run("DELETE FROM absences WHERE id = $1 AND staff = $2", .int(id), SQLValue(staff)) == 1
    }

    // MARK: Vehicle stock

    /// What vehicles carry, by part; what is held for visits left out, or counted in.
    package func stock(withHeld: Bool = false) throws -> [StaffID: [String: Int]] {
        try StockStore(db).levels().reduce(into: [:]) { stock, level in
            guard case .vehicle(let who) = level.place else { return }
            let count = withHeld ? level.onHand : level.free
            if count > 0 { stock[who, default: [:]][level.part] = count }
        }
    }

    // MARK: Refusals

    /// Whom a customer refuses, those merged into them included.
    package func refused(by customer: CustomerID) throws -> [StaffID] {
        try db.query(
            """
            \(Self.them) SELECT DISTINCT staff FROM refusals WHERE customer IN (SELECT id FROM them) ORDER BY staff
            """, SQLValue(customer)
        ) { $0.id(0) }
    }

    /// A customer, and all who were merged into them, however many times.
    private static let them = """
        WITH RECURSIVE them(id) AS (
            SELECT CAST($1 AS BIGINT)
            UNION SELECT c.id FROM customers c JOIN them ON c.merged_into = them.id)
        """

    package func refuse(_ staff: StaffID, by customer: CustomerID, reason: String, at now: Instant) throws {
        try db.run(
            """
            INSERT INTO refusals (customer, staff, since, reason) VALUES ($1, $2, $3, $4)
            ON CONFLICT (customer, staff) DO UPDATE SET reason = excluded.reason
            """, SQLValue(customer), SQLValue(staff), SQLValue(now), .text(reason))
    }

    /// - Returns: whether it was refused.
    package func accept(_ staff: StaffID, by customer: CustomerID) throws -> Bool {
        try db.run(
            """
            \(Self.them) DELETE FROM refusals WHERE staff = $2 AND customer IN (SELECT id FROM them)
            """, SQLValue(customer), SQLValue(staff)) > 0
    }
}

/// A technician's terms as one text; none as an empty one.
enum TermsCoding {
    static func encode(_ terms: TechnicianTerms) -> String {
        guard terms != TechnicianTerms() else { return "" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(terms) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    static func decode(_ text: String) throws -> TechnicianTerms {
        if text.isEmpty { return TechnicianTerms() }
        do { return try JSONDecoder().decode(TechnicianTerms.self, from: Data(text.utf8)) } catch {
            throw StorageFault.damaged(detail: "terms: \(text.prefix(60))")
        }
    }
}
