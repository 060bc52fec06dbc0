package import Model
import Records
import Workflow

/// Proving who one is at the desk. A passphrase comes on top of what lets a person in at all: a file's permissions, or
/// the database's own sign-in. Whoever has none is taken at their word, as the file or the database takes them.
extension ServiceDesk {
    /// Whose passphrase counts: the one who sits at the desk, also when acting for another.
    package func asksPassphrase(of actor: Actor) throws -> Bool {
        guard let login = actor.standIn ?? actor.staff?.login else { return false }
        return try database.read { db in
            guard let person = try StaffStore(db).find(login: login) else { return false }
            return try PassphraseStore(db).hash(of: person.id) != nil
        }
    }

    /// Returns when the passphrase is right, or none is asked for. Takes a good part of a second.
    /// - Throws: `DeskFault.wrongPassphrase`, journalled; `.tooManyTries` while the next try is to wait.
    package func prove(_ actor: Actor, by passphrase: String, at now: Instant) throws {
        guard let login = actor.standIn ?? actor.staff?.login else { return }
        guard let person = try self.actor(named: login).staff, let hash = try begin(person, at: now) else {
            return
        }
        let isRight = try hash.fits(passphrase)
        let wait = try act(by: .desk, at: now) { try isRight ? $0.accept(person) : $0.refuse(person) }
        if !isRight { throw DeskFault.wrongPassphrase(wait: wait) }
    }

    /// Counts the try as a wrong one before it is looked at, so that many at once are no way round the wait, and neither
    /// is ending the program.
    private func begin(_ person: Staff, at now: Instant) throws -> PassphraseHash? {
        try act(by: .desk, at: now) { work in
            let store = PassphraseStore(work.db)
            guard let hash = try store.hash(of: person.id) else { return nil }
            let tries = try store.wrongTries(of: person.id)
            if let tries, case let left = TryPace.left(after: tries, at: now), left > .zero {
                throw DeskFault.tooManyTries(wait: left)
            }
            try store.count(.init(count: (tries?.count ?? 0) + 1, at: now), of: person.id)
            return hash
        }
    }

    /// Gives someone a passphrase, or takes it away; wrong tries are forgotten with it.
    /// - Throws: `DeskFault.passphraseTooShort`, `.unknownStaff`.
    package func setPassphrase(_ passphrase: String?, of login: String, by actor: Actor, at now: Instant)
        throws
    {
        try require(.editStaff, of: actor)
        if let passphrase, passphrase.count < TryPace.leastLength {
            throw DeskFault.passphraseTooShort(least: TryPace.leastLength)
        }
        let hash = try passphrase.map(PassphraseHash.init)
        try act(by: actor, at: now) { work in
            try work.require(.editStaff)
            guard let person = try work.staff.find(login: login) else { throw DeskFault.unknownStaff(login) }
            try PassphraseStore(work.db).set(hash, for: person.id)
            try work.record(
                Subject(person.id), "staff.passphrase",
                ["login": .text(person.login), "set": .flag(hash != nil)])
        }
    }
}

extension Work {
    fileprivate func accept(_ person: Staff) throws -> Span {
        try PassphraseStore(db).forgetTries(of: person.id)
        return .zero
    }

    fileprivate func refuse(_ person: Staff) throws -> Span {
        let tries = try PassphraseStore(db).wrongTries(of: person.id)
        try record(
            Subject(person.id), "signIn.refused",
            ["login": .text(person.login), "tries": .number(Int64(tries?.count ?? 1))])
        return tries.map { TryPace.left(after: $0, at: now) } ?? .zero
    }
}

/// How fast passphrases may be tried.
enum TryPace {
    /// Characters. Short, as tries are slow and few: a six-figure PIN stands for years.
    static let leastLength = 6
    /// Wrong tries that cost nothing: fingers slip.
    private static let free = 3
    private static let first = Span.seconds(5)
    /// A colleague who is locked out for mischief waits no longer than this.
    private static let longest = Span.minutes(15)

    /// What is left to wait: five seconds after the third wrong try, and twice as long after each further one.
    static func left(after tries: PassphraseStore.WrongTries, at now: Instant) -> Span {
        guard tries.count >= free else { return .zero }
        let doublings = min(tries.count - free, 16)
        let wait = min(longest, Span(milliseconds: first.milliseconds << doublings))
        // A clock that was set back shortens nothing and lengthens nothing.
        return max(.zero, wait - max(.zero, now - tries.at))
    }
}
