import DeskTesting
import Model
import Records
import Testing

@Suite("The change number")
struct ChangeNumberTests {
    private let temporary: TemporaryDatabase
    private var database: any Database { temporary.database }

    init() throws { temporary = try TemporaryDatabase() }

    /// How the number moves while `body` runs.
    private func changes(_ body: () throws -> Void) throws -> Bool {
        let before = try database.changeNumber()
        try body()
        return try database.changeNumber() != before
    }

    private func write(_ value: String, to database: any Database) throws {
        try database.write { try SettingsStore($0).set("a", value) }
    }

    @Test("a commit of one's own and one from elsewhere change it, every one of them")
    func commits() throws {
        let other = try temporary.another()
        for n in 1...5 {
            #expect(try changes { try write("own \(n)", to: database) })
            #expect(try changes { try write("other \(n)", to: other) })
        }
    }

    @Test("reading, asking, and what was undone leave it as it is")
    func nothing() throws {
        struct Stop: Error {}
        let other = try temporary.another()
        try write("x", to: other)
        let changed = try changes {
            for _ in 0..<20 { _ = try database.changeNumber() }
            _ = try other.read { try SettingsStore($0).get("a") }
            #expect(throws: Stop.self) {
                try other.write { db in
                    try SettingsStore(db).set("a", "y")
                    throw Stop()
                }
            }
        }
        #expect(!changed)
    }

    @Test("it can be asked while someone writes, and tells nothing of what is not committed")
    func uncommitted() throws {
        let other = try temporary.another()
        let during = try changes {
            try other.write { db in
                try SettingsStore(db).set("a", "half")
                #expect(try !changes {})
            }
        }
        #expect(during)
    }

    @Test("a file is always connected")
    func connected() { #expect(database.connectionState == .connected) }
}
