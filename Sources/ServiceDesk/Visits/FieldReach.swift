import Model
import Records
import Workflow

// How far the right to read reaches among the days of technicians: whose days somebody may see, and be offered.

extension CaseReach {
    /// Whether the days of a technician are within: one of its people, or somebody who goes to one of its zones. Whoever has
    /// no zones of their own goes to each.
    func includes(_ technician: Staff) -> Bool {
        let goesThere = technician.zones.isEmpty || !Set(technician.zones).isDisjoint(with: zones)
        return people.contains(technician.id) || (!zones.isEmpty && goesThere)
    }
}

extension Reading {
    /// The technicians whose days somebody may see; nil for everybody's.
    func technicians(seenBy actor: Actor) throws -> Set<StaffID>? {
        guard let reach = try cases(reachedBy: .read, of: actor) else { return nil }
        return Set(try fieldStaff().filter(reach.includes).map(\.id))
    }

    /// Of some cases those that somebody may read; nil for every case.
    func cases(_ ids: some Sequence<CaseID>, readBy actor: Actor) throws -> Set<CaseID>? {
        try cases(reachedBy: .read, of: actor).map { try cases.within($0, Set(ids)) }
    }

    /// Refuses whoever may not see some technicians.
    /// - Throws: `DeskFault.outOfReach`, naming the first of them.
    func requireSight(of technicians: [StaffID], _ actor: Actor) throws {
        guard let seen = try self.technicians(seenBy: actor) else { return }
        guard let other = technicians.first(where: { !seen.contains($0) && $0 != actor.staffID }) else {
            return
        }
        throw try outOfSight(other, actor)
    }

    /// Refuses whoever may not read a technician's day: somebody else's whom they may not see, or one with a visit to a case
    /// that they may not read, since a sheet has no way to leave one out.
    /// - Throws: `DeskFault.outOfReach`.
    func requireDay(of technician: StaffID, with visits: [CaseID], _ actor: Actor) throws {
        guard technician != actor.staffID else { return }
        try requireSight(of: [technician], actor)
        guard let readable = try cases(visits, readBy: actor), !readable.isSuperset(of: visits) else {
            return
        }
        throw try outOfSight(technician, actor)
    }

    private func outOfSight(_ technician: StaffID, _ actor: Actor) throws -> DeskFault {
        .outOfReach(
            try staff.find(technician)?.name ?? technician.description, login: actor.login,
            right: Right.read.rawValue, reach: rules.roles.reaches(of: actor.roles, .read).phrases, people: []
        )
    }

    /// That only technicians within reach were looked at, where that is so.
    func reachedOnly(by actor: Actor) throws -> [Phrase] {
        guard try cases(reachedBy: .read, of: actor) != nil else { return [] }
        let reach = rules.roles.reaches(of: actor.roles, .read).phrases
        return [
            Phrase(
                "desk.slotsWithinReach",
                ["right": .text(Right.read.rawValue), "reach": .list(reach.map { .phrase($0) })])
        ]
    }
}
