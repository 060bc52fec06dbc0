import DeskTesting
import Model
import Records
import Testing

@Suite("Search", .onEachDatabase)
struct SearchIndexTests {
    let temporary: TemporaryDatabase

    init() throws { temporary = try TemporaryDatabase() }

    /// Cases of one customer, numbered from 1, each found by its texts.
    private func put(cases texts: [[String]]) throws {
        try temporary.database.write { db in
            let customer = try CustomerStore(db).insert(Samples.customer()).id
            for texts in texts {
                let id = try CaseStore(db).insert(Samples.serviceCase(customer: customer)).id
                try SearchIndex(db).put(.case, id.number, texts: texts)
            }
        }
    }

    @Test(
        "words, Chinese pairs and single characters are found, in either language",
        arguments: [
            ("制冷", [1, 3]), ("空调", [1]), ("冰箱不制冷", [3]), ("冷", [1, 3]), ("LEAK", [2]), ("wash", [2]),
            ("制热", []), ("leak 空调", []),
        ] as [(String, [Int64])])
    func find(text: String, expected: [Int64]) throws {
        try put(cases: [["空调不制冷", "外机噪音"], ["Washing machine: leak under the drum"], ["冰箱不制冷"]])
        let found = try temporary.database.write { db throws in
            let index = SearchIndex(db)
            try index.put(.customer, 1, texts: ["制冷设备公司"])
            return try index.find(.case, text)
        }
        #expect(Set(found) == Set(expected))
        #expect(found == found.sorted(by: >), "newest first")
    }

    @Test("a customer is found by a word that many newer cases hold, a case by one that many customers hold")
    func amongOthers() throws {
        try put(cases: Array(repeating: ["空调不制冷"], count: 40))
        let (customers, units, cases) = try temporary.database.write { db throws in
            let index = SearchIndex(db)
            for n in 2...90 {
                let id = try CustomerStore(db).insert(Samples.customer(phone: "+861380013\(1000 + n)")).id
                try index.put(.customer, id.number, texts: [n == 60 ? "制冷设备公司" : "噪音治理公司"])
            }
            try index.put(.case, 40, texts: ["噪音"])
            return (
                try index.find(.customer, "制冷"), try index.find(.unit, "制冷"), try index.find(.case, "噪音")
            )
        }
        #expect(customers == [60])
        #expect(units.isEmpty)
        #expect(cases == [40])
    }

    @Test("a word may be a beginning; one letter alone is that word only")
    func beginnings() throws {
        try put(cases: [["Block B, broken pump"], ["Broken hinge"], ["Block C"]])
        func found(_ text: String) throws -> [Int64] {
            try temporary.database.read { try SearchIndex($0).find(.case, text) }
        }
        let (letter, beginning, second) = try (found("b"), found("br"), found("block c"))
        #expect(letter == [1])
        #expect(beginning == [2, 1])
        #expect(second == [3])
    }

    @Test("a text put again replaces what was found before")
    func replace() throws {
        try put(cases: [["漏水"]])
        try temporary.database.write { db throws in
            let index = SearchIndex(db)
            try index.put(.case, 1, texts: ["噪音"])
            #expect(try index.find(.case, "漏水").isEmpty)
            #expect(try index.find(.case, "噪音") == [1])
        }
    }

    @Test("nothing to look for finds nothing", arguments: ["", "  ", "，。", "\"*"])
    func empty(text: String) throws {
        try put(cases: [["漏水"]])
        #expect(try temporary.database.read { try SearchIndex($0).find(.case, text) }.isEmpty)
    }
}
