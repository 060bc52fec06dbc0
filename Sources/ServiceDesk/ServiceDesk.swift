package import Model
package import Records
import Synchronization
import Workflow

/// The only door through which anything changes. A use case is a method of `Work`, run in one transaction:
///
///     let receipt = try desk.act(by: actor, at: now) { try $0.log(draft) }
///
/// When the closure returns, everything it did is durable; when it throws, nothing of it happened.
package final class ServiceDesk: Sendable {
    package let database: any Database
    /// Those of the files; `rules` are those in force.
    private let filed: Rules
    private let inForce: Mutex<RulesInForce>
    /// A practice desk accepts any time as now; on a real one only the clock's.
    package let isPractice: Bool
    private let boards = BoardCache()
    private let books = BookCache()
    /// The minute in which late visits were looked for last.
    let latenessLooked = Mutex<Int64>(.min)
    /// The ten minutes in which calls that nobody may make were looked for last.
    let strandedLooked = Mutex<Int64>(.min)
    /// The day for which recurring plans were last found to be done with.
    let plansLooked = Mutex<Day?>(nil)
    /// The minute in which campaigns were tended last.
    let campaignsLooked = Mutex<Int64>(.min)
    /// The minute in which cases were given out last, and where to look on.
    let assignmentLooked = Mutex<(minute: Int64, next: CaseKey?)>((.min, nil))

    package init(database: any Database, rules: Rules) throws {
        self.database = database
        filed = rules
        let (isPractice, inForce) = try database.read {
            (try SettingsStore($0).get("practice") == "true", try RulesInForce(rules, $0))
        }
        self.isPractice = isPractice
        self.inForce = Mutex(inForce)
    }

    /// The rules as the last transaction found them in force.
    package var rules: Rules { inForce.withLock { $0.rules } }

    /// What others approved meanwhile holds from the next transaction on.
    private func rules(_ db: any Connection) throws -> Rules {
        let known = inForce.withLock { $0 }
        guard try !known.isCurrent(db) else { return known.rules }
        let fresh = try RulesInForce(filed, db)
        inForce.withLock { $0 = fresh }
        return fresh.rules
    }

    /// Everything `body` does is one transaction, by one actor, at one moment. It may be run again from its beginning when
    /// others wrote at the same time, so it sets what is outside, and does not add to it.
    package func act<T>(
        by actor: Actor, at now: Instant, isolation: Isolation = .serializable, _ body: (Work) throws -> T
    ) throws -> T {
        try database.write(isolation) {
            try body(
                Work(
                    db: $0, rules: rules($0), actor: actor, now: now, books: books, sends: !isPractice))
        }
    }

    /// A consistent look at the records.
    package func read<T>(_ body: (Reading) throws -> T) throws -> T {
        try database.read { try body(Reading(db: $0, rules: rules($0), boards: boards, books: books)) }
    }

    /// Who signs in by this name.
    /// - Throws: `DeskFault.unknownStaff`, `DeskFault.inactiveStaff`.
    package func actor(named login: String) throws -> Actor {
        guard let staff = try database.read({ try StaffStore($0).find(login: login) }) else {
            throw DeskFault.unknownStaff(login)
        }
        guard staff.active else { throw DeskFault.inactiveStaff(login) }
        return .staff(staff)
    }
}

/// One transaction in progress: who acts, when, and on what. Use cases are its methods, one file each.
package final class Work {
    let db: any Connection
    package let rules: Rules
    package let actor: Actor
    package let now: Instant
    private let books: BookCache
    /// Whether notices go to programs as well; those of a practice desk do not.
    let sends: Bool
    /// How deep reactions of matters to one another have gone; a loop in the definitions ends here.
    var depth = 0
    /// What a case is not told in this transaction, since what it would do has been done.
    var withheld: Set<Signal> = []

    init(
        db: any Connection, rules: Rules, actor: Actor, now: Instant, books: BookCache = BookCache(),
        sends: Bool = false
    ) {
        self.db = db
        self.rules = rules
        self.actor = actor
        self.now = now
        self.books = books
        self.sends = sends
    }

    package var reading: Reading { Reading(db: db, rules: rules, books: books) }

    var customers: CustomerStore { CustomerStore(db) }
    var units: UnitStore { UnitStore(db) }
    var cases: CaseStore { CaseStore(db) }
    var visits: VisitStore { VisitStore(db) }
    var calls: CallStore { CallStore(db) }
    var callMatters: CallMatterStore { CallMatterStore(db) }
    var clocks: ClockStore { ClockStore(db) }
    var timers: TimerStore { TimerStore(db) }
    var staff: StaffStore { StaffStore(db) }
    var approvals: ApprovalStore { ApprovalStore(db) }
    var empowerments: EmpowermentStore { EmpowermentStore(db) }
    var views: ViewStore { ViewStore(db) }
    var notes: NoteStore { NoteStore(db) }
    var notices: NoticeStore { NoticeStore(db) }
    var search: SearchIndex { SearchIndex(db) }
    var dispatch: DispatchStore { DispatchStore(db) }
    var history: HistoryStore { HistoryStore(db) }
    var stock: StockStore { StockStore(db) }
    var ways: WayStore { WayStore(db) }
    var surveys: SurveyStore { SurveyStore(db) }
    var campaigns: CampaignStore { CampaignStore(db) }
    var reviews: ReviewStore { ReviewStore(db) }
    var calibrations: CalibrationStore { CalibrationStore(db) }
    var campaignMembers: CampaignMemberStore { CampaignMemberStore(db) }

    func record(
        _ subject: Subject, _ event: String, _ facts: [String: FieldValue] = [:], version: Int? = nil,
        isFirst: Bool = false
    ) throws {
        var facts = facts
        if let standIn = actor.standIn { facts["signedIn"] = .text(standIn) }
        try Journal(db).append(
            subject, event, by: actor.login, at: now, facts: facts, version: version, isFirst: isFirst)
    }

    /// The same transaction, acting as the desk itself (reactions, timers).
    func asDesk() -> Work {
        let work = Work(db: db, rules: rules, actor: .desk, now: now, books: books, sends: sends)
        (work.depth, work.withheld) = (depth, withheld)
        return work
    }

    /// Refuses an actor without a right; the desk itself has all.
    func require(_ right: Right) throws {
        if case .desk = actor { return }
        guard rules.roles.allows(actor.roles, right) else {
            throw DeskFault.notAllowed(login: actor.login, right: right.rawValue)
        }
    }

    /// Runs one of several pieces so that its failure undoes only itself (bulk edits, imports).
    package func piece<T>(_ body: () throws -> T) throws -> T { try db.savepoint(body) }
}
