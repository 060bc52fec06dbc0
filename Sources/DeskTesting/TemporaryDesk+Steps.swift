package import Model
import ServiceDesk
import Workflow

/// The steps most tests begin with.
extension TemporaryDesk {
    /// A customer of the desk, the same for every call.
    package func customer() throws -> Customer {
        try self.as("li") { try $0.addCustomer(Samples.customer()) }
    }

    package func logRepair(for id: CustomerID? = nil) throws -> ServiceCase {
        let customer = try id ?? customer().id
        return try self.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
            draft.product = "air-conditioner"
            draft.fault = "not-cooling"
            return try work.log(draft).serviceCase
        }
    }

    /// Books the best slot there is.
    package func bookVisit(for id: CaseID) throws -> Visit {
        let wish = VisitWish(caseID: id)
        let slots = try desk.read { try $0.slots(wish, at: now) }
        return try self.as("wang") { try $0.book(wish, slot: slots[0]) }
    }

    /// A repair from logging to the visit done, all within today.
    /// - Parameter given: what its technician recorded besides.
    package func finishedRepair(given: [String: FieldValue] = [:]) throws -> ServiceCase {
        let c = try logRepair()
        let visit = try bookVisit(for: c.id)
        try self.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
            let always: [String: FieldValue] = ["result": .text("fixed"), "action": .text("更换电容")]
            try work.take("finish", on: visit.id, given: always.merging(given) { $1 })
        }
        return try desk.read { try $0.serviceCase(c.id) }
    }

    /// A repair finished on each of so many days until yesterday, each of another customer.
    package func repairsOfPastDays(_ count: Int, arrivingAfter wait: Model.Span = .minutes(0)) throws {
        let end = now
        defer { now = end }
        for day in (1...count).reversed() {
            now = end - .days(day)
            let customer = try self.as("li") {
                try $0.addCustomer(
                    Samples.customer(name: "客户\(day)", phone: "+86138\(10_000_000 + day)"))
            }
            let c = try logRepair(for: customer.id)
            let visit = try bookVisit(for: c.id)
            now = now + wait
            try self.as("t1") { work in
                for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
                try work.take(
                    "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
            }
        }
    }

    package func state(_ id: CaseID) throws -> String { try desk.read { try $0.serviceCase(id).state } }

    /// A reason that the repair workflow takes for cancelling.
    package var cancelReason: String {
        get throws {
            let field = try desk.rules.workflow(named: "repair").field("cancelReason")
            return field?.choices.first?.name ?? "customer"
        }
    }
}
