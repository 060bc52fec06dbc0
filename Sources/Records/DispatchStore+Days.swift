package import Model

/// A visit as planning its day needs it, with the case it is for.
package struct PlannedVisit: Sendable, Hashable {
    package var stop: BookedStop
    package var caseID: CaseID
    package var kind: String
    package var severity: String
    package var product: String
    package var fault: String
    package var summary: String
    package var customer: CustomerID
    package var customerName: String
    /// The earliest running promise of a first visit, of its case.
    package var promiseDue: Instant?
    /// Fixed by somebody.
    package var isLocked: Bool
    package var state: String
    package var category: StateCategory
    package var stateSince: Instant
    package var arrivedAt: Instant?
    package var finishedAt: Instant?
    /// The visit it follows, and until when that is planned while it is open.
    package var parent: VisitID?
    package var parentEnd: Instant?
    /// When the parts come for which it waits.
    package var partsDue: Instant?
}

extension DispatchStore {
    /// Every visit planned to start within a window, cancelled ones left out, by planned start.
    package func plannedVisits(in window: Window) throws -> [PlannedVisit] {
        try db.query(
            """
            SELECT v.id, v.technician, v.helper, v.planned_start, v.planned_end, v.promised_start, v.promised_end,
                v.latitude, v.longitude, v.skill, a.zone, v.is_locked, v.category, c.id, c.kind, c.severity,
                c.product, c.fault, c.summary, k.id, k.name, v.state, v.state_since, v.arrived_at, v.finished_at,
                p.planned_end, p.category, p.fields,
                (SELECT MIN(t.due) FROM clocks t WHERE t.subject_kind = 'case' AND t.subject = c.id
                    AND t.metric = 'visit' AND t.state = 'running'), v.parent
            FROM visits v JOIN cases c ON c.id = v.case_id JOIN customers k ON k.id = c.customer
                LEFT JOIN addresses a ON a.id = v.address LEFT JOIN visits p ON p.id = v.parent
            WHERE v.planned_start >= $1 AND v.planned_start < $2 AND v.category <> 'cancelled'
            ORDER BY v.planned_start, v.id
            """, SQLValue(window.start), SQLValue(window.end)
        ) { r in
            PlannedVisit(
                stop: BookedStop(
                    visit: r.id(0), technician: r.idOrNil(1), helper: r.idOrNil(2),
                    planned: Window(start: r.instant(3), end: r.instant(4)),
                    promised: Window(start: r.instant(5), end: r.instant(6)), place: r.placeOrNil(7, 8),
                    skill: r.text(9), zone: r.textOrNil(10) ?? "", isLocked: r.flag(11) || r.text(12) != "new"
                ),
                caseID: r.id(13), kind: r.text(14), severity: r.text(15), product: r.text(16),
                fault: r.text(17), summary: r.text(18), customer: r.id(19), customerName: r.text(20),
                promiseDue: r.instantOrNil(28), isLocked: r.flag(11), state: r.text(21),
                category: StateCategory(rawValue: r.text(12)) ?? .new, stateSince: r.instant(22),
                arrivedAt: r.instantOrNil(23), finishedAt: r.instantOrNil(24),
                parent: r.idOrNil(29),
                parentEnd: r.textOrNil(26).flatMap(StateCategory.init)?.isOpen == true
                    ? r.instantOrNil(25) : nil,
                partsDue: try r.textOrNil(27).flatMap(Self.partsDue))
        }
    }

    private static func partsDue(_ fields: String) throws -> Instant? {
        guard case .instant(let due)? = try FieldCoding.decode(fields)["partsDue"] else { return nil }
        return due
    }

    /// Whose plan does not hold: a visit of theirs should have begun by now and has not, or should be over.
    package func overdue(at now: Instant) throws -> [StaffID] {
        try db.query(
            """
            SELECT DISTINCT technician FROM visits
            WHERE is_open = 1 AND planned_start < $1 AND planned_start >= $2 AND technician IS NOT NULL
                AND (arrived_at IS NULL OR planned_end < $1)
            """, SQLValue(now), SQLValue(now - .days(1))
        ) { $0.id(0) }
    }

    /// Whom each customer refuses; what was said before a merge counts for who they are now.
    package func refusals() throws -> [CustomerID: Set<StaffID>] {
        try db.query(
            """
            WITH RECURSIVE refused(customer, staff) AS (
                SELECT customer, staff FROM refusals
                UNION SELECT c.merged_into, r.staff FROM refused r JOIN customers c ON c.id = r.customer
                WHERE c.merged_into IS NOT NULL)
            SELECT customer, staff FROM refused
            """
        ) { (customer: $0.id(0) as CustomerID, staff: $0.id(1) as StaffID) }
        .reduce(into: [:]) { $0[$1.customer, default: []].insert($1.staff) }
    }

    /// Who came last for the cases of the visits planned to start within a window.
    package func lastTechnicians(in window: Window) throws -> [CaseID: StaffID] {
        try db.query(
            """
            SELECT d.case_id, d.technician FROM visits d
            WHERE d.category = 'done' AND d.technician IS NOT NULL AND d.case_id IN (
                SELECT v.case_id FROM visits v WHERE v.planned_start >= $1 AND v.planned_start < $2)
            ORDER BY d.id
            """, SQLValue(window.start), SQLValue(window.end)
        ) { (case: $0.id(0) as CaseID, staff: $0.id(1) as StaffID) }
        .reduce(into: [:]) { $0[$1.case] = $1.staff }
    }
}
