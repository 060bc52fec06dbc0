import Foundation
package import Records

/// Where a test's database lives, and that it goes away with the test: a file in a folder, or a database of the tests'
/// own PostgreSQL server.
package final class TemporaryPlace: Sendable {
    package let backend: Backend
    /// For what else the test writes.
    package let folder: TemporaryFolder
    /// What `--db` and `ServiceDesk.open` take.
    package let url: String
    /// The name of the database on the server; nil for a file.
    package let database: String?

    /// A place where no desk is yet.
    package convenience init(_ backend: Backend) throws { try self.init(backend, withSchema: false) }

    fileprivate init(_ backend: Backend, withSchema: Bool) throws {
        self.backend = backend
        folder = try TemporaryFolder()
        switch backend {
        case .sqlite:
            url = folder.file("desk.sqlite")
            database = nil
            if withSchema { _ = try DatabaseAddress.file(url).create() }
        case .postgres:
            let made = try TestServer.makeDatabase(withSchema: withSchema)
            url = try TestServer.url(of: made)
            database = made
        }
    }

    deinit {
        // A test cannot fail here any more; what is left goes with the server.
        if let database { try? TestServer.drop(database) }
    }

    package func create() throws -> any Database { try DatabaseAddress(url).create() }
    package func open() throws -> any Database { try DatabaseAddress(url).open() }
}

/// An empty database of its own for one test: all tables, no rows.
package struct TemporaryDatabase: Sendable {
    // Released in this order: connections close before their database is dropped.
    package let database: any Database
    private let place: TemporaryPlace

    package init(_ backend: Backend = .current) throws {
        place = try TemporaryPlace(backend, withSchema: true)
        database = try place.open()
    }

    /// A copy of a database in a file that nobody has open.
    init(copying path: String) throws {
        place = try TemporaryPlace(.sqlite)
        try FileManager.default.copyItem(atPath: path, toPath: place.url)
        database = try place.open()
    }

    package var folder: TemporaryFolder { place.folder }
    package var url: String { place.url }

    /// A second connection of its own, as another process would have.
    package func another() throws -> any Database { try place.open() }
}
