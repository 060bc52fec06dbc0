import DeskTesting
import Model
import Quality
import Records
import Statistics
import Testing

@testable import ServiceDesk

@Suite("Demo data")
struct DemoTests {
    private func make(_ plan: DemoPlan, at now: Instant = Samples.now) throws -> (
        ServiceDesk, TemporaryFolder
    ) {
        let folder = try TemporaryFolder()
        let desk = try Demo.make(
            folder.file("demo.sqlite"), plan: plan, rules: TemporaryDesk.rules, now: now)
        return (desk, folder)
    }

    /// The journal holds everything that happened, each entry chained to the one before: equal journals, equal desks.
    private func trace(_ plan: DemoPlan, at now: Instant = Samples.now) throws -> [[UInt8]] {
        let (desk, folder) = try make(plan, at: now)
        defer { withExtendedLifetime(folder) {} }
        return try desk.read { try $0.journal.page(after: 0, limit: 1_000_000).map(\.hash) }
    }

    @Test("the same seed and time make the same desk, another seed another")
    func deterministic() throws {
        let plan = DemoPlan(seed: 7, customers: 40, cases: 80, technicians: 3)
        let trace = try trace(plan)
        #expect(trace.count > 500)
        #expect(try self.trace(plan) == trace)
        var other = plan
        other.seed = 8
        #expect(try self.trace(other) != trace)
    }

    @Test("the desk is sound, and holds what was asked for", arguments: [1, 2, 3] as [UInt64])
    func sound(_ seed: UInt64) throws {
        let (desk, folder) = try make(DemoPlan(seed: seed, customers: 60, cases: 260, technicians: 4))
        defer { withExtendedLifetime(folder) {} }
        #expect(try desk.examine(at: Samples.now).flatMap(\.problems) == [])
        func count(_ sql: String) throws -> Int64 { try desk.database.read { try $0.number(sql) } }
        #expect(try count("SELECT COUNT(*) FROM customers") == 60)
        // Doubles and follow-ups come on top.
        #expect((260...300).contains(try count("SELECT COUNT(*) FROM cases")))
        // Sixty are older than the last weeks: nine in ten of them have a history in the year before.
        #expect(try count("SELECT COUNT(*) FROM cases WHERE channel = 'import'") == 6)
        #expect(try count("SELECT COUNT(*) FROM cases WHERE opened_at > \(Samples.now.milliseconds)") == 0)
        #expect(try count("SELECT COUNT(*) FROM journal WHERE at > \(Samples.now.milliseconds)") == 0)
        #expect(
            try count(
                "SELECT COUNT(*) FROM cases c JOIN customers k ON k.id = c.customer WHERE c.opened_at < k.created_at"
            )
                == 0)
        #expect(try count("SELECT COUNT(*) FROM units WHERE installed_on < bought_on") == 0)
        #expect(try count("SELECT COUNT(*) FROM approvals WHERE reason LIKE '%{%'") == 0)
    }

    @Test(
        "each quarter of the year has figures and gaps, more than the one before, and nothing of the past is left to do"
    )
    func year() throws {
        let (desk, folder) = try make(DemoPlan(customers: 120, cases: 340, technicians: 4))
        defer { withExtendedLifetime(folder) {} }
        let (now, today) = (Samples.now, desk.rules.localDay(Samples.now))
        func count(_ sql: String) throws -> Int64 {
            try desk.database.read { try $0.number("SELECT COUNT(*) FROM \(sql)") }
        }
        let figures: [ServiceFigure] = [
            .opened, .closed, .firstResponse, .resolution, .firstTimeFix, .followUps, .promises,
        ]
        var later = Int.max
        for quarter in 0..<4 {
            let days = today - (91 * quarter + 90)...today - 91 * quarter
            let (report, gaps) = try desk.read { reading in
                (
                    try reading.serviceReport(days, figures: figures, at: now),
                    try reading.gapReport(GapScope(days), at: now)
                )
            }
            for line in report.lines { #expect(line.now.count > 2, "\(line.figure) of \(days)") }
            let opened = try #require(report.lines.first { $0.figure == .opened }).now.count
            #expect(opened < later, "\(days)")
            later = opened
            #expect(gaps.lines.contains { $0.figures[.total] != nil }, "\(days)")
            let answered = try count(
                """
                surveys WHERE questionnaire = 'after-repair' AND answered_on >= \(days.lowerBound.number)
                    AND answered_on <= \(days.upperBound.number)
                """)
            #expect(answered > 0, "\(days)")
        }
        let weeks = (now - Demo.storiesBefore).milliseconds
        #expect(try count("cases WHERE closed_at IS NULL AND opened_at < \(weeks)") == 0)
        #expect(try count("visits WHERE is_open = 1 AND planned_start < \(weeks)") == 0)
        #expect(
            try count(
                "calls t JOIN cases c ON c.id = t.case_id WHERE t.is_open = 1 AND c.opened_at < \(weeks)")
                == 0)
    }

    @Test("reviews go over the year, thinner before the last weeks; of those before none waits")
    func reviews() throws {
        let (desk, folder) = try make(DemoPlan(customers: 120, cases: 300, technicians: 4))
        defer { withExtendedLifetime(folder) {} }
        let today = desk.rules.localDay(Samples.now)
        let judge = try desk.actor(named: "sun")
        func count(_ days: ClosedRange<Day>) throws -> (all: Int, waiting: Int) {
            let reviews = try desk.read { try $0.reviews(for: judge, state: nil, weeks: days) }
            return (reviews.count, reviews.count { $0.state == .differs || $0.state == .open })
        }
        let halves = [today - 364...today - 182, today - 181...today - 50]
        for half in halves {
            let found = try count(half)
            #expect(found.all > 0 && found.waiting == 0, "\(half): \(found)")
        }
        let (last, before) = (try count(today - 42...today), try count(halves[1]))
        #expect(last.all > before.all && last.waiting > 0)
    }

    @Test("who is asked something because of an answer answers that as well")
    func followUpQuestions() throws {
        let (desk, folder) = try make(DemoPlan(customers: 120, cases: 300, technicians: 4))
        defer { withExtendedLifetime(folder) {} }
        let unanswered = try desk.read { reading in
            try ["after-repair", "complaint-handling"].flatMap { name in
                let lines = try reading.surveyLines(SurveyScope(name), limit: 1_000)
                return try lines.map(\.survey).filter { $0.source == .call }.flatMap { survey in
                    let (questionnaire, answers) = try reading.answers(of: survey)
                    let sheet = AnswerSheet(questionnaire, chance: survey.chance, answers: answers)
                    return sheet.asked.filter { $0.when != nil && answers[$0.name] == nil }.map(\.name)
                }
            }
        }
        #expect(unanswered == [])
        let wrong = try desk.read { try $0.surveyTexts(SurveyQuery("after-repair"), limit: 2_000) }
        #expect(wrong.contains { $0.question == "stillWrong" })
    }

    @Test(
        "statements of one dimension of SERVQUAL go together as real answers do, and the means are as planted"
    )
    func consistency() throws {
        let (desk, folder) = try make(DemoPlan(customers: 120, cases: 40, technicians: 2))
        defer { withExtendedLifetime(folder) {} }
        let battery = try #require(
            try desk.read { try $0.surveyReport(SurveyQuery("servqual"), by: nil).results.battery })
        let asked = battery.dimensions.filter { !$0.isApart }
        #expect(asked.count == 5)
        for dimension in asked {
            for alpha in [dimension.expectationAlpha.value, dimension.perceptionAlpha.value] {
                #expect((0.7...0.95).contains(alpha ?? 0), "\(dimension.name)")
            }
        }
        let reliability = try #require(asked.first { $0.name == "reliability" })
        #expect(abs(reliability.perception.mean - 5) < 0.4 && abs(reliability.expectation.mean - 6.67) < 0.2)
    }

    @Test("an audit runs: an overdue report, two interviews, some who answered")
    func audit() throws {
        let (desk, folder) = try make(DemoPlan(customers: 60, cases: 80, technicians: 3))
        defer { withExtendedLifetime(folder) {} }
        let audit = try #require(try desk.read { try $0.auditList(at: Samples.now) }.first)
        #expect(audit.late.map(\.milestone.name) == ["report"] && audit.interviews.count == 2)
        let consumers = audit.groups.first { $0.plan.name == "consumers" && $0.plan.method == .questionnaire }
        #expect(consumers.map { $0.reached > 0 && ($0.sheets ?? 0) >= $0.reached } == true)
    }

    @Test("there is work of every sort to practise on")
    func work() throws {
        let (desk, folder) = try make(DemoPlan())
        defer { withExtendedLifetime(folder) {} }
        func count(_ sql: String) throws -> Int64 { try desk.database.read { try $0.number(sql) } }
        let now = Samples.now.milliseconds
        let wanted = [
            "cases WHERE closed_at IS NULL AND kind = 'repair'",
            "cases WHERE closed_at IS NULL AND kind = 'complaint'",
            "cases WHERE chasers > 0", "cases WHERE reopened > 0", "cases WHERE merged_into IS NOT NULL",
            "cases WHERE repeat_of IS NOT NULL", "cases WHERE severity = 'critical'",
            "visits WHERE is_open = 1 AND planned_start > \(now)", "visits WHERE state = 'en-route'",
            "visits WHERE state = 'parts-needed'", "calls WHERE is_open = 1 AND due_from <= \(now)",
            "calls WHERE is_open = 1 AND due_from > \(now)",
            "clocks WHERE state = 'running' AND breached_at IS NOT NULL",
            "clocks WHERE state = 'missed'", "clocks WHERE state = 'paused'",
            "approvals WHERE state = 'asked'",
            "approvals WHERE state = 'granted'", "customers WHERE kind = 'dealer'",
            "customers WHERE language = 'en'",
            "audits", "audit_milestones WHERE state = 'started'", "audit_interviews",
            "audit_conclusions WHERE claim_name IS NOT NULL", "audit_conclusions WHERE claim_name IS NULL",
        ]
        for what in wanted { #expect(try count("SELECT COUNT(*) FROM \(what)") > 0, "\(what)") }
        let (servqual, texts) = try desk.read { reading in
            (
                try reading.surveyReport(SurveyQuery("servqual"), by: nil).results.battery,
                try ["after-repair", "complaint-handling"].flatMap {
                    try reading.surveyTexts(SurveyQuery($0), limit: 2000).map(\.text)
                }
            )
        }
        #expect((servqual?.weighted.count ?? 0) > 0, "points are shared out")
        let isChinese = texts.map { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        #expect(isChinese.contains(true) && isChinese.contains(false), "words in both languages")
        for login in ["admin", "li", "wang", "chen", "zhao", "sun", "ma", "t1", "t8"] {
            _ = try desk.actor(named: login)
        }
        #expect(throws: DeskFault.unknownStaff("t9")) { try desk.actor(named: "t9") }
    }

    @Test(
        "technicians have levels and papers, one over and one that ends soon; the skills that are asked for can be taught"
    )
    func skills() throws {
        let (desk, folder) = try make(DemoPlan(customers: 10, cases: 4, technicians: 8))
        defer { withExtendedLifetime(folder) {} }
        let matrix = try desk.read { try $0.skillMatrix(on: desk.rules.localDay(Samples.now)) }
        let papers = Set(matrix.people.flatMap(\.papers).map(\.standing))
        #expect(papers == [.valid, .soon, .expired])
        #expect(matrix.skills.filter { !$0.products.isEmpty }.allSatisfy { $0.best >= 3 })
    }

    @Test("needs of every kind are planted, and some that are wanted have no promise")
    func needs() throws {
        let (desk, folder) = try make(DemoPlan(customers: 120, cases: 40, technicians: 2))
        defer { withExtendedLifetime(folder) {} }
        let today = desk.rules.localDay(Samples.now)
        let table = try desk.read { try $0.needs(.customers, on: today - 30...today) }
        func kind(_ need: String) -> KanoCategory? {
            table.lines.first { $0.need.name == need }?.kano?.category
        }
        #expect(kind("visit") == .mustBe && kind("settled") == .oneDimensional)
        #expect(kind("loan") == .attractive && kind("file") == .indifferent)
        let open = table.unanswered.map(\.need.name)
        #expect(open.contains("loan") && !open.contains("visit"))
        let loan = try #require(table.lines.first { $0.need.name == "loan" })
        #expect(loan.notes == 3)
    }

    @Test(
        "competitors were looked at over a year, and the house judged itself once and is judging itself again"
    )
    func rivals() throws {
        let (desk, folder) = try make(DemoPlan(customers: 30, cases: 60, technicians: 2))
        defer { withExtendedLifetime(folder) {} }
        let today = desk.rules.localDay(Samples.now)
        let (rows, scores) = try desk.read {
            (try $0.competitors.rows(until: today), try $0.assessmentScores())
        }
        #expect(rows.contains { $0.day < today + -340 } && rows.contains { $0.day > today + -40 })
        // Each was entered on its day.
        #expect(rows.allSatisfy { desk.rules.localDay($0.at) == $0.day })
        #expect(scores.map(\.score.grade) == [.open, .stars(3)])
        let line = try desk.read { try $0.compareServices("delivery", on: today, at: Samples.now) }
            .line("delivery/time", .promise)
        #expect(line?.standing.place(of: nil)?.rank == 3, "two passed us")
    }

    @Test("no two visits of a technician overlap")
    func noOverlap() throws {
        let (desk, folder) = try make(DemoPlan(customers: 100, cases: 200, technicians: 4))
        defer { withExtendedLifetime(folder) {} }
        let clashes = try desk.database.read { db in
            try db.number(
                """
                SELECT COUNT(*) FROM visits a JOIN visits b ON a.technician = b.technician AND a.id < b.id
                WHERE a.planned_start < b.planned_end AND b.planned_start < a.planned_end
                    AND a.category <> 'cancelled' AND b.category <> 'cancelled'
                """)
        }
        #expect(clashes == 0)
    }
}
