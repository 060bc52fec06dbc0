package import Model
import Records
import ServiceTime
import Workflow

/// What making the reports that were due came to.
package struct ReportsReceipt: Sendable, Hashable {
    package var made = 0
    package var failed = 0
    package init() {}
}

/// A report of one period, to be made now.
package struct ReportOrder: Sendable {
    package var report: ScheduledReport
    package var days: ClosedRange<Day>
    /// Whose rights it is made by.
    package var actor: Actor

    package init(report: ScheduledReport, days: ClosedRange<Day>, actor: Actor) {
        (self.report, self.days, self.actor) = (report, days, actor)
    }
}

extension ServiceDesk {
    /// Longer than any one period of a report takes to make.
    private static let held = Span.hours(1)
    private static let longestWait = Span.hours(6)

    /// Makes the reports that are due, one after another: each is taken before it is made, so that of many who sweep one makes it,
    /// and every period that was made is written down before the next. What fails is tried again, later each time; whoever asked
    /// for it is told of the first failure.
    ///
    /// A practice desk gives none to programs.
    /// - Parameters:
    ///   - clock: what time it is; asked anew for every report.
    ///   - goesOn: whether another may be begun; asked before every period.
    ///   - say: says a phrase in each language, by the language's code.
    ///   - make: makes one and puts it where it belongs.
    package func makeReports(
        clock: () -> Instant, goesOn: () -> Bool = { true }, say: (Phrase) -> [String: String],
        make: (ReportOrder) throws -> Void
    ) throws -> ReportsReceipt {
        var receipt = ReportsReceipt()
        while goesOn() {
            let now = clock()
            // Look before writing: mostly there is nothing.
            guard try hasReportsDue(at: now),
                var report = try act(
                    by: .desk, at: now, isolation: .claiming,
                    {
                        try ScheduledReportStore($0.db).take(
                            programs: programs, at: now, until: now + Self.held)
                    })
            else { break }
            do {
                try makeMissing(&report, clock: clock, goesOn: goesOn, make: make) { receipt.made += 1 }
                try end(&report, nil, at: clock(), say: say)
            } catch {
                receipt.failed += 1
                try end(&report, error, at: clock(), say: say)
            }
        }
        return receipt
    }

    /// Whether there is one to be made.
    package func hasReportsDue(at now: Instant) throws -> Bool {
        try database.read { try ScheduledReportStore($0).isDue(programs: programs, at: now) }
    }

    /// What reports can be given to here.
    private var programs: [String] { isPractice ? [] : rules.notices.names }

    private func makeMissing(
        _ report: inout ScheduledReport, clock: () -> Instant, goesOn: () -> Bool,
        make: (ReportOrder) throws -> Void, made: () -> Void
    ) throws {
        let login = try database.read { db in
            try StaffStore(db).find(report.owner)?.login ?? report.owner.description
        }
        let actor = try actor(named: login)
        let until = report.madeUntil
        let missing = report.rhythm.due(before: rules.localDay(clock())) { $0.upperBound <= until }
        for days in missing {
            guard goesOn() else { return }
            try act(by: actor, at: clock()) { try $0.noteExport(of: "report") }
            try make(ReportOrder(report: report, days: days, actor: actor))
            (report.madeUntil, report.madeAt) = (days.upperBound, clock())
            (report.failures, report.error) = (0, "")
            let done = report
            let isWanted = try act(by: .desk, at: clock(), isolation: .claiming) {
                try ScheduledReportStore($0.db).made(done, until: $0.now + Self.held)
            }
            made()
            guard isWanted else { return }
        }
    }

    /// - Parameter problem: what kept one from being made.
    private func end(
        _ report: inout ScheduledReport, _ problem: (any Error)?, at now: Instant,
        say: (Phrase) -> [String: String]
    ) throws {
        var why: [String: String] = [:]
        if let problem {
            let phrase =
                (problem as? any Fault)?.phrase ?? Phrase("report.fault", ["error": .text("\(problem)")])
            why = say(phrase)
            report.failures += 1
            report.error = why[report.language] ?? why.values.sorted().first ?? ""
            report.due = now + Self.wait(after: report.failures)
        } else {
            report.due = rules.due(report)
        }
        let (ended, isFirst) = (report, report.failures == 1)
        let days = report.rhythm.next(after: report.madeUntil)
        let name = PhraseFact.text(report.fileName(of: days))
        let message = isFirst ? failure(name, why, say) : [:]
        try act(by: .desk, at: now, isolation: .claiming) { work in
            try ScheduledReportStore(work.db).end(ended)
            if isFirst { try work.tell(ended.owner, .word, .desk, Label(message)) }
        }
    }

    /// That a report could not be made, in each language with the reason in that language.
    private func failure(_ name: PhraseFact, _ why: [String: String], _ say: (Phrase) -> [String: String])
        -> [String: String]
    {
        why.reduce(into: [:]) { said, reason in
            let facts = ["report": name, "error": PhraseFact.text(reason.value)]
            said[reason.key] = say(Phrase("report.failed", facts))[reason.key]
        }
    }

    /// A quarter of an hour after the first failure, twice as long after each further one.
    private static func wait(after failures: Int) -> Span {
        var wait = Span.minutes(15)
        for _ in 1..<max(1, min(failures, 10)) where wait < longestWait {
            wait = Span(milliseconds: wait.milliseconds * 2)
        }
        return min(wait, longestWait)
    }
}

extension Rules {
    /// When the next of a report is to be made: as soon as its last day is over.
    package func due(_ report: ScheduledReport) -> Instant {
        let next = report.rhythm.next(after: report.madeUntil)
        return deskCalendar.instant(next.upperBound + 1, minute: 0)
    }
}

extension NoticeProgram {
    /// What a report is given to a program with: the notice that it is there, with the report beside it.
    package func order(
        _ order: ReportOrder, text: String, saying message: [String: String], at now: Instant
    ) throws -> NoticeOrder {
        let person = order.actor.staff
        let name = order.report.fileName(of: order.days)
        return try self.order(
            Notice(.word, role: "", subject: .desk, message: Label(message), at: now),
            for: person.map { ($0.login, $0.name) }, try: order.report.failures + 1, saying: message,
            report: ToldReport(name: name, text: text))
    }
}
