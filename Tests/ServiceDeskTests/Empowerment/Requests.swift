import DeskTesting
import Model
import Records
import ServiceDesk
import Testing

/// A desk with those who ask and those who decide: li (agent), song (senior agent), chen (supervisor), ma and gao (managers).
struct Requests {
    let test: TemporaryDesk
    let customer: CustomerID

    init() throws {
        test = try TemporaryDesk()
        customer = try test.customer().id
        for (login, name, role) in [
            ("song", "宋洁", "senior agent"), ("ma", "马超", "manager"), ("gao", "高远", "manager"),
        ] {
            _ = try test.as("admin") {
                try $0.addStaff(Staff(id: StaffID(0), login: login, name: name, roles: [role]))
            }
        }
    }

    /// A complaint that was assessed.
    func complaint() throws -> CaseID {
        try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("complaint"), customer: customer, summary: "漏水泡坏地板")
            draft.onRepeat = .logAnyway
            let c = try work.log(draft).serviceCase
            try work.take("assess", on: c.id, given: ["validity": .text("valid")])
            return c.id
        }
    }

    /// What li asks for by the step of the workflow.
    func ask(_ yuan: Int64, on id: CaseID) throws -> ApprovalID {
        try test.as("li") { work in
            try work.take(
                "ask-approval", on: id,
                given: [
                    "goodwill": .number(yuan * 100), "approvalReason": .text("泡坏地板"),
                    "reply": .text("赔偿并致歉"),
                ])
            return try #require(try work.reading.approvals.of(Subject(id)).last).id
        }
    }

    /// A request on a case of its own.
    func ask(_ yuan: Int64) throws -> ApprovalID { try ask(yuan, on: complaint()) }

    /// A return beyond the customer's rights that li asked for.
    func askReturn(_ yuan: Int64) throws -> CaseID {
        try test.as("li") { work in
            let draft = CaseDraft(kind: CaseKind("return"), customer: customer, summary: "要求退货")
            let id = try work.log(draft).serviceCase.id
            try work.take(
                "verify", on: id, given: ["proof": .text("invoice"), "findings": .text("外观完好")])
            try work.take(
                "ask-approval", on: id,
                given: ["amount": .number(yuan * 100), "approvalReason": .text("超过七天")])
            return id
        }
    }

    func goodwill(_ yuan: Int64) -> Approval.Terms {
        Approval.Terms(decision: "goodwill", amount: Money(minor: yuan * 100))
    }

    func approval(_ id: ApprovalID) throws -> Approval { try test.desk.read { try $0.approval(id) } }

    func grant(_ id: ApprovalID, as login: String) throws {
        _ = try test.as(login) { try $0.decide(id, grant: true, answer: "同意") }
    }

    /// What events its journal has, oldest first.
    func events(_ subject: Subject) throws -> [JournalEntry] {
        try test.desk.read { try $0.journal.of(subject) }
    }

    func notices(_ login: String) throws -> [NoticeKind] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.notices(for: actor) }.map(\.kind)
    }

    var today: Day { test.desk.rules.localDay(test.now) }
}
