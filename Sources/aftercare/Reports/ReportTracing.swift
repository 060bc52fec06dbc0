import ArgumentParser
import Model
import ServiceDesk
import Wording

/// What is asked of the figures of a report: how each is counted, and the very rows behind one.
struct ReportTracing: ParsableArguments {
    @Flag(help: "Say how each figure is counted.") var explain = false
    @Option(
        help: ArgumentHelp(
            "In place of the report: the very rows behind this figure, one a line.", valueName: "figure"))
    var rows: String?
    @Option(
        help: ArgumentHelp(
            "Only the rows of this group, as --json names it; \"\" for those of none.", valueName: "group"))
    var of: String?

    func validate() throws {
        guard of == nil || rows != nil else { throw OptionFault.with(["--of"], others: ["--rows"]) }
        guard rows == nil || !explain else { throw OptionFault.apart(["--explain", "--rows"]) }
    }

    /// The figure whose rows are asked for.
    /// - Throws: `OptionFault.choices` for none of these.
    func figure<Figure>(of known: [(name: String, figure: Figure)]) throws -> Figure? {
        guard let rows else { return nil }
        guard let found = known.first(where: { $0.name == rows }) else {
            throw OptionFault.choices("--rows", known.map(\.name))
        }
        return found.figure
    }
}

extension PagedReport {
    /// Refuses questions that a form has no place for; a page says by itself how figures are counted.
    func requireTracing(_ tracing: ReportTracing) throws {
        guard !tracing.explain || !(csv || globals.json) else {
            throw OptionFault.without(["--explain"], others: ["--csv", "--json"])
        }
        guard tracing.rows == nil || forms.html == nil else {
            throw OptionFault.without(["--rows"], others: ["--html"])
        }
    }

    /// Gives the rows behind a figure. They name customers: to leave the desk takes the right to export.
    func giveRows(in session: Session, _ rows: (Viewer) throws -> FigureRowList) throws {
        try noteLeaving(session)
        try session.read { v in try rows(v).give(asCSV: csv, v) }
    }
}

extension Output {
    /// How each figure is counted, one a line.
    func explained(_ figures: [(label: Phrase, definition: Phrase)]) -> [String] {
        figures.map { pair(wording.say($0.label), wording.say($0.definition)) }
    }
}
