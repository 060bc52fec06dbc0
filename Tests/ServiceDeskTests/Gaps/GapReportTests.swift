import DeskTesting
import Model
import Quality
import Records
import Resources
import ServiceTime
import Statistics
import Testing

@testable import ServiceDesk

@Suite("The five gaps, from records", .onEachDatabase)
struct GapReportTests {
    @Test(
        "a gap that was planted is found within its interval, and the other four are not",
        arguments: [ServiceGap.understanding, .procedural, .behavioural, .perception, .promotion])
    func planted(gap: ServiceGap) throws {
        let line = try #require(try PlantedDesk(.short(in: gap)).line())
        for one in ServiceGap.allCases where one != .total {
            let size = try #require(line.figures[one])
            let (low, high) = (try #require(size.estimate.low), try #require(size.estimate.high))
            let planted = one == gap ? -6.0 : 0
            #expect(low <= planted && planted <= high, "\(one): \(size)")
            #expect((size.verdict == .short) == (one == gap), "\(one): \(size)")
        }
        let sum = ServiceGap.chain.reduce(0) { $0 + (line.figures[$1]?.estimate.value ?? .nan) }
        let total = try #require(line.figures[.total])
        #expect(abs(sum - total.estimate.value) < 1e-9, "the chain sums up to the whole")
        #expect((total.verdict == .short) == (gap != .promotion), "\(total)")
    }

    @Test("a desk without records tells that there is no data, and no gap of zero")
    func empty() throws {
        let test = try TemporaryDesk()
        let report = try test.desk.read { try $0.gapReport(GapScope(PlantedDesk.days), at: test.now) }
        #expect(report.lines.count == (try test.desk.rules.gaps().attributes.count))
        for line in report.lines {
            #expect(ServiceGap.allCases.allSatisfy { line.figures[$0] == nil }, "\(line.id)")
            #expect(line.causes.isEmpty && line.paired == nil && line.attained == nil)
        }
    }

    @Test("the rows behind a gap are the very jobs and answers it was told from, those furthest short first")
    func rows() throws {
        let desk = try PlantedDesk(.short(in: .behavioural))
        let line = try #require(try desk.line())
        let jobs = try desk.rows(.behavioural)
        #expect(jobs.count == 40 && jobs.allSatisfy { $0.subject.kind == .case && $0.against == 8 })
        #expect(jobs.map(\.share.amount) == jobs.map(\.share.amount).sorted())
        let median = Estimate(medianOf: jobs.map(\.share.amount))
        #expect(abs((median?.value ?? 0) - (line.figures[.behavioural]?.estimate.value ?? 9)) < 1e-9)
        let answers = try desk.rows(.perception)
        #expect(answers.count == 40 && answers.allSatisfy { $0.subject.kind == .survey && $0.caseID != nil })
        let felt = try #require(line.paired)
        #expect(felt.count == 40 && abs(felt.value) < 0.5, "each beside its own job")
        #expect(try desk.rows(.understanding).count == 14)
        #expect(
            line.attained?.value == 0 || (line.attained?.value ?? 1) < 0.1, "hardly one within eight hours")
    }

    @Test("each gap is told of a segment by itself; who runs the service is asked of all customers")
    func segments() throws {
        let desk = try PlantedDesk(Self.few)
        var scope = desk.scope
        scope.segment = .kind(.dealer)
        let dealers = try #require(try desk.line(scope))
        #expect(dealers.figures.sides[.delivered]?.count == 6 && dealers.figures.sides[.expected]?.count == 6)
        #expect(
            dealers.figures.sides[.perceived]?.count == 6 && dealers.figures.sides[.believed]?.count == 14)
        scope.segment = .dealer(.wholesaler)
        #expect(try desk.line(scope)?.figures.sides[.delivered] == nil)
        scope.segment = nil
        scope.line = "complaint"
        #expect(try desk.line(scope) == nil, "nothing is measured of that line here")
    }

    private static var few: PlantedDesk.Plan {
        var plan = PlantedDesk.Plan()
        plan.jobs = 12
        return plan
    }

    @Test(
        "what the clock stood still is no part of what was delivered, and the step it waited in is told as a cause"
    )
    func pauses() throws {
        let desk = try PlantedDesk(Self.few)
        let test = desk.test
        let end = test.now
        var ids: [CaseID] = []
        for n in 0..<3 {
            test.now = end - .days(9 - n)
            let customer = try test.as("li") { work in
                try work.addCustomer(Samples.customer(phone: "+8613900\(100_000 + n)")).id
            }
            let c = try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "漏水")
                draft.product = "washing-machine"
                return try work.log(draft).serviceCase
            }
            ids.append(c.id)
            test.now = test.now + .hours(2)
            _ = try test.as("li") {
                try $0.take("wait-for-customer", on: c.id, given: ["waitingFor": .text("序列号")])
            }
            test.now = test.now + .hours(30)
            _ = try test.as("li") { try $0.take("customer-answered", on: c.id) }
            test.now = test.now + .hours(18)
            _ = try test.as("li") { try $0.take("settle", on: c.id, given: ["remedy": .text("电话指导")]) }
        }
        test.now = end
        let mine = try desk.rows(.behavioural).filter { row in ids.contains { row.caseID == $0 } }
        #expect(
            mine.count == 3 && mine.allSatisfy { abs($0.value - 20) < 1e-9 && abs($0.against - 8) < 1e-9 })
        let causes = try #require(try desk.line()).causes[.behavioural] ?? []
        #expect(
            causes.first.map { $0.field == .waiting && $0.key == "wait-for-customer" } ?? false,
            "\(causes)")
    }

    @Test("of each person the last answer counts, and only while it stands")
    func newest() throws {
        let desk = try PlantedDesk(Self.few)
        let draft = SurveyDraft("managers-estimates", ["respond": .number(99)], source: .web)
        _ = try desk.test.as("m0") { try $0.enter(draft) }
        let line = try #require(try desk.line())
        #expect(line.figures.sides[.believed]?.count == 14)
        #expect(try desk.rows(.understanding).count { $0.value == 99 } == 1)
        var later = desk.scope
        later.days = Day(2027, 11, 20)...Day(2027, 11, 25)
        #expect(try desk.line(later)?.figures.sides[.believed] == nil, "older than a year")
        #expect(line.before.sides[.delivered] == nil && line.change(.behavioural) == nil)
    }

    @Test("of each person the last answer is the one given last, not the one put down last")
    func putDownLater() throws {
        let desk = try PlantedDesk(Self.few)
        var draft = SurveyDraft("managers-estimates", ["respond": .number(99)], source: .web)
        draft.answeredOn = Day(2026, 11, 1)
        _ = try desk.test.as("m0") { try $0.enter(draft) }
        #expect(try desk.line()?.figures.sides[.believed]?.count == 14)
        #expect(try desk.rows(.understanding).allSatisfy { $0.value != 99 })
    }

    @Test("who settled a case from afar was not on site, though its clocks stopped")
    func fromAfar() throws {
        let desk = try PlantedDesk(Self.few)
        let later = desk.test.now + .days(30)
        let all = Window(start: later - .days(90), end: later)
        let (stopped, shown) = try desk.test.desk.read { reading in
            let clocks = try (1...12).flatMap { try reading.clocks.of(Subject(CaseID(Int64($0)))) }
            return (
                clocks.count { $0.metric == "visit" && $0.stoppedAt != nil },
                try reading.gapStore.clocks(
                    GapStore.Clocks(["visit"], kinds: [], segment: nil, .due(all)), at: later)
            )
        }
        #expect(stopped == 12 && shown.isEmpty)
    }

    @Test("an attribute that is asked for alone is told alone")
    func alone() throws {
        let test = try TemporaryDesk()
        let lines = try test.desk.read {
            try $0.gapReport(GapScope(PlantedDesk.days), only: "repair-visit", at: test.now)
        }.lines
        #expect(lines.map(\.id) == ["repair-visit"])
    }

    @Test("a job whose time is up and that is open still counts as long as it has taken so far")
    func open() throws {
        let desk = try PlantedDesk(Self.few)
        let test = desk.test
        test.now = test.now - .hours(100)
        let c = try test.as("li") { work in
            let customer = try work.addCustomer(Samples.customer(phone: "+8613700000001")).id
            var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "漏水")
            draft.product = "washing-machine"
            return try work.log(draft).serviceCase
        }
        test.now = test.now + .hours(100)
        #expect(try desk.line()?.open == 1)
        let row = try desk.rows(.behavioural).first
        #expect(row?.caseID == c.id && row?.value == 100)
    }

    @Test("an attribute that is not there is refused with those there are")
    func unknown() throws {
        let rules = TemporaryDesk.rules
        #expect { _ = try rules.gapAttribute("colour") } throws: { error in
            guard case .noAttribute("colour", let known)? = error as? GapFault else { return false }
            return known.contains("repair-respond")
        }
        #expect(try GapBook.check(file: rules.library.file("gaps.yaml"), rules.gapWords()).isEmpty)
    }
}
