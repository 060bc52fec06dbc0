import ArgumentParser
import Model
import ServiceDesk

/// In which form a report leaves the desk: neither is as text, or as JSON where that is asked for.
struct ReportForms: ParsableArguments {
    @Flag(help: "As a table for spreadsheets.") var csv = false
    @Option(
        help: ArgumentHelp("Write a page with plots into this file.", valueName: "file"), completion: .file())
    var html: String?
}

/// A report of days that is a table for spreadsheets and a page as well.
protocol PagedReport: PeriodReport {
    var forms: ReportForms { get }
}

extension PagedReport {
    static var usualForm: ScheduledReport.Form { .html }
    var csv: Bool { forms.csv }

    /// Refuses more than one form at once.
    func requireOneForm() throws {
        guard [csv, forms.html != nil, globals.json].count(where: { $0 }) <= 1 else {
            throw OptionFault.apart(["--csv", "--html", "--json"])
        }
    }

    /// Puts a report out in the form that is asked for.
    func put(in session: Session, _ report: (Viewer) throws -> some Paged) throws {
        try noteLeaving(session)
        let (view, output) = (try session.read(report), session.output)
        if csv { return view.csv.forEach { StandardStream.out.write(CSVText.line($0)) } }
        guard let html = forms.html else { return try output.show(view) }
        try WholeFile.write(view.page(output).text, to: html)
        output.remark("sheet.written", ["file": .text(html)])
    }

    /// In a form for others than a reader at the terminal figures leave the desk, which takes the right to export.
    func noteLeaving(_ session: Session) throws {
        guard csv || forms.html != nil || globals.json else { return }
        try session.act { try $0.noteExport(of: "report") }
    }
}
