import DeskTesting
import Model
import Records
import Testing

@Suite("Journal", .onEachDatabase)
struct JournalTests {
    let temporary: TemporaryDatabase

    init() throws {
        temporary = try TemporaryDatabase()
        try temporary.database.write { db in
            for n in 1...30 {
                try Journal(db).append(
                    Subject(.case, Int64(n % 3 + 1)), "case.did", by: "li", at: Samples.now,
                    facts: ["n": .number(Int64(n)), "text": .text("第 \(n) 次")])
                if n % 10 == 0 { try Journal(db).seal(at: Samples.now) }
            }
        }
    }

    @Test("an untouched journal verifies, seals and all")
    func sound() throws {
        #expect(try temporary.database.read { try Journal($0).verify() }.isEmpty)
    }

    @Test(
        "a changed fact, a removed entry and a removed subject are each noticed",
        arguments: [
            "UPDATE journal SET facts = replace(facts, '第 9 次', '第 8 次') WHERE id = 9",
            "UPDATE journal SET by_login = 'wang' WHERE id = 4",
            "DELETE FROM journal WHERE id = 14",
            "DELETE FROM journal WHERE subject = 2",
            "UPDATE seals SET upto = 19 WHERE id = 2",
        ])
    func tampered(sql: String) throws {
        try temporary.database.write { _ = try $0.run(sql, []) }
        let problems = try temporary.database.read { try Journal($0).verify() }
        #expect(!problems.isEmpty)
    }

    @Test("a subject's entries are numbered from one")
    func sequence() throws {
        let entries = try temporary.database.read { try Journal($0).of(Subject(.case, 2)) }
        #expect(entries.map(\.sequence) == Array(1...10))
    }
}
