package import Model

/// What can go wrong between the desk and its database.
package enum StorageFault: Fault, Hashable {
    /// No desk at this address yet.
    case noDatabase(path: String)
    /// There is one already, where a new one was asked for.
    case alreadyThere(path: String)
    /// The file was written by a newer Aftercare.
    case newerSchema(path: String, found: Int, known: Int)
    /// An SQLite file, but not one of ours; or no SQLite file at all.
    case notADesk(path: String)
    case cannotOpen(path: String, detail: String)
    case unknownScheme(String)
    /// An address of a server that libpq cannot read; it is not repeated, a password may stand in it.
    case badAddress
    /// No server there. `detail` is libpq's sentence, without passwords.
    case cannotReach(address: String, detail: String)
    /// There is a server, and it does not let this user in. `detail` is its sentence, without passwords.
    case notLetIn(address: String, detail: String)
    /// The server asks for a password, and none was found.
    case noPassword(address: String)
    /// The server lets this user in, and the desk does not.
    case notAdmitted(address: String)
    /// The server has no database of this name.
    case noSuchDatabase(address: String)
    /// A text with a zero byte, which PostgreSQL cannot hold.
    case zeroByte
    /// `backup` of a server's database.
    case backupByServer
    /// Someone else held the database for longer than we wait.
    case busy
    /// The database refuses the sign-in, or what it may do. `detail` is the server's own sentence, without passwords.
    case refused(detail: String)
    /// The database could not be reached, or the line broke before the commit: the action was not done.
    case connectionLost
    /// The line broke while the commit was under way, and what became of it could not be asked after.
    case outcomeUnknown
    case full(path: String)
    /// The row was changed since it was read.
    case stale(subject: Subject, have: Int, found: Int)
    case damaged(detail: String)

    package var kind: FaultKind {
        switch self {
        case .noDatabase, .noSuchDatabase: .noSuchThing
        case .busy, .stale, .connectionLost: .tryAgain
        case .refused, .notLetIn, .noPassword, .notAdmitted: .notAllowed
        case .unknownScheme, .badAddress, .backupByServer: .usage
        case .cannotReach: .tryAgain
        case .alreadyThere, .newerSchema, .notADesk, .cannotOpen, .full, .damaged,
            .outcomeUnknown, .zeroByte:
            .badData
        }
    }

    package var phrase: Phrase {
        switch self {
        case .noDatabase(let path): Phrase("storage.noDatabase", ["path": .text(path)])
        case .alreadyThere(let path): Phrase("storage.alreadyThere", ["path": .text(path)])
        case .newerSchema(let path, let found, let known):
            Phrase(
                "storage.newerSchema",
                ["path": .text(path), "found": .text(String(found)), "known": .text(String(known))])
        case .notADesk(let path): Phrase("storage.notADesk", ["path": .text(path)])
        case .cannotOpen(let path, let detail):
            Phrase("storage.cannotOpen", ["path": .text(path), "detail": .text(detail)])
        case .unknownScheme(let url): Phrase("storage.unknownScheme", ["url": .text(url)])
        case .badAddress: Phrase("storage.badAddress")
        case .cannotReach(let address, let detail):
            Phrase("storage.cannotReach", ["address": .text(address), "detail": .text(detail)])
        case .notLetIn(let address, let detail):
            Phrase("storage.notLetIn", ["address": .text(address), "detail": .text(detail)])
        case .noPassword(let address): Phrase("storage.noPassword", ["address": .text(address)])
        case .notAdmitted(let address): Phrase("storage.notAdmitted", ["address": .text(address)])
        case .noSuchDatabase(let address): Phrase("storage.noSuchDatabase", ["address": .text(address)])
        case .zeroByte: Phrase("storage.zeroByte")
        case .backupByServer: Phrase("storage.backupByServer")
        case .busy: Phrase("storage.busy")
        case .connectionLost: Phrase("storage.connectionLost")
        case .outcomeUnknown: Phrase("storage.outcomeUnknown")
        case .refused(let detail): Phrase("storage.refused", ["detail": .text(detail)])
        case .full(let path): Phrase("storage.full", ["path": .text(path)])
        case .stale(let subject, _, _): Phrase("storage.stale", ["subject": .text(subject.description)])
        case .damaged(let detail): Phrase("storage.damaged", ["detail": .text(detail)])
        }
    }
}
