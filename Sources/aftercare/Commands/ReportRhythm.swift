import ArgumentParser
import Model
import ServiceDesk

extension ReportRhythm: ExpressibleByArgument {}
extension ScheduledReport.Form: ExpressibleByArgument {}

/// A report made again and again, by the desk itself.
struct ReportSchedule: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Made of every whole day, week (from Monday) or month as soon as it is over, by whatever sweeps the desk, until it is withdrawn (report scheduled).",
            valueName: "day|week|month"))
    var every: ReportRhythm?
    @Option(
        help: ArgumentHelp(
            "The folder for --every, on the machine that sweeps the desk; files are named by their days. The last whole one, and what was missed, is made at once.",
            valueName: "folder"),
        completion: .directory)
    var into: String?
    @Option(
        help: ArgumentHelp(
            "The program of notify.yaml it is given to, in place of a folder.", valueName: "name"))
    var to: String?
    @Option(
        help: ArgumentHelp(
            "The form of what --every makes, as its files end: html, txt, csv or json, of those the report has.",
            valueName: "form"))
    var form: ScheduledReport.Form?
    @Flag(help: "Only make what is missing in the folder now, and keep nothing: for cron.") var once = false

    func validate() throws {
        guard into == nil || to == nil else { throw OptionFault.oneOf(["--into", "--to"]) }
        if every == nil, into != nil || to != nil {
            throw OptionFault.with([into != nil ? "--into" : "--to"], others: ["--every"])
        }
        guard every == nil || into != nil || to != nil else {
            throw OptionFault.withOne(["--every"], others: ["--into", "--to"])
        }
        if every == nil, form != nil { throw OptionFault.with(["--form"], others: ["--every"]) }
        guard !once || into != nil else { throw OptionFault.with(["--once"], others: ["--into"]) }
    }
}

struct KeptReportsView: Showable {
    /// Files, the earliest first; empty when all are there.
    let written: [String]
    /// What the desk makes from now on; nil where nothing was to be kept.
    @OrNull var scheduled: ScheduledReportView?

    func lines(_ output: Output) -> [String] {
        let files =
            written.isEmpty
            ? [output.words("sheet.allThere")]
            : written.map { output.words("sheet.written", ["file": .text($0)]) }
        return files + (scheduled?.lines(output) ?? [])
    }
}
