import Dispatching
import Model
import ServiceDesk

/// What keeps a day from going as it is booked, as it is told at the desk.
enum Upset: Sendable, Hashable {
    case late(StaffID, name: String, minutes: Int, reason: String)
    /// Until then, or for the rest of that day.
    case away(StaffID, name: String, on: Day, until: Instant?, reason: String)
    /// A visit for a case that must begin within so many minutes, and what it needs, by code.
    case emergency(CaseID, minutes: Int, parts: [String: Int] = [:])

    /// Why, as it was told; "" where it was not.
    var reason: String {
        switch self {
        case .late(_, _, _, let reason), .away(_, _, _, _, let reason): reason
        case .emergency: ""
        }
    }
}

/// The day that it falls on, with nothing repaired yet.
struct UpsetDay: Sendable {
    enum Matter: Sendable {
        case disruption(Disruption)
        case emergency(Emergency)
    }

    let matter: Matter
    let book: DayBook
    /// The day before it happened.
    let before: DayPlan
    /// What it comes to if nobody does anything about it.
    let asLeft: Repair
    var left: DayPlan { asLeft.plan }

    init(_ upset: Upset, _ reading: Reading, at now: Instant) throws {
        switch upset {
        case .late(let who, _, let minutes, let reason):
            matter = .disruption(try reading.delay(of: who, minutes: minutes, reason: reason, at: now))
        case .away(let who, _, let date, let until, let reason):
            matter = .disruption(
                try reading.absence(of: who, on: date, until: until, reason: reason, at: now))
        case .emergency(let id, let minutes, let parts):
            matter = .emergency(try reading.emergency(id, within: minutes, parts: parts, at: now))
        }
        switch matter {
        case .disruption(let disruption): book = try reading.dayBook(disruption, at: now)
        case .emergency(let emergency): book = emergency.book
        }
        asLeft = Repair(book, DayPlan(book.day))
        before = DayPlan(try reading.dayBook(book.date, at: now).day)
    }

    /// Whether there is anything to search for.
    var isHurt: Bool {
        if case .emergency = matter { true } else { asLeft.isNeeded }
    }
}

/// The day repaired, or as far as it can be.
struct MendedDay: Sendable {
    let day: UpsetDay
    let repair: Repair
    let emergency: EmergencyPlan?

    init(_ day: UpsetDay, _ plan: DayPlan) {
        self.day = day
        if case .emergency(let emergency) = day.matter {
            let found = EmergencyPlan(emergency, plan)
            (self.emergency, repair) = (found, found.repair)
        } else {
            (emergency, repair) = (nil, Repair(day.book, plan))
        }
    }

    var plan: DayPlan { repair.plan }
    /// Other visits than the emergency's that are planned otherwise, or come later by themselves.
    var changes: [VisitChange] { repair.changes.filter { $0.visit != Emergency.visit } }
    /// Visits whose customers must be called, besides the one who waits for the emergency's.
    var told: [VisitID] { repair.told.filter { $0 != Emergency.visit } }

    /// Nobody can be there for the emergency.
    var isHopeless: Bool {
        if case .emergency = day.matter { emergency?.assignment == nil } else { false }
    }

    /// Who has to do with it.
    var touched: Set<StaffID> {
        let causes = day.book.causes.compactMap { day.before.day.visit[$0]?.booked.technician }
        let changed = plan.changes.flatMap { [$0.before.technician, $0.after.technician] }
        return Set(causes + changed.compactMap { $0 })
    }
}
