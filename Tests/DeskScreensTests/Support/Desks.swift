import DeskTesting
import Dispatching
import Model
import Records
import ServiceDesk
import Testing
import Workflow

/// Desks as the screens are tested on: filled by use cases, at times fixed against `Samples.now`.
enum Desks {
    /// Two customers with products, a complaint and a repair open for the agent li.
    static func filled(_ rules: Rules? = nil) throws -> TemporaryDesk {
        try TemporaryDesk.copied("filled", by: rules) {
            let place = try TemporaryDesk(rules: rules)
            let end = place.now
            place.now = end - .hours(2)
            let wang = try place.as("li") { work in
                let customer = try work.addCustomer(Samples.customer())
                var unit = Unit(
                    id: UnitID(0), customer: customer.id, product: "air-conditioner", model: "KFR-35GW",
                    serial: "AC2025", createdAt: work.now)
                unit.boughtOn = Day(2026, 5, 1)
                unit.installedOn = Day(2026, 5, 3)
                unit.hasInvoice = true
                return (customer, try work.addUnit(unit))
            }
            try place.as("li") { work in
                var draft = CaseDraft(
                    kind: CaseKind("complaint"), customer: wang.0.id,
                    summary: "空调不制冷，室外机结霜，客户已等三天，要求尽快上门处理")
                draft.unit = wang.1.id
                draft.fault = "not-cooling"
                _ = try work.log(draft)
            }
            place.now = end - .hours(1)
            try place.as("li") { work in
                let other = try work.addCustomer(
                    Samples.customer(name: "Oakwood Trading Ltd", phone: "+8613800139999", kind: .dealer))
                var draft = CaseDraft(
                    kind: CaseKind("repair"), customer: other.id, summary: "Refrigerator is noisy at night")
                draft.product = "refrigerator"
                draft.fault = "noise"
                _ = try work.log(draft)
            }
            place.now = end
            return place
        }
    }

    /// Two technicians' day with visits, one locked and one in the tray.
    static func withADay(_ rules: Rules? = nil) throws -> TemporaryDesk {
        try TemporaryDesk.copied("withADay", by: rules) {
            let place = try filled(rules)
            try place.as("admin") { work in
                var wish = VisitWish(caseID: CaseID(1))
                wish.days = 1
                var booked: [Visit] = []
                for (id, offset) in [(1, 0), (2, 3), (1, 5)] {
                    wish.caseID = CaseID(Int64(id))
                    let slots = try work.reading.slots(wish, at: work.now, limit: 40)
                    booked.append(try work.book(wish, slot: slots[min(offset, slots.count - 1)]))
                }
                try work.lock(booked[1].id, true)
                let taken = Assignment(technician: booked[2].technician, planned: booked[2].planned)
                let free = Assignment(technician: nil, planned: taken.planned)
                try work.carryOut([VisitChange(visit: booked[2].id, before: taken, after: free)])
            }
            return place
        }
    }

    /// A repair whose visit is done, so that a follow-up call is due.
    static func withCallDue() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withCallDue") {
            let place = try TemporaryDesk()
            _ = try place.finishedRepair()
            place.now = place.now + .days(2)
            _ = try place.desk.sweep(at: place.now)
            return place
        }
    }

    /// A call about that repair for which there is no questionnaire, so that the call's own workflow says what is asked.
    static func withPlainCallDue() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withPlainCallDue") {
            let place = try TemporaryDesk()
            let repair = try place.finishedRepair()
            try place.as("wang") { work in
                let visit = try work.reading.visits.of(repair.id).last?.id
                _ = try work.schedule(
                    CallWish(
                        customer: repair.customer, caseID: repair.id, visit: visit, reason: "after closing",
                        from: work.now,
                        by: work.now + .hours(4)))
            }
            return place
        }
    }

    /// A call that warns of a technician who is running late, about no case.
    static func withVisitLate() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withVisitLate") {
            let place = try TemporaryDesk()
            let customer = try place.customer().id
            _ = try place.as("wang") { work in
                try work.schedule(
                    CallWish(
                        customer: customer, reason: CallWish.visitLate, from: work.now,
                        by: work.now + .minutes(30)))
            }
            return place
        }
    }

    /// Two requests on C1, the first older, and one above a supervisor's limit on C2.
    static func withRequests() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withRequests") {
            let place = try filled()
            let end = place.now
            for (minutes, id, sum, reason) in [
                (90, 1, "200", "三次上门未修复，客户要求补偿"), (50, 2, "9000", "整机更换，含拆装费用"), (10, 1, "80", "承诺的到达时间延误"),
            ] {
                place.now = end - .minutes(minutes)
                _ = try place.as("li") {
                    try $0.askApproval(
                        Subject(CaseID(Int64(id))), decision: "goodwill", amount: Money(sum), reason: reason)
                }
            }
            place.now = end
            return place
        }
    }

    /// This many repairs in nobody's hands, the first logged the longest ago; every third is about a refrigerator.
    static func waiting(repairs: Int) throws -> TemporaryDesk {
        try TemporaryDesk.copied("waiting \(repairs)") {
            let place = try TemporaryDesk()
            let end = place.now
            let customer = try place.customer().id
            for n in 0..<repairs {
                place.now = end - .minutes(repairs - n)
                try place.as("li") { work in
                    var draft = CaseDraft(
                        kind: CaseKind("repair"), customer: customer,
                        summary: n % 3 == 0 ? "冰箱不制冷 \(n)" : "洗衣机漏水 \(n)")
                    draft.product = n % 3 == 0 ? "refrigerator" : "washing-machine"
                    (draft.channel, draft.onRepeat) = (.import, .logAnyway)
                    _ = try work.log(draft)
                }
            }
            place.now = end
            return place
        }
    }

    /// Three notices for li: a decision for, one against, and a note.
    static func withNotices() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withNotices") {
            let place = try withRequests()
            _ = try place.as("chen") { work in
                _ = try work.decide(ApprovalID(1), grant: true, answer: "")
                _ = try work.decide(ApprovalID(3), grant: false, answer: "未见上门记录")
                try work.note(Subject(CaseID(2)), "@李娜 客户来电催促，请尽快回复")
            }
            return place
        }
    }

    /// Four drafts of li: a complaint, then a note, an edit and a step on C1.
    @MainActor
    static func withDrafts() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withDrafts") {
            let place = try filled()
            let driver = try Driver(place).press("F2").type("13955556666").press("Tab").type("何小姐")
            driver.wait(.seconds(1)).press("Esc").press(":").type("c1").press("Enter")
            driver.press("n").type("客户要求改约").wait(.seconds(60)).press("Esc")
            driver.press("e", "End").type("，室外机异响").wait(.seconds(60)).press("Esc")
            driver.press(":").type("升级").press("Enter").type("客户要求升级").wait(.seconds(60))
            return place
        }
    }

    /// The call of a finished repair, a call back that is due, and one that is not yet.
    static func withCalls() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withCalls") {
            let place = try withCallDue()
            try place.as("wang") { work in
                let other = try work.addCustomer(
                    Samples.customer(name: "Oakwood Trading Ltd", phone: "+8613800139999", kind: .dealer))
                for hours in [-1, 30] {
                    let from = work.now + .hours(hours)
                    try work.schedule(
                        CallWish(customer: other.id, reason: "call back", from: from, by: from + .hours(4)))
                }
            }
            return place
        }
    }

    /// A customer of whom there is something in every drawer: C1 open, an inquiry, a repair that was done and about which
    /// two calls were made.
    static func withFile() throws -> TemporaryDesk {
        try TemporaryDesk.copied("withFile") {
            let place = try filled()
            let customer = CustomerID(1)
            let repair = try place.logRepair(for: customer)
            let visit = try place.bookVisit(for: repair.id)
            try place.as("t1") { work in
                for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
                try work.take(
                    "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
            }
            try place.as("li") { work in
                _ = try work.log(CaseDraft(kind: CaseKind("inquiry"), customer: customer, summary: "保修期还有多久"))
                _ = try work.note(Subject(customer), "家有老人，请先打电话")
                _ = try work.note(Subject(CaseID(1)), "客户要求周末上门", toldCustomer: true)
            }
            place.now = place.now + .days(2)
            _ = try place.desk.sweep(at: place.now)
            let again = try (0..<2).map { _ in
                try place.as("wang") {
                    try $0.schedule(
                        CallWish(
                            customer: customer, reason: "quality tracking", from: place.now,
                            by: place.now + .hours(4)))
                }
            }
            let first = try #require(
                try place.desk.read { try $0.sheet(repair.id, by: .desk, at: place.now).calls.first })
            // The first owes a questionnaire.
            let unasked: [String: FieldValue] = ["unasked": .text("客户没时间")]
            let calls: [(CallID, String, [String: FieldValue])] = [
                (first.id, "without-questions", unasked), (again[0].id, "fairly-satisfied", [:]),
                (again[1].id, "satisfied", [:]),
            ]
            for (call, step, why) in calls {
                let given = why.merging(["remark": .text("师傅很耐心")]) { $1 }
                _ = try place.as("zhao") { try $0.recordCall(call, step, given: given) }
                place.now = place.now + .minutes(40)
            }
            return place
        }
    }
}
