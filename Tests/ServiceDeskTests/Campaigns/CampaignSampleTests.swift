import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Who of those found is rung up, and when", .onEachDatabase)
struct CampaignSampleTests {
    private let desk: CampaignDesk

    init() throws { desk = try CampaignDesk() }

    @Test("those who want no calls or have no number are left out, and counted with the reason")
    func leftOut() throws {
        let sample = try desk.sample(desk.draft())
        #expect(sample.report.population == 12 && sample.report.drawn == 10)
        #expect(sample.report.leftOut == [.init(.doNotCall, 1), .init(.noNumber, 1)])
        #expect(sample.members.allSatisfy { $0.barrier == nil && $0.due != nil })
        #expect(sample.seed == 20_261_124)
    }

    @Test("one call a customer, whatever units they own; all of them are told")
    func units() throws {
        _ = try desk.test.as("li") { work in
            try work.addUnit(
                Unit(
                    id: UnitID(0), customer: CustomerID(1), product: "air-conditioner",
                    boughtOn: Day(2025, 2, 1), createdAt: work.now))
        }
        let members = try desk.sample(desk.draft("bought:2025-01..2025-02")).members
        #expect(members.map(\.customer.number) == [1, 2])
        #expect(members[0].units.count == 2 && members[0].unit == UnitID(1))
    }

    @Test("the same seed gives the same sample; strata get their shares, quotas what there is")
    func seeds() throws {
        var draft = try desk.draft("bought:2025", "6 by product")
        let first = try desk.sample(draft)
        #expect(try desk.sample(draft).members.map(\.customer) == first.members.map(\.customer))
        // Six air-conditioners and four refrigerators may be called.
        #expect(first.report.strata.map(\.name) == ["air-conditioner", "refrigerator"])
        #expect(first.report.strata.map(\.drawn) == [4, 2])
        var others = Set<[CustomerID]>()
        for seed in 1...20 {
            draft.seed = Int64(seed)
            others.insert(try desk.sample(draft).members.map(\.customer))
        }
        #expect(others.count > 5)
        let quota = try desk.sample(desk.draft("bought:2025", "by product: 冰箱=2, 空调=99"))
        #expect(quota.report.strata.map(\.drawn) == [6, 2] && quota.report.short == 93)
    }

    @Test("quotas may be named as people call them; what is none of them is refused, with those there are")
    func quotas() throws {
        let rules = desk.test.desk.rules
        let said = { (key: String) in
            ["campaign.field.kind": ["客户类型"], "campaign.sample.by": ["按"], "customerKind.consumer": ["消费者"]][
                key] ?? []
        }
        var draft = try desk.draft()
        draft.sampling = try CampaignSampling("按客户类型：消费者=3", rules: rules, said: said)
        let strata = try desk.sample(draft).report.strata
        #expect(strata.map(\.name) == ["consumer"] && strata.map(\.drawn) == [3])
        for text in ["按客户类型：路人=3", "by product: 空调=3, boat=1"] {
            #expect {
                try CampaignSampling(text, rules: rules, said: said)
            } throws: { error in
                guard case CampaignFault.notQuota(let name, let known) = error else { return false }
                return ["路人", "boat"].contains(name) && !known.isEmpty
            }
        }
    }

    @Test("strata by what a unit, its place or its owner is called, and by the year")
    func strata() throws {
        func strata(_ sample: String) throws -> [String: Int] {
            let report = try desk.sample(desk.draft("bought:2025", sample)).report
            return Dictionary(uniqueKeysWithValues: report.strata.map { ($0.name, $0.size) })
        }
        #expect(try strata("10 by product") == ["air-conditioner": 6, "refrigerator": 4])
        #expect(try strata("10 by district") == ["浦东新区": 4, "徐汇区": 6])
        #expect(try strata("10 by year") == ["2025": 10])
        #expect(try strata("10 by kind") == ["consumer": 10])
        #expect(try strata("10 by model").count == 10)
    }

    @Test("a share is rounded up; a margin asks as many as it needs; more than there are is said to be short")
    func sizes() throws {
        #expect(try desk.sample(desk.draft("bought:2025", "15%")).report.drawn == 2)
        #expect(try desk.sample(desk.draft("bought:2025", "±20%")).report.drawn == 8)
        let more = try desk.sample(desk.draft("bought:2025", "50")).report
        #expect(more.drawn == 10 && more.short == 40)
    }

    @Test("calls are spread over days by what the agents have room for, or by a number of one's own")
    func spread() throws {
        var draft = try desk.draft()
        draft.perDay = 4
        draft.startsOn = Day(2026, 11, 25)
        #expect(
            try desk.sample(draft).days
                == [Day(2026, 11, 25): 4, Day(2026, 11, 26): 4, Day(2026, 11, 27): 2])
        // One clerk, thirty calls a day: by ten o'clock an hour of nine is over.
        (draft.perDay, draft.startsOn) = (nil, nil)
        #expect(try desk.sample(draft).days == [Day(2026, 11, 24): 10])
        try desk.test.as("wang") { work in
            let zhao = try work.reading.people().first { $0.login == "zhao" }
            let day = work.rules.startOfDay(work.now)
            _ = try work.addAbsence(
                Absence(
                    staff: #require(zhao).id, window: Window(start: day, end: day + .days(1)), reason: "年假"))
        }
        #expect(try desk.sample(draft).days == [Day(2026, 11, 25): 10], "who is away has no room")
    }

    @Test("agents take turns; a call is its agent's for an hour, and told so to others, then anybody's")
    func turns() throws {
        let test = desk.test
        try test.as("admin") { work in
            _ = try work.addStaff(
                Staff(id: StaffID(0), login: "zhou", name: "周敏", roles: ["follow-up clerk"]))
        }
        let id = try desk.begin(desk.draft()).id
        let open = try test.desk.read { try $0.calls.open(limit: 20) }
        let (zhao, zhou) = (try test.desk.actor(named: "zhao"), try test.desk.actor(named: "zhou"))
        #expect(open.count { $0.meantFor == zhao.staffID } == 5)
        #expect(open.count { $0.meantFor == zhou.staffID } == 5)
        let due = open.filter { $0.dueFrom <= test.now }
        let mine = due.count { $0.meantFor == zhou.staffID }
        #expect(mine > 0 && mine < due.count)
        func taken() throws -> Int {
            var calls = 0
            while true {
                do {
                    try test.as("zhou") { _ = try $0.recordCall($0.claimNextCall().id, "refuse", given: [:]) }
                    calls += 1
                } catch DeskFault.nothingToCall { return calls }
            }
        }
        let listed = try test.desk.read {
            try $0.callList(for: zhou, everyones: true, at: test.now, limit: 20).map(\.standing)
        }
        #expect(listed.count { $0 == .meantFor("赵敏") } == due.count - mine)
        #expect(try taken() == mine)
        let why = try test.desk.read { try $0.unreached(in: id) }.map(\.why.key)
        #expect(why.contains("campaign.why.plannedFor"))
        // An hour later those the other has not made are anybody's.
        test.now = test.now + .hours(1)
        #expect(try taken() >= due.count - mine)
        #expect(try test.problems() == [])
    }

    @Test("what is planned for a day already takes room from it")
    func room() throws {
        try desk.test.as("li") { work in
            for _ in 0..<27 {
                _ = try work.schedule(
                    CallWish(
                        customer: CustomerID(1), reason: "call back", from: work.now + .hours(1),
                        by: work.now + .hours(2)))
            }
        }
        // Of thirty, twenty-six can still be made; one more is planned than that.
        #expect(try desk.sample(desk.draft()).days == [Day(2026, 11, 25): 10])
    }

    @Test("nobody to call, nobody to make the calls, a sampled recall, no room: each is said")
    func faults() throws {
        #expect(throws: CampaignFault.nobody(population: 0, leftOut: [])) {
            try desk.sample(desk.draft("province:北京市"))
        }
        #expect(throws: CampaignFault.nobody(population: 1, leftOut: [.init(.doNotCall, 1)])) {
            try desk.sample(desk.draft("K4"))
        }
        #expect(throws: CampaignFault.sampledRecall) {
            try desk.sample(desk.draft("bought:2025", "5", mustReach: true))
        }
        var draft = try desk.draft()
        draft.agents = ["t1"]
        #expect(throws: DeskFault.notAllowed(login: "t1", right: "call.make")) { try desk.sample(draft) }
        for count in [0, -1, 100_001, .max] {
            draft.perDay = count
            #expect(throws: CampaignFault.notPerDay(count)) { try desk.sample(draft) }
        }
        draft.perDay = 4
        #expect(throws: CampaignFault.perDayAndAgents) { try desk.sample(draft) }
        draft.perDay = nil
        draft.agents = ["nobody"]
        #expect(throws: DeskFault.unknownStaff("nobody")) { try desk.sample(draft) }
        try desk.test.as("admin") { work in
            var zhao = try #require(work.reading.people().first { $0.login == "zhao" })
            zhao.active = false
            try work.editStaff(zhao)
        }
        let label = try #require(desk.test.desk.rules.roles["follow-up clerk"]).label
        #expect(throws: CampaignFault.nobodyToCall(role: label)) { try desk.sample(desk.draft()) }
    }
}
