import DeskTesting
import Model
import Records
import Testing

@testable import ServiceDesk

@Suite("Faults by product and batch", .onEachDatabase)
struct FaultReportTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// Units of some batches, so many of each, and of these so many that are faulty.
    private func sell(_ batches: [(batch: String, units: Int, faulty: Int)], product: String) throws {
        let customer = try test.customer().id
        let day = test.desk.rules.localDay(test.now) - 100
        try test.as("li") { work in
            for (batch, count, faulty) in batches {
                for n in 0..<count {
                    var unit = Model.Unit(
                        id: UnitID(0), customer: customer, product: product, createdAt: work.now)
                    (unit.serial, unit.boughtOn) = ("\(batch)\(1000 + n)", day)
                    unit.id = try work.addUnit(unit).id
                    guard n < faulty else { continue }
                    var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "空调不制冷")
                    (draft.unit, draft.fault) = (unit.id, n % 2 == 0 ? "not-cooling" : "noise")
                    draft.onRepeat = .logAnyway
                    _ = try work.log(draft)
                }
            }
        }
    }

    private func report(_ letters: Int = 6) throws -> FaultReport {
        let today = test.desk.rules.localDay(test.now)
        return try test.desk.read { try $0.faultReport(today - 29...today, letters: letters) }
    }

    @Test("the most frequent come first, each with what it and those before it come to, and its rate")
    func pareto() throws {
        try sell([("AC2501", 10, 5), ("AC2502", 10, 0)], product: "air-conditioner")
        let report = try report()
        #expect(report.lines.map(\.count.fault) == ["not-cooling", "noise"])
        #expect(report.lines.map(\.count.cases) == [3, 2] && report.cases == 5)
        #expect(report.lines.map(\.upToHere) == [0.6, 1])
        #expect(report.lines[0].units == 20 && report.lines[0].rate == 0.15)
    }

    @Test("a bad batch is out of line among many, and a lucky one is not; chances are scipy's")
    func batches() throws {
        try sell(
            [("AC2501", 20, 9), ("AC2502", 20, 2), ("AC2503", 20, 1), ("AC2504", 3, 1), ("AC2505", 20, 0)],
            product: "air-conditioner")
        let report = try report()
        #expect(report.tests == 4, "a batch of three is not tested")
        let worst = try #require(report.batches.first)
        #expect(worst.count.batch == "AC2501" && worst.count.units == 20 && worst.count.faulty == 9)
        #expect(worst.others == 63 && worst.othersFaulty == 4)
        // scipy.stats.fisher_exact([[9, 11], [4, 59]]).pvalue
        #expect(abs((worst.probability ?? 0) - 0.000203647999880) < 1e-12)
        #expect(abs((worst.adjusted ?? 0) - 4 * 0.000203647999880) < 1e-11)
        #expect(worst.isOutOfLine && report.batches.filter(\.isOutOfLine).count == 1)
        #expect(report.batches.first { $0.count.batch == "AC2504" }?.probability == nil)
        #expect(
            !report.batches.contains { $0.count.batch == "AC2505" },
            "nothing is said of those without a fault")
    }

    @Test("behind a fault are its cases, behind a batch its faulty units, as many as are counted")
    func behind() throws {
        try sell([("AC2501", 8, 5), ("AC2502", 8, 1)], product: "air-conditioner")
        let report = try report()
        let line = try #require(report.lines.first)
        let batch = try #require(report.batches.first { $0.name == "AC2501" })
        // A second case of one unit makes no second faulty unit.
        _ = try test.as("li") { work in
            var draft = CaseDraft(kind: CaseKind("repair"), customer: CustomerID(1), summary: "又不制冷")
            (draft.unit, draft.fault, draft.onRepeat) = (UnitID(1), line.fault, .logAnyway)
            return try work.log(draft).serviceCase
        }
        let (cases, units) = try test.desk.read { reading in
            (
                try reading.faultRows(of: line.product, naming: line.fault, report.days),
                try reading.faultyUnits(of: batch.product, batch: batch.name, report.days)
            )
        }
        #expect(cases.count == line.cases + 1 && cases.allSatisfy { $0.subject.kind == .case })
        #expect(units.count == batch.faulty && batch.faulty == 5)
        #expect(units.allSatisfy { $0.subject.kind == .unit && $0.caseID != nil })
    }

    @Test("behind all faults or batches, and behind each, are as many rows as the report counts")
    func allBehind() throws {
        try sell([("AC2501", 8, 5), ("AC2502", 8, 1)], product: "air-conditioner")
        let report = try report()
        func count(_ counted: FaultReport.Counted, _ group: String?) throws -> Int {
            try test.desk.read { try $0.faultRows(counted, group: group, of: report, letters: 6).count }
        }
        #expect(try count(.cases, nil) == 6 && report.cases == 6)
        #expect(try count(.faulty, nil) == 6)
        for line in report.lines { #expect(try count(.cases, line.key) == line.cases) }
        for batch in report.batches { #expect(try count(.faulty, batch.key) == batch.faulty) }
        #expect(try count(.cases, "air-conditioner/unheard-of") == 0)
    }

    @Test("numbers too short to tell a batch make none, and cancelled cases no fault")
    func none() throws {
        try sell([("A", 6, 1), ("B", 6, 0)], product: "air-conditioner")
        #expect(try report(9).tests == 0 && report(9).batches.allSatisfy { $0.count.batch.isEmpty })
        #expect(try report(1).tests == 2)
        let reason = try test.cancelReason
        _ = try test.as("li") { try $0.take("cancel", on: CaseID(1), given: ["cancelReason": .text(reason)]) }
        #expect(try report(1).cases == 0 && report(1).batches.isEmpty)
    }
}
