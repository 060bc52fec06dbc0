import Model
import Records
import ServiceTime
import Workflow

/// What conditions may ask about. Names are part of the rule files' language: `complaint.yaml` lists them.
extension Reading {
    /// - Parameter given: what is filled in with the step that is asked about.
    func facts(
        of matter: Matter, given: [String: FieldValue] = [:], actor: Actor, now: Instant
    ) throws -> Facts {
        switch matter {
        case .serviceCase(let c): try facts(of: c, actor: actor, now: now)
        case .visit(let v): try facts(of: v, given: given, actor: actor, now: now)
        case .call(let c): try facts(of: c, actor: actor, now: now)
        }
    }

    private func facts(of c: ServiceCase, actor: Actor, now: Instant) throws -> Facts {
        var values = c.fields
        values["kind"] = .text(c.kind.rawValue)
        values["severity"] = .text(c.severity.rawValue)
        values["channel"] = .text(c.channel.rawValue)
        values["product"] = .text(c.product)
        values["fault"] = .text(c.fault)
        values["queue"] = .text(c.queue)
        values["summary"] = .text(c.summary)
        values["owner"] = c.owner.map { .text($0.description) }
        values["unit"] = .flag(c.unit != nil)
        values["chasers"] = .number(Int64(c.chasers))
        values["reopened"] = .number(Int64(c.reopened))
        values["openedAt"] = .instant(c.openedAt)
        values["closedAt"] = c.closedAt.map { .instant($0) }
        values["stateSince"] = .instant(c.stateSince)
        let visits = try visits.of(c.id)
        values["openVisits"] = .number(Int64(visits.filter(\.category.isOpen).count))
        values["doneVisits"] = .number(Int64(visits.filter { $0.category == .done }.count))
        values["lastVisitOutcome"] = visits.last.map { .text($0.state) }
        values["openCalls"] = .number(Int64(Set(try callMatters.open(of: c.id).compactMap(\.call)).count))
        let granted = try approvals.of(Subject(c.id)).filter { $0.state == .granted }
        values["granted"] = Facts.words(granted.map(\.decision))
        try addLimits(to: &values, of: .serviceCase(c), granted: granted, actor: actor, now: now)
        if try rules.workflow(of: c).asks(about: "entitlement") {
            values["entitlement"] = Facts.words(try entitledWords(c, on: rules.localDay(now)))
        }
        if let customer = try customers.findWithoutContacts(c.customer) {
            values["customerKind"] = .text(customer.kind.rawValue)
            values["dealerType"] = customer.dealerType.map { .text($0.rawValue) }
            values["customerRank"] = .text(rules.settings.rankName(customer.rank))
        }
        return Facts(now: now, values)
    }

    private func facts(of v: Visit, given: [String: FieldValue], actor: Actor, now: Instant) throws -> Facts {
        var values = v.fields
        if case .number(let quoted)? = given["quoted"] ?? v.fields["quoted"],
            try rules.workflow(of: v).asks(about: "mostCharge")
        {
            values["mostCharge"] = .number(try rules.prices().consent.most(quoted))
        }
        try addLimits(to: &values, of: .visit(v), granted: [], actor: actor, now: now)
        values["finishedAt"] = v.finishedAt.map { .instant($0) }
        values["stateSince"] = .instant(v.stateSince)
        values["technician"] = v.technician.map { .text($0.description) }
        values["promisedStart"] = .instant(v.promised.start)
        values["promisedEnd"] = .instant(v.promised.end)
        values["plannedStart"] = .instant(v.planned.start)
        values["plannedEnd"] = .instant(v.planned.end)
        values["arrivedAt"] = v.arrivedAt.map { .instant($0) }
        if let c = try cases.find(v.caseID) {
            values["caseKind"] = .text(c.kind.rawValue)
            values["customerRank"] = .text(try rankName(of: c.customer))
        }
        return Facts(now: now, values)
    }

    private func facts(of c: FollowUpCall, actor: Actor, now: Instant) throws -> Facts {
        var values = c.fields
        values["stateSince"] = .instant(c.stateSince)
        values["customerRank"] = .text(try rankName(of: c.customer))
        values["reason"] = .text(c.reason)
        values["attempts"] = .number(Int64(c.attempts))
        let most = try rules.attempts(of: c).most
        values["attemptsLeft"] = .number(Int64(max(0, most - c.attempts)))
        if try rules.workflow(of: .call(c)).asks(about: "otherNumbers") {
            let numbers = try customers.find(c.customer)?.goodNumbers.count ?? 0
            values["otherNumbers"] = .number(Int64(max(0, numbers - 1)))
        }
        values["dueFrom"] = .instant(c.dueFrom)
        values["dueBy"] = .instant(c.dueBy)
        values["claimedBy"] = c.claimedBy.map { .text($0.description) }
        if try rules.workflow(of: .call(c)).asks(about: "questionsOwed") {
            values["questionsOwed"] = .flag(try questionnaire(asked: c) != nil)
        }
        values["barred"] = .flag(actor.staffID.map { c.barred.contains($0) } ?? false)
        return Facts(now: now, values)
    }

    private func rankName(of customer: CustomerID) throws -> String {
        rules.settings.rankName(try customers.rank(customer))
    }

    /// What the one who acts may grant alone now, and what was granted at request, as far as the workflow asks: both are dear to
    /// gather. The desk has no limit.
    private func addLimits(
        to values: inout [String: FieldValue], of matter: Matter, granted: [Approval], actor: Actor,
        now: Instant
    ) throws {
        let definition = try rules.workflow(of: matter)
        for decision in rules.empowerment.decisions.map(\.name) {
            let (limit, grant) = (
                EmpowermentFact.limit(decision).name, EmpowermentFact.granted(decision).name
            )
            if definition.asks(about: grant) {
                values[grant] = granted.most(of: decision).map { .number($0) }
            }
            if definition.asks(about: limit), let staff = actor.staff {
                values[limit] = .number(try mostAlone(staff, decision, in: matter.subject, at: now))
            }
        }
    }

    /// What the choice of a promise may depend on.
    func promiseFacts(of matter: Matter, customer known: Customer?) throws -> PromiseFacts {
        let id: CaseID?
        var kind = SubjectKind.case
        switch matter {
        case .serviceCase(let c): id = c.id
        case .visit(let v): (id, kind) = (v.caseID, .visit)
        case .call(let c): (id, kind) = (c.caseID, .call)
        }
        var serviceCase: ServiceCase?
        if case .serviceCase(let c) = matter {
            serviceCase = c
        } else if let id {
            serviceCase = try cases.find(id)
        }
        var customer = known
        if customer == nil {
            if case .call(let c) = matter {
                customer = try customers.findWithoutContacts(c.customer)
            } else if let c = serviceCase {
                customer = try customers.findWithoutContacts(c.customer)
            }
        }
        let address = customer.flatMap { c in
            c.addresses.first { $0.id == serviceCase?.addressID } ?? c.addresses.first
        }
        return PromiseFacts(
            subject: kind, kind: serviceCase?.kind.rawValue, severity: serviceCase?.severity,
            customerKind: customer?.kind, dealerType: customer?.dealerType, province: address?.province,
            city: address?.city, zone: address?.zone, product: serviceCase?.product)
    }
}
