import Model
import Testing
import Workflow

@Suite("The shipped workflows, walked from start to every end")
struct ShippedWalkTests {
    private let noVisit: [String: FieldValue] = [
        "openVisits": .number(0), "limit of goodwill": .number(5000),
    ]

    private func walk(_ name: String, _ facts: [String: FieldValue] = [:]) throws -> Walk {
        Walk(try Shipped.workflow(name), facts: noVisit.merging(facts) { _, new in new })
    }

    // MARK: Complaint

    @Test("a complaint goes through ISO 10002's steps to its close")
    func complaint() throws {
        var walk = try walk("complaint")
        #expect(Set(walk.clocks.keys) == ["acknowledge", "respond", "resolve", "inform"])
        try walk.take("acknowledge")
        #expect(walk.clocks["acknowledge"] == nil)
        try walk.take("assess", ["validity": .text("valid")])
        try walk.take("investigate")
        try walk.take("respond", ["decision": .text("accepted"), "reply": .text("free repair, apology")])
        #expect(walk.clocks["respond"] == nil)
        try walk.take("communicate")
        #expect(walk.clocks["resolve"] == true)
        try walk.take("accept")
        #expect(walk.state == "closed" && walk.category == .done && walk.clocks.isEmpty)
        #expect(walk.facts["customerAnswer"] == .text("accepted"))
    }

    @Test(
        "booking a visit takes a fresh complaint to dispatched; after it the agent settles the matter in one step"
    )
    func complaintByVisit() throws {
        var walk = try walk("complaint")
        #expect(try walk.hear(.visitBooked))
        #expect(walk.state == "dispatched")
        #expect(try walk.hear(.visitDone))
        try walk.take("settle", ["reply": .text("compressor replaced")])
        #expect(walk.category == .done)
        #expect(walk.path == ["received", "received", "dispatched", "investigating", "closed"])
    }

    @Test("a decision the customer refuses stays open, is escalated by the desk and decided again")
    func contested() throws {
        var walk = try walk("complaint")
        try walk.take("acknowledge")
        try walk.take("respond", ["decision": .text("rejected"), "reply": .text("out of warranty")])
        try walk.take("communicate")
        #expect(throws: StepRefusal.self) { try walk.take("contest") }
        try walk.take("contest", ["otherWays": .text("12315")])
        #expect(walk.category == .active && walk.clocks["resolve"] == false)
        try walk.time("escalate-contested")
        #expect(walk.state == "escalated" && walk.effects.contains(.raiseSeverity))
        #expect(throws: StepRefusal.self) { try walk.take("close-contested") }
        try walk.take("close-contested", as: ["supervisor"])
        #expect(walk.category == .done)
    }

    @Test("waiting for the customer pauses the time to solve it; waiting for parts does not")
    func waiting() throws {
        var walk = try walk("complaint")
        try walk.take("acknowledge")
        try walk.take("wait-for-customer", ["waitingFor": .text("invoice")])
        #expect(walk.clocks["resolve"] == true && walk.clocks["inform"] == false)
        try walk.time("remind")
        #expect(walk.clocks["resolve"] == true)
        try walk.take("customer-answered")
        #expect(walk.clocks["resolve"] == false)
        try walk.take("wait-for-parts", ["partsDue": .instant(Samples.noon + .days(3))])
        #expect(walk.clocks["resolve"] == false && walk.category == .waitingForUs)
    }

    /// A complaint grants what was filled in of both.
    private static let grants: [Effect] = [
        .grant(decision: "goodwill", amountField: "goodwill"),
        .grant(decision: "refund", amountField: "refund"),
    ]

    @Test("goodwill above the agent's limit waits for approval")
    func goodwill() throws {
        var walk = try walk("complaint")
        try walk.take("assess", ["validity": .text("valid")])
        let decision: [String: FieldValue] = [
            "decision": .text("goodwill"), "reply": .text("voucher"), "goodwill": .number(5001),
        ]
        #expect(throws: StepRefusal.self) { try walk.take("respond", decision) }
        walk.facts["goodwill"] = .number(5001)
        try walk.take("ask-approval", ["approvalReason": .text("third repair")])
        #expect(
            walk.effects == [
                .requestApproval(
                    ApprovalRequest(
                        decision: "goodwill", amountField: "goodwill", reasonField: "approvalReason",
                        proposalField: "reply"))
            ])
        walk.facts["granted goodwill"] = .number(5000)
        #expect(throws: StepRefusal.self) { try walk.take("respond", decision) }
        walk.facts["granted goodwill"] = .number(5001)
        try walk.take("respond", decision)
        #expect(walk.effects == Self.grants)
        #expect(walk.state == "responded")
    }

    @Test(
        "goodwill asked for while a complaint is contested closes it once granted, and counts",
        arguments: [("accept", "agent"), ("close-contested", "supervisor")])
    func contestedGoodwill(_ closing: String, _ role: String) throws {
        var walk = try walk("complaint")
        try walk.take("acknowledge")
        try walk.take("respond", ["decision": .text("rejected"), "reply": .text("out of warranty")])
        try walk.take("contest", ["otherWays": .text("12315")])
        try walk.take(
            "ask-approval", ["goodwill": .number(5001), "approvalReason": .text("third repair")])
        #expect(throws: StepRefusal.self) { try walk.take(closing, as: [role]) }
        walk.facts["granted goodwill"] = .number(5001)
        walk.facts["openVisits"] = .number(1)
        #expect(throws: StepRefusal.self) { try walk.take(closing, as: [role]) }
        walk.facts["openVisits"] = .number(0)
        try walk.take(closing, as: [role])
        #expect(walk.category == .done)
        #expect(walk.effects == Self.grants)
    }

    @Test("a closed complaint is reopened within 72 hours, with a reason; afterwards it is not")
    func reopen() throws {
        var walk = try walk("complaint")
        try walk.take("settle", ["reply": .text("done")])
        #expect(throws: StepRefusal.self) { try walk.take("reopen") }
        walk.facts["closedAt"] = .instant(Samples.noon - .hours(72))
        #expect(throws: StepRefusal.self) { try walk.take("reopen", ["reopenReason": .text("recurred")]) }
        #expect(try !walk.hear(.customerRepeated))
        walk.facts["closedAt"] = .instant(Samples.noon - .hours(71))
        #expect(try walk.hear(.customerRepeated))
        #expect(walk.state == "assessed" && walk.effects.contains(.bumpReopened))
        #expect(Set(walk.clocks.keys) == ["respond", "resolve", "inform"])
    }

    @Test(
        "a dissatisfied follow-up call reopens complaint and repair, whenever it comes",
        arguments: ["complaint", "repair"])
    func dissatisfied(_ name: String) throws {
        var walk = try walk(name)
        let given: [String: FieldValue] = name == "complaint" ? ["reply": .text("x")] : ["remedy": .text("x")]
        try walk.take("settle", given)
        walk.facts["closedAt"] = .instant(Samples.noon - .days(9))
        #expect(try walk.hear(.callReachedDissatisfied))
        #expect(walk.state == "assessed" && walk.effects.contains(.raiseSeverity))
        #expect(walk.clocks["resolve"] == false)
    }

    @Test(
        "asking again raises the urgency, as far as urgent",
        arguments: [(Severity.general, true), (.major, true), (.urgent, false), (.critical, false)])
    func chased(_ severity: Severity, _ reacts: Bool) throws {
        for definition in try Shipped.workflows().kinds(of: .case) {
            var walk = Walk(definition, facts: ["severity": .text(severity.rawValue)])
            #expect(try walk.hear(.customerChased) == reacts, "\(definition.name)")
            #expect(walk.effects.contains(.raiseSeverity) == reacts)
        }
    }

    // MARK: Kinds with visits

    @Test(
        "booking and doing a visit are enough for an ordinary case, and a call is arranged",
        arguments: [("repair", "closed"), ("installation", "closed"), ("delivery", "delivered")])
    func byVisit(_ name: String, _ end: String) throws {
        var walk = try walk(name)
        for signal in [Signal.visitBooked, .visitEnRoute, .visitOnSite, .visitDone] { try walk.hear(signal) }
        #expect(walk.state == end && walk.clocks.isEmpty)
    }

    @Test("a repair's visit that needs parts, finds nobody or must be repeated wants another one")
    func repairSetbacks() throws {
        let setbacks: [(Signal, String)] = [
            (.visitPartsNeeded, "waiting-for-parts"), (.visitNoAccess, "waiting-for-customer"),
            (.visitRevisit, "assessed"),
        ]
        for (signal, state) in setbacks {
            var walk = try walk("repair")
            try walk.hear(.visitBooked)
            #expect(try walk.hear(signal))
            #expect(walk.state == state && walk.effects == [.followUpVisit])
            #expect(walk.clocks["resolve"] == (state == "waiting-for-customer"))
            #expect(try walk.hear(.visitBooked) && walk.state == "dispatched")
            #expect(walk.clocks["resolve"] == false)
        }
    }

    @Test("a relocation takes two visits")
    func relocation() throws {
        var walk = try walk("relocation")
        try walk.hear(.visitBooked)
        try walk.hear(.visitDone)
        #expect(walk.state == "dismantled" && walk.effects == [.followUpVisit])
        try walk.hear(.visitBooked)
        try walk.hear(.visitDone)
        #expect(walk.category == .done)
    }

    @Test("a case does not close on one visit while another is open")
    func twoVisits() throws {
        var walk = try walk("repair", ["openVisits": .number(1)])
        try walk.hear(.visitBooked)
        #expect(try !walk.hear(.visitDone))
        walk.facts["openVisits"] = .number(0)
        #expect(try walk.hear(.visitDone))
    }

    // MARK: Return and exchange

    @Test("a return the customer is entitled to needs no approval; the refund has its own clock")
    func entitledReturn() throws {
        var walk = try walk("return", ["entitlement": Facts.words(["return", "exchange", "free repair"])])
        try walk.take("verify", ["proof": .text("invoice"), "findings": .text("does not cool")])
        try walk.take("approve", ["amount": .number(299_900)])
        try walk.take("goods-back")
        #expect(walk.clocks["refund"] == false)
        #expect(throws: StepRefusal.self) { try walk.take("refund") }
        let more: [String: FieldValue] = ["refundReference": .text("R-1"), "amount": .number(999_900)]
        #expect(throws: StepRefusal.self) { try walk.take("refund", more) }
        try walk.take("refund", ["refundReference": .text("R-1")])
        #expect(walk.state == "refunded" && walk.clocks.isEmpty)
    }

    @Test("above the entitlement a supervisor decides, both ways", arguments: ["return", "exchange"])
    func unentitled(_ name: String) throws {
        var walk = try walk(name, ["entitlement": Facts.words(["free repair"])])
        try walk.take("verify", ["proof": .text("record"), "findings": .text("noisy")])
        #expect(throws: StepRefusal.self) { try walk.take("approve", ["amount": .number(9900)]) }
        try walk.take("ask-approval", ["amount": .number(9900), "approvalReason": .text("loyal customer")])
        #expect(walk.category == .waitingForUs)
        var refused = walk
        try refused.hear(.approvalRefused)
        try refused.take("reject", ["rejectReason": .text("used for a year"), "otherWays": .text("12315")])
        #expect(refused.state == "rejected" && refused.clocks.isEmpty)
        walk.facts["granted \(name)"] = .number(9899)
        #expect(try !walk.hear(.approvalGranted), "less was granted than the case would cost")
        walk.facts["granted \(name)"] = .number(9900)
        try walk.hear(.approvalGranted)
        #expect(walk.state == "approved")
    }

    @Test("an exchange ends with the new unit's serial number")
    func exchange() throws {
        var walk = try walk("exchange", ["entitlement": Facts.words(["exchange"])])
        try walk.take("verify", ["proof": .text("invoice"), "findings": .text("cracked")])
        try walk.take("approve", ["amount": .number(99_900)])
        try walk.hear(.visitBooked)
        #expect(walk.state == "delivering")
        try walk.take("exchange", ["newSerial": .text("SN-2"), "oldBack": .flag(true)])
        #expect(walk.state == "exchanged" && walk.clocks.isEmpty)
    }

    @Test("an inquiry is answered at once, or becomes a case of its own")
    func inquiry() throws {
        var answered = try walk("inquiry")
        try answered.take("answer", ["answer": .text("hold the button for five seconds")])
        #expect(answered.category == .done && answered.clocks.isEmpty)
        var turned = try walk("inquiry")
        try turned.take("make-complaint")
        #expect(turned.category == .done)
        #expect(turned.effects.contains { if case .openCase("complaint", _) = $0 { true } else { false } })
    }

    // MARK: What holds for every case kind

    @Test("a finished or running record of another system is imported by a reaction, without a call to make")
    func imported() throws {
        for definition in try Shipped.workflows().kinds(of: .case) {
            for (signal, isOpen) in [(Signal.importClosed, false), (.importActive, true)] {
                var walk = Walk(definition)
                #expect(try walk.hear(signal), "\(definition.name) \(signal)")
                #expect(walk.category?.isOpen == isOpen && walk.effects.isEmpty)
            }
        }
    }

    @Test("every open state can be cancelled, with a reason, and then owes nothing")
    func cancelled() throws {
        for definition in try Shipped.workflows().kinds(of: .case) {
            for state in definition.states where state.category.isOpen {
                let step = try definition.step(
                    from: state.name, taking: "cancel", facts: Facts(now: Samples.noon),
                    given: ["cancelReason": .text("withdrawn")], roles: ["supervisor"])
                #expect(step.category == .cancelled && step.effects.contains(.cancelVisits))
            }
        }
    }
}
