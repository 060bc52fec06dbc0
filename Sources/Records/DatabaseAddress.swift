/// Where a desk's records are: what `--db` says.
package enum DatabaseAddress: Sendable, CustomStringConvertible {
    /// `desk.sqlite`, `/path/desk.sqlite`, `sqlite:/path/desk.sqlite`
    case file(String)
    /// `postgres://…`, and every other form of libpq's
    case server(PostgresAddress)

    /// - Throws: `StorageFault.unknownScheme`, `.badAddress`.
    package init(_ text: String) throws {
        if let server = try PostgresAddress(text) {
            self = .server(server)
        } else if text.hasPrefix("sqlite:") {
            var rest = text.dropFirst("sqlite:".count)
            if rest.hasPrefix("///") { rest = rest.dropFirst(2) }
            self = .file(String(rest))
        } else if text.contains("://") {
            // No more of it: a password may follow.
            throw StorageFault.unknownScheme(String(text.prefix { $0 != ":" }) + "://…")
        } else {
            self = .file(text)
        }
    }

    /// For people: the file's path, or the server without a password.
    package var description: String {
        switch self {
        case .file(let path): path
        case .server(let address): address.description
        }
    }

    /// Whether a password stands in the address itself.
    package var holdsPassword: Bool {
        switch self {
        case .file: false
        case .server(let address): address.holdsPassword
        }
    }

    /// Opens the desk that is there.
    package func open() throws -> any Database {
        switch self {
        case .file(let path): try SQLiteDatabase.open(path: path)
        case .server(let address): try PostgresDatabase.open(address)
        }
    }

    /// Makes a new, empty one.
    package func create() throws -> any Database {
        try createFilled { _ in }
        return try open()
    }

    /// Makes a new one and fills it in one transaction; nothing is there before `fill` returned, however this ends.
    package func createFilled<T>(_ fill: (any Connection) throws -> T) throws -> T {
        switch self {
        case .file(let path): try SQLiteDatabase.createFilled(path: path, fill)
        case .server(let address): try PostgresDatabase.createFilled(address, fill)
        }
    }
}
