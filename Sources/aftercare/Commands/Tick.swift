import ArgumentParser
import Model
import ServiceDesk

struct Tick: UpkeepCommand {
    static let configuration = CommandConfiguration(
        commandName: "tick",
        abstract: "Fire the timers and breaches that are due, each exactly once; for cron or a service unit.",
        discussion: """
            Notices are handed to the commands of notify.yaml, and scheduled reports are made. Where dispatching.yaml names a map service, it is asked for the ways
            of the coming days, too.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions

    func run(in session: Session) throws {
        let swept = try session.desk.sweep(at: session.now)
        // Whatever keeps notices from being handed over, the sweep is told and the ways are asked for.
        let posted = Result { try sendNotices(session) }
        let made = Result { try makeReports(session) }
        try session.output.show(
            SweepView(
                swept, (try? posted.get()) ?? SendingReceipt(), (try? made.get()) ?? ReportsReceipt()))
        let told = try session.desk.askWays(by: session.actor, at: session.now, ask: MapClient.ask)
        _ = try posted.get()
        _ = try made.get()
        if let problem = told?.problem { throw problem }
    }

    private func makeReports(_ session: Session) throws -> ReportsReceipt {
        guard try session.desk.hasReportsDue(at: session.now) else { return ReportsReceipt() }
        let ahead = session.now - Surroundings.now
        return try session.desk.makeReports(session.place.wordings(), clock: { Surroundings.now + ahead })
    }

    private func sendNotices(_ session: Session) throws -> SendingReceipt {
        let wordings = try session.desk.rules.notices.all.isEmpty ? [] : session.place.wordings()
        return try session.desk.sendNotices(
            clock: { Surroundings.now }, say: wordings.inEach, run: { NoticeRunner.run($0) })
    }
}

struct SweepView: Showable {
    let transitions: Int
    let refused: Int
    let breaches: Int
    let internalBreaches: Int
    let late: Int
    /// Follow-up calls made out by plans that recur.
    let planned: Int
    /// Calls that are due and that everybody who makes calls is barred from, told now.
    let stranded: Int
    /// Cases that nobody had and somebody has now.
    let assigned: Int
    /// Notices that commands took, and tries of those that failed.
    let sent: Int
    let notSent: Int
    /// Scheduled reports that were made, and those that could not be.
    let reports: Int
    let reportsFailed: Int

    init(_ receipt: SweepReceipt, _ posted: SendingReceipt, _ made: ReportsReceipt) {
        (reports, reportsFailed) = (made.made, made.failed)
        (sent, notSent) = (posted.sent, posted.failed + posted.givenUp)
        (transitions, refused) = (receipt.transitions, receipt.refused)
        (breaches, internalBreaches) = (receipt.breaches, receipt.internalBreaches)
        (late, planned, assigned) = (receipt.late, receipt.planned, receipt.assigned)
        stranded = receipt.stranded
    }

    func lines(_ output: Output) -> [String] {
        [
            output.words(
                "cli.swept",
                [
                    "transitions": .count(transitions), "refused": .count(refused),
                    "breaches": .count(breaches),
                    "internal": .count(internalBreaches), "late": .count(late),
                ])
        ] + (planned > 0 ? [output.words("cli.sweptPlanned", ["count": .count(planned)])] : [])
            + (stranded > 0 ? [output.words("cli.sweptStranded", ["count": .count(stranded)])] : [])
            + (assigned > 0 ? [output.words("cli.sweptAssigned", ["count": .count(assigned)])] : [])
            + (sent > 0 ? [output.words("cli.sweptSent", ["count": .count(sent)])] : [])
            + (notSent > 0 ? [output.words("cli.sweptNotSent", ["count": .count(notSent)])] : [])
            + (reports > 0 ? [output.words("cli.sweptReports", ["count": .count(reports)])] : [])
            + (reportsFailed > 0
                ? [output.words("cli.sweptReportsFailed", ["count": .count(reportsFailed)])] : [])
    }
}
