import DeskTesting
import Model
import Records
import ServiceTime
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Service reports", .onEachDatabase)
struct ServiceReportTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// The week until today, Samples.now being a Tuesday.
    private var week: ClosedRange<Day> {
        let today = test.desk.rules.localDay(test.now)
        return today - 6...today
    }

    func line(_ figure: ServiceFigure, by field: ReportField? = nil, group: String? = nil) throws
        -> ServiceReport.Line
    {
        let report = try test.desk.read {
            try $0.serviceReport(week, by: field, figures: [figure], at: test.now, for: .desk)
        }
        return try #require(report.lines.first { $0.group == group })
    }

    func rows(_ figure: ServiceFigure, by field: ReportField? = nil, group: String? = nil) throws
        -> [ReportRow]
    {
        try test.desk.read { reading in
            try reading.figureRows(
                figure, in: reading.rules.span(week), by: field, group: group, at: test.now, for: .desk)
        }
    }

    func at<T>(_ before: Span, _ body: () throws -> T) rethrows -> T {
        let now = test.now
        defer { test.now = now }
        test.now = now - before
        return try body()
    }

    func log(
        _ kind: String, ago: Span, for customer: CustomerID, unit: UnitID? = nil,
        product: String = "air-conditioner",
        fault: String = ""
    ) throws -> ServiceCase {
        try at(ago) {
            try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind(kind), customer: customer, summary: "空调不制冷")
                (draft.unit, draft.fault, draft.onRepeat) = (unit, fault, .logAnyway)
                if unit == nil { draft.product = product }
                return try work.log(draft).serviceCase
            }
        }
    }

    func settle(_ c: ServiceCase, ago: Span) throws {
        try at(ago) {
            _ = try test.as("li") { try $0.take("settle", on: c.id, given: ["remedy": .text("电话指导解决")]) }
        }
    }

    @Test("cases opened and closed are counted in their week, beside the week before, and each is named")
    func counts() throws {
        let customer = try at(.days(20)) { try test.customer().id }
        let cases = try [16, 12, 9, 3, 2, 0].map { try log("repair", ago: .days($0), for: customer) }
        try settle(cases[0], ago: .days(8))
        try settle(cases[1], ago: .days(2))
        try settle(cases[3], ago: .hours(2))
        let opened = try line(.opened)
        #expect(opened.now.count == 3 && opened.before.count == 2 && opened.change == 1)
        let closed = try line(.closed)
        #expect(closed.now.count == 2 && closed.before.count == 1)
        #expect(try rows(.closed).map(\.subject) == [Subject(cases[1].id), Subject(cases[3].id)])
        let cancelled = try test.cancelReason
        _ = try test.as("li") {
            try $0.take("cancel", on: cases[4].id, given: ["cancelReason": .text(cancelled)])
        }
        #expect(try line(.opened).now.count == 3, "opened all the same")
        #expect(try line(.closed).now.count == 2, "cancelled is not done")
    }

    @Test("times run by the calendar of their promise, without what the clock stood still")
    func durations() throws {
        let customer = try at(.days(20)) { try test.customer().id }
        // Over a weekend: Friday 16:00 to Tuesday 10:00.
        let c = try log("repair", ago: .days(3) + .hours(18), for: customer)
        try settle(c, ago: .zero - .seconds(1))
        test.now = test.now + .minutes(1)
        let clock = try #require(
            try test.desk.read { try $0.clocks.of(Subject(c.id)).first { $0.metric == "resolve" } })
        let calendar = try test.desk.rules.calendar(clock.calendar)
        let stopped = try #require(clock.stoppedAt)
        let worked = Double(calendar.working(from: c.openedAt, to: stopped).milliseconds) / 60_000
        let resolution = try line(.resolution)
        #expect(resolution.now.count == 1 && resolution.now.value == worked && resolution.now.ninth == worked)
        #expect(worked < 60 * 60, "not the four days of the clock on the wall")
    }

    @Test("what waited for the customer is left out of the time it took")
    func pauses() throws {
        let customer = try at(.days(20)) { try test.customer().id }
        let c = try log("inquiry", ago: .hours(2), for: customer)
        try at(.minutes(110)) {
            _ = try test.as("li") {
                try $0.take("wait-for-customer", on: c.id, given: ["waitingFor": .text("序列号")])
            }
        }
        try at(.minutes(20)) {
            _ = try test.as("li") {
                try $0.take("customer-answered", on: c.id)
            }
        }
        _ = try test.as("li") { try $0.take("answer", on: c.id, given: ["answer": .text("三年")]) }
        test.now = test.now + .minutes(1)
        let answered = try line(.resolution)
        #expect(answered.now.count == 1)
        let minutes = try #require(answered.now.value)
        let whole =
            Double(
                test.desk.rules.deskCalendar.working(from: c.openedAt, to: test.now - .minutes(1))
                    .milliseconds) / 60_000
        let stood =
            Double(
                test.desk.rules.deskCalendar.working(
                    from: test.now - .minutes(111), to: test.now - .minutes(21)
                ).milliseconds) / 60_000
        #expect(stood > 0 && abs(minutes - (whole - stood)) < 0.01, "\(minutes) of \(whole) without \(stood)")
    }

    @Test(
        "a repeat is the same kind for the same unit, or without unit for the same customer, product and fault, within 30 days"
    )
    func repeats() throws {
        let customer = try at(.days(50)) { try test.customer().id }
        let unit = try at(.days(50)) {
            try test.as("li") { work in
                try work.addUnit(
                    Model.Unit(
                        id: UnitID(0), customer: customer, product: "air-conditioner", createdAt: work.now)
                ).id
            }
        }
        _ = try log("repair", ago: .days(40), for: customer)
        _ = try log("repair", ago: .days(20), for: customer, unit: unit)
        let complaint = try log("complaint", ago: .days(10), for: customer)
        let first = try log("repair", ago: .days(5), for: customer)
        let again = try log("repair", ago: .days(3), for: customer, unit: unit)
        let soon = try log("repair", ago: .days(1), for: customer)
        let other = try log("repair", ago: .hours(12), for: customer, fault: "noise")
        let split = try at(.hours(6)) {
            try test.as("li") { work in
                try work.splitCase(complaint.id, kind: complaint.kind, summary: "另有一事").serviceCase
            }
        }
        let found = try rows(.repeated)
        #expect(found.map(\.subject) == [first, again, soon, other, split].map { Subject($0.id) })
        #expect(found.map(\.amount) == [0, 1, 1, 0, 0], "another fault, or split off: another matter")
        let share = try line(.repeated).now
        #expect(share.count == 5 && abs((share.value ?? 0) - 2.0 / 5) < 1e-9)
        #expect(
            abs((share.low ?? 0) - 0.117621) < 1e-5 && abs((share.high ?? 0) - 0.769276) < 1e-5,
            "Wilson, 2 of 5")
    }

    @Test("settled at the first contact: within the hour, without a visit, and nothing of it came back")
    func firstContact() throws {
        let names = ["甲", "乙", "丙", "丁"]
        let customers = try at(.days(20)) {
            try names.enumerated().map { place, name in
                try test.as("li") {
                    try $0.addCustomer(Samples.customer(name: name, phone: "+861380013100\(place)")).id
                }
            }
        }
        let cases = try customers.map { try log("repair", ago: .days(3), for: $0) }
        try settle(cases[0], ago: .days(3) - .minutes(30))
        try settle(cases[1], ago: .days(3) - .hours(2))
        try settle(cases[2], ago: .days(3) - .minutes(10))
        _ = try log("repair", ago: .days(1), for: customers[2])
        let found = try rows(.firstContact)
        #expect(found.map(\.amount) == [1, 0, 0, 0, 0])
        #expect(try line(.firstContact).now.count == 5)
        #expect(try line(.reopened).now == FigureValue(hits: 0, of: 3))
    }

    @Test("promises: kept, missed, and overdue while still open; what is not yet due does not count")
    func promises() throws {
        let customer = try at(.days(20)) { try test.customer().id }
        let c = try log("repair", ago: .days(6), for: customer)
        let found = try rows(.promises)
        let clocks = try test.desk.read { try $0.clocks.of(Subject(c.id)) }
        let due = clocks.filter { $0.due < test.now }
        #expect(!due.isEmpty && due.count < clocks.count)
        #expect(found.count == due.count && found.allSatisfy { $0.amount == 0 })
        let kept = try log("repair", ago: .days(5), for: customer)
        try settle(kept, ago: .days(5) - .minutes(20))
        let share = try line(.promises).now
        // The call that follows its closing has a promise of its own.
        let all = try rows(.promises)
        #expect(share.count == all.count && all.filter { $0.amount == 1 }.allSatisfy { $0.caseID == kept.id })
        #expect(all.count { $0.caseID == c.id } == found.count)
        #expect((share.value ?? 0) > 0 && (share.value ?? 1) < 1)
        for row in try rows(.promises, by: .promise) {
            #expect(clocks.contains { $0.promise == row.group } || row.caseID == kept.id)
        }
    }

    @Test("follow-up calls in time are those of aftercare followup report")
    func followUps() throws {
        for minutes in [0, 5, 9] {
            test.now = test.now + .minutes(minutes)
            let customer = try test.as("li") {
                try $0.addCustomer(Samples.customer(name: "客\(minutes)", phone: "+861380013200\(minutes)")).id
            }
            try test.as("wang") { work in
                _ = try work.schedule(
                    CallWish(
                        customer: customer, reason: "call back", from: work.now, by: work.now + .hours(2)))
            }
        }
        _ = try test.as("zhao") { work in
            _ = try work.recordCall(CallID(1), "satisfied", given: ["remark": .text("师傅很耐心")])
        }
        test.now = test.now + .hours(4)
        let report = try test.desk.read { reading in
            try reading.followUps(due: reading.rules.span(week), by: .plan, at: test.now)
        }
        let expected = try #require(report.all.shareInTime)
        let found = try line(.followUps).now
        #expect(expected.of == 3)
        #expect(found == FigureValue(hits: expected.hits, of: expected.of))
        #expect(try rows(.followUps).count == expected.of)
    }

    @Test("a job done at the first visit is a first-time fix, and its visit is named")
    func firstTimeFix() throws {
        let c = try test.finishedRepair()
        test.now = test.now + .hours(9)
        let found = try line(.firstTimeFix, by: .technician)
        #expect(found.now == FigureValue(hits: 1, of: 1))
        let row = try #require(try rows(.firstTimeFix).first)
        #expect(row.caseID == c.id && row.subject.kind == .visit && row.amount == 1)
    }

    @Test("of every figure and every group the rows behind it are as many as it is counted of, and sum to it")
    func traced() throws {
        _ = try test.finishedRepair()
        let customer = try at(.days(20)) { try test.customer().id }
        for ago in [6, 5, 3, 1] {
            let c = try log(ago == 3 ? "complaint" : "repair", ago: .days(ago), for: customer)
            if ago % 2 == 1, ago != 3 { try settle(c, ago: .days(ago) - .minutes(40)) }
        }
        test.now = test.now + .hours(8)
        for figure in ServiceFigure.allCases {
            for field in [nil] + figure.fields(test.desk.rules).map(Optional.some) {
                let report = try test.desk.read {
                    try $0.serviceReport(week, by: field, figures: [figure], at: test.now, for: .desk)
                }
                let groups = report.lines.filter { $0.group != nil }
                if field != nil {
                    #expect(
                        groups.reduce(0) { $0 + $1.now.count } == report.lines[0].now.count,
                        "\(figure) \(field as Any)")
                }
                for line in report.lines {
                    let behind = try rows(figure, by: field, group: line.group)
                    #expect(behind.count == line.now.count, "\(figure) \(line.group ?? "")")
                    #expect(FigureValue(figure.unit, behind.map(\.amount)) == line.now)
                }
            }
        }
    }

    @Test("a trend's last stretch is the report, and the one before it the one it is compared with")
    func trend() throws {
        let customer = try at(.days(40)) { try test.customer().id }
        for ago in [30, 10, 9, 2] { _ = try log("repair", ago: .days(ago), for: customer) }
        let trend = try test.desk.read { try $0.figureTrend(.opened, week, stretches: 5, at: test.now) }
        #expect(trend.map(\.count) == [1, 0, 0, 2, 1])
        let opened = try line(.opened)
        #expect(opened.now == trend[4] && opened.before == trend[3])
    }

    @Test("an empty desk has a report of nothing, without a share of it")
    func empty() throws {
        let report = try test.desk.read { try $0.serviceReport(week, by: .product, at: test.now, for: .desk) }
        #expect(report.lines.map(\.figure) == ServiceFigure.allCases)
        #expect(report.lines.allSatisfy { $0.now.count == 0 })
        #expect(try line(.promises).now.value == nil && line(.opened).now.value == 0)
    }
}
