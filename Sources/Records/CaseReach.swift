package import Model

/// The cases that one person's right reaches, where that is not every case.
package struct CaseReach: Sendable, Hashable {
    /// Whose cases: what one of them has in hand, or makes a visit for.
    package var people: [StaffID]
    /// What nobody has yet, so that it can be taken.
    package var free: Bool
    /// What is in one of these zones, districts or cities: by the case's address, or else the first of its customer.
    package var zones: [String]

    package init(people: [StaffID] = [], free: Bool = false, zones: [String] = []) {
        (self.people, self.free, self.zones) = (people, free, zones)
    }

    /// The condition on a row of what stands there as `cases`: the one place where it is said what is within reach.
    func condition(_ sql: inout SQLText) -> String {
        var ways: [String] = []
        if free { ways.append("(cases.owner IS NULL AND cases.closed_at IS NULL)") }
        if !people.isEmpty {
            let values = people.map { SQLValue($0) }
            ways.append("COALESCE(cases.owner, 0) IN (\(marks(values, &sql)))")
            // Marks are numbered in the order in which they stand in the text.
            let technician = "visits.technician IN (\(marks(values, &sql)))"
            let helper = "visits.helper IN (\(marks(values, &sql)))"
            ways.append(
                """
                (SELECT COUNT(*) FROM visits WHERE visits.case_id = cases.id AND (\(technician) OR \(helper))) > 0
                """)
        }
        if !zones.isEmpty { ways.append(place(&sql)) }
        return ways.isEmpty ? "(1 = 0)" : "(\(ways.joined(separator: " OR ")))"
    }

    private func place(_ sql: inout SQLText) -> String {
        let words = zones.map { SQLValue.text($0) }
        let places = ["zone", "district", "city"].map { "there.\($0) IN (\(marks(words, &sql)))" }
        return """
            COALESCE((SELECT \(places.joined(separator: " OR ")) FROM addresses there
                WHERE there.id = COALESCE(cases.address, (SELECT theirs.id FROM addresses theirs
                    WHERE theirs.customer = cases.customer ORDER BY theirs.position, theirs.id LIMIT 1))), FALSE)
            """
    }

    private func marks(_ values: [SQLValue], _ sql: inout SQLText) -> String {
        values.map { sql.mark($0) }.joined(separator: ", ")
    }
}

extension CaseStore {
    /// Whether a case is within reach.
    package func isWithin(_ reach: CaseReach, _ id: CaseID) throws -> Bool {
        try within(reach, [id]).contains(id)
    }

    /// Those of some cases that are within reach.
    package func within(_ reach: CaseReach, _ ids: Set<CaseID>) throws -> Set<CaseID> {
        guard !ids.isEmpty else { return [] }
        var sql = SQLText()
        let condition = reach.condition(&sql)
        let asked = ids.map { sql.mark(SQLValue($0)) }.joined(separator: ", ")
        let found = try db.query(
            "SELECT id FROM cases WHERE \(condition) AND cases.id IN (\(asked))", sql.values
        ) { r in CaseID(r.int(0)) }
        return Set(found)
    }
}

extension CaseReach {
    /// The same for the case of a row of another table.
    func condition(onCaseOf table: String, _ sql: inout SQLText) -> String {
        "(SELECT COUNT(*) FROM cases WHERE cases.id = \(table).case_id AND \(condition(&sql))) > 0"
    }

    /// The same for a row of `calls`, which may be about no case; whoever has one in hand sees it.
    func conditionOfCalls(heldBy staff: StaffID?, _ sql: inout SQLText) -> String {
        let held = staff.map { "OR COALESCE(calls.claimed_by, 0) = \(sql.mark(SQLValue($0)))" } ?? ""
        return "(calls.case_id IS NULL \(held) OR \(condition(onCaseOf: "calls", &sql)))"
    }

    /// The same for the case that a request of `approvals` is about, or whose visit or call it is about.
    func conditionOfApprovals(_ sql: inout SQLText) -> String {
        """
        (SELECT COUNT(*) FROM cases WHERE cases.id = \(Self.caseOfApproval)
            AND \(condition(&sql))) > 0
        """
    }

    /// The same for what a row of `notices` is about, which may be no case's.
    func conditionOfNotices(_ sql: inout SQLText) -> String {
        let id = Self.caseID(
            of: "notices",
            also: """
                WHEN 'approval' THEN (SELECT \(Self.caseID(of: "approvals")) FROM approvals
                    WHERE approvals.id = notices.subject)
                WHEN 'survey' THEN (SELECT surveys.case_id FROM surveys WHERE surveys.id = notices.subject)
                """)
        return """
            (\(id) IS NULL OR (SELECT COUNT(*) FROM cases WHERE cases.id = \(id) AND \(condition(&sql))) > 0)
            """
    }

    /// The case that the subject of a row is, or belongs to; NULL for none.
    private static func caseID(of table: String, also: String = "") -> String {
        """
        CASE \(table).subject_kind WHEN 'case' THEN \(table).subject
            WHEN 'visit' THEN (SELECT visits.case_id FROM visits WHERE visits.id = \(table).subject)
            WHEN 'call' THEN (SELECT calls.case_id FROM calls WHERE calls.id = \(table).subject)
            \(also) END
        """
    }

    /// The number of the case that a request is about.
    static let caseOfApproval = caseID(of: "approvals")
}
