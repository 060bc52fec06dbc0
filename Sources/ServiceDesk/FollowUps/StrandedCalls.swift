package import Model
import Records
import ServiceTime
import Synchronization
import Workflow

// A call is stranded when it is due and everybody who makes calls is barred from it, having handled its case: it would be overdue
// for ever. It is told once, by the ladders of the event `stranded`, shown in every list, and lent to somebody who may make it.

extension Reading {
    /// Calls that are due and that nobody makes, the first to be late on top.
    /// - Parameter ids: only of these; nil for all.
    package func strandedCalls(among ids: [CallID]? = nil, at now: Instant, limit: Int = 1000) throws
        -> [FollowUpCall]
    {
        try calls.stranded(without: callers(), among: ids, at: now, limit: limit)
    }

    /// All who make calls, by the cases about which they do; those who read every case first.
    private func callers() throws -> [Callers] {
        let people = try staff.all().filter { $0.active && rules.roles.allows($0.roles, .makeCall) }
        var (reaches, whose): ([CaseReach?], [CaseReach?: [StaffID]]) = ([], [:])
        for person in people {
            let reach = try cases(reachedBy: .read, of: person)
            if whose[reach] == nil { reaches.append(reach) }
            whose[reach, default: []].append(person.id)
        }
        return (reaches.filter { $0 == nil } + reaches.filter { $0 != nil }).map {
            Callers(people: whose[$0, default: []], reach: $0)
        }
    }

    /// To whom a call can be lent: everybody who works here and did not handle its case.
    package func borrowers(of id: CallID) throws -> [Staff] {
        let barred = try call(id).barred
        return try staff.all().filter { $0.active && !barred.contains($0.id) }
    }

    /// Of calls that nobody makes those not told yet, or lent since and come back.
    fileprivate func untold(at now: Instant) throws -> [FollowUpCall] {
        try strandedCalls(at: now).filter { call in
            let last = try journal.of(Subject(call.id)).last { Work.strandedEvents.contains($0.event) }
            return last?.event != Work.strandedEvents[0]
        }
    }
}

extension ServiceDesk {
    /// Once in ten minutes is often enough: a call may be made for days.
    func tellOfStranded(at now: Instant) throws -> Int {
        let moment = now.milliseconds / 600_000
        guard
            (strandedLooked.withLock { looked in
                defer { looked = moment }
                return looked != moment
            }), try !read({ try $0.untold(at: now) }).isEmpty
        else { return 0 }
        return try act(by: .desk, at: now) { try $0.tellOfStranded() }
    }
}

extension Work {
    fileprivate static let strandedEvents = ["call.stranded", "call.lent"]

    /// - Returns: how many were told.
    fileprivate func tellOfStranded() throws -> Int {
        let found = try reading.untold(at: now)
        for call in found {
            try record(Subject(call.id), "call.stranded")
            try climb(asStranded: call.id)
        }
        return found.count
    }

    /// Gives a call that nobody has in hand to somebody who may make it, of whichever team, with or without the right to make
    /// calls: this one they make. What it asks they may enter.
    /// - Throws: `DeskFault.barred` for who handled its case.
    @discardableResult
    package func lendCall(_ id: CallID, to login: String) throws -> FollowUpCall {
        try require(.runCampaigns)
        var call = try reading.call(id)
        try reading.requireReach(.read, on: Subject(id), actor)
        guard call.category.isOpen else { throw DeskFault.closed(id.description) }
        if let holder = call.claimedBy {
            throw DeskFault.inOtherHands(
                Subject(id), name: try staff.find(holder)?.name ?? holder.description)
        }
        guard let person = try staff.find(login: login) else { throw DeskFault.unknownStaff(login) }
        guard person.active else { throw DeskFault.inactiveStaff(login) }
        guard !call.barred.contains(person.id) else { throw DeskFault.barred(login: login, call: id) }
        guard rules.roles.allows(person.roles, .read) else {
            throw DeskFault.notAllowed(login: login, right: Right.read.rawValue)
        }
        try reading.requireReach(.read, on: Subject(id), .staff(person))
        call.meantFor = person.id
        call = try calls.update(call)
        try record(Subject(id), "call.lent", ["owner": .text(person.id.description)])
        let summary = try call.caseID.flatMap { try cases.find($0)?.summary }
        try tell(
            person.id, .lent, Subject(id), Label(written: summary ?? reading.customer(call.customer).name))
        return call
    }

    /// Calls are made by those whose right that is, and one that was lent to somebody by them.
    func requireMaking(_ call: FollowUpCall) throws {
        guard call.meantFor == nil || call.meantFor != actor.staffID else { return }
        try require(.makeCall)
    }

    /// The call that was lent to somebody who makes no others.
    /// - Throws: `DeskFault.notAllowed` where none was; `DeskFault.outsideCallingHours`.
    func takeLent(to clerk: StaffID) throws -> FollowUpCall {
        let claiming = try rules.claiming()
        guard let call = try calls.lent(to: clerk, claiming.from, at: now) else {
            try require(.makeCall)
            throw DeskFault.nothingToCall
        }
        let calling = try rules.calling()
        if !calling.mayCall(for: call.reason, wish: call.wish, at: now),
            let opens = calling.opening(for: call.reason, wish: call.wish, from: now)
        {
            throw DeskFault.outsideCallingHours(opens: opens)
        }
        return try take(claiming.name, on: call.id)
    }
}
