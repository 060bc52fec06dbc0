/// A stretch of time, its end excluded.
package struct Window: Hashable, Sendable, Codable {
    package var start: Instant
    package var end: Instant

    package init(start: Instant, end: Instant) {
        self.start = start
        self.end = end
    }

    package func overlaps(_ other: Window) -> Bool { start < other.end && other.start < end }
}

/// One attempt of a technician at a customer's place, for a case. What was promised to the customer, what we plan,
/// and what happened are three different things and stay apart.
package struct Visit: Hashable, Sendable {
    package var id: VisitID
    package var version: Int
    package var caseID: CaseID
    package var workflowVersion: Int
    package var state: String
    package var category: StateCategory
    package var technician: StaffID?
    /// Who comes along, where two are needed.
    package var helper: StaffID?
    /// The arrival window promised to the customer; never moved by replanning.
    package var promised: Window
    /// When we plan to arrive and to leave.
    package var planned: Window
    /// The planned time and who comes stay as they are, whatever is planned anew.
    package var isLocked: Bool
    package var arrivedAt: Instant?
    package var finishedAt: Instant?
    package var skill: String
    package var addressID: Int64?
    package var place: Place?
    /// The visit this one follows up (parts, no access, revisit).
    package var parent: VisitID?
    package var fields: [String: FieldValue]
    package var createdAt: Instant
    package var stateSince: Instant

    package init(
        id: VisitID, version: Int = 1, caseID: CaseID, workflowVersion: Int, state: String,
        category: StateCategory, technician: StaffID?, helper: StaffID? = nil, promised: Window,
        planned: Window, isLocked: Bool = false, arrivedAt: Instant? = nil, finishedAt: Instant? = nil,
        skill: String = "", addressID: Int64? = nil,
        place: Place? = nil, parent: VisitID? = nil, fields: [String: FieldValue] = [:], createdAt: Instant,
        stateSince: Instant
    ) {
        self.id = id
        self.version = version
        self.caseID = caseID
        self.workflowVersion = workflowVersion
        self.state = state
        self.category = category
        self.technician = technician
        self.helper = helper
        self.promised = promised
        self.planned = planned
        self.isLocked = isLocked
        self.arrivedAt = arrivedAt
        self.finishedAt = finishedAt
        self.skill = skill
        self.addressID = addressID
        self.place = place
        self.parent = parent
        self.fields = fields
        self.createdAt = createdAt
        self.stateSince = stateSince
    }
}
