import ArgumentParser
import Model
import ServiceDesk
import Wording

struct ReportOnOpen: DeskCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open cases by age and group, how many are late, and what came and went.",
        discussion: """
            What is open is counted as of now, what came and went in the days given. --by tells cases apart by kind, product, \
            queue, zone, customer (its kind), channel, severity, team or agent. Into a file (--csv, --json) figures leave the \
            desk, which takes the right to export.
            """)

    @OptionGroup(title: "Global options") var globals: GlobalOptions
    @OptionGroup(title: "When") var period: ReportPeriod
    @Option(help: "Apart by this.") var by = ReportField.agent
    @Flag(help: "As a table for spreadsheets.") var csv = false

    func validate() throws {
        guard !(csv && globals.json) else { throw OptionFault.apart(["--csv", "--json"]) }
    }

    func run(in session: Session) throws {
        guard Reading.backlogFields.contains(by) else {
            throw ReportFault.notApart(
                .opened, by: by.rawValue, known: Reading.backlogFields.map(\.rawValue))
        }
        if csv || globals.json { try session.act { try $0.noteExport(of: "report") } }
        let days = try period.days(in: session)
        let view = try session.read { v in
            try BacklogView(v.reading.backlog(by: by, days, at: session.now), v)
        }
        if csv { return view.csv.forEach { StandardStream.out.write(CSVText.line($0)) } }
        try session.output.show(view)
    }
}
