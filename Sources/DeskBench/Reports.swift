import Model
import ServiceDesk
import ServiceTime

extension BenchDesk {
    /// How long a month's report takes beside the month before, for all and apart by product, and the faults of the month.
    func timeReports(_ name: String) throws {
        let what = "\(name), \(try spoken())"
        let today = desk.rules.localDay(now)
        let month = today - 30...today - 1
        let cases = try desk.read { try $0.serviceReport(month, figures: [.opened], at: now) }.lines[0].now
            .count
        for figure in ServiceFigure.allCases {
            let times = try Times.of(1) { _ in
                _ = try desk.read { try $0.serviceReport(month, figures: [figure], at: now, for: .desk) }
            }
            report(
                "\(what): \(figure.rawValue) of a month and the one before",
                milliseconds(times.median))
        }
        for (whom, field) in [("for all", nil), ("by product", ReportField.product)] {
            let times = try Times.of(3) { _ in
                let found = try desk.read { try $0.serviceReport(month, by: field, at: now, for: .desk) }
                precondition(found.lines.count >= ServiceFigure.allCases.count)
            }
            report(
                "\(what): the report of a month with \(cases) new ones, \(whom)",
                milliseconds(times.median), goal: "goal: 3 s")
        }
        let faults = try Times.of(3) { _ in _ = try desk.read { try $0.faultReport(month) } }
        report(
            "\(what): the faults of a month", milliseconds(faults.median), goal: "goal: 3 s")
    }
}
