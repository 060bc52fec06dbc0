import Model
import Statistics
import Workflow

/// A case in a run.
struct SimulatedCase {
    let opened: Int64
    let pattern: Int
    /// Its own, so that the same case draws the same whoever works.
    var chance: SeededChance
    /// What is done next of its pattern's acts.
    var next = 0
    /// What is done as its event comes.
    var pending: CasePattern.Act?
    /// How much was done by habit.
    var habits = 0
    /// The visit that must be over before anything further happens.
    var awaited: Int?

    // By its workflow.
    private(set) var state = ""
    private(set) var category = StateCategory.new
    private(set) var since: Int64 = 0
    private(set) var closed: Int64?
    /// How many states it entered; timers of an earlier one are void.
    private(set) var entered = 0
    /// How many timers fired at the same moment, the latest in which any did.
    private var fired: (at: Int64, count: Int) = (.min, 0)
    /// What steps wrote into its fields.
    private var fields: [String: FieldValue] = [:]
    var reopened: Int64 = 0
    var isVisitWanted = false
    var severity: Severity
    var clocks = ClockBoard()

    /// Numbers of its visits, in the order they were booked.
    var visits: [Int] = []
    var openVisits: Int64 = 0
    var doneVisits: Int64 = 0
    /// Booked visits that were called off in the past: nobody is to make them.
    var otherVisits: Int64 = 0
    /// When somebody was at the door first.
    var arrived: Int64?

    init(opened: Int64, pattern: Int, severity: Severity, chance: SeededChance) {
        (self.opened, self.pattern, self.severity, self.chance) = (opened, pattern, severity, chance)
    }

    mutating func enter(_ step: Step, at now: Int64) {
        if step.enters { (since, entered) = (now, entered + 1) }
        (state, category) = (step.to, step.category)
        closed = step.category.isOpen ? nil : closed ?? now
        fields.merge(step.sets) { $1 }
    }

    /// Whether another timer may fire. Those whose moments are past would lead a case round in a ring of states for ever.
    mutating func mayFire(at now: Int64) -> Bool {
        fired = (now, fired.at == now ? fired.count + 1 : 1)
        return fired.count <= Self.mostAtOnce
    }

    private static let mostAtOnce = 50

    /// What its workflow's conditions may ask about, in the names of the rule files.
    func facts(_ pattern: CasePattern, at now: Int64) -> Facts {
        var values = pattern.facts.merging(fields) { $1 }
        for (name, since) in pattern.moments {
            values[name] = .instant(Instant(milliseconds: opened) + since)
        }
        values["openedAt"] = .instant(Instant(milliseconds: opened))
        values["closedAt"] = closed.map { .instant(Instant(milliseconds: $0)) }
        values["stateSince"] = .instant(Instant(milliseconds: since))
        values["openVisits"] = .number(openVisits + otherVisits)
        values["doneVisits"] = .number(doneVisits)
        values["openCalls"] = .number(0)
        values["reopened"] = .number(reopened)
        values["severity"] = .text(severity.rawValue)
        values["visitWanted"] = .flag(isVisitWanted)
        return Facts(now: Instant(milliseconds: now), values)
    }
}

/// A visit in a run.
struct SimulatedVisit {
    enum Standing {
        /// Nobody is to come yet.
        case booked
        case waiting
        case underWay
        case over

        /// Whether it can still be called off.
        var isBeforeWay: Bool { self == .booked || self == .waiting }
    }

    let caseNumber: Int
    let leg: CasePattern.Leg
    /// Since when somebody is to come.
    var ready: Int64 = 0
    var standing = Standing.booked
    /// Whose time is held for it, and when.
    var hold: Crew.Hold?
    /// When the window that is promised for it ends; nil where none is.
    var windowEnd: Int64?
    /// Whether somebody was at the door.
    var isThere = false
    /// Nobody sets out for it before.
    var outset: Int64 { min(ready, hold?.stretch.from ?? ready) }
}
