import DeskTesting
import Foundation
import Model
import Records
import Resources
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Ranks of customers", .onEachDatabase)
struct CustomerRankTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func customer(_ rank: String, phone: String = "+8613900139002") throws -> Customer {
        try test.as("li") { work in
            var customer = Samples.customer(name: "华联", phone: phone)
            customer.rank = rank
            return try work.addCustomer(customer)
        }
    }

    private func found(_ filter: String) throws -> [CaseID] {
        let words = FilterWords(rules: test.desk.rules, people: [], in: "zh-Hans")
        var query = CaseQuery()
        query.tests = try CaseFilter(filter, words: words).tests(for: .desk, at: test.now)
        return try test.desk.read { try $0.cases.page(query) }.lines.map(\.id)
    }

    @Test("the usual rank is kept as nothing, another by its name, and one that is none is refused")
    func kept() throws {
        let (usual, valued) = (try customer("standard"), try customer("vip"))
        #expect((usual.rank, valued.rank) == ("", "vip"))
        let settings = test.desk.rules.settings
        #expect(settings.distinction(usual.rank) == nil)
        #expect(settings.distinction(valued.rank)?.text(in: "zh-Hans") == "贵宾客户")
        #expect(settings.rankName(usual.rank) == "standard")
        #expect(throws: DeskFault.unknownRank("duke", known: ["standard", "key", "vip"])) {
            try customer("duke")
        }
    }

    @Test("who gave a rank, and what was before, is in the journal; it takes the right to edit customers")
    func journalled() throws {
        var customer = try customer("key")
        customer.rank = "vip"
        #expect(throws: DeskFault.self) { try test.as("t1") { _ = try $0.editCustomer(customer) } }
        customer = try test.as("li") { try $0.editCustomer(customer) }
        let entries = try test.desk.read { try $0.journal.of(Subject(customer.id)) }
        let added = try #require(entries.first { $0.event == "customer.added" })
        let edited = try #require(entries.first { $0.event == "customer.edited" })
        #expect(added.facts["rank"] == .text("key"))
        #expect(edited.facts["rank"] == .text("vip") && edited.facts["rank.before"] == .text("key"))
        #expect(edited.facts.count == 2)
    }

    @Test(
        "a rank that the rules have dropped stays with its customers, by its name, and is given to nobody else"
    )
    func dropped() throws {
        let folder = try TemporaryFolder()
        let text = try ResourceLibrary().file("desk.yaml").text
        let without = text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("  key: ") }.joined(separator: "\n")
        #expect(without != text)
        try Data(without.utf8).write(to: URL(filePath: folder.file("desk.yaml")))
        var customer = try customer("key")
        let desk = try ServiceDesk(
            database: test.desk.database, rules: Rules(library: ResourceLibrary(override: folder.path)))
        let li = try desk.actor(named: "li")
        customer.remarks = "老客户"
        customer = try desk.act(by: li, at: test.now) { try $0.editCustomer(customer) }
        #expect(customer.rank == "key" && desk.rules.settings.distinction("key")?.text(in: "en") == "key")
        var other = Samples.customer(name: "赵六")
        other.rank = "key"
        #expect(throws: DeskFault.unknownRank("key", known: ["standard", "vip"])) {
            try desk.act(by: li, at: test.now) { _ = try $0.addCustomer(other) }
        }
    }

    @Test("cases are found by their customer's rank, by its name or what it is called, and told it in lists")
    func filtered() throws {
        let plain = try test.logRepair().id
        let valued = try test.logRepair(for: customer("vip").id).id
        let named = try test.logRepair(for: customer("key", phone: "+8613900139003").id).id
        #expect(try found("rank:vip") == [valued])
        #expect(try found("rank:贵宾客户") == [valued])
        #expect(try found("rank:vip,key").sorted() == [valued, named])
        #expect(try found("rank:standard") == [plain])
        #expect(try found("-rank:standard").sorted() == [valued, named])
        #expect(throws: FilterFault.self) { try found("rank:duke") }
        let words = FilterWords(rules: test.desk.rules, people: [], in: "zh-Hans")
        #expect(try CaseFilter.spelled("rank:重点客户", words: words) == "rank:key")
        let lines = try test.desk.read { try $0.cases.page(CaseQuery()) }.lines
        #expect(lines.sorted { $0.id < $1.id }.map(\.rank) == ["", "vip", "key"])
    }

    @Test("rules may ask for the rank of the customer of a case, a visit or a call")
    func facts() throws {
        let c = try test.logRepair(for: customer("vip").id)
        let visit = try test.bookVisit(for: c.id)
        let call = try test.as("zhao") {
            try $0.schedule(
                CallWish(customer: c.customer, reason: "call back", from: test.now, by: test.now + .hours(2)))
        }
        let plain = try test.logRepair()
        try test.desk.read { reading in
            for matter in [Matter.serviceCase(c), .visit(visit), .call(call)] {
                let facts = try reading.facts(of: matter, actor: .desk, now: test.now)
                #expect(facts["customerRank"] == .text("vip"), "\(matter.subject)")
            }
            let facts = try reading.facts(of: .serviceCase(plain), actor: .desk, now: test.now)
            #expect(facts["customerRank"] == .text("standard"))
        }
    }

    @Test("a file's customers bring their rank; a row with one that is none is refused, and says so")
    func imported() throws {
        let path = test.folder.file("customers.csv")
        try Data("no,name,rank\n1,王小明,vip\n2,李雷,\n3,韩梅,duke\n".utf8).write(to: URL(filePath: path))
        let map = """
            import: customers
            zone: Asia/Shanghai
            dates: [yyyy-MM-dd]
            key: "x:{no}"
            fields:
              name: "{name}"
              rank: "{rank}"
            """
        let mapping = try Mapping(ResourceFile(name: "map.yaml", text: map))
        let receipt = try test.desk.importFile(
            path, as: .customers, mapping: mapping, by: test.desk.actor(named: "chen"), at: test.now,
            say: { $0.key })
        #expect((receipt.added, receipt.rejected) == (2, 1))
        let rejects = try String(contentsOfFile: #require(receipt.rejectsFile), encoding: .utf8)
        #expect(rejects.contains("desk.unknownRank"))
        try test.desk.read { reading in
            let ranks = try ["x:1", "x:2"].map { key in
                try reading.customer(#require(try reading.customers.find(externalKey: key))).rank
            }
            #expect(ranks == ["vip", ""])
        }
    }
}
