import Model
import Statistics
import Testing

@testable import Dispatching

@Suite("A report on dispatching")
struct ReportTests {
    private let start = Instant(milliseconds: 1_795_485_600_000)
    private var window: Window { Window(start: start, end: start + .days(28)) }

    private func visit(
        _ number: Int64, day: Int, hour: Int = 0, customer: Int64 = 1, fault: String = "noise",
        kind: String = "repair", technician: Int64 = 1, outcome: VisitRecord.Outcome = .done,
        arrives late: Int? = 0, minutes: Int = 60, way: Int? = 20, isFixed: Bool = true
    ) -> VisitRecord {
        let at = start + .days(day) + .hours(hour)
        let arrived = late.map { at + .minutes($0) }
        return VisitRecord(
            id: VisitID(number), caseID: CaseID(number), customer: CustomerID(customer), kind: kind,
            product: "fridge", fault: fault, technician: StaffID(technician), zone: "A", outcome: outcome,
            isFixed: isFixed, promised: Window(start: at, end: at + .hours(2)),
            planned: Window(start: at, end: at + .minutes(60)),
            setOutAt: arrived.flatMap { a in way.map { a - .minutes($0) } }, arrivedAt: arrived,
            finishedAt: outcome == .open ? nil : (arrived ?? at) + .minutes(minutes))
    }

    private func report(
        _ visits: [VisitRecord], by: DispatchReport.Grouping? = nil, now days: Int = 80,
        shifts: [StaffID: Double] = [:], promises: [(visit: VisitID, isKept: Bool)] = []
    ) -> DispatchReport {
        DispatchReport(
            DispatchReport.Source(
                visits: visits, window: window, now: start + .days(days), promises: promises,
                shiftMinutes: shifts, day: { Int(($0 - start).milliseconds / 86_400_000) }), by: by)
    }

    @Test(
        "a repair of one visit is fixed at once; one with a second within 30 days is not, whoever comes then")
    func firstTime() {
        let report = report(
            [
                visit(1, day: 0, customer: 1), visit(2, day: 0, customer: 2),
                visit(3, day: 20, customer: 2, technician: 2), visit(4, day: 1, customer: 3),
                visit(5, day: 40, customer: 3), visit(6, day: 2, customer: 4, outcome: .partsNeeded),
                visit(7, day: 5, customer: 4), visit(8, day: 3, customer: 5, isFixed: false),
                visit(9, day: 3, customer: 6, outcome: .noAccess), visit(10, day: 4, customer: 6),
                visit(11, day: 3, customer: 7, kind: "installation"),
            ], by: .technician)
        // Jobs: 1 (fixed), 2 (came back), 4 (39 days later is another), 6 (parts), 8 (stopgap), 10 (no access is no visit).
        let value = report.desk[.firstTimeFix]
        #expect(value.behind.map(\.visit.number) == [1, 2, 4, 6, 8, 10])
        #expect(value.behind.map(\.adds) == [1, 0, 1, 0, 0, 1])
        #expect(value.value == 0.5 && value.count == 6 && value.isSmall)
        // The second technician's visit is no job of his own.
        #expect(report.rows.map { $0[.firstTimeFix].count } == [6, 0])
        #expect(report.rows[1][.firstTimeFix].value == nil)
    }

    @Test("a window is kept from 15 minutes before it until its end; missed ones count, open ones not yet")
    func windows() {
        let value = report(
            [
                visit(1, day: 0, arrives: -15), visit(2, day: 0, arrives: -16),
                visit(3, day: 0, arrives: 120),
                visit(4, day: 0, arrives: 121), visit(5, day: 1, outcome: .open, arrives: nil),
                visit(6, day: 20, outcome: .open, arrives: nil),
            ], now: 10
        ).desk[.windowsKept]
        #expect(value.behind.map(\.adds) == [1, 0, 1, 0, 0])
        #expect(value.value == 0.4)
    }

    @Test(
        "travel share, utilisation and visits a day are of the minutes that were written down and can be true"
    )
    func times() {
        let report = report(
            [
                visit(1, day: 0, minutes: 40, way: 20), visit(2, day: 0, hour: 3, minutes: 80, way: 40),
                visit(3, day: 1, minutes: 3 * 24 * 60, way: nil),
            ], by: .technician, shifts: [StaffID(1): 960, StaffID(2): 480])
        #expect(report.desk[.travelShare].value == 60.0 / 180)
        #expect(report.desk[.utilisation].value == 180.0 / 1440)
        #expect(report.desk[.visitsPerDay].value == 1.5)
        #expect(report.desk[.minutesOnSite].value == 60)
        #expect(report.minutesOnSite == [40, 80])
        #expect(report.rows.map { $0[.utilisation].value } == [180.0 / 960, 0])
        #expect(report.rows.map(\.visits) == [3, 0])
    }

    @Test("promises are told by the visit they are about; no access and parts are of visits that came")
    func others() {
        let report = report(
            [
                visit(1, day: 0), visit(2, day: 1, customer: 2, outcome: .noAccess),
                visit(3, day: 2, customer: 3, outcome: .partsNeeded),
                visit(4, day: 3, outcome: .open, arrives: nil),
            ], promises: [(VisitID(1), true), (VisitID(2), false), (VisitID(99), true)])
        #expect(report.desk[.promisesKept].value == 0.5)
        #expect(report.desk[.noAccess].value == 1.0 / 3)
        #expect(report.desk[.partWait].value == 1.0 / 3)
        #expect(report.desk[.visitsPerJob].value == 2)
        let (low, high) = Shares.wilson(1, of: 2)
        #expect(report.desk[.promisesKept].low == low && report.desk[.promisesKept].high == high)
        #expect(report.windowsKeptByDay.count == 28 && report.windowsKeptByDay[0] == 1)
        #expect(report.windowsKeptByDay[10] == nil)
    }

    @Test("of nothing there is a report without values")
    func nothing() {
        let report = report([], by: .zone)
        #expect(report.rows.isEmpty && report.minutesOnSite.isEmpty)
        for figure in DispatchReport.Figure.allCases { #expect(report.desk[figure].value == nil) }
    }
}
