import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Views of visits, calls and requests that people keep", .onEachDatabase)
struct KeptWorkViewTests {
    private let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private func keep(
        _ login: String, _ draft: ViewDraft, of kind: WorkKind, said: (String) -> [String] = { _ in [] }
    ) throws -> KeptView {
        try test.as(login) { try $0.keepView(draft, words: $0.reading.viewWords(of: kind, said: said)) }
    }

    @Test(
        "what is typed in one language is kept in the rules' names, is among the lists, and shows what it asks"
    )
    func calls() throws {
        let customer = try test.customer()
        let call = try test.as("li") { work in
            try work.schedule(
                CallWish(
                    customer: customer.id, reason: CallWish.promised, from: work.now,
                    by: work.now + .minutes(60)))
        }
        let said: (String) -> [String] = { key in
            [
                "filter.field.reason": ["原因"], "callReason.call-back": ["约定回电"], "filter.field.due": ["到期"],
                "filter.unit.h": ["小时"], "filter.field.caller": ["回访人"], "filter.word.none": ["无人"],
            ][key] ?? []
        }
        let draft = ViewDraft(name: "回电", filter: "原因：约定回电 到期<2小时 回访人:无人 \(customer.name)")
        let view = try keep("li", draft, of: .calls, said: said)
        #expect(view.of == .calls)
        #expect(view.filter == "reason:\"call back\" due<2h caller:none \(customer.name)")
        let li = try test.desk.actor(named: "li")
        try test.desk.read { reading in
            let saved = try #require(try reading.savedViews(for: li).first)
            #expect(saved.isUnderstood && saved.work?.kind == .calls)
            let listed = try reading.callList(
                for: li, everyones: true, view: view.id.description, at: test.now, limit: 10)
            #expect(listed.map(\.id) == [call.id])
            let load = try reading.load(of: .saved(saved), by: li, at: test.now)
            #expect(load.waiting.count == 1 && load.free.count == 1 && load.overdue.count == 0)
            // It is no list of cases.
            #expect(throws: ViewFault.self) { try reading.filter(ofView: "回电", for: li) }
            #expect(throws: ViewFault.self) { try reading.workView("回电", of: .visits, for: li) }
        }
    }

    @Test("an order, column or field of other lists, a risk of one person, and who is not there, are refused")
    func refused() throws {
        var draft = ViewDraft(name: "Mine", filter: "technician:me")
        draft.order = .age
        let visitOrders: [ListOrder] = [.urgency, .due]
        #expect(throws: ViewFault.unknownOrder(.age, known: visitOrders)) {
            try keep("wang", draft, of: .visits)
        }
        draft.order = .due
        draft.workColumns = [.attempts]
        let visitColumns = WorkColumn.known(of: .visits).map(\.rawValue)
        #expect(throws: ViewFault.unknownColumn("attempts", known: visitColumns)) {
            try keep("wang", draft, of: .visits)
        }
        (draft.workColumns, draft.risk) = ([], "technician:me")
        #expect(throws: ViewFault.riskOfOne) { try keep("wang", draft, of: .visits) }
        #expect(throws: FilterFault.self) {
            try keep("wang", ViewDraft(name: "x", filter: "caller:me"), of: .visits)
        }
        #expect(throws: FilterFault.self) {
            try keep("wang", ViewDraft(name: "x", filter: "technician:nobody-here"), of: .visits)
        }
        let view = try keep("wang", ViewDraft(name: "t1", filter: "technician:t1"), of: .visits)
        let changed = try test.as("wang") { work in
            try work.changeView(
                view.id, ViewDraft(name: "t1", filter: "technician:t1 -state:on-site"),
                words: work.reading.viewWords(of: view.of))
        }
        #expect(changed.of == .visits && changed.filter == "technician:t1 -state:on-site")
    }

    @Test("a filter of a list admits what it says, by fields of the visit and of its case, and by words")
    func admitted() throws {
        let visit = try test.bookVisit(for: test.logRepair().id)
        let wang = try test.desk.actor(named: "wang")
        func isAdmitted(_ text: String) throws -> Bool {
            try test.desk.read { reading in
                let filter = try WorkFilter(text, words: reading.workWords(of: .visits))
                return try reading.admitted([visit], .visits, by: filter, for: wang, at: test.now) {
                    $0.id.number
                }.count == 1
            }
        }
        let technician = try #require(visit.technician)
        let login = try #require(try test.desk.read { try $0.staff.find(technician) }?.login)
        for good in [
            "technician:\(login)", "kind:repair product:air-conditioner", "空调", "-空气", "starts<30d -due:late",
        ] {
            #expect(try isAdmitted(good), "\(good)")
        }
        test.now = visit.planned.start
        for bad in [
            "-starts:today", "technician:none", "kind:complaint", "-空调", "due:late", "severity:critical",
        ] {
            #expect(try !isAdmitted(bad), "\(bad)")
        }
    }

    @Test("requests by decision, amount, age, asker, team and who decides; the shipped views show them")
    func approvals() throws {
        try test.as("admin") { work in
            _ = try work.addStaff(
                Staff(id: StaffID(0), login: "a1", name: "a1", roles: ["agent"], team: "day"))
        }
        let c = try test.logRepair()
        let small = try test.as("a1") {
            try $0.askApproval(Subject(c.id), decision: "goodwill", amount: Money("80"), reason: "延误")
        }
        test.now = test.now + .days(2)
        let large = try test.as("a1") {
            try $0.askApproval(Subject(c.id), decision: "refund", amount: Money("2000"), reason: "多次维修")
        }
        let (asker, chen) = try (test.desk.actor(named: "a1"), test.desk.actor(named: "chen"))
        func shown(_ filter: String, _ actor: Actor) throws -> [ApprovalID] {
            try test.desk.read { reading in
                let words = try reading.workWords(of: .approvals)
                let view = WorkView(
                    name: "v", label: Label(en: "v", zh: "v"), kind: .approvals,
                    filter: try WorkFilter(filter, words: words), roles: [],
                    terms: WorkTerms(of: .approvals))
                return try reading.approvals(of: view, by: actor, at: test.now, limit: 10).map(\.id)
            }
        }
        let both = [small.id, large.id]
        #expect(try shown("", chen) == both)
        #expect(try shown("decision:goodwill", chen) == [small.id])
        #expect(try shown("amount>80", chen) == [large.id] && shown("amount<80.01", chen) == [small.id])
        #expect(try shown("age>1d", chen) == [small.id] && shown("age<1d", chen) == [large.id])
        #expect(try shown("asker:me", asker) == both && shown("asker:me", chen).isEmpty)
        #expect(try shown("kind:repair 延误", chen) == [small.id])
        #expect(try shown("decider:me", chen) == both && shown("decider:me", asker).isEmpty)
        let team = try #require(asker.staff?.team)
        #expect(
            try shown("team:\(FilterWords.written(team))", chen) == both && shown("team:me", asker) == both)
        let old = try test.desk.read { reading in
            try reading.approvals(for: chen, view: "approvals-old", at: test.now).items.map(\.id)
        }
        #expect(old == [small.id])
        // In hand it is still for whoever has it to decide, and nobody else's.
        _ = try test.desk.claim(by: chen, at: test.now) { try $0.claimNextApproval() }
        #expect(try shown("decider:me", chen) == both)
    }

    @Test(
        "a kept view says its order, its columns and what in it is at risk; the list is in that order, and counts by it"
    )
    func shown() throws {
        let c = try test.logRepair()
        let (small, large) = try test.as("li") { work in
            (
                try work.askApproval(Subject(c.id), decision: "goodwill", amount: Money("80"), reason: "延误")
                    .id,
                try work.askApproval(Subject(c.id), decision: "refund", amount: Money("2000"), reason: "换").id
            )
        }
        var draft = ViewDraft(name: "Sums", filter: "age<30d")
        (draft.order, draft.workColumns, draft.risk) = (.amount, [.id, .amount], "金额>500")
        let view = try keep("chen", draft, of: .approvals) { ["filter.field.amount": ["金额"]][$0] ?? [] }
        #expect(view.order == .amount && view.columns == ["id", "amount"] && view.risk == "amount>500")
        let chen = try test.desk.actor(named: "chen")
        try test.desk.read { reading in
            let work = try reading.workView("Sums", of: .approvals, for: chen)
            #expect(work.terms.columns == [.id, .amount] && work.terms.riskText == "amount>500")
            let listed = try reading.approvals(of: work, by: chen, at: test.now, limit: 10).map(\.id)
            #expect(listed == [large, small])
            let risky = try reading.approvals(of: work, isAtRisk: true, by: chen, at: test.now, limit: 10)
            #expect(risky.map(\.id) == [large])
            let saved = try #require(try reading.savedViews(for: chen).first)
            let load = try reading.load(of: .saved(saved), by: chen, at: test.now)
            #expect(load.waiting.count == 2 && load.atRisk.count == 1 && load.overdue.count == 0)
            let all = try reading.listedViews(for: chen)
            #expect(all.first { $0.name == "approvals-old" }?.owner == nil)
            #expect(all.first { $0.name == view.id.description }?.owner == chen.staffID)
            #expect(try reading.listedView("approvals-old", for: chen).filter == "age>1d")
        }
    }

    @Test(
        "what is one's own to call is so for each who looks through the view, and the same as in their list")
    func own() throws {
        let customer = try test.customer()
        let call = try test.as("li") { work in
            try work.schedule(
                CallWish(
                    customer: customer.id, reason: CallWish.promised, from: work.now,
                    by: work.now + .minutes(60)))
        }
        var draft = ViewDraft(name: "My calls", filter: "for:me", isShared: true)
        draft.order = .attempts
        let view = try keep("chen", draft, of: .calls)
        let (li, chen) = try (test.desk.actor(named: "li"), test.desk.actor(named: "chen"))
        func shown(_ actor: Actor) throws -> [CallID] {
            try test.desk.read {
                try $0.callList(
                    for: actor, everyones: true, view: view.id.description, at: test.now, limit: 10
                ).map(\.id)
            }
        }
        func mine(_ actor: Actor) throws -> [CallID] {
            try test.desk.read {
                try $0.callList(for: actor, everyones: false, at: test.now, limit: 10).map(\.id)
            }
        }
        #expect(try shown(li) == [call.id] && mine(li) == [call.id])
        _ = try test.desk.claim(by: li, at: test.now) { try $0.claimNextCall() }
        #expect(try shown(li) == [call.id] && mine(li) == [call.id])
        #expect(try shown(chen).isEmpty && mine(chen).isEmpty)
    }
}
