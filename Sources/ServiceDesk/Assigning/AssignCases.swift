import Model
import Records
import Synchronization
import Workflow

/// Cases that nobody has in hand are given out by `assignment.yaml`: as they are logged, and every minute by the sweep.
extension Work {
    /// A case was logged and nobody has it.
    /// - Returns: whether somebody has it now.
    func assign(asLogged c: ServiceCase) throws -> Bool {
        guard rules.assignment.isOn, c.owner == nil, c.channel != .import,
            // As it is after what its logging set off.
            let c = try cases.find(c.id), c.owner == nil, c.closedAt == nil
        else { return false }
        var people = try reading.assignmentPeople(at: now)
        return try assign(c, among: &people)
    }

    /// - Parameter people: as they are; whoever is given the case has one more.
    /// - Returns: whether somebody has it now.
    private func assign(_ c: ServiceCase, among people: inout [AssignmentPerson]) throws -> Bool {
        guard let plan = try reading.assignment(of: c, among: people, at: now),
            now - max(c.stateSince, plan.putBack ?? c.stateSince) >= plan.rule.wait, let choice = plan.choice
        else { return false }
        let staff = choice.person.staff
        var given = c
        given.owner = staff.id
        given = try cases.update(given)
        try AssignmentStore(db).insert(c.id, to: staff.id, by: plan.rule.name, at: now)
        try record(
            Subject(c.id), "case.assigned",
            [
                "owner": .text(staff.id.description), "owner.before": .text(""),
                "rule": .text(plan.rule.name), "because": .text(choice.reason.rawValue),
            ], version: given.version)
        try tell(staff.id, .given, Subject(c.id), Label(written: c.summary))
        if let place = people.firstIndex(where: { $0.staff.id == staff.id }) {
            people[place].load += 1
            people[place].lastGiven = now
        }
        return true
    }

    /// Gives out what lies in the queues, the most urgent first.
    /// - Parameter after: where the last look ended, so that a long line nobody can take does not hide what stands behind it.
    /// - Returns: how many were given, and where to look on; nil after the last.
    fileprivate func assignWaiting(after: CaseKey?, limit: Int) throws -> (given: Int, next: CaseKey?) {
        // One sweeps at a time; another leaves it to that one.
        guard try db.takeSweep() else { return (0, after) }
        var query = CaseQuery()
        (query.tests, query.after, query.limit) = ([CaseTest(.owned, isNegated: true)], after, limit)
        let page = try cases.page(query)
        var people = try reading.assignmentPeople(at: now)
        var given = 0
        for line in page.lines {
            guard let c = try cases.find(line.id), c.owner == nil, c.closedAt == nil else { continue }
            // One that cannot be judged (its kind is no longer among the rules) stops nothing else.
            do {
                if try piece({ try assign(c, among: &people) }) { given += 1 }
            } catch let fault as any Fault where fault.kind != .tryAgain { continue }
        }
        return (given, page.next)
    }
}

extension ServiceDesk {
    /// Once a minute; where the queues are long, a part of them each time.
    /// - Returns: how many cases were given to somebody.
    func assignWaiting(at now: Instant, limit: Int = 200) throws -> Int {
        let minute = now.milliseconds / 60_000
        guard rules.assignment.isOn,
            let after = assignmentLooked.withLock({ looked -> CaseKey?? in
                guard looked.minute != minute else { return nil }
                looked.minute = minute
                return .some(looked.next)
            }), try read({ try $0.cases.hasUnowned() })
        else { return 0 }
        let (given, next) = try act(by: .desk, at: now) { try $0.assignWaiting(after: after, limit: limit) }
        assignmentLooked.withLock { $0.next = next }
        return given
    }
}
