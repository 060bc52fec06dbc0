import ArgumentParser
import Foundation
import Model
import ServiceDesk
import Wording

/// A command that reports on whole days, so that the desk can be asked for its report again and again: what is kept is the words
/// that ask for it, which are read anew each time it is made.
protocol PeriodReport: DeskCommand {
    /// In which forms it can be made; the first where none is said.
    static var made: [ScheduledReport.Form] { get }
    var schedule: ReportSchedule { get }
    /// As a table for spreadsheets.
    var csv: Bool { get }
    /// The words that ask for it, without its days, its form and where it goes.
    var words: [String] { get }

    /// What a file of it holds.
    func text(
        of days: ClosedRange<Day>, as form: ScheduledReport.Form, by actor: Actor, at now: Instant,
        _ v: Viewer
    )
        throws -> String
}

extension PeriodReport {
    static var made: [ScheduledReport.Form] { [.html, .text, .csv, .json] }

    /// The form that is asked for.
    var form: ScheduledReport.Form {
        csv ? .csv : globals.json ? .json : schedule.form ?? Self.made.first ?? .text
    }

    /// Has it made again and again, where that is asked for.
    /// - Returns: whether it was.
    func keep(in session: Session) throws -> Bool {
        guard let every = schedule.every else { return false }
        // Figures leave the desk.
        try session.act { try $0.noteExport(of: "report") }
        try session.output.show(kept(every, session))
        return true
    }

    /// Each file appears whole or not at all, and is not touched once it is there. From then on the desk makes them, unless it is
    /// for this once.
    private func kept(_ every: ReportRhythm, _ session: Session) throws -> KeptReportsView {
        let (today, output) = (session.place.instants.today, session.output)
        let last = every.last(before: today)
        let isForProgram = schedule.to != nil
        var report = ScheduledReport(
            owner: session.actor.staffID ?? StaffID(0), command: words, rhythm: every, form: form,
            target: schedule.to.map { .program($0) } ?? .folder(Self.absolute(schedule.into ?? "")),
            language: output.wording.language,
            madeUntil: isForProgram ? last.lowerBound - 1 : last.upperBound,
            due: session.now, createdAt: session.now)
        var written: [String] = []
        if !isForProgram {
            report.due = session.rules.due(report)
            let maker = ReportMaker(desk: session.desk, outputs: [output.wording.language: output])
            written = try maker.makeMissing(report, before: today, by: session.actor, at: session.now)
        }
        let kept = schedule.once ? nil : try session.act { try $0.schedule(report) }
        let shown = try kept.map { report in try session.read { try ScheduledReportView(report, $0) } }
        return KeptReportsView(written: written, scheduled: shown)
    }

    /// Whoever sweeps the desk stands somewhere else.
    private static func absolute(_ folder: String) -> String {
        folder.hasPrefix("/") ? folder : FileManager.default.currentDirectoryPath + "/" + folder
    }

    /// Refuses what names other days than those that come, and a form that it is not made in.
    func requireNoDays(_ isEmpty: Bool, _ excluded: [String]) throws {
        guard schedule.every == nil || isEmpty else {
            throw OptionFault.without(["--every"], others: excluded)
        }
        guard let form = schedule.form else { return }
        guard !csv && !globals.json else {
            throw OptionFault.without(["--form"], others: ["--csv", "--json"])
        }
        guard Self.made.contains(form) else {
            throw OptionFault.choices("--form", Self.made.map(\.rawValue))
        }
    }

    /// Words of an option, where it was given.
    func option(_ name: String, _ value: String?) -> [String] { value.map { ["--\(name)", $0] } ?? [] }
}

extension ScheduledReport.Form {
    /// A report in this form.
    /// - Parameters:
    ///   - table: for spreadsheets; none where it has no such form.
    ///   - page: where it has none, it is told as text.
    func text(
        of view: some Showable, table: @autoclosure () -> [[String]] = [],
        page: @autoclosure () -> String? = nil,
        _ output: Output
    ) throws -> String {
        switch self {
        case .csv: table().map { CSVText.line($0) }.joined()
        case .json: try JSONText.of(view, pretty: true) + "\n"
        case .html: page() ?? told(view.lines(output))
        case .text: told(view.lines(output))
        }
    }

    /// The same of rows.
    func text<Row: Listable>(of rows: [Row], _ output: Output) throws -> String {
        guard self == .json else {
            return told(rows.isEmpty ? [output.words("cli.nothing")] : output.table(rows))
        }
        return try JSONText.of(rows, pretty: true) + "\n"
    }

    private func told(_ lines: [String]) -> String {
        lines.map { PlainLine.of($0, colours: false) + "\n" }.joined()
    }
}
