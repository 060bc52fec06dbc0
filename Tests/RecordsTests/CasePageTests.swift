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

    /// Of every kind that an index of open cases leads to.
    private static let led: [CaseTest] = [
        CaseTest(.state(["asked", "waiting"])), CaseTest(.category([.waitingForCustomer])),
        CaseTest(.category([.waitingForCustomer, .active])), CaseTest(.atLeast(.chasers, 1)),
        CaseTest(.atLeast(.reopened, 2)), CaseTest(.customerKind([.dealer, .serviceProvider])),
        CaseTest(.customerRank(["vip", "key"])), CaseTest(.recalled),
    ]

    /// Cases of three customers in three states, some asked about, opened again, or with a unit that a recall names.
    private func fillMixed() throws {
        try temporary.database.write { db in
            let customers = try [CustomerKind.consumer, .dealer, .serviceProvider].enumerated().map {
                n, kind in
                var customer = Samples.customer(phone: "+861380013800\(n)", kind: kind)
                customer.rank = ["", "vip", "key"][n]
                return try CustomerStore(db).insert(customer).id
            }
            let units = try customers.map { owner in
                try UnitStore(db).insert(
                    Unit(id: UnitID(0), customer: owner, product: "refrigerator", createdAt: Samples.now)
                ).id
            }
            let states: [(String, StateCategory)] = [
                ("asked", .waitingForCustomer), ("waiting", .active), ("logged", .new),
            ]
            for n in 0..<90 {
                var c = Samples.serviceCase(customer: customers[n % 3])
                (c.state, c.category) = states[(n / 3) % 3]
                (c.chasers, c.reopened) = (n % 7 == 0 ? 1 : 0, n % 11)
                c.openedAt = Samples.now - .minutes((n * 37) % 90)
                if n % 4 == 0 { c.unit = units[n % 3] }
                let id = try CaseStore(db).insert(c).id
                try CaseStore(db).setUrgency(id, Samples.now + .minutes((n * 53) % 45))
            }
            let recall = try db.insert(
                """
                INSERT INTO campaigns (version, name, reason, state, must_reach, query, sample, seed, report, created_at, end_reason)
                VALUES (1, 'R', 'recall', 'open', 1, '', '', 1, '', 0, '')
                """)
            try db.run(
                """
                INSERT INTO campaign_members (campaign, customer, units, stratum, account)
                VALUES ($1, $2, $3, '', '')
                """, .int(recall), SQLValue(customers[1]), .text("\(units[1].number)"))
        }
    }

    @Test(
        "what an index leads to is what looking at every case finds, in order, from both ends", arguments: led
    )
    func leading(test: CaseTest) throws {
        try fillMixed()
        var query = CaseQuery()
        (query.tests, query.limit) = ([test, CaseTest(.from(.due, Samples.now + .minutes(5)))], 4)
        let found = try everything(query)
        var looked = query
        looked.order = .age
        #expect(!found.isEmpty)
        #expect(Set(found.map(\.id)) == Set(try everything(looked).map(\.id)))
        let keys = found.map { $0.key(in: .urgency) }
        #expect(keys == keys.sorted { ($0.place, $0.id) < ($1.place, $1.id) })
        query.fromEnd = true
        let last = try temporary.database.read { try CaseStore($0).page(query) }
        #expect(last.lines.map(\.id) == found.suffix(4).map(\.id))
        let count = try temporary.database.read { try CaseStore($0).count(query) }
        #expect(count == CappedCount(found.count))
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
        let led = [
            CaseTest(.state(["asked"])), CaseTest(.category([.new])), CaseTest(.atLeast(.chasers, 1)),
            CaseTest(.atLeast(.reopened, 1)),
        ]
        let few = led.map { test in
            var query = CaseQuery()
            query.tests = [test]
            return query
        }
        for query in [repair(), byAge, free, everywhere, oldest] + few {
            let (sql, values) = query.statement("id")
            let plan = try temporary.database.read { db in
                try db.query("EXPLAIN QUERY PLAN " + sql, values) { $0.text(3) }
            }
            #expect(plan.allSatisfy { $0.contains("USING") && $0.contains("INDEX") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
        for query in few {
            let (sql, values) = query.statement("id")
            let plan = try temporary.database.read { db in
                try db.query("EXPLAIN QUERY PLAN " + sql, values) { $0.text(3) }
            }
            #expect(!plan.contains { $0.contains("cases_open ") }, "\(plan)")
        }
    }

    @Test(
        "the cases of some dealers, of a rank, or of a recall, are found through these, not by looking at all that are open"
    )
    func plansOfFew() throws {
        guard Backend.current == .sqlite else { return }
        for test in [
            CaseTest(.customerKind([.dealer])), CaseTest(.customerRank(["vip"])), CaseTest(.recalled),
        ] {
            var query = CaseQuery()
            query.tests = [test]
            let (sql, values) = query.statement("id")
            let plan = try temporary.database.read { db in
                try db.query("EXPLAIN QUERY PLAN " + sql, values) { $0.text(3) }
            }
            #expect(
                !plan.contains {
                    $0.contains("cases_open ") || $0.hasPrefix("SCAN m") || $0.hasPrefix("SCAN cases")
                }, "\(plan)")
        }
    }

    @Test("whatever a case's product and fault are called, and however long, it can be written")
    func longWords() throws {
        let words = (0..<4).map { seed in
            (0..<2_000).map { String(($0 &* 7_919 &+ seed) &* 104_729 % 9_973) }.joined()
        }
        try temporary.database.write { db in
            var c = Samples.serviceCase(customer: try CustomerStore(db).insert(Samples.customer()).id)
            (c.product, c.fault) = (words[0], words[1])
            let kept = try CaseStore(db).insert(c)
            #expect(try CaseStore(db).find(kept.id)?.fault == words[1])
        }
    }

    @Test("a report's counts read indexes alone, and no case's row")
    func plansOfReports() throws {
        guard Backend.current == .sqlite else { return }
        let window = Window(start: Samples.now - .days(30), end: Samples.now)
        for basis in [ReportBasis.opened, .repeated(within: .days(30)), .closed, .reopened] {
            var sql = SQLText()
            let rows = basis.rows(in: window, by: .product, at: Samples.now, &sql)
            let values = sql.values
            let plan = try temporary.database.read { db in
                try db.query("EXPLAIN QUERY PLAN " + rows, values) { $0.text(3) }
            }
            #expect(
                plan.filter { $0.hasPrefix("SEARCH c ") }.allSatisfy { $0.contains("COVERING INDEX") }
                    && plan.contains { $0.hasPrefix("SEARCH c ") }, "\(plan)")
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
        #expect(
            plan.contains { $0.contains("clocks_ended (subject_kind=? AND stopped_at>? AND stopped_at<?)") },
            "\(plan)")
    }
}
