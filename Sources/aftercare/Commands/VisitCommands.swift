import ArgumentParser
import Dispatching
import Model
import Records
import ServiceDesk
import ServiceTime
import Wording
import Workflow

struct VisitCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "visit", abstract: "Find free slots, book visits, and follow them.",
        subcommands: [
            FreeSlots.self, BookVisit.self, NextVisit.self, AssignVisit.self, LockVisit.self,
            UnlockVisit.self, SplitVisit.self,
            ListVisits.self, ShowVisit.self, DoVisit.self, ShowSheet.self, VisitCalendars.self,
            VisitPartCommands.self, EstimateVisit.self, BillVisit.self, CreditBill.self, ListBills.self,
            CheckDispatching.self,
        ])
}

/// What `visit slots` and `visit book` both ask.
struct VisitWishOptions: ParsableArguments {
    @Argument(help: "The case to visit for, such as C12.") var id: CaseID
    @Option(help: "How many days to look at, today included.") var days = 7
    @Option(help: ArgumentHelp("Not before this moment.", valueName: "instant")) var from: String?
    @Option(help: "Only this technician, by sign-in name.") var technician: String?
    @Option(help: "Minutes on site, in place of the product's own.") var minutes: Int?
    @Option(help: ArgumentHelp("The visit this one follows up.", valueName: "visit")) var parent: VisitID?
    @Option(
        help: ArgumentHelp(
            "When the customer can be there, on any day; may be given several times.",
            valueName: "08:00-12:00"))
    var between: [DayWindow] = []
    @Option(
        name: .customLong("part"),
        help: ArgumentHelp(
            "A part it needs beside what the rules say; may be given several times.", valueName: "code[=n]"))
    var parts: [String] = []

    func validate() throws {
        guard (1...60).contains(days) else { throw OptionFault.between("--days", low: "1", high: "60") }
        if let minutes, !(5...1440).contains(minutes) {
            throw OptionFault.between("--minutes", low: "5", high: "1440")
        }
    }

    func wish(in reading: Reading, _ instants: InstantReader) throws -> VisitWish {
        var wish = VisitWish(caseID: id)
        wish.days = days
        wish.from = try from.map(instants.instant)
        wish.technician = try technician.map { try reading.staff(named: $0).id }
        wish.minutes = minutes
        wish.parent = parent
        wish.between = between
        wish.parts = try PartCounts.read(parts, reading.rules)
        return wish
    }
}

struct FreeSlots: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "slots",
        abstract:
            "Free slots for a case, cheapest first; says why when there is none, and what would free one.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var wish: VisitWishOptions
    @Option(help: "At most so many.") var limit = 9
    @Flag(help: "Every technician who could come in a window, not only who does it best.") var everybody =
        false

    func run(in session: Session) throws {
        try session.output.list(
            session.read { v in
                let slots = try v.reading.slots(
                    wish.wish(in: v.reading, session.place.instants), by: session.actor, at: session.now,
                    limit: max(1, limit),
                    each: everybody ? .windowAndTechnician : .window)
                return try slots.map { try SlotView($0, v) }
            })
    }
}

struct BookVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Book a visit into a free slot: the named one, or the best.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup var wish: VisitWishOptions
    @Argument(
        help:
            "A slot as `visit slots` names it, such as li@2026-11-25T10:00; without one, the best."
    )
    var slot: String?

    func run(in session: Session) throws {
        let visit = try session.act { work in
            let wish = try wish.wish(in: work.reading, session.place.instants)
            let free = try work.reading.slots(
                wish, by: session.actor, at: session.now, limit: slot == nil ? 1 : .max,
                each: slot == nil ? .window : .windowAndTechnician)
            let chosen = try free.first {
                try slot == nil || SlotView.name($0, work.reading, session.output) == slot
            }
            guard let chosen else {
                throw DeskFault.slotRefused(reasons: [Phrase("cli.noSuchSlot", ["slot": .text(slot ?? "")])])
            }
            return try work.book(wish, slot: chosen)
        } thenShow: {
            try VisitView($0, $1)
        }
        try session.output.show(visit)
    }
}

struct NextVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "The visit that must follow one with no access, without its parts, or not finished.",
        discussion: """
            Free slots for it, cheapest first: by the same technician where that helps, and not before its parts come. With \
            --book the best is booked.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit before, such as V3.") var id: VisitID
    @Option(help: "How many days to look at, today included.") var days = 14
    @Option(help: "At most so many.") var limit = 9
    @Flag(help: "Book the best.") var book = false

    func validate() throws {
        guard (1...60).contains(days) else { throw OptionFault.between("--days", low: "1", high: "60") }
    }

    func run(in session: Session) throws {
        func slots(_ reading: Reading) throws -> (wish: VisitWish, slots: [Slot]) {
            let visit = try reading.visit(id)
            try reading.requireReach(.read, of: visit.caseID, session.actor)
            guard let owed = try reading.owed(by: visit.caseID), owed.parent.id == id else {
                throw VisitFault.nothingOwed(id)
            }
            var wish = owed.wish
            wish.days = days
            let slots = try reading.slots(
                wish, by: session.actor, at: session.now, limit: book ? 1 : max(1, limit))
            return (wish, slots)
        }
        guard book else {
            return try session.output.list(
                session.read { v in try slots(v.reading).slots.map { try SlotView($0, v) } })
        }
        let visit = try session.act { work in
            let (wish, slots) = try slots(work.reading)
            guard let best = slots.first else { throw VisitFault.nothingOwed(id) }
            return try work.book(wish, slot: best)
        } thenShow: {
            try VisitView($0, $1)
        }
        try session.output.show(visit)
    }
}

extension SlotView {
    init(_ s: Slot, _ v: Viewer) throws {
        let person = try v.reading.staff.find(s.technician)
        self.init(
            slot: try SlotView.name(s, v.reading, v.output),
            technician: person?.login ?? s.technician.description, promised: WindowView(s.promised, v.output),
            planned: WindowView(s.planned, v.output), travel: s.addedTravel, keepsPromise: s.keepsPromise,
            preferred: s.isPreferred, helper: try v.login(s.helper), overtime: s.overtime,
            price: PriceView(s),
            why: s.reasons.map { v.output.wording.say($0) }, shown: s,
            name: person?.name ?? "")
    }

    /// `li@2026-11-25T10:00`: who, and the start of the arrival window in the desk's zone. The
    /// planned minute is no part of it: it may move between looking and booking, the window does not.
    static func name(_ s: Slot, _ reading: Reading, _ output: Output) throws -> String {
        let login = try reading.staff.find(s.technician)?.login ?? s.technician.description
        return "\(login)@\(output.iso(s.promised.start).prefix(16))"
    }
}

struct ListVisits: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Open visits by planned time; or all of a case, or of a day.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(name: .customLong("case"), help: ArgumentHelp("All visits for this case.", valueName: "case"))
    var caseID: CaseID?
    @Option(help: "Only this technician's, by sign-in name.") var technician: String?
    @Option(help: ArgumentHelp("All visits planned on this day.", valueName: "date")) var day: String?
    @Option(help: "Open visits of this view, in its order and columns.") var view: String?
    @Flag(help: "Only what counts as at risk in the view, and is not late: goes with --view.")
    var atRisk = false
    @Option(help: ArgumentHelp("Only those that fit: as after / on the screen.", valueName: "terms"))
    var filter: String?
    @Option(help: "At most so many.") var limit = 200

    func validate() throws {
        if view != nil, caseID != nil || day != nil || technician != nil {
            throw OptionFault.without(["--view"], others: ["--case", "--technician", "--day"])
        }
        if atRisk, view == nil { throw OptionFault.with(["--at-risk"], others: ["--view"]) }
    }

    /// What a filter admits may come late in the list.
    private var most: Int { filter == nil ? max(1, limit) : WorkStore.reach }

    func run(in session: Session) throws {
        try session.read { v in
            let technician = try technician.map { try v.reading.staff(named: $0).id }
            let view = try view.map { try v.reading.workView($0, of: .visits, for: session.actor) }
            let visits: [Visit]
            if let view {
                visits = try v.reading.visits(
                    of: view, isAtRisk: atRisk, by: session.actor, at: session.now, limit: most)
            } else if let caseID {
                _ = try v.reading.serviceCase(caseID, to: session.actor)
                visits = try v.reading.visits.of(caseID).filter {
                    technician == nil || $0.technician == technician
                }
            } else if let day {
                let day = try session.place.instants.day(day)
                let calendar = session.rules.deskCalendar
                let window = Window(
                    start: calendar.instant(day, minute: 0), end: calendar.instant(day + 1, minute: 0))
                visits = try v.reading.visits.planned(in: window, technician: technician)
            } else {
                visits = try v.reading.visits.open(
                    technician: technician,
                    within: v.reading.cases(reachedBy: .read, of: session.actor), limit: most)
            }
            let fitting = try session.fitting(visits, .visits, filter, limit: limit, v.reading) {
                $0.id.number
            }
            try WorkLister(view?.terms.columns ?? [], v).list(
                v.reading.readable(fitting, by: session.actor) { $0.caseID })
        }
    }
}

struct ShowVisit: DeskCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "One visit.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID

    func run(in session: Session) throws {
        try session.output.show(
            session.read { v in
                try v.reading.requireReach(.read, on: Subject(id), session.actor)
                return try VisitView(v.reading.visit(id), v)
            })
    }
}

struct AssignVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Give a planned visit to another technician; what was promised stays.")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "The visit, such as V3.") var id: VisitID
    @Argument(help: "The technician, by sign-in name.") var technician: String

    func run(in session: Session) throws {
        let visit = try session.act { work in
            try work.assign(id, to: work.reading.staff(named: technician).id)
        } thenShow: {
            try VisitView($0, $1)
        }
        try session.output.show(visit)
    }
}

struct DoVisit: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "do",
        abstract: "Take a transition of the visit's workflow; without one, say which there are.",
        usage: "aftercare visit do V3 [V4 …] [TRANSITION [field=value …]]")

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Argument(help: "One or more visits, then the transition and its fields.") var words: [String]

    func run(in session: Session) throws {
        try session.carryOut(
            Order<VisitID>(words),
            find: { try $0.visit($1) },
            offers: { try $0.offers($1, by: session.actor, at: session.now) },
            workflow: { try session.rules.workflow(of: $0) },
            take: { try $0.take($1, on: $2, given: $3) },
            view: { try VisitView($0, $1) })
    }
}
