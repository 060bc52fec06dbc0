import Foundation

/// Where a desk may be made that is not there yet, in a file or on the tests' PostgreSQL server; it goes away with the
/// test.
///
/// `AFTERCARE_TEST_POSTGRES` is the URL of a role there that may make databases.
package final class EmptyPlace: Sendable {
    /// What `--db` takes.
    package let url: String
    package let folder: TemporaryFolder
    /// Its name on the server.
    package let database: String?

    package init(onServer: Bool) throws {
        folder = try TemporaryFolder()
        guard onServer else {
            database = nil
            url = folder.file("desk.sqlite")
            return
        }
        let name = "aftercare_test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        try EmptyPlace.psql("CREATE DATABASE \(name)")
        database = name
        url = try EmptyPlace.url(of: name)
    }

    deinit {
        // A test cannot fail here any more; what is left goes with the server.
        if let database { try? EmptyPlace.psql("DROP DATABASE \(database) WITH (FORCE)") }
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    private static func server() throws -> String {
        guard let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"], !url.isEmpty else {
            throw Failure(description: "no PostgreSQL server: run .ci/with-postgres swift test, or make test")
        }
        return url
    }

    /// The server's URL with another database in it.
    private static func url(of database: String) throws -> String {
        var parts = try server().split(separator: "/", omittingEmptySubsequences: false)
        let query = parts.dropFirst(3).joined(separator: "/").drop { $0 != "?" }
        parts = parts.prefix(3) + [Substring(database)]
        return parts.joined(separator: "/") + query
    }

    private static func psql(_ statement: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "--no-psqlrc", "--quiet", "--command", statement, try server()]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: statement) }
    }
}
