package import Model
package import Records
import Resources
package import ServiceDesk
import Synchronization

/// A desk of its own for one test, on the shipped rules, with one person of each role and a clock that stands still
/// until told to move.
package final class TemporaryDesk {
    package let desk: ServiceDesk
    package var now: Instant
    private let place: TemporaryDatabase

    /// The shipped rules, read once for all tests.
    package static let rules: Rules = {
        do { return try Rules(library: ResourceLibrary()) } catch {
            fatalError("the shipped rules are broken: \(error)")
        }
    }()

    package init(
        on backend: Backend = .current, now: Instant = Samples.now, rules: Rules? = nil
    ) throws {
        self.now = now
        if backend == .sqlite, now == Samples.now, rules == nil {
            place = try TemporaryDatabase(copying: Self.template.get().path)
            desk = try ServiceDesk(database: place.database, rules: Self.rules)
        } else {
            place = try TemporaryDatabase(backend)
            desk = try Self.found(in: place, now: now, rules: rules ?? Self.rules)
        }
    }

    private static func found(in place: TemporaryDatabase, now: Instant, rules: Rules) throws -> ServiceDesk {
        let desk = try ServiceDesk.found(
            in: place.database, admin: "admin", practice: true, rules: rules, at: now - .days(30))
        try desk.act(by: .desk, at: now - .days(30)) { work in
            for person in people { _ = try work.addStaff(person) }
        }
        return desk
    }

    /// A desk in a file: to copy it takes a tenth of the time of founding one, and less of filling it.
    private struct Template: Sendable {
        let folder: TemporaryFolder
        let now: Instant
        var path: String { folder.file("desk.sqlite") }

        init(of desk: ServiceDesk, now: Instant) throws {
            (folder, self.now) = (try TemporaryFolder(), now)
            try desk.database.backup(to: folder.file("desk.sqlite"))
        }
    }

    /// A desk as all tests begin with.
    private static let template = Result {
        let place = try TemporaryDatabase(.sqlite)
        return try Template(of: found(in: place, now: Samples.now, rules: rules), now: Samples.now)
    }

    private static let filled = Mutex<[String: Template]>([:])

    /// A desk that many tests begin with: filled once, then copied; by other rules than the shipped ones each time anew.
    /// - Parameter name: of what it is filled with; the same each time.
    package static func copied(
        _ name: String, by rules: Rules? = nil, _ fill: () throws -> TemporaryDesk
    ) throws -> TemporaryDesk {
        if rules != nil { return try fill() }
        let known = filled.withLock { $0[name] }
        let template =
            try known
            ?? {
                let made = try fill()
                return try Template(of: made.desk, now: made.now)
            }()
        filled.withLock { $0[name] = template }
        let place = try TemporaryDatabase(copying: template.path)
        return TemporaryDesk(
            place, try ServiceDesk(database: place.database, rules: Self.rules), now: template.now)
    }

    /// The same desk over a line that can be lost.
    package func overALine(describedAs description: DatabaseDescription? = nil) throws -> (
        desk: TemporaryDesk, line: LosableDatabase
    ) {
        let line = LosableDatabase(desk.database, describedAs: description)
        return (TemporaryDesk(place, try ServiceDesk(database: line, rules: desk.rules), now: now), line)
    }

    private init(_ place: TemporaryDatabase, _ desk: ServiceDesk, now: Instant) {
        (self.place, self.desk, self.now) = (place, desk, now)
    }

    package var folder: TemporaryFolder { place.folder }
    /// What `--db` and `ServiceDesk.open` take.
    package var url: String { place.url }

    package static let people: [Staff] = [
        Staff(id: StaffID(0), login: "li", name: "李娜", roles: ["agent"], languages: ["zh-Hans", "en"]),
        Staff(id: StaffID(0), login: "wang", name: "王强", roles: ["dispatcher"]),
        Staff(id: StaffID(0), login: "chen", name: "陈静", roles: ["supervisor"]),
        Staff(id: StaffID(0), login: "zhao", name: "赵敏", roles: ["follow-up clerk"]),
        Staff(id: StaffID(0), login: "sun", name: "孙丽", roles: ["quality"]),
        Staff(
            id: StaffID(0), login: "t1", name: "周师傅", roles: ["technician"],
            skills: ["air-conditioner", "refrigerator", "washing-machine"], zones: [],
            home: Place(latitude: 31.21, longitude: 121.55)),
        Staff(
            id: StaffID(0), login: "t2", name: "吴师傅", roles: ["technician"],
            skills: ["electronics", "gas", "kitchen"], zones: [],
            home: Place(latitude: 31.25, longitude: 121.45)),
    ]

    /// Acts as someone, now.
    package func `as`<T>(_ login: String, _ body: (Work) throws -> T) throws -> T {
        try desk.act(by: try desk.actor(named: login), at: now, body)
    }

    /// What the doctor says; empty when all is sound.
    package func problems() throws -> [Phrase] { try desk.examine(at: now).flatMap(\.problems) }
}
