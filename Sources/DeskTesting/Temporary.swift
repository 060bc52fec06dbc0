import Foundation
import Model
package import Records

/// A folder that goes away with the test.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let name =
            "aftercare-test-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func file(_ name: String) -> String { path + "/" + name }
}

/// An empty database of its own for one test.
package struct TemporaryDatabase: Sendable {
    package let folder: TemporaryFolder
    package let database: SQLiteDatabase
    package var path: String { folder.file("desk.sqlite") }

    package init() throws {
        folder = try TemporaryFolder()
        database = try SQLiteDatabase.create(path: folder.file("desk.sqlite"))
    }

    /// A second connection of its own, as another process would have.
    package func another() throws -> SQLiteDatabase { try SQLiteDatabase.open(path: path) }
}
