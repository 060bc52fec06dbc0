import DeskTesting
import Model
import ServiceDesk
import Testing

@Suite("What waits for a decision", .onEachDatabase)
struct ApprovalListTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func ask(_ id: CaseID, _ sum: String, as login: String = "li") throws -> ApprovalID {
        try test.as(login) {
            try $0.askApproval(Subject(id), decision: "goodwill", amount: Money(sum), reason: "延误").id
        }
    }

    private func list(_ login: String) throws -> [ApprovalItem] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.approvals(for: actor, at: test.now).items }
    }

    @Test("what one reads is on top, then what one may decide by age, then what is another's")
    func standing() throws {
        let c = try test.logRepair().id
        let (big, first, second, own) = (
            try ask(c, "9000"), try ask(c, "100"), try ask(c, "200"), try ask(c, "50", as: "chen")
        )
        _ = try test.as("chen") { try $0.claimNextApproval() }
        _ = try test.as("chen") { try $0.claimNextApproval(another: true) }
        _ = try test.as("chen") { try $0.releaseApproval(first) }
        let items = try list("chen")
        #expect(items.map(\.id) == [second, first, big, own])
        #expect(
            items.map(\.standing) == [.inHand, .open, .overLimit(Money(minor: 300_000)), .own])
        #expect(items.allSatisfy { $0.caseID == c && $0.customer == "王小明" })
        #expect(try list("admin").first { $0.id == second }?.standing == .heldBy("陈静"))
    }

    @Test("the list is read page by page by key, through all its parts, none twice and none left out")
    func pages() throws {
        let c = try test.logRepair().id
        for number in 1...7 { _ = try ask(c, number % 3 == 0 ? "9000" : "\(number)") }
        _ = try ask(c, "50", as: "chen")
        _ = try test.as("chen") { try $0.claimNextApproval() }
        let chen = try test.desk.actor(named: "chen")
        let whole = try list("chen").map(\.id.number)
        #expect(whole == [1, 2, 4, 5, 7, 3, 6, 8])
        for limit in 1...9 {
            var (read, last, hasMore) = ([Int64](), ApprovalKey?.none, true)
            while hasMore {
                let page = try test.desk.read {
                    try $0.approvals(for: chen, at: test.now, after: last, limit: limit)
                }
                #expect(page.items.count <= limit)
                read += page.items.map(\.id.number)
                (last, hasMore) = (page.last ?? last, page.hasMore)
            }
            #expect(read == whole, "\(limit) at a time")
        }
        // What ended in the meantime does not come again.
        let first = try test.desk.read { try $0.approvals(for: chen, at: test.now, limit: 2) }
        _ = try test.as("admin") { try $0.decide(ApprovalID(4), grant: true, answer: "") }
        let second = try test.desk.read {
            try $0.approvals(for: chen, at: test.now, after: first.last, limit: 2)
        }
        #expect(second.items.map(\.id.number) == [5, 7])
    }

    @Test("a request shows what else was asked for the customer, on whichever of their cases")
    func others() throws {
        let c = try test.logRepair()
        let other = try test.as("li") {
            try $0.log(CaseDraft(kind: CaseKind("inquiry"), customer: c.customer, summary: "保修多久"))
                .serviceCase.id
        }
        let stranger = try test.logRepair(
            for: test.as("li") {
                try $0.addCustomer(Samples.customer(name: "赵六", phone: "+8613900139000")).id
            })
        let (earlier, asked) = (try ask(other, "30"), try ask(c.id, "100"))
        _ = try ask(stranger.id, "70")
        _ = try test.as("chen") { try $0.decide(earlier, grant: true, answer: "") }
        let chen = try test.desk.actor(named: "chen")
        let sheet = try test.desk.read { try $0.sheet(asked, by: chen, at: test.now) }
        #expect(sheet.others.map(\.id) == [earlier])
        #expect(sheet.serviceCase?.serviceCase.id == c.id)
        #expect(try test.desk.read { try $0.result(of: earlier)?.decidedBy } == "陈静")
        #expect(try test.desk.read { try $0.result(of: asked) } == nil)
    }
}
