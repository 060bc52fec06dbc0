package import Dispatching
package import Model
import Records

/// The rows behind what the reports on faults and on dispatching count.
extension Reading {
    /// The cases that name a fault of a product, by when they were opened; as many as `faultReport` counts.
    package func faultRows(
        of product: String, naming fault: String, _ days: ClosedRange<Day>, limit: Int? = nil
    ) throws -> [ReportRow] {
        try reports.cases(of: product, naming: fault, in: rules.span(days), limit: limit)
            .map { ReportRow($0, amount: 1) }
    }

    /// The faulty units of a batch, each with its first case in these days; as many as `faultReport` counts.
    package func faultyUnits(
        of product: String, batch: String, letters: Int = FaultReport.letters, _ days: ClosedRange<Day>,
        limit: Int? = nil
    ) throws -> [ReportRow] {
        try reports.faultyUnits(
            of: product, batch: batch, letters: letters, until: days.upperBound,
            faultsIn: rules.span(days), limit: limit
        ).map { ReportRow($0, amount: 1) }
    }

    /// The visits behind a figure of dispatching, by when they were planned, each with what it adds.
    /// - Parameter technician: nil for all.
    package func dispatchRows(
        _ figure: DispatchReport.Figure, of technician: StaffID?, _ days: ClosedRange<Day>, at now: Instant,
        limit: Int? = nil
    ) throws -> [ReportRow] {
        let window = rules.span(days)
        let report = try dispatchReport(window, by: technician == nil ? nil : .technician, at: now)
        let row = technician == nil ? report.desk : report.rows.first { $0.technician == technician }
        let visits = try visitRecords(in: FirstTimeFix.around(window), departures: false)
        let known = Dictionary(visits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = (row?[figure].behind ?? []).compactMap { trace in
            known[trace.visit].map { ReportRow($0, adds: trace.adds) }
        }
        return Self.first(limit, of: rows)
    }

    /// The visits planned to start in these days; as many as `DispatchReport.Row.visits` counts.
    /// - Parameter technician: nil for all.
    package func plannedVisits(of technician: StaffID?, _ days: ClosedRange<Day>, limit: Int? = nil) throws
        -> [ReportRow]
    {
        let rows = try visitRecords(in: rules.span(days), departures: false).filter {
            technician == nil || $0.technician == technician
        }
        return Self.first(limit, of: rows.map { ReportRow($0, adds: 1) })
    }

    /// By when they were planned.
    private static func first(_ limit: Int?, of rows: [ReportRow]) -> [ReportRow] {
        let sorted = rows.sorted { ($0.moment, $0.subject.number) < ($1.moment, $1.subject.number) }
        return limit.map { Array(sorted.prefix($0)) } ?? sorted
    }
}

extension ReportRow {
    fileprivate init(_ visit: VisitRecord, adds amount: Double) {
        self.init(
            subject: Subject(visit.id), caseID: visit.caseID, moment: visit.planned.start, amount: amount,
            group: "")
    }
}
