import Records

/// How the desk stands with its database, for whoever shows it.
extension ServiceDesk {
    /// While the database does not answer: how many attempts were made to get through. Nil while it does. Never waits.
    package var attemptsToReconnect: Int? {
        switch database.connectionState {
        case .connected: nil
        case .lost(let attempts): attempts
        }
    }
}

/// What became of an action that the database did not take.
package enum NotDone: Sendable, Hashable {
    /// Nothing was changed; the line is down.
    case noConnection
    /// Nothing was changed; others held the database for too long.
    case busy
    /// The line broke while the commit was under way.
    case unknown

    package init?(_ error: any Error) {
        switch error as? StorageFault {
        case .connectionLost: self = .noConnection
        case .busy: self = .busy
        case .outcomeUnknown: self = .unknown
        default: return nil
        }
    }
}
