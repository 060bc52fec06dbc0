import DeskTesting
import Model
import Quality
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("An audit as a project", .onEachDatabase)
struct AuditProjectTests {
    let test: TemporaryDesk
    let id: AuditID
    let today: Day

    init() throws {
        test = try TemporaryDesk()
        today = test.desk.rules.localDay(test.now)
        let draft = AuditDraft(
            name: " 年度审计 ", purpose: "了解期望", days: DaySpan(today - 10, today + 10),
            groups: ["retailers", "consumers", "quality", "service", "direct-competitors", "retailers"])
        id = try test.as("sun") { try $0.beginAudit(draft).id }
    }

    @discardableResult
    private func act<T>(_ body: (Work) throws -> T) throws -> T { try test.as("sun", body) }

    private func standing() throws -> AuditStanding {
        try test.desk.read { try $0.auditStanding(id, at: test.now) }
    }

    private func group(_ name: String, _ method: AuditMethod) throws -> GroupStanding {
        try #require(try standing().groups.first { $0.plan.name == name && $0.plan.method == method })
    }

    private func milestone(_ name: String) throws -> MilestoneStanding {
        try #require(try standing().milestones.first { $0.milestone.name == name })
    }

    @Test("it begins with the samples and the days of the rule file, each group once, in the file's order")
    func begun() throws {
        let now = try standing()
        #expect(now.audit.name == "年度审计" && now.audit.version == 1)
        #expect(
            now.groups.map { "\($0.plan.name) \($0.plan.method.rawValue)" } == [
                "consumers questionnaire", "consumers interview", "retailers questionnaire",
                "retailers interview", "quality questionnaire", "quality interview", "service questionnaire",
                "service interview", "direct-competitors observation",
            ])
        #expect(now.milestones.count == 11 && now.done == 0 && now.reached == 0)
        #expect(try milestone("report").milestone.due == today + 50)
        #expect(now.next?.milestone.name == "report" && now.late.isEmpty)
        let journal = try test.desk.read { try $0.journal.of(Subject(id)) }
        #expect(journal.map(\.event) == ["audit.begun"] && journal.first?.by == "sun")
        let all = AuditDraft(name: "all", purpose: "x", days: DaySpan(today, today))
        let every = try act { try $0.beginAudit(all).id }
        let groups = try test.desk.read { try $0.audits.groups(of: every) }
        let known = try test.desk.rules.audits().groups.map(\.name)
        #expect(Set(groups.map(\.name)) == Set(known))
        #expect(try test.desk.read { try $0.auditList(at: test.now) }.map(\.audit.id) == [every, id])
    }

    @Test("answers count by kind of customer, type of dealer and name of department, while people are asked")
    func answered() throws {
        var number = 0
        func customer(_ name: String, _ kind: CustomerKind, _ type: DealerType? = nil) throws -> CustomerID {
            number += 1
            var new = Samples.customer(name: name, phone: "+861380013800\(number)", kind: kind)
            new.dealerType = type
            return try test.as("li") { [new] in try $0.addCustomer(new).id }
        }
        func answer(_ id: CustomerID?, _ name: String = "servperf", on day: Day? = nil) throws -> SurveyID {
            let answers: [String: Answer] =
                name == "servperf" ? ["T1.perception": .number(5)] : ["acknowledge": .number(2)]
            var draft = SurveyDraft(name, answers, source: .paper)
            (draft.customer, draft.answeredOn) = (id, day)
            return try act { [draft] in try $0.enter(draft).survey.id }
        }
        let (retailer, agent) = (
            try customer("华联", .dealer, .retailer), try customer("总代", .dealer, .agent)
        )
        let department = try customer("质量部", .internalDepartment)
        _ = try answer(customer("市场部", .internalDepartment))
        for day in [today, today - 10] { _ = try answer(retailer, on: day) }
        _ = try answer(agent)
        _ = try answer(department)
        _ = try answer(nil, "managers-estimates")
        let consumer = try customer("王小明", .consumer)
        _ = try answer(consumer, on: today - 11)
        let withdrawn = try answer(consumer)
        try test.as("admin") { _ = try $0.withdraw(withdrawn, reason: "录错") }
        let retailers = try group("retailers", .questionnaire)
        #expect(retailers.reached == 1 && retailers.sheets == 2, "one customer, two sheets")
        #expect(try group("quality", .questionnaire).reached == 1)
        #expect(try group("service", .questionnaire).reached == 1)
        #expect(try group("consumers", .questionnaire).reached == 0)
        try act { try $0.changeAudit(id, AuditChange(first: today - 11)) }
        #expect(try group("consumers", .questionnaire).reached == 1)
        #expect(try standing().reached == 4)
    }

    @Test("of competitors those count of which something was seen meanwhile that stands")
    func observed() throws {
        func see(_ company: String, on day: Day) throws -> Int64 {
            try act {
                try $0.observe(
                    CompetitorDraft(
                        company: company, measure: "delivery/time", side: .promise, value: "24",
                        source: .published, day: day)
                ).id
            }
        }
        try act {
            for name in ["甲", "乙", "丙"] {
                try $0.addCompetitor(Competitor(name: name, kind: name == "丙" ? .indirect : .direct))
            }
        }
        for day in [today, today - 1] { _ = try see("甲", on: day) }
        _ = try see("乙", on: today - 11)
        _ = try see("丙", on: today)
        #expect(try group("direct-competitors", .observation).reached == 1)
        let row = try see("乙", on: today)
        #expect(try group("direct-competitors", .observation).reached == 2)
        try act { try $0.withdrawObservation(row, reason: "看错") }
        #expect(try group("direct-competitors", .observation).reached == 1)
    }

    @Test("interviews count when they are noted, and no more when they are withdrawn")
    func interviews() throws {
        let draft = InterviewDraft(
            group: "retailers", person: " 王经理 ", day: today - 2, interviewer: "chen",
            answers: ["returns": " 三周 ", "parts": " "], note: "")
        let noted = try act { try $0.note(draft, for: id) }
        #expect(noted.answers == ["returns": "三周"] && noted.person == "王经理")
        let kept = try #require(try standing().interviews.first)
        #expect(kept == noted)
        #expect(try group("retailers", .interview).reached == 1)
        try act { try $0.withdrawInterview(noted.id, reason: "记错人") }
        #expect(try group("retailers", .interview).reached == 0)
        #expect(try standing().interviews.first?.withdrawnAt == test.now)
        #expect(throws: AuditFault.noInterview(noted.id)) {
            try act { try $0.withdrawInterview(noted.id, reason: "再") }
        }
        let last = try test.desk.read { try $0.journal.of(Subject(id)) }.last
        #expect(last?.event == "audit.interviewWithdrawn" && last?.facts["reason"] == .text("记错人"))
    }

    @Test("an interview that says nothing, of nobody, of whom nobody asks, or of tomorrow is refused")
    func refusedInterviews() throws {
        func refused(_ fault: AuditFault, _ change: (inout InterviewDraft) -> Void) {
            var draft = InterviewDraft(group: "retailers", person: "王经理", note: "好")
            change(&draft)
            #expect(throws: fault) { try act { try $0.note(draft, for: id) } }
        }
        refused(.nothingSaid) { ($0.note, $0.answers) = (" ", ["returns": " "]) }
        refused(.notAsked(id, group: "agents")) { $0.group = "agents" }
        refused(.notAsked(id, group: "direct-competitors")) { $0.group = "direct-competitors" }
        refused(.dayToCome(today + 1)) { $0.day = today + 1 }
        let questions = try test.desk.rules.audits().questions(of: test.desk.rules.auditGroup("retailers"))
        refused(.noQuestion("weather", known: questions.map(\.name))) { $0.answers = ["weather": "雨"] }
        #expect(throws: DeskFault.missing(field: "person")) {
            try act { try $0.note(InterviewDraft(group: "retailers", person: " ", note: "好"), for: id) }
        }
        #expect(throws: DeskFault.unknownStaff("nobody")) {
            var draft = InterviewDraft(group: "retailers", person: "王经理", note: "好")
            draft.interviewer = "nobody"
            try act { [draft] in try $0.note(draft, for: id) }
        }
    }

    @Test("a milestone is late after its day, done on a day, and done late when that was after it")
    func milestones() throws {
        try act {
            try $0.change(
                milestone: "report", of: id,
                MilestoneChange(owner: "chen", due: today - 2, state: .started, note: " 缺访谈 "))
        }
        var report = try milestone("report")
        #expect(report.standing == .late && report.daysLate == 2 && report.milestone.note == "缺访谈")
        #expect(try standing().late.map(\.milestone.name) == ["report"])
        try act { try $0.change(milestone: "report", of: id, MilestoneChange(due: today)) }
        #expect(try milestone("report").standing == .started, "the last day is not over")
        try act {
            try $0.change(milestone: "report", of: id, MilestoneChange(state: .done, doneOn: today - 1))
        }
        try act { try $0.change(milestone: "report", of: id, MilestoneChange(state: .done, note: "")) }
        report = try milestone("report")
        #expect(report.standing == .done && report.milestone.doneOn == today - 1, "the day stays")
        try act { try $0.change(milestone: "report", of: id, MilestoneChange(due: today - 3)) }
        report = try milestone("report")
        #expect(report.standing == .doneLate && report.daysLate == 2)
        try act { try $0.change(milestone: "report", of: id, MilestoneChange(owner: "", state: .planned)) }
        report = try milestone("report")
        #expect(report.milestone.doneOn == nil && report.milestone.owner == nil && report.standing == .late)
        let changes = try test.desk.read { try $0.journal.of(Subject(id)) }
        #expect(changes.map(\.event).filter { $0 == "audit.milestone" }.count == 6)
    }

    @Test("what a milestone cannot be is refused")
    func refusedMilestones() throws {
        let known = try test.desk.rules.audits().milestones.map(\.name)
        func change(_ change: MilestoneChange, of name: String = "report") throws {
            try act { try $0.change(milestone: name, of: id, change) }
        }
        #expect(throws: AuditFault.noMilestone("party", known: known)) {
            try change(MilestoneChange(state: .done), of: "party")
        }
        #expect(throws: AuditFault.notDone) { try change(MilestoneChange(doneOn: today)) }
        #expect(throws: AuditFault.dayToCome(today + 1)) {
            try change(MilestoneChange(state: .done, doneOn: today + 1))
        }
        #expect(throws: AuditFault.nothingToChange) { try change(MilestoneChange()) }
        #expect(throws: DeskFault.unknownStaff("nobody")) { try change(MilestoneChange(owner: "nobody")) }
    }

    @Test("of two who change the same, the second is told")
    func stale() throws {
        let read = try milestone("report").milestone.version
        try act {
            try $0.change(milestone: "report", of: id, MilestoneChange(due: today), version: read)
        }
        #expect(throws: StorageFault.stale(subject: Subject(id), have: read, found: read + 1)) {
            try act { try $0.change(milestone: "report", of: id, MilestoneChange(due: today), version: read) }
        }
        try act { try $0.changeAudit(id, AuditChange(purpose: "甲"), version: 1) }
        #expect(throws: StorageFault.stale(subject: Subject(id), have: 1, found: 2)) {
            try act { try $0.changeAudit(id, AuditChange(purpose: "乙"), version: 1) }
        }
        try act { try $0.ask("retailers", by: .interview, wanted: 5, in: id, version: 1) }
        #expect(throws: StorageFault.stale(subject: Subject(id), have: 1, found: 2)) {
            try act { try $0.ask("retailers", by: .interview, wanted: 6, in: id, version: 1) }
        }
        #expect(throws: StorageFault.stale(subject: Subject(id), have: 1, found: 0)) {
            try act { try $0.ask("agents", by: .interview, wanted: 6, in: id, version: 1) }
        }
        #expect(try standing().audit.purpose == "甲")
        #expect(try group("retailers", .interview).plan.wanted == 5)
    }

    @Test("samples are changed, added and left out")
    func samples() throws {
        try act {
            try $0.ask("retailers", by: .questionnaire, wanted: 0, in: id)
            try $0.ask("agents", by: .interview, wanted: 4, in: id, version: 0)
        }
        #expect(try group("agents", .interview).plan.wanted == 4)
        let retailers = try standing().groups.filter { $0.plan.name == "retailers" }
        #expect(retailers.map(\.plan.method) == [.interview])
        #expect(throws: AuditFault.notAsked(id, group: "providers")) {
            try act { try $0.ask("providers", by: .interview, wanted: 0, in: id) }
        }
        #expect(throws: AuditFault.noMethod("personnel", .questionnaire, known: [.interview])) {
            try act { try $0.ask("personnel", by: .questionnaire, wanted: 1, in: id) }
        }
        for wanted in [-1, 1_000_001] {
            #expect(throws: AuditFault.badSample) {
                try act { try $0.ask("retailers", by: .interview, wanted: wanted, in: id) }
            }
        }
        let known = try test.desk.rules.audits().groups.map(\.name)
        #expect(throws: AuditFault.noGroup("press", known: known)) {
            try act { try $0.ask("press", by: .interview, wanted: 1, in: id) }
        }
    }

    @Test("no two have one name, days go forward, and who has not the right changes nothing")
    func refused() throws {
        func draft(_ name: String, _ days: DaySpan, purpose: String = "x") -> AuditDraft {
            AuditDraft(name: name, purpose: purpose, days: days)
        }
        let days = DaySpan(today, today)
        #expect(throws: AuditFault.nameTaken("年度审计", id)) {
            try act { try $0.beginAudit(draft("年度审计", days)) }
        }
        #expect(throws: AuditFault.daysBackwards(DaySpan(today, today - 1))) {
            try act { try $0.beginAudit(draft("x", DaySpan(today, today - 1))) }
        }
        #expect(throws: DeskFault.missing(field: "purpose")) {
            try act { try $0.beginAudit(draft("x", days, purpose: " ")) }
        }
        #expect(throws: AuditFault.nothingToChange) { try act { try $0.changeAudit(id, AuditChange()) } }
        #expect(throws: DeskFault.unknown("P99")) {
            try act { try $0.changeAudit(AuditID(99), AuditChange(name: "x")) }
        }
        let fault = DeskFault.notAllowed(login: "li", right: "audit.keep")
        #expect(throws: fault) { try test.as("li") { try $0.beginAudit(draft("x", days)) } }
        #expect(throws: fault) {
            try test.as("li") { try $0.ask("agents", by: .interview, wanted: 1, in: id) }
        }
        #expect(throws: fault) {
            try test.as("li") { try $0.change(milestone: "report", of: id, MilestoneChange(state: .done)) }
        }
        #expect(throws: fault) {
            try test.as("li") {
                try $0.note(InterviewDraft(group: "retailers", person: "x", note: "x"), for: id)
            }
        }
        #expect(throws: fault) { try test.as("li") { try $0.withdrawInterview(1, reason: "x") } }
        #expect(throws: fault) { try test.as("li") { try $0.changeAudit(id, AuditChange(name: "x")) } }
    }
}
