import Model
import ServiceDesk
import Workflow

/// An opened desk with someone at it: what every command that reads or changes records works with.
struct Session {
    let place: Workplace
    let desk: ServiceDesk
    let actor: Actor

    var now: Instant { place.now }
    var output: Output { place.output }
    /// Those in force at the desk.
    var rules: Rules { desk.rules }

    /// Opens the desk and signs in.
    /// - Throws: `StorageFault`, `DeskFault.unknownStaff`, `.inactiveStaff`, `.notOnStaff`, `.mayNotActFor`,
    ///   `.notPractice`.
    init(_ place: Workplace) throws {
        self.place = place
        desk = try ServiceDesk.open(place.database, rules: place.rules)
        if !desk.isPractice { try place.refuseOtherTime() }
        actor = try Session.signIn(to: desk, as: Session.named(place))
    }

    /// Opens the desk for upkeep: the desk itself acts unless someone is named.
    init(upkeep place: Workplace) throws {
        self.place = place
        desk = try ServiceDesk.open(place.database, rules: place.rules)
        if !desk.isPractice { try place.refuseOtherTime() }
        if let named = Session.named(place) {
            actor = try desk.actor(named: named, signedIn: desk.signedIn())
        } else {
            actor = .desk
        }
    }

    private static func named(_ place: Workplace) -> String? {
        place.options.actor ?? Surroundings.environment["AFTERCARE_AS"]
    }

    /// The one the database let in; where it knows nobody, the system's user. On a practice desk that one need not be on
    /// the staff: its administrator then acts.
    private static func signIn(to desk: ServiceDesk, as name: String?) throws -> Actor {
        if let signedIn = try desk.signedIn() {
            return try desk.actor(named: name ?? signedIn.login, signedIn: signedIn)
        }
        if let name { return try desk.actor(named: name) }
        guard let user = Surroundings.userName else { throw UsageFault.nobody }
        do {
            return try desk.actor(named: user)
        } catch DeskFault.unknownStaff where desk.isPractice {
            return try desk.actor(named: ServiceDesk.practiceAdministrator)
        }
    }

    /// A use case, at the session's time, by who is signed in.
    func act<T>(_ body: (Work) throws -> T) throws -> T { try desk.act(by: actor, at: now, body) }

    /// A consistent look at the records; the viewer makes of them what is shown.
    func read<T>(_ body: (Viewer) throws -> T) throws -> T {
        try desk.require(.read, of: actor)
        return try desk.read { try body(Viewer($0, output, at: now)) }
    }

    /// Does something and shows what came of it, as it stands after the commit.
    func act<T, Shown>(_ body: (Work) throws -> T, thenShow show: (T, Viewer) throws -> Shown) throws -> Shown
    {
        let result = try act(body)
        return try read { try show(result, $0) }
    }

    /// Takes the next piece of work from a line and shows it.
    func claim<T, Shown>(_ body: (Work) throws -> T, thenShow show: (T, Viewer) throws -> Shown) throws
        -> Shown
    {
        let result = try desk.claim(by: actor, at: now, body)
        return try read { try show(result, $0) }
    }
}
