package import Model
import Records
package import Workflow

/// One batch of an import: a transaction whose rows carry moments of their own. Each row goes through the use cases as
/// if somebody had been at the desk then.
///
///     try desk.importing(by: actor) { batch in
///         let receipt = try batch.work(at: opened).log(draft)
///     }
package final class ImportBatch {
    let db: any Connection
    package let rules: Rules
    package let actor: Actor
    private let sends: Bool

    init(db: any Connection, rules: Rules, actor: Actor, sends: Bool) {
        (self.db, self.rules, self.actor, self.sends) = (db, rules, actor, sends)
    }

    /// The use cases, at a moment of the past.
    package func work(at moment: Instant) -> Work {
        Work(db: db, rules: rules, actor: actor, now: moment, sends: sends)
    }

    /// One row: when it fails, only what it did is undone.
    package func row<T>(_ body: () throws -> T) throws -> T { try db.savepoint(body) }
}

extension ServiceDesk {
    /// Everything `body` does is one transaction, at as many moments as it likes.
    /// - Parameter right: what it takes.
    /// - Throws: `DeskFault.notAllowed` without it.
    package func importing<T>(
        by actor: Actor, needing right: Right = .import, _ body: (ImportBatch) throws -> T
    ) throws -> T {
        try require(right, of: actor)
        return try database.write {
            try body(ImportBatch(db: $0, rules: rules, actor: actor, sends: !isPractice))
        }
    }
}
