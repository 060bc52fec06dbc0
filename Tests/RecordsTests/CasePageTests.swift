import DeskTesting
import Model
import Testing

@testable import Records

@Suite("Lists of cases, by page", .onEachDatabase)
struct CasePageTests {
    let temporary: TemporaryDatabase

    init() throws { temporary = try TemporaryDatabase() }

    /// Cases in two queues, three at each urgency, every tenth about a refrigerator, every sixth without a clock.
    private func fill(_ count: Int) throws {
        try temporary.database.write { db in
            let customer = try CustomerStore(db).insert(Samples.customer()).id
            for n in 0..<count {
                var c = Samples.serviceCase(customer: customer)
                c.queue = n % 4 == 3 ? "complaints" : "repair"
                c.summary = n % 10 == 0 ? "冰箱不制冷" : "洗衣机漏水 100%"
                c.severity = n % 5 == 0 ? .urgent : .general
                c.openedAt = Samples.now - .minutes(n)
                let id = try CaseStore(db).insert(c).id
                if n % 6 != 5 { try CaseStore(db).setUrgency(id, Samples.now + .minutes(n / 3 - 10)) }
            }
        }
    }

    private func everything(_ query: CaseQuery) throws -> [CaseLine] {
        var (query, lines) = (query, [CaseLine]())
        for _ in 0..<200 {
            let page = try temporary.database.read { try CaseStore($0).page(query) }
            lines += page.lines
            guard let next = page.next else { return lines }
            query.after = next
        }
        Issue.record("the pages do not end")
        return lines
    }

    private func repair(_ tests: [CaseTest] = []) -> CaseQuery {
        var query = CaseQuery()
        (query.queue, query.tests, query.limit) = ("repair", tests, 7)
        return query
    }

    @Test("pages of a queue meet without a gap or a double, by urgency and by age", arguments: [false, true])
    func pages(byAge: Bool) throws {
        try fill(60)
        var query = repair()
        query.order = byAge ? .age : .urgency
        let lines = try everything(query)
        #expect(Set(lines.map(\.id)).count == 45)
        #expect(lines.count == 45)
        let keys = lines.map { $0.key(in: query.order) }
        #expect(keys == keys.sorted { ($0.place, $0.id) < ($1.place, $1.id) })
    }

    @Test("reading backwards gives the same list, from the end to its beginning")
    func backwards() throws {
        try fill(60)
        let forwards = try everything(repair()).map(\.id)
        var query = repair()
        query.fromEnd = true
        var found: [CaseID] = []
        while true {
            let page = try temporary.database.read { try CaseStore($0).page(query) }
            found = page.lines.map(\.id) + found
            guard let next = page.next else { break }
            (query.before, query.fromEnd) = (next, false)
        }
        #expect(found == forwards)
    }

    @Test("what a filter leaves is found however many rows lie between, and the pages end")
    func filtered() throws {
        try fill(120)
        let fridges = try everything(repair([CaseTest(.text("冰箱"))]))
        #expect(fridges.map(\.summary).allSatisfy { $0.contains("冰箱") })
        #expect(fridges.count == 12)
        let sign = try everything(repair([CaseTest(.text("100%"))]))
        #expect(sign.count == 78, "a percent sign is looked for as itself")
        let rest = try everything(repair([CaseTest(.text("冰箱"), isNegated: true)]))
        #expect(rest.count == 78)
        let byName = try everything(repair([CaseTest(.text(String(Samples.customer().name.prefix(1))))]))
        #expect(byName.count == 90, "the customer's name is looked through too")
    }

    @Test("what never runs out is neither before a moment nor after it")
    func dueFrom() throws {
        try fill(60)
        let late = try everything(repair([CaseTest(.before(.due, Samples.now))]))
        let later = try everything(repair([CaseTest(.from(.due, Samples.now))]))
        let never = try everything(repair()).filter { $0.due == nil }
        #expect(!late.isEmpty && !later.isEmpty && !never.isEmpty)
        #expect(late.count + later.count + never.count == 45)
    }

    @Test("a page looks at so many rows and no more, and says where to look on")
    func reach() throws {
        try fill(CaseQuery.reach + 40)
        var query = CaseQuery()
        query.tests = [CaseTest(.severity([.critical]))]
        let page = try temporary.database.read { try CaseStore($0).page(query) }
        #expect(page.lines.isEmpty)
        #expect(page.next != nil)
        query.after = page.next
        #expect(try temporary.database.read { try CaseStore($0).page(query) } == CasePage())
    }

    @Test("queues are counted: what waits, what is nobody's, late, at risk, and since when the oldest waits")
    func loads() throws {
        try fill(60)
        let now = Samples.now
        let loads = try temporary.database.read {
            try CaseStore($0).loads(
                of: [("repair", now + .hours(9)), ("delivery", now), ("complaints", now)], at: now)
        }
        #expect(loads.map(\.queue) == ["repair", "delivery", "complaints"])
        let all = try everything(repair())
        #expect(loads[0].waiting == CappedCount(45))
        #expect(loads[0].overdue.count == all.filter { $0.due.map { $0 < now } ?? false }.count)
        #expect(
            loads[0].atRisk.count
                == all.filter { $0.due.map { $0 >= now && $0 < now + .hours(9) } ?? false }.count)
        #expect(loads[0].free.count == all.filter { $0.owner.isEmpty }.count)
        #expect(loads[0].oldest == all.map(\.openedAt).min())
        #expect(loads[1].waiting == .zero && loads[1].oldest == nil)
    }

    @Test("an index gives the order of each list: nothing is sorted, no table is read whole")
    func plans() throws {
        guard Backend.current == .sqlite else { return }
        var byAge = repair()
        byAge.order = .age
        var free = repair([CaseTest(.owned, isNegated: true)])
        free.after = CaseKey(1, CaseID(1))
        var everywhere = CaseQuery()
        everywhere.tests = [CaseTest(.before(.due, Samples.now))]
        var oldest = CaseQuery()
        oldest.order = .age
        for query in [repair(), byAge, free, everywhere, oldest] {
            let (sql, values) = query.statement("id")
            let plan = try temporary.database.read { db in
                try db.query("EXPLAIN QUERY PLAN " + sql, values) { $0.text(3) }
            }
            #expect(plan.allSatisfy { $0.contains("USING") && $0.contains("INDEX") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    @Test("who was served lately is found by when, not by looking through all that ever were")
    func served() throws {
        guard Backend.current == .sqlite else { return }
        let window = Window(start: Samples.now - .hours(4), end: Samples.now)
        let plan = try temporary.database.read { db in
            try db.query(
                "EXPLAIN QUERY PLAN " + OverviewStore.servedStatement,
                [SQLValue(window.start), SQLValue(window.end)]
            ) { $0.text(3) }
        }
        #expect(plan.contains { $0.contains("clocks_ended (stopped_at>? AND stopped_at<?)") }, "\(plan)")
    }
}
