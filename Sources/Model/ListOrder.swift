/// What is on top of a list that a view shows, by the name that `queues.yaml` has for it.
package enum ListOrder: String, Sendable, Hashable, CaseIterable {
    /// What is to be done first: the case whose promise runs out first, the visit that is planned first, the call that is late
    /// first, the request that was asked first.
    case urgency
    /// Of cases, what waits longest.
    case age
    /// Of visits, whose promised window ends first.
    case due
    /// Of calls, from when they may be made.
    case starts
    /// Of calls, what was tried most often.
    case attempts
    /// Of requests, what asks for most.
    case amount

    /// Those that lists of some kind have, the usual one first.
    /// - Parameter kind: nil of cases.
    package static func known(of kind: WorkKind?) -> [ListOrder] {
        switch kind {
        case nil: [.urgency, .age]
        case .visits: [.urgency, .due]
        case .calls: [.urgency, .starts, .attempts]
        case .approvals: [.urgency, .amount]
        }
    }

    /// The order of a list of cases.
    package var ofCases: CaseOrder { self == .age ? .age : .urgency }
}

extension CaseOrder {
    /// The same of a view; lists of all cases have none.
    package var ofList: ListOrder { self == .age ? .age : .urgency }
}
