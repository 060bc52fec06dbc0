import Model
import Testing
import Workflow

@Suite("The shipped visit and call, walked from start to every end")
struct VisitCallWalkTests {
    private func visit() throws -> Walk {
        Walk(try Shipped.workflow("visit"), facts: ["technician": .text("S7")])
    }

    /// After so many of three attempts.
    private func call(_ attempts: Int64 = 0) throws -> Walk {
        Walk(
            try Shipped.workflow("call"),
            facts: [
                "barred": .flag(false), "attempts": .number(attempts), "attemptsLeft": .number(3 - attempts),
            ])
    }

    private let technician = ["technician"]

    @Test("a visit is dispatched, accepted, driven to, arrived at and finished, telling its case each time")
    func fullCourse() throws {
        var walk = try visit()
        #expect(walk.definition.opening().effects == [.signal(.visitBooked)])
        try walk.take("dispatch", as: ["dispatcher"])
        #expect(walk.clocks["accept"] == false)
        try walk.take("accept", as: technician)
        #expect(walk.clocks["accept"] == nil)
        try walk.take("set-out", as: technician)
        #expect(walk.effects == [.signal(.visitEnRoute)])
        let arrival = try walk.definition.step(
            from: walk.state, taking: "arrive", facts: walk.facts, roles: technician)
        #expect(arrival.stamps == [.arrivedAt] && arrival.effects == [.signal(.visitOnSite)])
        walk.carryOut(arrival)
        #expect(walk.clocks == ["finish": false])
        try walk.take(
            "finish", as: technician, ["result": .text("fixed"), "action": .text("new compressor")])
        #expect(walk.state == "done" && walk.effects == [.signal(.visitDone)] && walk.clocks.isEmpty)
    }

    @Test("an agent may record arrival at once, for desks that do not record every step")
    func lightCourse() throws {
        var walk = try visit()
        try walk.take("arrive")
        try walk.take("finish", ["result": .text("fixed"), "action": .text("cleaned")])
        #expect(walk.category == .done && walk.clocks.isEmpty)
    }

    @Test("a visit without a technician is not dispatched")
    func unassigned() throws {
        var walk = Walk(try Shipped.workflow("visit"))
        #expect(throws: StepRefusal.self) { try walk.take("dispatch") }
    }

    @Test("a declined visit, with its reason, is planned again")
    func declined() throws {
        var walk = try visit()
        try walk.take("dispatch")
        #expect(throws: StepRefusal.self) { try walk.take("decline", as: technician) }
        try walk.take("decline", as: technician, ["declineReason": .text("no time")])
        #expect(walk.state == "planned" && walk.clocks == ["arrive": false])
    }

    @Test("a fee above what the quotation allows needs the customer's consent")
    func fee() throws {
        var walk = Walk(
            try Shipped.workflow("visit"), facts: ["technician": .text("S7"), "mostCharge": .number(24_000)])
        try walk.take("arrive")
        var report: [String: FieldValue] = [
            "result": .text("fixed"), "action": .text("new board"), "quoted": .number(20_000),
            "charge": .number(24_001),
        ]
        #expect(throws: StepRefusal.self) { try walk.take("finish", report) }
        report["consent"] = .flag(true)
        try walk.take("finish", report)
        #expect(walk.category == .done)
    }

    @Test(
        "what kept a visit from being done has its own end and its own signal",
        arguments: [
            ("no-access", "noAccessCause", "customer", Signal.visitNoAccess),
            ("need-parts", "partsNeeded", "fan motor", .visitPartsNeeded),
            ("revisit", "revisitCause", "skill", .visitRevisit),
        ])
    func setbacks(_ transition: String, _ field: String, _ value: String, _ signal: Signal) throws {
        var walk = try visit()
        try walk.take("arrive", as: technician)
        #expect(throws: StepRefusal.self) { try walk.take(transition, as: technician) }
        try walk.take(transition, as: technician, [field: .text(value)])
        #expect(walk.category == .done && walk.effects == [.signal(signal)] && walk.clocks.isEmpty)
    }

    @Test("a visit is cancelled by the office, not by the technician")
    func cancelled() throws {
        var walk = try visit()
        let reason: [String: FieldValue] = ["cancelReason": .text("customer")]
        #expect(throws: StepRefusal.self) { try walk.take("cancel", as: technician, reason) }
        try walk.take("cancel", as: ["dispatcher"], reason)
        #expect(walk.category == .cancelled && walk.effects == [.signal(.visitCancelled)])
    }

    @Test(
        "open visits and calls are called off with their case, from wherever they are",
        arguments: ["visit", "call"])
    func calledOff(_ name: String) throws {
        let definition = try Shipped.workflow(name)
        for state in definition.states {
            let reaction = definition.reaction(
                to: .caseCalledOff, in: state.name, facts: Facts(now: Samples.noon))
            #expect((reaction != nil) == state.category.isOpen, "\(state.name)")
            guard let reaction else { continue }
            let step = try definition.step(
                from: state.name, taking: reaction, facts: Facts(now: Samples.noon), roles: [], isDesk: true)
            #expect(step.category == .cancelled)
        }
    }

    // MARK: Calls

    @Test(
        "a call is claimed, answered and tells its case how satisfied the customer is",
        arguments: [
            ("satisfied", Signal.callReachedSatisfied), ("fairly-satisfied", .callReachedSatisfied),
            ("dissatisfied", .callReachedDissatisfied),
        ])
    func answered(_ answer: String, _ signal: Signal) throws {
        var walk = try call()
        try walk.take("claim", as: ["follow-up clerk"])
        #expect(walk.effects == [.claim])
        try walk.take("reach")
        try walk.take(answer, answer == "dissatisfied" ? ["remark": .text("still noisy")] : [:])
        #expect(walk.category == .done && walk.clocks.isEmpty)
        #expect(walk.effects == [.countAttempt, .signal(signal)])
    }

    @Test("nobody calls about what they handled themselves")
    func barred() throws {
        var walk = try call()
        walk.facts["barred"] = .flag(true)
        #expect(throws: StepRefusal.self) { try walk.take("claim", as: ["administrator"]) }
    }

    @Test(
        "after the last attempt a call is closed as unreachable, not before",
        arguments: [0, 1, 2] as [Int64])
    func attempts(_ before: Int64) throws {
        var walk = try call(before)
        try walk.take("claim")
        let noAnswer: [String: FieldValue] = ["outcome": .text("no answer")]
        var givingUp = walk
        if before < 2 {
            try walk.take("not-reached", noAnswer)
            #expect(walk.category == .waitingForUs)
            #expect(walk.effects == [.countAttempt, .release, .planAttempt])
            #expect(throws: StepRefusal.self) { try givingUp.take("unreachable", noAnswer) }
        } else {
            #expect(throws: StepRefusal.self) { try walk.take("not-reached", noAnswer) }
            try givingUp.take("unreachable", noAnswer)
            #expect(givingUp.category == .done && givingUp.effects.last == .signal(.callUnreachable))
        }
    }

    @Test("a wrong number ends the call at the first attempt")
    func wrongNumber() throws {
        var walk = try call()
        try walk.take("claim")
        let outcome: [String: FieldValue] = ["outcome": .text("wrong number")]
        #expect(throws: StepRefusal.self) { try walk.take("not-reached", outcome) }
        var (other, several) = (walk, walk)
        several.facts["otherNumbers"] = .number(1)
        for outcome in ["wrong number", "out of service"] {
            #expect(throws: StepRefusal.self) {
                try several.take("unreachable", ["outcome": .text(outcome)])
            }
        }
        try walk.take("unreachable", outcome)
        #expect(walk.category == .done)
        try other.take("wrong-number")
        #expect(other.category == .done)
        #expect(other.effects.contains { if case .askNumber = $0 { true } else { false } })
    }

    @Test("a call the customer asks to have later waits for that moment and is nobody's until then")
    func later() throws {
        var walk = try call()
        try walk.take("claim")
        try walk.take("call-later", ["callAgainAt": .instant(Samples.noon + .hours(5))])
        #expect(walk.effects == [.countAttempt, .release, .callAgain(.at(field: "callAgainAt"))])
        try walk.take("claim")
        try walk.take("do-not-call", ["declinedBy": .text("the customer")])
        #expect(walk.state == "refused" && walk.effects.contains(.doNotCall))
    }

    @Test("a claimed call that nobody makes goes back to the list by itself")
    func forgotten() throws {
        var walk = try call()
        try walk.take("claim")
        #expect(walk.definition.state("claimed")?.timers.map(\.transition) == ["give-back"])
        try walk.time("give-back")
        #expect(walk.state == "attempted" && walk.effects == [.release])
    }
}
