package import Model
package import Records
package import Workflow

// How far rights reach (`reach:` in roles.yaml). Which cases are within is one condition, `CaseReach`, for what a list shows
// and for what a use case lets pass.
extension Reading {
    /// The cases that a right of somebody reaches; nil for all of them.
    package func cases(reachedBy right: Right, of actor: Actor) throws -> CaseReach? {
        guard let person = actor.staff else { return nil }
        return try cases(reachedBy: right, of: person)
    }

    /// Somebody whose record names no team, or no zones, reaches nothing more by theirs.
    func cases(reachedBy right: Right, of person: Staff) throws -> CaseReach? {
        let reaches = rules.roles.reaches(of: person.roles, right)
        guard !reaches.contains(.all) else { return nil }
        guard !reaches.isEmpty else { return CaseReach() }
        var found = CaseReach(people: [person.id], free: !reaches.isDisjoint(with: [.own, .team]))
        if reaches.contains(.team), !person.team.isEmpty {
            found.people = try staff.all().filter { $0.team == person.team || $0.id == person.id }.map(\.id)
        }
        if reaches.contains(.zones) { found.zones = person.zones }
        return found
    }

    /// For lists of cases: what somebody may read, and use another right on as well.
    package func tests(of actor: Actor, for right: Right = .read) throws -> [CaseTest] {
        try right.withReading.compactMap { try cases(reachedBy: $0, of: actor) }.map { CaseTest(.within($0)) }
    }

    /// Whether somebody's right, where they have it, reaches a case.
    func reaches(_ right: Right, _ id: CaseID, _ actor: Actor) throws -> Bool {
        try right.withReading.filter { rules.roles.allows(actor.roles, $0) }.allSatisfy { right in
            try cases(reachedBy: right, of: actor).map { try cases.isWithin($0, id) } ?? true
        }
    }

    /// A case that somebody asks to see.
    /// - Throws: `DeskFault.unknown`, `DeskFault.outOfReach`.
    package func serviceCase(_ id: CaseID, to actor: Actor) throws -> ServiceCase {
        try requireReach(.read, of: id, actor)
        return try serviceCase(id)
    }

    /// Refuses somebody whose right, or whose right to read, does not reach a case; that they have it is asked by `require`.
    /// - Throws: `DeskFault.unknown`, `DeskFault.outOfReach`.
    package func requireReach(_ right: Right, of id: CaseID, _ actor: Actor) throws {
        guard let person = actor.staff else { return }
        for right in right.withReading where rules.roles.allows(person.roles, right) {
            guard let reach = try cases(reachedBy: right, of: person) else { continue }
            _ = try serviceCase(id)
            guard try !cases.isWithin(reach, id) else { continue }
            throw DeskFault.outOfReach(
                id.description, login: person.login, right: right.rawValue,
                reach: rules.roles.reaches(of: person.roles, right).phrases,
                people: try others(reaching: id, by: right))
        }
    }

    /// The same for what belongs to a case: a visit, a call, a request. What belongs to none is within every reach, as is a call
    /// for whoever has it in hand: they have to make it.
    package func requireReach(_ right: Right, on subject: Subject, _ actor: Actor) throws {
        guard rules.roles.hasReaches else { return }
        if subject.kind == .call, try call(CallID(subject.number)).isInHand(of: actor) { return }
        guard let id = try caseID(of: subject) else { return }
        try requireReach(right, of: id, actor)
    }

    /// Those of some rows whose case somebody may read, asked of all at once; what belongs to no case is everybody's.
    package func readable<Row>(_ rows: [Row], by actor: Actor, of caseID: (Row) throws -> CaseID?) throws
        -> [Row]
    {
        guard let reach = try cases(reachedBy: .read, of: actor) else { return rows }
        let found = try rows.map { row in (row: row, id: try caseID(row)) }
        let near = try cases.within(reach, Set(found.compactMap { $0.id }))
        return found.filter { one in one.id.map { near.contains($0) } ?? true }.map { $0.row }
    }

    /// Those of some calls that somebody may read: of cases within reach, of none, and what they have in hand.
    package func readable(_ calls: [FollowUpCall], by actor: Actor) throws -> [FollowUpCall] {
        try readable(calls, by: actor) { $0.isInHand(of: actor) ? nil : $0.caseID }
    }

    /// What takes in the whole house is for those whose right reaches every case.
    /// - Throws: `DeskFault.outOfReach`.
    package func requireWhole(_ right: Right, _ actor: Actor) throws {
        guard let person = actor.staff else { return }
        for right in right.withReading {
            let reaches = rules.roles.reaches(of: person.roles, right)
            guard !reaches.isEmpty, !reaches.contains(.all) else { continue }
            let able = try staff.all().filter {
                $0.active && rules.roles.reaches(of: $0.roles, right).contains(.all)
            }
            throw DeskFault.outOfReach(
                nil, login: person.login, right: right.rawValue, reach: reaches.phrases,
                people: able.prefix(Self.mostNamed).map(\.name))
        }
    }

    /// So many of those who could are named.
    private static let mostNamed = 3

    /// Who could do it instead.
    private func others(reaching id: CaseID, by right: Right) throws -> [String] {
        var names: [String] = []
        for person in try staff.all() where person.active && names.count < Self.mostNamed {
            let mayRead = try cases(reachedBy: .read, of: person).map { try cases.isWithin($0, id) } ?? true
            let may = try cases(reachedBy: right, of: person).map { try cases.isWithin($0, id) } ?? true
            if mayRead, may { names.append(person.name) }
        }
        return names
    }
}

extension Right {
    /// What one may not read one may not change either.
    fileprivate var withReading: [Right] { self == .read ? [.read] : [.read, self] }
}

extension FollowUpCall {
    /// Whether somebody has it to make.
    func isInHand(of actor: Actor) -> Bool { claimedBy != nil && claimedBy == actor.staffID }
}

extension Set<Reach> {
    /// In the order in which they are told.
    var phrases: [Phrase] { Reach.allCases.filter(contains).map(\.phrase) }
}

extension Work {
    /// Refuses an actor without a right, or whose right does not reach this case.
    func require(_ right: Right, of id: CaseID) throws {
        try require(right)
        try reading.requireReach(right, of: id, actor)
    }

    /// The same for what belongs to a case.
    func require(_ right: Right, on subject: Subject) throws {
        try require(right)
        try reading.requireReach(right, on: subject, actor)
    }
}
