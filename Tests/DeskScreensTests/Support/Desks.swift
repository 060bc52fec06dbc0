import DeskTesting
import Model
import ServiceDesk
import Workflow

/// Desks as the screens are tested on: filled by use cases, at times fixed against `Samples.now`.
enum Desks {
    /// Two customers with products, a complaint and a repair open for the agent li.
    static func filled() throws -> TemporaryDesk {
        let place = try TemporaryDesk()
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

    /// A repair whose visit is done, so that a follow-up call is due.
    static func withCallDue() throws -> TemporaryDesk {
        let place = try TemporaryDesk()
        _ = try place.finishedRepair()
        place.now = place.now + .days(2)
        _ = try place.desk.sweep(at: place.now)
        return place
    }

    /// Two requests on C1, the first older, and one above a supervisor's limit on C2.
    static func withRequests() throws -> TemporaryDesk {
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

    /// This many repairs in nobody's hands, the first logged the longest ago; every third is about a refrigerator.
    static func waiting(repairs: Int) throws -> TemporaryDesk {
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
