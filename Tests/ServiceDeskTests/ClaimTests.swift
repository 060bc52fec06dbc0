import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Claiming work", .onEachDatabase)
struct ClaimTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// Cases that nobody has, as an import leaves them; every third is critical and so more urgent.
    private func waiting(_ count: Int) throws -> [CaseID] {
        let customer = try test.customer().id
        return try test.as("li") { work in
            try (0..<count).map { n in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "报修 \(n)")
                draft.channel = .import
                draft.severity = n % 3 == 0 ? .critical : .general
                draft.onRepeat = .logAnyway
                return try work.log(draft).serviceCase.id
            }
        }
    }

    private func claim<T>(_ login: String, _ body: (Work) throws -> T) throws -> T {
        try test.desk.claim(by: try test.desk.actor(named: login), at: test.now, body)
    }

    @Test(
        "of many who take cases at once, none gets what another has, nothing is left, and each goes by urgency"
    )
    func noneTwice() async throws {
        let count = 60
        let all = try waiting(count)
        let order = try test.desk.read { reading in
            try all.sorted { try (reading.cases.urgency($0), $0) < (reading.cases.urgency($1), $1) }
        }
        let (now, path) = (test.now, test.url)
        let taken = try await withThrowingTaskGroup(of: [CaseID].self) { group in
            for login in ["li", "wang", "chen", "admin"] {
                // A desk of one's own is what another process has.
                let desk = try ServiceDesk.open(path, rules: TemporaryDesk.rules)
                let actor = try desk.actor(named: login)
                group.addTask {
                    var mine: [CaseID] = []
                    while true {
                        do {
                            mine.append(try desk.claim(by: actor, at: now) { try $0.claimNextCase().id })
                        } catch DeskFault.nothingToTake { return mine }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        #expect(taken.flatMap { $0 }.count == count)
        #expect(Set(taken.flatMap { $0 }) == Set(all))
        for mine in taken {
            let own = mine.compactMap { places[$0] }
            #expect(own == own.sorted())
        }
        #expect(try test.problems() == [])
    }

    @Test("the most urgent case comes first, a new one each time, journalled with who took it")
    func urgentFirst() throws {
        let all = try waiting(4)
        let first = try claim("li") { try $0.claimNextCase() }
        let second = try claim("li") { try $0.claimNextCase() }
        #expect([first.id, second.id] == [all[0], all[3]])
        let li = try test.desk.actor(named: "li").staffID
        #expect(first.owner == li)
        let entry = try test.desk.read { try $0.journal.of(Subject(first.id)).last }
        #expect(entry?.event == "case.claimed" && entry?.by == "li")
        #expect(try test.desk.read { try $0.inHand(of: #require(li)).map(\.id) } == [all[0], all[3]])
    }

    @Test("one clerk who asks at two terminals at once is given one call, twice")
    func oneClerkTwice() async throws {
        let customer = try test.customer().id
        for _ in 0..<10 {
            _ = try test.as("chen") { work in
                for n in 0..<2 {
                    try work.schedule(
                        CallWish(
                            customer: customer, reason: "回访 \(n)", from: test.now - .hours(1),
                            by: test.now + .hours(1)))
                }
            }
            let (now, path) = (test.now, test.url)
            let given = try await withThrowingTaskGroup(of: CallID.self) { group in
                for _ in 0..<2 {
                    let desk = try ServiceDesk.open(path, rules: TemporaryDesk.rules)
                    let zhao = try desk.actor(named: "zhao")
                    group.addTask { try desk.claim(by: zhao, at: now) { try $0.claimNextCall().id } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(given).count == 1)
            _ = try test.as("zhao") { try $0.recordCall(given[0], "satisfied", given: [:]) }
        }
    }

    @Test("an empty queue says so and leaves the others alone; an unknown one names those there are")
    func queues() throws {
        _ = try waiting(1)
        #expect(throws: DeskFault.self) { try claim("li") { try $0.claimNextCase(queue: "inquiries") } }
        #expect(throws: DeskFault.self) { try claim("li") { try $0.claimNextCase(queue: "nowhere") } }
        #expect(try claim("li") { try $0.claimNextCase(queue: "repair") }.queue == "repair")
        #expect(throws: DeskFault.nothingToTake(queue: nil)) { try claim("li") { try $0.claimNextCase() } }
        #expect(DeskFault.nothingToTake(queue: nil).kind == .noSuchThing)
    }

    @Test("who may not work on cases is given none")
    func rights() throws {
        let all = try waiting(1)
        #expect(throws: DeskFault.self) { try claim("sun") { try $0.claimNextCase() } }
        #expect(try test.desk.read { try $0.serviceCase(all[0]).owner } == nil)
    }

    @Test("a case put back is there for the next who asks, and is put back by its owner alone")
    func putBack() throws {
        let all = try waiting(1)
        _ = try claim("li") { try $0.claimNextCase() }
        #expect(throws: DeskFault.notInHand(all[0].description)) {
            try test.as("chen") { try $0.releaseCase(all[0]) }
        }
        #expect(try test.as("li") { try $0.releaseCase(all[0]) }.owner == nil)
        #expect(try claim("chen") { try $0.claimNextCase() }.id == all[0])
        let events = try test.desk.read { try $0.journal.of(Subject(all[0])).map(\.event) }
        #expect(events.suffix(3) == ["case.claimed", "case.putBack", "case.claimed"])
    }

    @Test("a call put back can be taken by someone else")
    func callPutBack() throws {
        _ = try test.finishedRepair()
        test.now = test.now + .days(2)
        let call = try claim("zhao") { try $0.claimNextCall() }
        let after = try test.as("zhao") { try $0.releaseCall(call.id) }
        #expect(after.claimedBy == nil)
        #expect(try claim("chen") { try $0.claimNextCall() }.id == call.id)
        #expect(throws: DeskFault.notInHand(call.id.description)) {
            try test.as("zhao") { try $0.releaseCall(call.id) }
        }
    }

    // MARK: Approvals

    private func ask(_ amount: Int64, by login: String = "li") throws -> Approval {
        let c = try test.logRepair()
        return try test.as(login) {
            try $0.askApproval(
                Subject(c.id), decision: "goodwill", amount: Money(minor: amount), reason: "客户等待过久")
        }
    }

    @Test("two supervisors do not read the same request; each is given the oldest that is left")
    func approvals() throws {
        let (first, second) = (try ask(10_000), try ask(20_000))
        let chens = try claim("chen") { try $0.claimNextApproval() }
        #expect(chens.id == first.id && chens.claimedUntil == test.now + .minutes(10))
        #expect(try claim("chen") { try $0.claimNextApproval() }.id == first.id)
        #expect(try claim("admin") { try $0.claimNextApproval() }.id == second.id)
        #expect(throws: DeskFault.inOtherHands(Subject(first.id), name: "陈静")) {
            try test.as("admin") { try $0.decide(first.id, grant: true, answer: "") }
        }
        #expect(throws: DeskFault.nothingToDecide) {
            try claim("chen") { try $0.claimNextApproval(another: true) }
        }
        #expect(try test.as("chen") { try $0.decide(first.id, grant: true, answer: "") }.claimedBy == nil)
    }

    @Test("a request is free again when its time is over, or when it is put back")
    func approvalsFree() throws {
        let asked = try ask(10_000)
        _ = try claim("chen") { try $0.claimNextApproval() }
        test.now = test.now + .minutes(10)
        #expect(try claim("admin") { try $0.claimNextApproval() }.id == asked.id)
        #expect(throws: DeskFault.notInHand(asked.id.description)) {
            try test.as("chen") { try $0.releaseApproval(asked.id) }
        }
        _ = try test.as("admin") { try $0.releaseApproval(asked.id) }
        #expect(try claim("chen") { try $0.claimNextApproval() }.id == asked.id)
    }

    @Test("one's own request and one above one's limit are never given")
    func approvalsNotMine() throws {
        _ = try ask(10_000, by: "chen")
        let large = try ask(1_000_000)
        #expect(throws: DeskFault.nothingToDecide) { try claim("chen") { try $0.claimNextApproval() } }
        #expect(try claim("admin") { try $0.claimNextApproval(another: false) }.id != large.id)
        #expect(try claim("admin") { try $0.claimNextApproval(another: true) }.id == large.id)
    }
}
