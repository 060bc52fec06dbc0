import DeskTesting
import Foundation
import Model
import Quality
import Records
import Statistics
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Our services beside competitors'", .onEachDatabase)
struct CompetitorTests {
    let test: TemporaryDesk
    /// 甲电器, 乙电器, 丙电器
    private let (jia, yi, bing): (Int64, Int64, Int64)
    private var today: Day { test.desk.rules.localDay(test.now) }

    init() throws {
        test = try TemporaryDesk()
        (jia, yi, bing) = try test.as("admin") { work in
            (
                try work.addCompetitor(Competitor(name: "甲电器")).id,
                try work.addCompetitor(Competitor(name: "乙电器")).id,
                try work.addCompetitor(Competitor(name: "丙电器")).id
            )
        }
    }

    private func draft(
        _ company: String, _ value: String?, _ measure: String = "delivery/time",
        _ side: CompetitorRow.Side = .promise, day: Day? = nil, sample: Int? = nil, deviation: Double? = nil
    ) -> CompetitorDraft {
        CompetitorDraft(
            company: company, measure: measure, side: side, value: value, sample: sample,
            deviation: deviation,
            source: .published, day: day)
    }

    @discardableResult
    private func see(_ draft: CompetitorDraft) throws -> CompetitorRow {
        try test.as("admin") { try $0.observe(draft) }
    }

    private func report(_ service: String? = nil, on day: Day? = nil) throws -> CompetitorReport {
        try test.desk.read { try $0.compareServices(service, on: day ?? today, at: test.now) }
    }

    @Test("our promise in force stands beside theirs; who promises nothing has no rank")
    func promises() throws {
        try see(draft("甲电器", "24"))
        try see(draft("乙电器", nil))
        try see(draft("丙电器", "72"))
        let report = try report()
        let line = try #require(report.line("delivery/time", .promise))
        #expect(line.standing.place(of: nil)?.figure?.value == 48)
        #expect(line.standing.place(of: nil)?.rank == 2)
        let nothing = try #require(line.standing.place(of: yi))
        #expect(nothing.rank == nil && nothing.figure == nil)
        #expect(report.strengths.map(\.company) == [jia])
        #expect(report.mistakes.map(\.company) == [bing])
        #expect(report.mistakes.map(\.kind) == [.worst])
        #expect(line.rows.count == 3 && report.lines.count == 2 * report.services.flatMap(\.measures).count)
    }

    @Test("a promise in working time stands beside elapsed time, as what it lasts on average by its calendar")
    func workingTime() throws {
        try see(draft("甲电器", "3", "repair/time"))
        let line = try #require(report("repair").line("repair/time", .promise))
        let ours = try #require(line.standing.place(of: nil)?.figure)
        // Five working days: a week, and in a year with its holidays somewhat longer.
        #expect(line.isReckoned && (7...8.5).contains(ours.value), "\(ours.value)")
        #expect(line.standing.place(of: nil)?.rank == 2)
        let delivery = try #require(report("delivery").line("delivery/time", .promise))
        #expect(!delivery.isReckoned && delivery.standing.place(of: nil)?.figure == .exact(48))
    }

    @Test("our customer files are as complete as the products served lately are on file")
    func files() throws {
        func line() throws -> CompetitorReport.Line? {
            try report("customer-file").line("customer-file/complete", .delivered)
        }
        let nothing = try line()
        #expect(nothing != nil && nothing?.standing.place(of: nil) == nil, "nothing was served")
        try test.as("li") { work in
            let customer = try work.addCustomer(Samples.customer()).id
            for (number, day) in [today + -200, nil].enumerated() {
                var unit = Unit(
                    id: UnitID(0), customer: customer, product: "air-conditioner", model: "KFR-35GW",
                    serial: "AC\(number)", createdAt: work.now)
                unit.boughtOn = day
                let added = try work.addUnit(unit)
                var draft = CaseDraft(kind: CaseKind("repair"), customer: customer, summary: "不制冷")
                draft.unit = added.id
                draft.onRepeat = .logAnyway
                _ = try work.log(draft)
            }
            // Not served: it does not count.
            _ = try work.addUnit(
                Unit(
                    id: UnitID(0), customer: customer, product: "refrigerator", model: "", serial: "",
                    createdAt: work.now))
        }
        let served = try line()
        let ours = served?.standing.place(of: nil)?.figure
        #expect(ours?.value == 0.5 && ours?.count == 2)
    }

    @Test("what was seen of a company in a measure is told the newest first, withdrawn rows among it")
    func observations() throws {
        let old = try see(draft("甲电器", "72", day: today + -100))
        let new = try see(draft("甲电器", "24", day: today + -10))
        try see(draft("乙电器", "60", day: today + -50))
        _ = try test.as("admin") { try $0.withdrawObservation(old.id, reason: "看错") }
        let told = try test.desk.read {
            try $0.observations(of: jia, in: "delivery/time", .promise, until: today)
        }
        #expect(told.map(\.id) == [new.id, old.id] && told.last?.withdrawnAt != nil)
        let none = try test.desk.read {
            try $0.observations(of: jia, in: "delivery/time", .delivered, until: today)
        }
        #expect(none.isEmpty)
    }

    @Test("rows are dated and stand beside one another: the course shows, and a day of the past is as it was")
    func course() throws {
        try see(draft("甲电器", "72", day: today - 100))
        try see(draft("甲电器", "24", day: today - 10))
        try see(draft("乙电器", "60", day: today - 50))
        let measure = try test.desk.rules.measure("delivery/time")
        let tide = try test.desk.read {
            try $0.competitorTide(measure, .promise, until: today, at: test.now)
        }
        #expect(tide.map(\.day) == [today - 100, today - 50, today - 10, today])
        #expect(tide.map(\.best) == [72, 60, 24, 24])
        #expect(tide.map(\.mean) == [72, 66, 42, 42])
        #expect(tide.map(\.rank) == [1, 1, 2, 2])
        let past = try #require(report(on: today - 60).line("delivery/time", .promise))
        #expect(past.standing.place(of: jia)?.figure?.value == 72)
        #expect(past.standing.place(of: yi) == nil)
        #expect(try test.desk.read { try $0.competitors.rows(until: today) }.count == 3)
        let some = try test.desk.read {
            try $0.competitors.rows(until: today - 20, company: jia, measure: measure.id)
        }
        #expect(some.map(\.day) == [today - 100])
    }

    @Test("what is older than a year counts no more, and is told to be old")
    func old() throws {
        try see(draft("甲电器", "24", day: today - 365))
        try see(draft("乙电器", "30", day: today - 364))
        let line = try #require(report().line("delivery/time", .promise))
        #expect(line.old == [jia])
        #expect(line.standing.places.map(\.company) == [nil, yi])
    }

    @Test("a promise that is clearly broken is a mistake to avoid; within chance it is none")
    func broken() throws {
        try see(draft("甲电器", "24"))
        try see(draft("甲电器", "40", "delivery/time", .delivered, sample: 50, deviation: 10))
        try see(draft("乙电器", "24"))
        try see(draft("乙电器", "25", "delivery/time", .delivered, sample: 50, deviation: 10))
        let mistakes = try report("delivery").mistakes
        #expect(mistakes.map(\.kind) == [.brokenPromise])
        #expect(mistakes.map(\.company) == [jia] && mistakes.first?.against?.value == 24)
    }

    @Test("our own score is what customers answered, as points of 7; nothing is told of nothing")
    func own() throws {
        #expect(try report().lines.allSatisfy { $0.side == .promise || $0.standing.places.isEmpty })
        let scores = try [7.0, 5, 6].map { ($0, try test.finishedRepair().id) }
        try test.as("admin") { work in
            for (score, repair) in scores {
                let answers: [String: Answer] = [
                    "inOrder": .chosen(["yes"]), "feeCharged": .chosen(["no"]),
                    "signedYourself": .chosen(["yes"]), "onTime": .chosen(["yes"]),
                    "overall": .number(score),
                ]
                var draft = SurveyDraft("after-delivery", answers, source: .paper)
                draft.caseID = repair
                draft.setsOff = false
                try work.enter(draft)
            }
        }
        let line = try #require(report().line("delivery/score", .delivered))
        let us = try #require(line.standing.place(of: nil))
        #expect(abs((us.figure?.value ?? 0) - 6) < 1e-9 && us.figure?.count == 3 && us.grade == .tooFew)
    }

    @Test("our own times are those of the clocks")
    func clocks() throws {
        let repair = try test.logRepair()
        let visit = try test.bookVisit(for: repair.id)
        test.now = test.now + .hours(1)
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
            try work.take(
                "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        let later = test.now + .days(10)
        let day = test.desk.rules.localDay(later)
        let report = try test.desk.read { try $0.compareServices(nil, on: day, at: later) }
        let hours = try #require(report.line("on-site/time", .delivered)?.standing.place(of: nil)?.figure)
        #expect(hours.count == 1 && abs(hours.value - 1) < 1e-9)
        let days = try #require(report.line("repair/time", .delivered)?.standing.place(of: nil)?.figure)
        #expect(days.count == 1 && abs(days.value - 1 / 24.0) < 1e-9)
    }

    @Test("a withdrawn row counts no more and stays to be seen")
    func withdrawn() throws {
        let wrong = try see(draft("甲电器", "2"))
        _ = try test.as("admin") { try $0.withdrawObservation(wrong.id, reason: "看错了") }
        #expect(try report().line("delivery/time", .promise)?.standing.places.count == 1)
        let rows = try test.desk.read { try $0.competitors.rows(until: today) }
        #expect(rows.count == 1 && rows[0].withdrawnAt == test.now)
        #expect(throws: CompetitorFault.noRow(wrong.id)) {
            try test.as("admin") { try $0.withdrawObservation(wrong.id, reason: "again") }
        }
        try see(draft("甲电器", "2"))
    }

    @Test("what cannot be is refused and nothing of it is kept")
    func refused() throws {
        func fault(_ draft: CompetitorDraft) -> CompetitorFault? {
            do {
                try see(draft)
                return nil
            } catch { return error as? CompetitorFault }
        }
        let known = ["丙电器", "乙电器", "甲电器"]
        if case .noCompany("丁", let all) = fault(draft("丁", "1")) {
            #expect(Set(all) == Set(known))
        } else {
            Issue.record("an unknown company is named")
        }
        if case .noMeasure("tea/time", let all) = fault(draft("甲电器", "1", "tea/time")) {
            #expect(all.contains("delivery/time"))
        } else {
            Issue.record("an unknown measure is named")
        }
        #expect(fault(draft("甲电器", "soon")) == .badValue("soon", unit: .hours))
        #expect(fault(draft("甲电器", "-1")) == .badValue("-1", unit: .hours))
        #expect(fault(draft("甲电器", "nan")) == .badValue("nan", unit: .hours))
        #expect(fault(draft("甲电器", "8", "delivery/score", .delivered)) == .badValue("8", unit: .points))
        #expect(
            fault(draft("甲电器", "120 %", "repair/first-time", .delivered)) == .badValue("120 %", unit: .share))
        #expect(fault(draft("甲电器", nil, "delivery/score", .delivered)) == .nothingDelivered)
        #expect(fault(draft("甲电器", "1", sample: 3)) == .sampleOfPromise)
        #expect(fault(draft("甲电器", "1", "delivery/time", .delivered, sample: 0)) == .sampleTooSmall)
        let huge = draft("甲电器", "50 %", "repair/first-time", .delivered, sample: Int.max)
        #expect(fault(huge) == .sampleTooSmall)
        #expect(fault(draft("甲电器", "1", "delivery/time", .delivered, deviation: 1)) == .deviation)
        #expect(
            fault(draft("甲电器", "0.5", "repair/first-time", .delivered, sample: 9, deviation: 1)) == .deviation
        )
        #expect(fault(draft("甲电器", "1", day: today + 1)) == .dayToCome(today + 1))
        #expect(try test.desk.read { try $0.competitors.rows(until: today + 9) }.isEmpty)
        #expect(throws: CompetitorFault.nameTaken("甲电器")) {
            try test.as("admin") { try $0.addCompetitor(Competitor(name: " 甲电器 ")) }
        }
        #expect(throws: DeskFault.missing(field: "name")) {
            try test.as("admin") { try $0.addCompetitor(Competitor(name: " ")) }
        }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "audit.keep")) {
            try test.as("li") { try $0.observe(draft("甲电器", "1")) }
        }
        let row = try see(draft("甲电器", "1"))
        #expect(fault(draft("甲电器", "1")) == .alreadyThere(row.id))
    }

    @Test("a file goes in but for its bad rows, which are named by line; once more it adds nothing")
    func file() throws {
        let path = test.folder.file("rows.csv")
        let text = """
            company,measure,side,value,source,day,sample,deviation,note,withdrawn
            甲电器,delivery/time,promise,24,published,2026-10-01,,,网页,
            甲电器,delivery/time,promise,none,published,2026-11-01,,,,
            乙电器,repair/first-time,delivered,82 %,survey,2026-11-02,120,,,
            乙电器,delivery/score,delivered,9,survey,2026-11-02,120,,,
            丁电器,delivery/score,delivered,6,survey,2026-11-02,120,,,
            乙电器,delivery/score,delivered,6,gossip,2026-11-02,120,,,
            乙电器,delivery/score,delivered,,survey,2026-11-02,120,,,
            丙电器,delivery/time,promise,1,published,2026-11-03,,,,2026-11-04T10:00:00+08:00
            丙电器,delivery/time,promise,1,published,,,,,

            """
        try Data(text.utf8).write(to: URL(filePath: path))
        let admin = try test.desk.actor(named: "admin")
        func take() throws -> ImportReceipt {
            try test.desk.importCompetitors(path, by: admin, at: test.now) { $0.key }
        }
        let first = try take()
        #expect(first.rows == 9 && first.added == 3 && first.known == 1 && first.rejected == 5)
        let rejects = try String(contentsOfFile: try #require(first.rejectsFile), encoding: .utf8)
        for (line, reason) in [
            (5, "competitor.badValue"), (6, "competitor.noCompany"), (7, "import.notOneOf"),
            (8, "import.missing"),
        ] {
            let row = rejects.split(whereSeparator: \.isNewline).first { $0.contains(reason) }
            #expect(row?.contains(String(line)) ?? false, "\(reason) of line \(line): \(rejects)")
        }
        let missing = rejects.split(whereSeparator: \.isNewline).count { $0.contains("import.missing") }
        #expect(missing == 2, "the row without a day is refused as well: \(rejects)")
        let again = try take()
        #expect(again.added == 0 && again.known == 4 && again.rejected == 5)
        let all = try test.desk.read { try $0.competitors.rows(until: today) }
        let share = try #require(all.first { $0.sample == 120 })
        #expect(share.value == 0.82 && share.side == .delivered)
        _ = try test.as("admin") { try $0.withdrawObservation(share.id, reason: "看错了") }
        #expect(try take().added == 0, "a file does not bring back what was withdrawn")
        let clerk = try test.desk.actor(named: "li")
        #expect(throws: DeskFault.notAllowed(login: "li", right: "audit.keep")) {
            try test.desk.importCompetitors(path, by: clerk, at: test.now) { $0.key }
        }
        try Data("company,colour\n".utf8).write(to: URL(filePath: path))
        #expect(throws: CompetitorFault.self) { try take() }
    }

    @Test("what was done is in the journal")
    func journal() throws {
        try see(draft("甲电器", "24"))
        let events = try test.desk.read { try $0.journal.of(.desk) }.map(\.event)
        #expect(events.suffix(4) == Array(repeating: "competitor.added", count: 3) + ["competitor.observed"])
    }
}
