import Foundation
package import Records

/// A database whose line breaks when told to: everything else is the database it stands before.
package final class LosableDatabase: Database {
    /// Where the line breaks.
    package enum Break: Sendable, Hashable {
        /// Nothing gets through.
        case line
        /// The next commit is done, but its answer never comes.
        case answer
        /// Others hold the database for too long.
        case busy
    }

    private let whole: any Database
    private let state = State()

    private let description: DatabaseDescription?

    /// - Parameter description: told in place of what and where the database is, for pictures that stay the same.
    package init(_ whole: any Database, describedAs description: DatabaseDescription? = nil) {
        self.whole = whole
        self.description = description
    }

    package func lose(_ how: Break = .line) { state.set(how) }
    package func mend() { state.set(nil) }

    package func read<T>(_ body: (any Connection) throws -> T) throws -> T {
        try mustAnswer()
        return try whole.read(body)
    }

    package func write<T>(_ isolation: Isolation, _ body: (any Connection) throws -> T) throws -> T {
        try mustAnswer()
        if state.how == .busy { throw StorageFault.busy }
        let result = try whole.write(isolation, body)
        guard state.how == .answer else { return result }
        state.set(nil)
        throw StorageFault.outcomeUnknown
    }

    package func backup(to path: String) throws { try whole.backup(to: path) }
    package func describe() throws -> DatabaseDescription {
        try mustAnswer()
        return try description ?? whole.describe()
    }
    package func integrityProblems() throws -> [String] {
        try mustAnswer()
        return try whole.integrityProblems()
    }
    package func signedIn() throws -> String? { try whole.signedIn() }
    package func ownsDesk() throws -> Bool { try whole.ownsDesk() }
    package func admit(login: String, keepsStaff: Bool) throws -> Admission {
        try whole.admit(login: login, keepsStaff: keepsStaff)
    }
    package func dismiss(login: String) throws -> Admission { try whole.dismiss(login: login) }

    package func changeNumber() throws -> Int64 {
        try mustAnswer()
        return try whole.changeNumber()
    }

    package var connectionState: ConnectionState {
        state.how == .line ? .lost(attempts: state.attempts) : .connected
    }

    private func mustAnswer() throws {
        guard state.how == .line else { return }
        state.tried()
        throw StorageFault.connectionLost
    }

    /// What is told by the test and asked from the desk's threads.
    private final class State: @unchecked Sendable {
        // Unchecked: every access is under the lock.
        private let lock = NSLock()
        private var current: (how: Break, attempts: Int)?

        var how: Break? { lock.withLock { current?.how } }
        var attempts: Int { lock.withLock { current?.attempts ?? 0 } }
        func set(_ how: Break?) { lock.withLock { current = how.map { ($0, 0) } } }
        func tried() { lock.withLock { current?.attempts += 1 } }
    }
}
