import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

/// Proving who one is.
@Suite("Passphrases", .onEachDatabase)
struct PassphraseTests {
    private let place: TemporaryDesk
    private let li: Actor

    init() throws {
        place = try TemporaryDesk()
        li = try place.desk.actor(named: "li")
        try set("tea in the garden")
    }

    private func set(_ passphrase: String?) throws {
        try place.desk.setPassphrase(
            passphrase, of: "li", by: place.desk.actor(named: "admin"), at: place.now)
    }

    private func fault(_ passphrase: String) -> DeskFault? {
        do {
            try place.desk.prove(li, by: passphrase, at: place.now)
            return nil
        } catch { return error as? DeskFault }
    }

    private var refusals: Int {
        get throws {
            try place.desk.read { reading in
                try reading.journal.of(Subject(li.staffID ?? StaffID(0))).filter {
                    $0.event == "signIn.refused"
                }
                .count
            }
        }
    }

    @Test("the right one is taken, in full-width digits as well; whoever has none is not asked")
    func right() throws {
        #expect(try place.desk.asksPassphrase(of: li))
        #expect(fault("tea in the garden") == nil)
        try set("284751")
        #expect(fault("２８４７５１") == nil)
        try set(nil)
        #expect(try !place.desk.asksPassphrase(of: li))
        #expect(fault("anything") == nil)
    }

    @Test("a wrong one is journalled, and from the third on the next try must wait, twice as long each time")
    func backoff() throws {
        #expect(fault("tea in the gardens") == .wrongPassphrase(wait: .zero))
        #expect(fault("") == .wrongPassphrase(wait: .zero))
        #expect(fault("coffee") == .wrongPassphrase(wait: .seconds(5)))
        place.now = place.now + .seconds(2)
        #expect(fault("tea in the garden") == .tooManyTries(wait: .seconds(3)), "the right one waits too")
        place.now = place.now + .seconds(3)
        #expect(fault("coffee") == .wrongPassphrase(wait: .seconds(10)))
        place.now = place.now + .seconds(10)
        #expect(fault("tea in the garden") == nil)
        #expect(fault("coffee") == .wrongPassphrase(wait: .zero), "what was right is a new beginning")
        #expect(try refusals == 5)
        #expect(try place.problems() == [])
    }

    @Test("no wait is longer than a quarter of an hour, and a clock set back shortens none")
    func longest() {
        let tries = PassphraseStore.WrongTries(count: 400, at: place.now)
        #expect(TryPace.left(after: tries, at: place.now) == .minutes(15))
        #expect(TryPace.left(after: tries, at: place.now - .days(2)) == .minutes(15))
        #expect(TryPace.left(after: tries, at: place.now + .minutes(15)) == .zero)
    }

    @Test("only whoever keeps the staff sets one, and none shorter than six characters")
    func setting() throws {
        #expect(throws: DeskFault.notAllowed(login: "li", right: "staff.edit")) {
            try place.desk.setPassphrase("whatever", of: "li", by: li, at: place.now)
        }
        #expect(throws: DeskFault.passphraseTooShort(least: 6)) { try set("12345") }
    }

    @Test("of whoever acts for another, their own is asked")
    func standIn() throws {
        let person = try #require(try place.desk.actor(named: "chen").staff)
        #expect(try place.desk.asksPassphrase(of: .staff(person, signedIn: "li")))
        #expect(try !place.desk.asksPassphrase(of: .staff(person)))
    }

    @Test("what is kept is salted and slow, and the passphrase stands nowhere")
    func kept() throws {
        let hashes = try (0..<2).map { _ in try PassphraseHash("tea in the garden") }
        #expect(hashes[0] != hashes[1])
        let stored = try place.desk.database.read { db in
            try db.query("SELECT passphrase FROM staff WHERE passphrase IS NOT NULL") { $0.text(0) }
                + db.query("SELECT facts FROM journal") { $0.text(0) }
        }
        #expect(stored[0].hasPrefix("pbkdf2-sha256$600000$"))
        #expect(!stored.contains { $0.contains("garden") })
    }

    @Test("what was made with fewer rounds than today's stays valid")
    func fewerRounds() throws {
        let old = try PassphraseHash.$rounds.withValue(1) { try PassphraseHash("tea in the garden") }
        #expect(try old.fits("tea in the garden"))
        #expect(try !old.fits("tea in the kitchen"))
    }

    @Test(
        "the choice of a time to lock after holds within what the organisation says",
        arguments: [
            (IdleLock(after: .minutes(15), mayTurnOff: false), nil, Span.minutes(15)),
            (IdleLock(after: .minutes(15), mayTurnOff: false), 5, .minutes(5)),
            (IdleLock(after: .minutes(15), mayTurnOff: false), 60, .minutes(15)),
            (IdleLock(after: .minutes(15), mayTurnOff: false), 0, .minutes(15)),
            (IdleLock(after: .minutes(15), mayTurnOff: true), 0, nil),
            (IdleLock(after: nil, mayTurnOff: false), 5, .minutes(5)),
            (IdleLock(after: nil, mayTurnOff: false), nil, nil),
        ] as [(IdleLock, Int?, Span?)])
    func idle(lock: IdleLock, own: Int?, limit: Span?) {
        #expect(lock.limit(own: own) == limit)
    }

    @Test("only times that would change something are offered, and the one chosen stays among them")
    func choices() {
        let strict = IdleLock(after: .minutes(15), mayTurnOff: false)
        #expect(strict.choices(beside: nil) == [1, 2, 3, 5, 10])
        #expect(strict.choices(beside: 7) == [1, 2, 3, 5, 7, 10])
        #expect(strict.choices(beside: 0) == [1, 2, 3, 5, 10])
        #expect(IdleLock(after: .minutes(2), mayTurnOff: true).choices(beside: nil) == [1, 0])
        #expect(IdleLock(after: nil, mayTurnOff: true).choices(beside: nil).last == 0)
    }
}
