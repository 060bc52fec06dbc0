import DeskTesting
import Model
import Records
import Testing

@Suite("Stores", .onEachDatabase)
struct StoreTests {
    let temporary: TemporaryDatabase

    init() throws { temporary = try TemporaryDatabase() }

    @Test("a customer comes back with its contacts, phones and addresses")
    func customerRoundTrip() throws {
        let written = try temporary.database.write { try CustomerStore($0).insert(Samples.customer()) }
        let read = try temporary.database.read { try CustomerStore($0).find(written.id) }
        #expect(read == written)
        #expect(read?.contacts.first?.phones.first?.normalised == "+8613800138000")
        #expect(read?.addresses.first?.place == Place(latitude: 31.2, longitude: 121.6))
    }

    @Test(
        "a customer is found by any run of digits that begins or ends the number",
        arguments: ["13800138000", "1380013", "8000", "0138000", "+86 138 0013 8000", "138-0013"])
    func phone(digits: String) throws {
        let id = try temporary.database.write { db throws in
            _ = try CustomerStore(db).insert(Samples.customer(name: "李雷", phone: "+8613911112222"))
            return try CustomerStore(db).insert(Samples.customer()).id
        }
        #expect(
            try temporary.database.read { try CustomerStore($0).find(phone: digits, limit: 5) } == [id])
    }

    @Test("a write based on a stale version is refused, naming the record")
    func stale() throws {
        let db = temporary.database
        let first = try db.write { db in
            let customer = try CustomerStore(db).insert(Samples.customer()).id
            return try CaseStore(db).insert(Samples.serviceCase(customer: customer))
        }
        var mine = first
        mine.severity = .urgent
        _ = try db.write { try CaseStore($0).update(mine) }
        var theirs = first
        theirs.queue = "complaints"
        #expect(throws: StorageFault.stale(subject: Subject(first.id), have: 1, found: 2)) {
            _ = try db.write { try CaseStore($0).update(theirs) }
        }
        #expect(try db.read { try CaseStore($0).find(first.id)?.severity } == .urgent)
    }

    @Test("open cases are paged by urgency without a gap or a double")
    func paging() throws {
        let ids = try temporary.database.write { db -> [CaseID] in
            let customer = try CustomerStore(db).insert(Samples.customer()).id
            return try (0..<25).map { n in
                let id = try CaseStore(db).insert(Samples.serviceCase(customer: customer)).id
                // Ties on purpose: three cases share each urgency.
                try CaseStore(db).setUrgency(id, Samples.now + .minutes(100 - n / 3))
                return id
            }
        }
        var seen: [CaseID] = []
        var query = CaseQuery()
        query.queue = "repair"
        query.limit = 4
        while true {
            let page = try temporary.database.read { db in
                try CaseStore(db).list(query).map { ($0.id, try CaseStore(db).urgency($0.id)) }
            }
            guard let last = page.last else { break }
            seen += page.map(\.0)
            query.after = CaseKey(last.1, last.0)
        }
        #expect(seen.count == 25)
        #expect(Set(seen) == Set(ids))
        #expect(seen.first == ids[24])
    }

    @Test("fields keep their types through the database")
    func fields() throws {
        let fields: [String: FieldValue] = [
            "reply": .text("已致歉\n\"退款\"\u{1}"), "amount": .number(50_400), "told": .flag(true),
            "callAt": .instant(Samples.now),
        ]
        let id = try temporary.database.write { db throws in
            var c = Samples.serviceCase(customer: try CustomerStore(db).insert(Samples.customer()).id)
            c.fields = fields
            return try CaseStore(db).insert(c).id
        }
        #expect(try temporary.database.read { try CaseStore($0).find(id)?.fields } == fields)
    }

    @Test("two clerks on two connections never claim the same call")
    func claim() async throws {
        let count = 60
        let (clerks, total) = try temporary.database.write { db -> ([StaffID], Int) in
            let customer = try CustomerStore(db).insert(Samples.customer()).id
            let clerks = try (0..<4).map {
                try StaffStore(db).insert(Staff(id: StaffID(0), login: "clerk\($0)", name: "", roles: []))
            }
            for n in 0..<count {
                _ = try CallStore(db).insert(
                    FollowUpCall(
                        id: CallID(0), workflowVersion: 1, state: "planned", category: .new,
                        customer: customer,
                        reason: "after visit", dueFrom: Samples.now, dueBy: Samples.now + .minutes(n),
                        createdAt: Samples.now, stateSince: Samples.now))
            }
            return (clerks, count)
        }
        let claimed = try await withThrowingTaskGroup(of: [CallID].self) { group in
            for clerk in clerks {
                let database = try temporary.another()
                group.addTask {
                    var mine: [CallID] = []
                    while let call = try database.write({
                        try CallStore($0).claimNext(for: clerk, planned, at: Samples.now)
                    }) {
                        mine.append(call.id)
                    }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == total)
        #expect(Set(claimed).count == total)
    }

    @Test("a call that its clerk served the customer for is not given to that clerk")
    func barred() throws {
        let (served, other) = try temporary.database.write { db -> (StaffID, StaffID) in
            let customer = try CustomerStore(db).insert(Samples.customer()).id
            let a = try StaffStore(db).insert(Staff(id: StaffID(0), login: "a", name: "", roles: []))
            let b = try StaffStore(db).insert(Staff(id: StaffID(0), login: "b", name: "", roles: []))
            _ = try CallStore(db).insert(
                FollowUpCall(
                    id: CallID(0), workflowVersion: 1, state: "planned", category: .new, customer: customer,
                    reason: "after visit", dueFrom: Samples.now, dueBy: Samples.now, barred: [a],
                    createdAt: Samples.now, stateSince: Samples.now))
            return (a, b)
        }
        try temporary.database.write { db throws in
            #expect(try CallStore(db).claimNext(for: served, planned, at: Samples.now) == nil)
            #expect(try CallStore(db).claimNext(for: other, planned, at: Samples.now) != nil)
        }
    }
}

/// Any planned call.
private let planned = CallClaim(
    states: ["planned"], reasons: nil, weekday: 2, minute: 600, keepsWishes: true, languages: [])
