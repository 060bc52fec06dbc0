import Foundation
import Records

/// The PostgreSQL server that `make test` starts: makes a database for a test, and drops it.
///
/// `AFTERCARE_TEST_POSTGRES` is the URL of a role there that may make databases.
enum TestServer {
    struct Absent: Error, CustomStringConvertible {
        let description =
            "no PostgreSQL server to test on: `make test` starts one, and so does `.ci/with-postgres swift test`"
    }

    static func url() throws -> String {
        guard let url = ProcessInfo.processInfo.environment["AFTERCARE_TEST_POSTGRES"], !url.isEmpty else {
            throw Absent()
        }
        return url
    }

    /// Makes a database.
    /// - Parameter withSchema: it has the tables already; copied from one that is made once, which is ten times as fast.
    /// - Returns: its name.
    static func makeDatabase(withSchema: Bool) throws -> String {
        let source = withSchema ? try template.get() : "template1"
        let name = newName("db")
        try psql.get().run("CREATE DATABASE \(name) TEMPLATE \(source)\((try? asFiles.get()) ?? "")")
        return name
    }

    /// Drops a database, whoever may still be connected.
    static func drop(_ name: String) throws {
        try psql.get().run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// The server's URL with another database in it.
    static func url(of database: String) throws -> String {
        let url = try url()
        guard let scheme = url.range(of: "://") else { throw Absent() }
        let place = url[scheme.upperBound...]
        let authority = place.prefix { $0 != "/" && $0 != "?" }
        let query = place.drop { $0 != "?" }
        return url[..<scheme.upperBound] + authority + "/\(database)" + query
    }

    /// One connection for all tests; what they leave behind goes when this process ends, however it ends.
    private static let psql = Result { try PsqlSession(url: url(), dropping: prefix) }

    private static let template = Result {
        let name = newName("template")
        try psql.get().run("CREATE DATABASE \(name)")
        _ = try DatabaseAddress(url(of: name)).create()
        return name
    }

    /// Files copied as they are: since version 15 a server writes every page into its log unless it is told so, which for
    /// some hundred small tables takes four times as long, while every other test waits for a database of its own.
    private static let asFiles = Result {
        // Before version 15 this divides by nothing.
        let probe = "PERFORM 1 / (current_setting('server_version_num')::int / 150000)"
        try psql.get().run("DO $$ BEGIN \(probe); END $$")
        return " STRATEGY file_copy"
    }

    private static let prefix = "aftercare_test_\(ProcessInfo.processInfo.processIdentifier)_"

    private static func newName(_ kind: String) -> String {
        prefix + kind + "_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    }
}
