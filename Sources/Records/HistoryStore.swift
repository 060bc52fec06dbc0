package import Model

/// Past visits, as whoever learns from them or reports on them reads them, and what was learnt.
package struct HistoryStore {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// Every visit planned to start within a window, cancelled ones left out, by number. When they set out stands in the
    /// journal; the outcome is for whoever knows the workflow's states.
    /// - Parameter enRoute: the states of whoever is on the way.
    package func visits(in window: Window, enRoute: [String]) throws -> [VisitRecord] {
        let setOut = try departures(in: window, enRoute: enRoute)
        return try db.query(
            """
            SELECT v.id, v.case_id, c.customer, c.kind, c.product, c.fault, v.technician, a.zone, v.state,
                v.promised_start, v.promised_end, v.planned_start, v.planned_end, v.arrived_at, v.finished_at,
                v.latitude, v.longitude, v.fields
            FROM visits v JOIN cases c ON c.id = v.case_id LEFT JOIN addresses a ON a.id = v.address
            WHERE v.planned_start >= $1 AND v.planned_start < $2 AND v.category <> 'cancelled'
            ORDER BY v.id
            """, SQLValue(window.start), SQLValue(window.end)
        ) { r in
            let id: VisitID = r.id(0)
            let result = try FieldCoding.decode(r.text(17))["result"]?.plain ?? ""
            return VisitRecord(
                id: id, caseID: r.id(1), customer: r.id(2), kind: r.text(3), product: r.text(4),
                fault: r.text(5), technician: r.idOrNil(6), zone: r.textOrNil(7) ?? "", state: r.text(8),
                isFixed: !["temporary", "refused"].contains(result),
                promised: Window(start: r.instant(9), end: r.instant(10)),
                planned: Window(start: r.instant(11), end: r.instant(12)), setOutAt: setOut[id],
                arrivedAt: r.instantOrNil(13), finishedAt: r.instantOrNil(14), place: r.placeOrNil(15, 16))
        }
    }

    /// When each set out last.
    private func departures(in window: Window, enRoute: [String]) throws -> [VisitID: Instant] {
        guard !enRoute.isEmpty else { return [:] }
        var arguments = [SQLValue(window.start), SQLValue(window.end)]
        let tests = enRoute.map { state in
            var quoted = ""
            FieldCoding.quote(state, into: &quoted)
            arguments.append(.text("%\"to\":\(quoted)%"))
            return "j.facts LIKE $\(arguments.count)"
        }
        return try db.query(
            """
            SELECT j.subject, MAX(j.at) FROM visits v
                JOIN journal j ON j.subject_kind = 'visit' AND j.subject = v.id
            WHERE v.planned_start >= $1 AND v.planned_start < $2 AND j.event = 'visit.did'
                AND (\(tests.joined(separator: " OR ")))
            GROUP BY j.subject
            """, arguments
        ) { (visit: $0.id(0) as VisitID, at: $0.instant(1)) }
        .reduce(into: [:]) { $0[$1.visit] = $1.at }
    }

    /// The promises whose time ran out within a window and that are about somebody coming: a visit's own, and those of
    /// a first visit of a case. Running ones that are not yet due are not among them.
    package func promises(in window: Window) throws -> [KeptPromise] {
        try db.query(
            """
            SELECT t.subject_kind, t.subject, t.state, t.breached_at FROM clocks t
            WHERE t.due >= $1 AND t.due < $2 AND t.state IN ('met', 'missed', 'running')
                AND (t.subject_kind = 'visit' OR (t.subject_kind = 'case' AND t.metric = 'visit'))
            ORDER BY t.id
            """, SQLValue(window.start), SQLValue(window.end)
        ) { r in
            KeptPromise(
                subject: Subject(try r.choice(0), r.int(1)),
                isKept: r.text(2) == "met" && r.isNull(3))
        }
    }

    /// When each case that came in that way within a window was opened, in no order.
    package func opened(by channel: Channel, in window: Window) throws -> [Instant] {
        try db.query(
            "SELECT opened_at FROM cases WHERE channel = $1 AND opened_at >= $2 AND opened_at < $3",
            .text(channel.rawValue), SQLValue(window.start), SQLValue(window.end)
        ) { $0.instant(0) }
    }

    // MARK: What was learnt

    /// What is in force, as it was written; nil for nothing.
    package func learnt() throws -> LearntText? {
        let last = try db.first(
            "SELECT id, at, by_login, figures FROM learnt ORDER BY id DESC LIMIT 1"
        ) { LearntText(number: $0.int(0), at: $0.instant(1), by: $0.text(2), figures: $0.text(3)) }
        return last.flatMap { $0.figures.isEmpty ? nil : $0 }
    }

    /// The number of what was written last; 0 before anything was.
    package func learntNumber() throws -> Int64 {
        try db.number("SELECT COALESCE(MAX(id), 0) FROM learnt")
    }

    /// - Parameter figures: empty to take all back.
    package func learn(_ figures: String, by login: String, at now: Instant) throws {
        _ = try db.insert(
            "INSERT INTO learnt (at, by_login, figures) VALUES ($1, $2, $3)", SQLValue(now), .text(login),
            .text(figures))
    }
}

/// A promise whose time has run out.
package struct KeptPromise: Sendable, Hashable {
    package var subject: Subject
    package var isKept: Bool
}

/// What was put in force, and by whom.
package struct LearntText: Sendable, Hashable {
    package var number: Int64
    package var at: Instant
    package var by: String
    package var figures: String
}
