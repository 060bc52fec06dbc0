import Model
import Records
import ServiceTime

/// The history of one case, played through the use cases from its first call to now. It goes as far as time allows: a
/// step that would lie ahead of now is not taken, and so there is open work, visits to come and calls that are due.
struct DemoStory {
    let world: DemoWorld
    let db: any Connection
    var chance: Chance
    var at: Instant
    let customer: DemoWorld.Known
    /// Whether its visit is booked for the days to come.
    private let isAhead: Bool
    /// Whether it is one of the year before, of which nothing is left to do.
    let isPast: Bool

    /// The next step lies ahead of now.
    private struct Ahead: Error {}

    init(world: DemoWorld, db: any Connection, index: Int) {
        (self.world, self.db) = (world, db)
        chance = Chance(seed: world.plan.seed, stream: 4, index: index)
        // Closer together towards now, the last ones today.
        let age = Double(world.plan.stories - index) / Double(world.plan.stories + 1)
        let back = Double(Demo.storiesBefore.milliseconds) * age * age
        at = world.opening(Instant(milliseconds: world.now.milliseconds - Int64(back)), &chance)
        customer = chance.pick(world.customers)
        isAhead = index >= world.plan.stories - min(world.plan.technicians * 10, world.plan.stories / 4)
        isPast = false
    }

    /// One of the year before the last weeks, of which everything is over by now.
    init(world: DemoWorld, db: any Connection, past index: Int) {
        (self.world, self.db) = (world, db)
        chance = Chance(seed: world.plan.seed, stream: 19, index: index)
        let (start, end) = (world.now - Demo.pastBefore, world.now - Demo.storiesBefore - .days(3))
        at = world.opening(
            DemoWorld.growingMoment(index, of: world.plan.past, from: start, to: end), &chance)
        customer = world.customer(by: at, &chance)
        (isAhead, isPast) = (false, true)
    }

    mutating func play() throws {
        do {
            if isAhead { return try bookAhead() }
            switch chance.weighted([(0, 55), (1, 20), (2, 13), (3, 12)]) {
            case 0: try repair()
            case 1: try complaint()
            case 2: try inquiry()
            default: try installation()
            }
        } catch is Ahead {
            // Now is reached; the rest is for whoever practises.
        }
    }

    // MARK: Time

    /// Goes on to a moment; what lies before already is now.
    mutating func go(to moment: Instant) throws {
        at = max(at, moment)
        if at > world.now { throw Ahead() }
    }

    mutating func wait(minutes: ClosedRange<Int>) throws { try go(to: at + .minutes(chance.int(minutes))) }

    /// Waits while the desk is open.
    mutating func work(minutes: ClosedRange<Int>) throws {
        try go(to: world.rules.deskCalendar.adding(working: .minutes(chance.int(minutes)), to: at))
    }

    /// Nothing more happens with it for now.
    func rest() throws -> Never { throw Ahead() }

    // MARK: People

    /// The use cases at the story's time, as one of a role.
    func by(_ role: String) -> Work { by(world.staff.first(role)) }
    func by(_ person: Staff) -> Work { Work(db: db, rules: world.rules, actor: .staff(person), now: at) }
    var reading: Reading { Reading(db: db, rules: world.rules) }

    mutating func agent() -> Work { by(chance.pick(world.staff.agents)) }

    func technician(_ id: StaffID?) throws -> Work {
        let all = world.staff.byRole[world.rules.settings.technicianRole, default: []]
        return by(all.first { $0.id == id } ?? all[0])
    }

    mutating func say(_ subject: String) -> FieldValue {
        .text(chance.pick(world.data.texts(subject, in: customer.language)))
    }

    // MARK: The first call

    mutating func log(_ kind: String, isDangerous: Bool = false) throws -> ServiceCase {
        let draft = world.draft(kind, customer, &chance, isDangerous: isDangerous)
        let logged = try agent().log(draft).serviceCase
        if chance.happens(0.2) {
            try agent().note(Subject(logged.id), say("notes").plain, toldCustomer: chance.happens(0.3))
        }
        return logged
    }

    /// The customer asks again about the open case.
    mutating func chase(_ c: ServiceCase) throws {
        var draft = CaseDraft(kind: c.kind, customer: c.customer, summary: say("chaser").plain)
        (draft.unit, draft.product, draft.fault) = (c.unit, c.product, c.fault)
        _ = try agent().log(draft)
    }

    /// The same matter reached the desk twice; a supervisor joins the two.
    mutating func double(_ c: ServiceCase) throws {
        var draft = CaseDraft(kind: c.kind, customer: c.customer, summary: c.summary)
        (draft.unit, draft.product, draft.fault) = (c.unit, c.product, c.fault)
        (draft.channel, draft.onRepeat) = (.web, .logAnyway)
        let twin = try agent().log(draft).serviceCase
        try work(minutes: 5...60)
        try by("supervisor").mergeCase(twin.id, into: c.id)
    }
}
