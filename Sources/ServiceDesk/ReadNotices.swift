package import Model
package import Records

extension Reading {
    /// What the desk tells someone (breaches, escalations, parts due) that nobody of their role has seen, newest first.
    package func notices(for actor: Actor, limit: Int = 50) throws -> [Notice] {
        guard let staff = actor.staffID else { return [] }
        return try notices.unseen(roles: actor.roles, staff: staff, limit: limit)
    }
}

extension Work {
    /// Takes notices off the list: someone has seen to them.
    /// - Throws: `DeskFault.unknown` for one that is not on the actor's list.
    package func seen(_ ids: [Int64]) throws {
        let mine = Set(try reading.notices(for: actor, limit: .max).map(\.id))
        for id in ids {
            guard mine.contains(id) else { throw DeskFault.unknown("notice \(id)") }
            try notices.markSeen(id, at: now)
            try record(.desk, "notice.seen", ["notice": .number(id)])
        }
    }
}
