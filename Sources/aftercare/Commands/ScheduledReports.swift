import ArgumentParser
import Model
import ServiceDesk
import Wording

struct ListScheduledReports: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "scheduled",
        abstract:
            "The reports that the desk makes for you again and again; to who configures it everybody's.",
        discussion: """
            They are asked for by --every, which commands that report on days have (aftercare report service, report open, report faults, \
            followup report, dispatch report, gap show, survey results, quality agents, audit report), and made by whatever sweeps the desk: an open desk or \
            aftercare tick. One that fails is tried again, and you are told.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @Option(help: ArgumentHelp("Have this one made no more.", valueName: "number")) var withdraw: Int64?

    func run(in session: Session) throws {
        if let withdraw {
            try session.output.show(
                session.act {
                    try $0.withdrawReport(withdraw)
                } thenShow: {
                    try ScheduledReportView($0, $1)
                })
            return session.output.remark("report.withdrawn", ["number": .text(String(withdraw))])
        }
        try session.output.list(
            session.read { v in
                try v.reading.scheduledReports(for: session.actor).map { try ScheduledReportView($0, v) }
            })
    }
}

/// A report that the desk makes again and again.
struct ScheduledReportView: Listable {
    let report: Int64
    @OrNull var owner: String?
    /// The words that ask for it.
    let command: [String]
    let rhythm: ReportRhythm
    let form: ScheduledReport.Form
    @OrNull var folder: String?
    @OrNull var program: String?
    let language: String
    /// The last day of the latest that was made.
    let madeUntil: String
    /// When the next is made, or tried again.
    let next: String
    let failures: Int
    @OrNull var error: String?
    private let nextText: String

    private enum CodingKeys: String, CodingKey {
        case report, owner, command, rhythm, form, folder, program, language, madeUntil, next, failures, error
    }

    init(_ report: ScheduledReport, _ v: Viewer) throws {
        (self.report, rhythm, form, language) = (report.id, report.rhythm, report.form, report.language)
        _owner = OrNull(try v.login(report.owner))
        command = report.command
        switch report.target {
        case .folder(let path): (_folder, _program) = (OrNull(path), OrNull(nil))
        case .program(let name): (_folder, _program) = (OrNull(nil), OrNull(name))
        }
        madeUntil = report.madeUntil.description
        (next, nextText) = (v.output.iso(report.due), v.output.moment(report.due))
        failures = report.failures
        _error = OrNull(report.error.isEmpty ? nil : report.error)
    }

    static let titles = [
        "cli.title.report", "cli.title.reportOf", "cli.title.rhythm", "cli.title.form", "cli.title.goesTo",
        "cli.title.next",
        "cli.title.owner", "cli.title.lastError",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(String(report), .strong),
            TextCell(command.joined(separator: " ")),
            TextCell(output.words("report.rhythm.\(rhythm.rawValue)")),
            TextCell(form.rawValue), TextCell(folder ?? program ?? ""), TextCell(nextText),
            TextCell(owner ?? ""), TextCell(error ?? "", .alarm),
        ]
    }
}

extension ScheduledReportView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}
