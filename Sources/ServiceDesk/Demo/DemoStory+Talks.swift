import Model
import Records
import Workflow

/// Complaints, inquiries and follow-up calls: what is settled by talking.
extension DemoStory {
    mutating func inquiry() throws {
        let c = try log("inquiry")
        if chance.happens(0.75) {
            try wait(minutes: 3...25)
            try agent().take("answer", on: c.id, given: ["answer": say("answers")])
        } else {
            try wait(minutes: 5...25)
            try agent().take("pass-on", on: c.id, given: ["askedOf": .text("技术部")])
            try work(minutes: 60...900)
            try agent().take("answer", on: c.id, given: ["answer": say("answers")])
        }
        if isPast { try followUp(c) }
    }

    /// By ISO 10002's steps; one in six goes slowly and breaks its promises.
    mutating func complaint() throws {
        let c = try log("complaint")
        let slow = chance.happens(0.16) ? 5 : 1
        try work(minutes: 5 * slow...100 * slow)
        try agent().take("acknowledge", on: c.id)
        if slow > 1, chance.happens(0.6) {
            try work(minutes: 200...500)
            try chase(c)
        }
        try work(minutes: 30...300)
        let validity = chance.weighted([("valid", 70), ("assist", 18), ("invalid", 7), ("suggestion", 5)])
        try agent().take("assess", on: c.id, given: ["validity": .text(validity)])
        try work(minutes: 20...120)
        try agent().take("investigate", on: c.id)
        if chance.happens(0.12) {
            try work(minutes: 60...240)
            try agent().take("escalate", on: c.id, given: ["escalationReason": complained(of: c)])
            try work(minutes: 20...120)
            try by("supervisor").take("investigate", on: c.id)
        }
        let goodwill = try goodwill(c)
        try work(minutes: 60 * slow...480 * slow)
        var given = [
            "decision": .text(validity == "valid" ? "accepted" : "goodwill"), "reply": say("replies"),
            "cause": say("causes"),
        ]
        given["goodwill"] = goodwill
        try agent().take("respond", on: c.id, given: given)
        try work(minutes: 5...90)
        try agent().take("communicate", on: c.id)
        try work(minutes: 60...900)
        try agent().take("accept", on: c.id)
        try followUp(c)
    }

    /// What the customer complains of, about what the case is about.
    private mutating func complained(of c: ServiceCase) -> FieldValue {
        let product = world.rules.product(c.product)?.label.text(in: customer.language) ?? c.product
        return .text(say("complaint").plain.replacing("{product}", with: product))
    }

    /// A sum to make up for it, granted by a supervisor where it is above what an agent may grant; nil for none.
    private mutating func goodwill(_ c: ServiceCase) throws -> FieldValue? {
        guard chance.happens(0.25) else { return nil }
        let sum = FieldValue.number(Int64(chance.pick([20, 30, 50, 100, 200, 300])) * 100)
        guard case .number(let minor) = sum,
            minor > world.rules.empowerment.limit(of: "agent", for: "goodwill")?.perCase ?? 0
        else {
            return sum
        }
        try work(minutes: 10...60)
        let given: [String: FieldValue] = ["goodwill": sum, "approvalReason": complained(of: c)]
        let asked = try agent().take("ask-approval", on: c.id, given: given)
        // One in four still waits for its answer.
        if chance.happens(0.25), !isPast { try rest() }
        try work(minutes: 20...300)
        guard let approval = try reading.approvals.of(Subject(asked.id)).last(where: { $0.state == .asked })
        else {
            return nil
        }
        _ = try by("supervisor").decide(approval.id, grant: true, answer: "同意")
        return sum
    }

    /// The call the desk planned when the case closed, if it planned one and somebody gets round to it.
    mutating func followUp(_ c: ServiceCase) throws {
        guard let call = try reading.calls.of(c.id).last(where: { $0.category.isOpen }),
            !chance.happens(0.1) || isPast
        else {
            return
        }
        try go(to: call.dueFrom)
        try work(minutes: 5...500)
        let outcome = chance.weighted([
            ("satisfied", 62), ("fairly", 18), ("none", 12), ("dissatisfied", 6), ("refuse", 2),
        ])
        // What begins anew with a complaint or an installation is for whoever practises; of the past nothing is.
        switch isPast && outcome == "dissatisfied" && c.kind != CaseKind("repair") ? "fairly" : outcome {
        case "satisfied": try record(call, "satisfied", ["fixed": .text("fully"), "remark": say("remarks")])
        case "fairly":
            try record(call, "fairly-satisfied", ["fixed": .text("partly"), "remark": say("remarks")])
        case "refuse": try record(call, "refuse")
        case "dissatisfied":
            try record(call, "dissatisfied", ["remark": say("grievances"), "fixed": .text("not at all")])
            guard c.kind == CaseKind("repair") else { return }
            try work(minutes: 30...400)
            try visit(c, result: "fixed", parent: reading.visits.of(c.id).last?.id)
            try followUp(c)
        default:
            try record(
                call, "not-reached", ["outcome": .text(chance.pick(["no answer", "busy", "voicemail"]))])
            try work(minutes: 130...600)
            try record(call, "satisfied", ["fixed": .text("fully")])
        }
    }

    private mutating func record(
        _ call: FollowUpCall, _ transition: String, _ given: [String: FieldValue] = [:]
    ) throws {
        let clerks = world.staff.byRole["follow-up clerk", default: []].filter {
            !call.barred.contains($0.id)
        }
        let clerk = by(chance.pick(clerks))
        try answer(call, as: transition, clerk)
        var (transition, given) = (transition, given)
        // What nobody answered here is not said to be answered.
        if ["satisfied", "fairly-satisfied"].contains(transition),
            try clerk.reading.questionnaire(asked: call) != nil
        {
            given = [FollowUpCall.unasked: .text(world.data.texts("unasked", in: customer.language)[0])]
            transition = "without-questions"
        }
        // The story goes on at any hour; who is rung up late rang before.
        if try clerk.reading.isOutsideHours(call, at: clerk.now) {
            given[FollowUpCall.offHours] = .text("customer rang")
        }
        if try clerk.reading.leftUnasked(call, by: transition) != nil {
            given[FollowUpCall.unasked] = .text(world.data.texts("unasked", in: customer.language)[0])
        }
        _ = try clerk.recordCall(call.id, transition, given: given)
    }
}
