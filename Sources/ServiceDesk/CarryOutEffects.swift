import Model
import Records
import ServiceTime
import Workflow

/// What a transition sets off. The list is closed: a definition cannot do what is not here.
extension Work {
    func carryOut(_ effect: Effect, on matter: inout Matter) throws {
        let desk = asDesk()
        switch effect {
        case .openVisit, .followUpVisit:
            // A visit is owed; the case says so until one is booked.
            guard var c = try serviceCase(of: matter) else { return }
            c.fields["visitWanted"] = .flag(true)
            _ = try cases.update(c)
        case .cancelVisits:
            guard let c = try serviceCase(of: matter) else { return }
            for v in try visits.of(c.id) where v.category.isOpen {
                try desk.end(.visit(v), on: .caseCalledOff)
            }
        case .cancelCalls:
            guard let c = try serviceCase(of: matter) else { return }
            for matter in try callMatters.open(of: c.id) { try desk.takeOff(matter, on: .caseCalledOff) }
        case .requestApproval(let request):
            try ask(request, for: matter)
        case .grant(let decision, let field):
            guard case .number(let minor)? = matter.field(field) else { return }
            try grantAlone(decision, minor, in: matter.subject)
        case .notify(let role, let message):
            try tell(role: role, .word, matter.subject, message)
        case .raiseSeverity:
            guard let c = try serviceCase(of: matter) else { return }
            try desk.raise(c, to: c.severity.raised)
        case .openCase(let kind, let summary):
            try desk.openCase(kind, summary, after: matter)
        case .bumpReopened:
            guard var c = try serviceCase(of: matter) else { return }
            c.reopened += 1
            _ = try cases.update(c)
            try desk.climb(.reopened, of: c.id, times: c.reopened)
            try desk.withdrawCalls(of: c.id)
        case .claim:
            try own(matter, actor.staffID)
            try change(matter) {
                $0.claimedBy = actor.staffID ?? $0.claimedBy
                $0.begunAt = now
                if $0.attempts == 0 { $0.takenAt = now }
            }
        case .release:
            try own(matter, nil)
            try change(matter) { ($0.claimedBy, $0.begunAt) = (nil, nil) }
            try promiseAgain(matter)
        case .bar:
            try change(matter) { $0.bar([actor.staffID].compactMap { $0 }) }
        case .countAttempt:
            try ringUp(matter)
        case .callAgain(let when):
            guard let at = try moment(when, of: matter) else { return }
            try promise(matter, at)
        case .planAttempt:
            guard case .call(let call) = matter else { return }
            let at = try nextAttempt(of: call)
            try change(matter) { ($0.dueFrom, $0.dueBy) = (at, max($0.dueBy, at + .hours(4))) }
        case .askNumber(let message, let outcomes):
            guard case .call(let call) = matter, let customer = try customers.find(call.customer),
                outcomes.isEmpty || outcomes.contains(call.fields["outcome"]?.plain ?? "")
            else { return }
            try foundWrong(call, of: customer)
            let owner = try serviceCase(of: matter)?.owner
            let facts = { (word: String) in ["customer": customer.name, "call": call.id.description][word] }
            try tell(
                owner, .word, Subject(customer.id), Label(message.texts.mapValues { $0.filled(facts) }))
        case .doNotCall:
            guard case .call(let call) = matter, var customer = try customers.find(call.customer) else {
                return
            }
            let before = customer
            customer.mayCall = false
            customer = try customers.update(customer)
            var facts = customer.changes(since: before)
            (facts["declinedBy"], facts["call"]) = (call.fields["declinedBy"], .text(call.id.description))
            try record(Subject(customer.id), "customer.edited", facts, version: customer.version)
            try desk.stopCalls(of: customer.id)
        case .signal(let word):
            if withheld.contains(word) { return }
            switch matter {
            case .serviceCase: break
            case .visit(let v):
                try signal(word, to: v.caseID, telling: v.fields)
                if word == .visitBooked { try visitBooked(v.caseID) }
            case .call(let c): if let id = c.caseID { try signal(word, to: id, telling: c.fields) }
            }
            try desk.climb(asEnded: matter, telling: word)
        }
    }

    /// Makes a case as severe as that, when it is not already; its promises become those of that severity.
    func raise(_ before: ServiceCase, to severity: Severity) throws {
        guard severity > before.severity else { return }
        var c = before
        c.severity = severity
        c = try cases.update(c)
        try record(Subject(c.id), "case.edited", c.changes(since: before), version: c.version)
        try promiseAnew(c.id)
    }

    func change(_ matter: Matter, _ body: (inout FollowUpCall) -> Void) throws {
        guard case .call(var call) = matter else { return }
        body(&call)
        _ = try calls.update(call)
    }

    private func own(_ matter: Matter, _ owner: StaffID?) throws {
        guard case .serviceCase(let before) = matter, before.owner != owner else { return }
        var c = before
        c.owner = owner
        _ = try cases.update(c)
    }

    /// What was owed is booked.
    private func visitBooked(_ id: CaseID) throws {
        guard var c = try cases.find(id), c.fields.removeValue(forKey: "visitWanted") != nil else { return }
        _ = try cases.update(c)
    }

    private func ask(_ request: ApprovalRequest, for matter: Matter) throws {
        let facts = try reading.facts(of: matter, actor: actor, now: now)
        var amount: Money?
        if case .number(let minor)? = request.amountField.flatMap({ facts[$0] }) {
            amount = rules.empowerment.money(minor)
        }
        let reason =
            request.reasonField.flatMap { facts[$0]?.plain } ?? facts["summary"]?.plain ?? request.decision
        try askApproval(
            matter.subject, decision: request.decision, amount: amount, reason: reason,
            proposal: request.proposalField.flatMap { facts[$0]?.plain } ?? "",
            amountField: request.amountField)
    }

    private func openCase(_ kind: String, _ summary: Label, after matter: Matter) throws {
        guard let c = try serviceCase(of: matter) else { return }
        var draft = CaseDraft(
            kind: CaseKind(kind), customer: c.customer,
            summary: summary.text(in: try customers.find(c.customer)?.language ?? "en"))
        (draft.unit, draft.product, draft.fault, draft.addressID) = (c.unit, c.product, c.fault, c.addressID)
        draft.onRepeat = .logAnyway
        draft.channel = .followUp
        let receipt = try log(draft)
        try cases.link(receipt.serviceCase.id, c.id, kind: "follows", at: now)
        try record(Subject(c.id), "case.followed", ["case": .text(receipt.serviceCase.id.description)])
    }

    /// Tells an open visit or call that it is no longer wanted; its own workflow knows what follows.
    /// - Parameter given: what its step takes of it.
    /// - Returns: whether it follows anything.
    @discardableResult
    func end(_ matter: Matter, on signal: Signal, given: [String: FieldValue] = [:]) throws -> Bool {
        let definition = try rules.workflow(of: matter)
        let facts = try reading.facts(of: matter, actor: .desk, now: now)
        guard let way = definition.reaction(to: signal, in: matter.state, facts: facts) else { return false }
        let asked = Set(definition.transition(way)?.askable ?? [])
        _ = try take(way, on: matter, given: given.filter { asked.contains($0.key) })
        return true
    }

    /// The case a matter is, or belongs to, as it stands now.
    private func serviceCase(of matter: Matter) throws -> ServiceCase? {
        switch matter {
        case .serviceCase(let c): try cases.find(c.id)
        case .visit(let v): try cases.find(v.caseID)
        case .call(let c): try c.caseID.flatMap { try cases.find($0) }
        }
    }
}
