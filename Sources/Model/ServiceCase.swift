/// What a case is about, as a workflow's name: `complaint`, `repair` … A new kind needs only a YAML file.
package struct CaseKind: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ name: String) { rawValue = name }
    package var description: String { rawValue }
}

/// One matter of one customer. (`case` is Swift's word, hence the longer name.)
package struct ServiceCase: Hashable, Sendable {
    package var id: CaseID
    package var version: Int
    package var kind: CaseKind
    /// The workflow version it started with, kept until migrated.
    package var workflowVersion: Int
    package var state: String
    package var category: StateCategory
    package var customer: CustomerID
    package var unit: UnitID?
    package var queue: String
    package var owner: StaffID?
    package var severity: Severity
    package var channel: Channel
    package var summary: String
    /// The fault or request, a word of the product's fault list such as `not-cooling`.
    package var fault: String
    package var product: String
    package var addressID: Int64?
    /// How often the customer asked again while it was open (催单).
    package var chasers: Int
    package var reopened: Int
    package var openedAt: Instant
    package var closedAt: Instant?
    /// When its state last changed.
    package var stateSince: Instant
    /// The earlier case this one repeats.
    package var repeatOf: CaseID?
    package var mergedInto: CaseID?
    package var splitFrom: CaseID?
    package var externalKey: String?
    /// What the workflow's own fields hold: reply, cause, remedy …
    package var fields: [String: FieldValue]

    package init(
        id: CaseID, version: Int = 1, kind: CaseKind, workflowVersion: Int, state: String,
        category: StateCategory, customer: CustomerID, unit: UnitID? = nil, queue: String = "",
        owner: StaffID? = nil, severity: Severity = .general, channel: Channel = .phone, summary: String,
        fault: String = "", product: String = "", addressID: Int64? = nil, chasers: Int = 0,
        reopened: Int = 0, openedAt: Instant, closedAt: Instant? = nil, stateSince: Instant,
        repeatOf: CaseID? = nil, mergedInto: CaseID? = nil, splitFrom: CaseID? = nil,
        externalKey: String? = nil, fields: [String: FieldValue] = [:]
    ) {
        self.id = id
        self.version = version
        self.kind = kind
        self.workflowVersion = workflowVersion
        self.state = state
        self.category = category
        self.customer = customer
        self.unit = unit
        self.queue = queue
        self.owner = owner
        self.severity = severity
        self.channel = channel
        self.summary = summary
        self.fault = fault
        self.product = product
        self.addressID = addressID
        self.chasers = chasers
        self.reopened = reopened
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.stateSince = stateSince
        self.repeatOf = repeatOf
        self.mergedInto = mergedInto
        self.splitFrom = splitFrom
        self.externalKey = externalKey
        self.fields = fields
    }
}
