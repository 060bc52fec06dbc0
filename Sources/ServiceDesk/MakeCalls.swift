package import Model
import Records
import ServiceTime
import Workflow

/// A follow-up call to plan.
package struct CallWish: Sendable {
    package var customer: CustomerID
    package var caseID: CaseID?
    package var visit: VisitID?
    package var unit: UnitID?
    /// The plan it is made out by; empty for one that a person arranges.
    package var plan = ""
    package var rank = CallRank.normal
    /// Whether whoever served the case may not make it, though the customer asked for it: they may hear what they did wrong.
    package var isByOthers = false
    /// Whose it is for a while from when it is due; nil for anybody's.
    package var meantFor: StaffID?
    /// Whether a call the customer is due anyway may serve this reason as well.
    package var joins = false
    package var reason: String
    package var from: Instant
    package var by: Instant

    /// The reason of a call-back that an agent promised.
    package static let promised = "call back"
    /// Of a call that tells a customer of another time for a visit.
    package static let visitChanged = "visit changed"
    /// Of a call that warns a customer whose technician is running late.
    package static let visitLate = "visit late"
    /// Reasons of calls that tell of a visit to come: one such call a visit is enough.
    static let tells = [visitChanged, visitLate]

    package init(
        customer: CustomerID, caseID: CaseID? = nil, visit: VisitID? = nil, unit: UnitID? = nil,
        reason: String,
        from: Instant, by: Instant
    ) {
        self.customer = customer
        self.caseID = caseID
        self.visit = visit
        self.unit = unit
        self.reason = reason
        self.from = from
        self.by = by
    }
}

extension Work {
    /// Plans a follow-up call. Whoever handled the case or did the repair, or lately another of the customer where it is about
    /// none, is barred from making it, except one that the customer asked for or must learn something from (`CallingRules.asked`): that asks nothing about their work. What was
    /// promised (`CallingRules.promised`) is owed for the minute its time ends.
    /// - Returns: the call that serves the reason, which may be one the customer is due anyway (`CallWish.joins`).
    @discardableResult
    package func schedule(_ wish: CallWish) throws -> FollowUpCall {
        try require(.scheduleCall)
        guard wish.by >= wish.from else {
            throw DeskFault.callEndsBeforeItBegins(from: wish.from, by: wish.by)
        }
        let customer = try reading.current(wish.customer)
        var wish = wish
        wish.customer = customer.id
        let calling = try rules.calling()
        let isAsked = calling.asked.contains(wish.reason)
        let isPromise = wish.plan.isEmpty && calling.promised.contains(wish.reason)
        if wish.joins, !isAsked, let call = try join(wish, customer) { return call }
        let definition = try rules.workflow(named: "call")
        let step = definition.opening()
        let barred = isAsked && !wish.isByOthers ? [] : try reading.whoServed(wish, at: now)
        let call = try calls.insert(
            FollowUpCall(
                id: CallID(0), workflowVersion: definition.version, state: step.to, category: step.category,
                customer: customer.id, caseID: wish.caseID, visit: wish.visit, unit: wish.unit,
                reason: wish.reason, plan: wish.plan, rank: isAsked ? .high : wish.rank,
                language: customer.language, wish: isAsked ? nil : customer.callHours,
                lacksNumber: customer.lacksNumber,
                dueFrom: wish.from, dueBy: wish.by, promisedAt: isPromise ? wish.by : nil,
                meantFor: wish.meantFor.flatMap { barred.contains($0) ? nil : $0 }, barred: barred,
                createdAt: now, stateSince: now))
        try record(
            Subject(call.id), "call.scheduled",
            [
                "customer": .text(customer.id.description), "case": .text(wish.caseID?.description ?? ""),
                "reason": .text(wish.reason), "to": .text(step.to), "from": .instant(wish.from),
                "by": .instant(wish.by),
            ])
        var served = CallMatter(wish, customer.id, call: call.id, at: now)
        served.rank = call.rank
        try callMatters.insert(served)
        var matter = Matter.call(call)
        try carryOut(step, on: &matter, customer: customer)
        guard case .call(let scheduled) = try reread(matter) else { return call }
        return scheduled
    }

    /// Lets a call that nobody has begun serve one reason more, where there is time to make it for both: a customer is not
    /// rung up twice in two days. The higher of the two is the call's own.
    private func join(_ wish: CallWish, _ customer: Customer) throws -> FollowUpCall? {
        guard let before = try joinable(wish, customer) else { return nil }
        var call = before
        (call.dueFrom, call.dueBy) = (max(call.dueFrom, wish.from), min(call.dueBy, wish.by))
        let matter = CallMatter(wish, customer.id, call: call.id, at: now)
        if matter.rank.rawValue < call.rank.rawValue { call.serve(matter) }
        call.bar(try reading.whoServed(wish, at: now))
        call = try calls.update(call)
        try callMatters.insert(matter)
        try record(
            Subject(call.id), "call.joined",
            [
                "reason": .text(wish.reason), "case": .text(wish.caseID?.description ?? ""),
                "unit": .text(wish.unit?.description ?? ""), "from": .instant(call.dueFrom),
                "by": .instant(call.dueBy),
            ])
        if call.dueFrom != before.dueFrom { try countFromDue(call) }
        return call
    }

    private func joinable(_ wish: CallWish, _ customer: Customer) throws -> FollowUpCall? {
        let calling = try rules.calling()
        let (states, alone) = (try rules.claiming().from, Set(try rules.callsAlone()))
        return try calls.notBegun(of: customer.id).first { call in
            guard states.contains(call.state), !alone.contains(call.reason) else { return false }
            let from = max(call.dueFrom, wish.from, now)
            let opens = calling.opening(for: wish.reason, wish: call.wish, from: from)
            return opens.map { $0 < min(call.dueBy, wish.by) } ?? false
        }
    }

    /// The next call this clerk may make, about a case they may read or about none, claimed in the same breath; the one already
    /// in hand comes first. Nobody is rung up outside the calling hours for the reason of the call, unless at a minute they
    /// were promised, nor where every number was found wrong.
    /// Who makes no calls but was lent one is given that.
    /// - Throws: `DeskFault.nothingToCall`; `DeskFault.outsideCallingHours`, which says when they begin;
    ///   `DeskFault.callsStranded` where some wait that nobody may make.
    package func claimNextCall() throws -> FollowUpCall {
        guard let clerk = actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.makeCall.rawValue)
        }
        try db.takeTurn(of: clerk)
        if let inHand = try calls.inHand(of: clerk) { return inHand }
        guard rules.roles.allows(actor.roles, .makeCall) else { return try takeLent(to: clerk) }
        let claiming = try rules.claiming()
        let calling = try rules.calling()
        let reach = try reading.cases(reachedBy: .read, of: actor)
        // A promised minute goes before everything else, and holds a clerk for it shortly before. Outside the hours it is kept
        // as well, since the customer named it; once it went by, not before they begin again.
        let earliest: Instant? = calling.keepsWishes(at: now) ? nil : now - .minutes(calling.hold)
        if let promised = try calls.claimPromised(
            for: clerk, claiming.from, languages: actor.staff?.languages ?? [], from: earliest,
            upTo: now + .minutes(calling.hold), within: reach, at: now)
        {
            return try take(claiming.name, on: promised.id)
        }
        let moment = calling.moment(at: now)
        let wanted = CallClaim(
            states: claiming.from, reasons: calling.reasons(at: now), weekday: moment.weekday,
            minute: moment.minute,
            keepsWishes: calling.keepsWishes(at: now), languages: actor.staff?.languages ?? [],
            heldSince: try rules.campaigns().heldSince(now))
        guard let taken = try calls.claimNext(for: clerk, wanted, within: reach, at: now)
        else {
            if wanted.reasons != nil, let opens = calling.opening(for: "", from: now) {
                throw DeskFault.outsideCallingHours(opens: opens)
            }
            let stranded = try reading.readable(reading.strandedCalls(at: now), by: actor)
            guard let first = stranded.first else { throw DeskFault.nothingToCall }
            throw DeskFault.callsStranded(count: stranded.count, first: first.id)
        }
        return try take(claiming.name, on: taken.id)
    }

    /// Records how a call went: `transition` is one of the call workflow's, with its answers.
    /// - Throws: `DeskFault`; `RecordedCallFault`, where it owes a questionnaire or was made at another hour and nobody says why.
    package func recordCall(_ id: CallID, _ transition: String, given: [String: FieldValue]) throws
        -> FollowUpCall
    {
        try end(id, transition, given, isAsked: false)
    }

    /// - Parameter isAsked: whether what it asks was asked just now, as far as the customer went along.
    func end(_ id: CallID, _ transition: String, _ given: [String: FieldValue], isAsked: Bool) throws
        -> FollowUpCall
    {
        var call = try reading.call(id)
        try requireMaking(call)
        if let clerk = actor.staffID {
            guard !call.barred.contains(clerk) else { throw DeskFault.barred(login: actor.login, call: id) }
            if let other = call.claimedBy, other != clerk {
                throw DeskFault.inOtherHands(
                    Subject(id), name: try staff.find(other)?.name ?? other.description)
            }
            let claiming = try rules.claiming()
            if call.claimedBy == nil, transition != claiming.name, claiming.from.contains(call.state) {
                call = try take(claiming.name, on: id)
            }
        }
        let told = isAsked ? nil : try tellUnasked(call, transition, given)
        try mustSayWhy(call, transition, given)
        guard case .call(let after) = try take(transition, on: .call(call), given: given) else { return call }
        if let told { try record(Subject(id), "call.unasked", told) }
        return after
    }
}

extension FollowUpCall {
    /// Takes a reason it serves as its own.
    mutating func serve(_ matter: CallMatter) {
        (reason, plan, rank) = (matter.reason, matter.plan, matter.rank)
        (caseID, visit, unit) = (matter.caseID, matter.visit, matter.unit)
    }
}

extension CallMatter {
    init(_ wish: CallWish, _ customer: CustomerID, call: CallID?, skipped: Skip? = nil, at now: Instant) {
        self.init(
            call: call, plan: wish.plan, rank: wish.rank, reason: wish.reason, customer: customer,
            caseID: wish.caseID, visit: wish.visit, unit: wish.unit, dueFrom: wish.from, dueBy: wish.by,
            plannedAt: now,
            skipped: skipped)
    }
}
