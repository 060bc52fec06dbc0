import DeskTesting
import Model
import Records
import Testing

@Suite("Search", .onEachDatabase)
struct SearchIndexTests {
    @Test(
        "words, Chinese pairs and single characters are found, in either language",
        arguments: [
            ("制冷", [1, 3]), ("空调", [1]), ("冰箱不制冷", [3]), ("冷", [1, 3]), ("LEAK", [2]), ("wash", [2]),
            ("制热", []), ("leak 空调", []),
        ] as [(String, [Int64])])
    func find(text: String, expected: [Int64]) throws {
        let temporary = try TemporaryDatabase()
        let found = try temporary.database.write { db throws in
            let index = SearchIndex(db)
            try index.put(.case, 1, texts: ["空调不制冷", "外机噪音"])
            try index.put(.case, 2, texts: ["Washing machine: leak under the drum"])
            try index.put(.case, 3, texts: ["冰箱不制冷"])
            try index.put(.customer, 1, texts: ["制冷设备公司"])
            return try index.find(.case, text)
        }
        #expect(Set(found) == Set(expected))
        #expect(found == found.sorted(by: >), "newest first")
    }

    @Test("a text put again replaces what was found before")
    func replace() throws {
        let temporary = try TemporaryDatabase()
        try temporary.database.write { db throws in
            let index = SearchIndex(db)
            try index.put(.case, 7, texts: ["漏水"])
            try index.put(.case, 7, texts: ["噪音"])
            #expect(try index.find(.case, "漏水").isEmpty)
            #expect(try index.find(.case, "噪音") == [7])
        }
    }

    @Test("nothing to look for finds nothing", arguments: ["", "  ", "，。", "\"*"])
    func empty(text: String) throws {
        let temporary = try TemporaryDatabase()
        #expect(try temporary.database.read { try SearchIndex($0).find(.case, text) }.isEmpty)
    }
}
