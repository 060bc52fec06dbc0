/// How a list of cases is ordered.
package enum CaseOrder: Sendable, Hashable {
    /// Open work, the clock that runs out first on top.
    case urgency
    /// Open work, what came first on top.
    case age
    /// Everything, newest first.
    case newest
    /// Everything, oldest first (exports).
    case oldest
}

/// Where a case stands in an order; the next page begins behind it, the one before ends at it.
package struct CaseKey: Sendable, Hashable {
    /// Its urgency, or when it was opened: what the order goes by.
    package var place: Int64
    package var id: CaseID

    /// Where a case without any running clock stands in the order of urgency: behind all that have one.
    package static let last: Int64 = 9_000_000_000_000_000

    package init(_ place: Int64, _ id: CaseID) {
        self.place = place
        self.id = id
    }
}

/// A case as lists show it, with the names that it has by numbers.
package struct CaseLine: Sendable, Hashable {
    package var id: CaseID
    package var kind: String
    package var workflowVersion: Int
    package var state: String
    package var category: StateCategory
    package var queue: String
    package var severity: Severity
    package var summary: String
    package var product: String
    package var customer: String
    /// The customer's, as its record keeps it.
    package var rank: String
    /// The name of whoever has it; empty for nobody.
    package var owner: String
    package var openedAt: Instant
    package var stateSince: Instant
    package var chasers: Int
    package var reopened: Int
    /// When the clock that runs out first does; nil when none runs.
    package var due: Instant?

    package init(
        id: CaseID, kind: String, workflowVersion: Int, state: String, category: StateCategory, queue: String,
        severity: Severity, summary: String, product: String = "", customer: String, rank: String = "",
        owner: String = "", openedAt: Instant, stateSince: Instant, chasers: Int = 0, reopened: Int = 0,
        due: Instant? = nil
    ) {
        self.id = id
        self.kind = kind
        self.workflowVersion = workflowVersion
        self.state = state
        self.category = category
        self.queue = queue
        self.severity = severity
        self.summary = summary
        self.product = product
        self.customer = customer
        self.rank = rank
        self.owner = owner
        self.openedAt = openedAt
        self.stateSince = stateSince
        self.chasers = chasers
        self.reopened = reopened
        self.due = due
    }

    /// Its place in an order.
    package func key(in order: CaseOrder) -> CaseKey {
        switch order {
        case .urgency: CaseKey(due?.milliseconds ?? CaseKey.last, id)
        case .age: CaseKey(openedAt.milliseconds, id)
        case .newest, .oldest: CaseKey(id.number, id)
        }
    }
}

/// A piece of a list.
package struct CasePage: Sendable, Hashable {
    package var lines: [CaseLine] = []
    /// Where to look on in the direction read; nil when there is no more.
    package var next: CaseKey?

    package init() {}
}

/// How many there are; when `isCapped`, at least so many.
package struct CappedCount: Sendable, Hashable {
    package var count: Int
    package var isCapped: Bool

    package init(_ count: Int, isCapped: Bool = false) {
        self.count = count
        self.isCapped = isCapped
    }

    package static let zero = CappedCount(0)

    package static func + (a: Self, b: Self) -> Self {
        Self(a.count + b.count, isCapped: a.isCapped || b.isCapped)
    }
}

/// What waits in a queue.
package struct QueueLoad: Sendable, Hashable {
    package var queue: String
    package var waiting = CappedCount.zero
    /// In nobody's hands.
    package var free = CappedCount.zero
    /// A clock has run out.
    package var overdue = CappedCount.zero
    /// A clock runs out soon.
    package var atRisk = CappedCount.zero
    /// When its oldest case was opened.
    package var oldest: Instant?

    package init(queue: String) { self.queue = queue }
}
