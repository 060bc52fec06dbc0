import DeskTesting
import Model
import Records
import Testing
import Workflow

@testable import ServiceDesk

/// For each right a use case that needs it; each tried by each role, and by somebody who has none.
@Suite("Roles by rights")
struct RoleMatrixTests {
    let test: TemporaryDesk
    let first: ServiceCase
    /// Nobody is to come for it.
    let second: ServiceCase
    let visit: Visit
    let request: ApprovalID
    let others: (CustomerID, CustomerID)

    init() throws {
        test = try TemporaryDesk()
        first = try test.logRepair()
        visit = try test.bookVisit(for: first.id)
        second = try test.logRepair(for: test.customer().id)
        let (id, customer) = (first.id, first.customer)
        request = try test.as("li") {
            try $0.askApproval(Subject(id), decision: "exchange", reason: "三次未修好").id
        }
        others = try test.as("li") { work in
            (
                try work.addCustomer(Samples.customer(name: "甲", phone: "+8613800130001")).id,
                try work.addCustomer(Samples.customer(name: "乙", phone: "+8613800130002")).id
            )
        }
        let now = test.now
        _ = try test.desk.act(by: .desk, at: now) { work in
            try work.schedule(
                CallWish(
                    customer: customer, reason: "after visit", from: now - .hours(1), by: now + .hours(9)))
        }
    }

    /// What needs each right, by whoever acts.
    private func use(_ right: Right) throws -> (Work) throws -> Void {
        let (id, plain, visit, others) = (first.id, second.id, visit, others)
        switch right {
        case .read: return { try test.desk.require(.read, of: $0.actor) }
        case .logCase:
            return {
                _ = try $0.log(CaseDraft(kind: CaseKind("inquiry"), customer: others.0, summary: "如何清洗滤网"))
            }
        case .editCase:
            return { work in
                var c = try work.reading.serviceCase(id)
                c.severity = .urgent
                _ = try work.edit(c)
            }
        case .doCase: return { try $0.take("settle", on: plain, given: ["remedy": .text("电话指导解决")]) }
        case .bulkCases: return { _ = try $0.bulk(.move(queue: "service"), on: [id]) }
        case .editCustomer:
            return { _ = try $0.addCustomer(Samples.customer(name: "丙", phone: "+8613800130003")) }
        case .mergeCustomer: return { try $0.mergeCustomer(others.0, into: others.1) }
        case .editUnit:
            return {
                _ = try $0.addUnit(
                    Unit(
                        id: UnitID(0), customer: others.0, product: "air-conditioner", model: "X",
                        serial: "S1",
                        createdAt: $0.now))
            }
        case .bookVisit:
            return { work in
                let wish = VisitWish(caseID: id)
                let slot = try #require(try work.reading.slots(wish, at: work.now).first)
                _ = try work.book(wish, slot: slot)
            }
        case .followVisit:
            return { work in
                // A visit of one's own that must be followed.
                var own = try work.reading.visit(visit.id)
                (own.technician, own.state, own.category) = (work.actor.staffID, "revisit", .done)
                own = try VisitStore(work.db).update(own)
                guard try work.mayBookNext(after: own) else {
                    throw DeskFault.notAllowed(login: work.actor.login, right: Right.followVisit.rawValue)
                }
            }
        case .doVisit: return { try $0.take("dispatch", on: visit.id) }
        case .planVisits: return { try $0.lock(visit.id, true) }
        case .keepStock: return { _ = try $0.receive("ac-capacitor", 1, at: .depot("main")) }
        case .creditBill: return { _ = try $0.creditBill(visit.id, CreditWish(reason: "多收")) }
        case .scheduleCall:
            return {
                try $0.schedule(
                    CallWish(customer: others.0, reason: "after visit", from: $0.now, by: $0.now + .hours(9)))
            }
        case .makeCall: return { _ = try $0.claimNextCall() }
        case .runCampaigns: return { _ = try $0.stop(CampaignID(9), because: "问卷有误") }
        case .askApproval: return { try $0.askApproval(Subject(id), decision: "exchange", reason: "三次未修好") }
        case .decideApproval: return { _ = try $0.decide(request, grant: false, answer: "不符合") }
        case .enterSurvey: return { try $0.enter(SurveyDraft("after-repair", [:], source: .paper)) }
        case .correctSurvey: return { _ = try $0.withdraw(SurveyID(9), reason: "录错") }
        case .reviewSurvey:
            return { _ = try $0.decide(SurveyID(9), "fee", DifferenceVerdict.allCases[0], note: "") }
        case .keepAudit: return { _ = try $0.addCompetitor(Competitor(name: "甲电器")) }
        case .scoreQuality: return { _ = try $0.takeNextReview() }
        case .steerQuality:
            return { try $0.drawReviews("case-handling", weekOf: Day(2026, 11, 16), seed: 1) }
        case .draftPromises:
            return { _ = try $0.draftPromises("Spring", text: DraftPromiseTests.text()) }
        case .approvePromises:
            return { work in
                let draft = try work.asDesk().draftPromises("Spring", text: DraftPromiseTests.text())
                _ = try work.approveDraft(draft.id, since: Day(2026, 12, 1), remark: "Tried in Pudong")
            }
        case .addNote: return { try $0.note(Subject(id), "已告知") }
        case .import: return { try test.desk.require(.import, of: $0.actor) }
        case .export: return { try $0.noteExport(of: "cases") }
        case .editStaff:
            return { _ = try $0.addStaff(Staff(id: StaffID(0), login: "new", name: "新人", roles: ["agent"])) }
        case .actForOthers:
            return { work in
                let person = try #require(work.actor.staff)
                do { _ = try test.desk.actor(named: "li", signedIn: person) } catch DeskFault.mayNotActFor {
                    throw DeskFault.notAllowed(login: person.login, right: right.rawValue)
                }
            }
        case .exceptLimits:
            return { work in
                let today = work.rules.localDay(work.now)
                try work.exceptLimit(
                    of: "li", "goodwill", GrantLimit(perCase: 10_000), for: DaySpan(today, today + 7),
                    reason: "旺季")
            }
        case .shareViews:
            return { work in
                _ = try work.keepView(
                    ViewDraft(name: "Late", filter: "due:late", isShared: true),
                    words: work.reading.filterWords())
            }
        case .setQueues:
            return { work in
                _ = try work.setQueue(
                    .view("breached"), ViewDraft(work.rules.inForce(.view("breached"))),
                    words: work.reading.filterWords())
            }
        case .configureDesk: return { _ = try $0.recomputeProvisional() }
        }
    }

    /// What became of it, undone again.
    private func outcome(_ right: Right, by actor: Actor) throws -> (any Error)? {
        struct Undone: Error {}
        let use = try use(right)
        do {
            try test.desk.act(by: actor, at: test.now) { work in
                try use(work)
                throw Undone()
            }
            return nil
        } catch is Undone { return nil } catch { return error }
    }

    @Test("who has a right is not refused for want of it, and who has it not is, by its name")
    func matrix() throws {
        let roles = TemporaryDesk.rules.roles
        var column = 0
        for held in roles.all.map({ [$0.name] }) + [[]] {
            column += 1
            let login = "role\(column)"
            try test.as("admin") { work in
                _ = try work.addStaff(Staff(id: StaffID(0), login: login, name: login, roles: held))
            }
            let actor = try test.desk.actor(named: login)
            for right in Right.allCases {
                let refusal = try outcome(right, by: actor) as? DeskFault
                let named: String? =
                    if case .notAllowed(login, let missing)? = refusal { missing } else { nil }
                // To book any visit is to book one's own as well.
                let allowed =
                    roles.allows(held, right) || right == .followVisit && roles.allows(held, .bookVisit)
                #expect(
                    named == (allowed ? nil : right.rawValue),
                    "\(held) \(right): \(String(describing: refusal))")
            }
        }
        #expect(column == roles.all.count + 1)
    }

    @Test(
        "with every right each of these use cases is done, but those that need a sheet of answers, a bill, a campaign, a sample or a visit of one's own"
    )
    func done() throws {
        let admin = try test.desk.actor(named: "admin")
        let others: [Right] = [
            .enterSurvey, .followVisit, .correctSurvey, .reviewSurvey, .creditBill, .runCampaigns,
            .scoreQuality,
        ]
        for right in Right.allCases where !others.contains(right) {
            let failed = try outcome(right, by: admin)
            #expect(failed == nil, "\(right): \(String(describing: failed))")
        }
    }

    @Test(
        "a role takes the steps that name it, in workflows it may work on at all; the desk's own are nobody's"
    )
    func steps() throws {
        let rules = TemporaryDesk.rules
        let visit = try rules.workflow(named: "visit")
        let repair = try rules.workflow(named: "repair")
        let technician = try #require(rules.roles["technician"])
        #expect(visit.steps(of: technician).map(\.name).contains("arrive"))
        #expect(repair.steps(of: technician).isEmpty, "without case.do")
        let quality = try #require(rules.roles["quality"])
        #expect(rules.workflows.all.flatMap { $0.steps(of: quality) }.isEmpty)
        let all = try #require(rules.roles["administrator"])
        for workflow in rules.workflows.all where [.case, .visit, .call].contains(workflow.subject) {
            #expect(
                workflow.steps(of: all).map(\.name)
                    == workflow.transitions.filter { $0.who != .desk }.map(\.name))
        }
    }

    /// Whether somebody is refused a step for who they are.
    private func isRefused(_ step: String, on c: ServiceCase, from state: String, by actor: Actor) throws
        -> Bool
    {
        struct Undone: Error {}
        do {
            try test.desk.act(by: actor, at: test.now) { work in
                var placed = try work.reading.serviceCase(c.id)
                placed.state = state
                _ = try CaseStore(work.db).update(placed)
                try work.take(step, on: c.id)
                throw Undone()
            }
            return false
        } catch let fault as StepRefusal {
            if case .notYourRole = fault { return true }
            return false
        } catch let fault as DeskFault {
            if case .notAllowed(_, let right) = fault { return right == Right.doCase.rawValue }
            return false
        } catch { return false }
    }

    @Test(
        "each step of each kind of case, tried by each role, is refused for who they are just where the matrix says so"
    )
    func everyStep() throws {
        let rules = TemporaryDesk.rules
        let people = try rules.roles.all.enumerated().map { index, role in
            let login = "step\(index)"
            try test.as("admin") { work in
                _ = try work.addStaff(
                    Staff(id: StaffID(0), login: login, name: login, roles: [role.name]))
            }
            return (role, try test.desk.actor(named: login))
        }
        var tried = 0
        for workflow in rules.workflows.kinds(of: .case) {
            let c = try test.as("admin") { work in
                var draft = CaseDraft(kind: CaseKind(workflow.name), customer: others.0, summary: "空调")
                draft.onRepeat = .logAnyway
                return try work.log(draft).serviceCase
            }
            for step in workflow.transitions where step.who != .desk {
                let from = try #require(step.from.first)
                for (role, actor) in people {
                    tried += 1
                    let may = workflow.steps(of: role).contains { $0.name == step.name }
                    #expect(
                        try isRefused(step.name, on: c, from: from, by: actor) == !may,
                        "\(workflow.name) \(step.name) by \(role.name)")
                }
            }
        }
        #expect(tried > 500)
    }
}
