import Foundation
import Model
import ServiceDesk
import Wording
import Workflow

/// Makes reports that are wanted again and again, and puts them where they belong.
struct ReportMaker {
    let desk: ServiceDesk
    /// How answers are said, by language.
    let outputs: [String: Output]

    /// Makes one of a period, in its folder or for its program.
    /// - Throws: what keeps it from being made, and `ScheduledReportFault` where its program failed.
    func make(_ order: ReportOrder, at now: Instant) throws {
        switch order.report.target {
        case .folder(let folder):
            let path = "\(folder)/\(order.report.fileName(of: order.days))"
            // Another may have made it before, for somebody else or by hand.
            guard !FileManager.default.fileExists(atPath: path) else { return }
            try WholeFile.write(text(order.report, order.days, by: order.actor, at: now), to: path)
        case .program(let name): try give(order, to: name, at: now)
        }
    }

    /// Makes those that are missing in the folder of a report.
    /// - Returns: the files written, the earliest first.
    func makeMissing(_ report: ScheduledReport, before today: Day, by actor: Actor, at now: Instant) throws
        -> [String]
    {
        guard case .folder(let folder) = report.target else { return [] }
        func path(_ days: ClosedRange<Day>) -> String { "\(folder)/\(report.fileName(of: days))" }
        let missing = report.rhythm.due(before: today) { FileManager.default.fileExists(atPath: path($0)) }
        for days in missing { try make(ReportOrder(report: report, days: days, actor: actor), at: now) }
        return missing.map(path)
    }

    private func give(_ order: ReportOrder, to name: String, at now: Instant) throws {
        guard let program = desk.rules.notices[name] else {
            throw ScheduledReportFault.noProgram(name, known: desk.rules.notices.names)
        }
        let file = PhraseFact.text(order.report.fileName(of: order.days))
        let message = outputs.mapValues { $0.words("report.ready", ["report": file]) }
        let start = try program.order(
            order, text: text(order.report, order.days, by: order.actor, at: now), saying: message, at: now)
        let end = NoticeRunner.run(start)
        guard end.isGood else { throw ScheduledReportFault.refused(program: name, end) }
    }

    private func text(_ report: ScheduledReport, _ days: ClosedRange<Day>, by actor: Actor, at now: Instant)
        throws
        -> String
    {
        guard let output = outputs[report.language] ?? outputs.values.first else { return "" }
        guard let command = try? Aftercare.command(for: report.line) as? any PeriodReport else {
            throw ScheduledReportFault.notUnderstood(command: report.command.joined(separator: " "))
        }
        try desk.require(.read, of: actor)
        if command is any WholeHouseCommand { try desk.requireWhole(.read, of: actor) }
        return try desk.read {
            try command.text(of: days, as: report.form, by: actor, at: now, Viewer($0, output, at: now))
        }
    }
}

extension ScheduledReport {
    /// The line that asks for it. Some words stand only beside days, or beside how often it is made.
    fileprivate var line: [String] {
        let goesTo =
            switch target {
            case .folder(let path): ["--into", path]
            case .program(let name): ["--to", name]
            }
        return command + ["--every", rhythm.rawValue] + goesTo
    }
}

extension ServiceReportPage {
    /// With the definitions of its figures.
    init(of view: ServiceReportView, _ rules: Rules, _ output: Output) {
        self.init(
            view: view, definitions: FigureDefinitions(ServiceFigure.allCases, rules, output), output: output)
    }
}

extension ServiceDesk {
    /// Makes the reports that are due, in every language there is.
    func makeReports(
        _ wordings: [Wording], clock: () -> Instant, goesOn: () -> Bool = { true }
    ) throws -> ReportsReceipt {
        let outputs = Dictionary(
            wordings.map { ($0.language, Output(forFiles: $0)) }, uniquingKeysWith: { first, _ in first })
        let maker = ReportMaker(desk: self, outputs: outputs)
        return try makeReports(clock: clock, goesOn: goesOn, say: wordings.inEach) {
            try maker.make($0, at: clock())
        }
    }
}
