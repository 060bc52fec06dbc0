import DeskTesting
import Model
import Quality
import Records
import ServiceDesk
import Statistics
import Testing

@Suite("Reviews as lists, and what they miss", .onEachDatabase)
struct ReviewListTests {
    private let test: TemporaryDesk
    private let card: ScoreCard
    private let week = Day(2026, 11, 16)

    init() throws {
        test = try TemporaryDesk()
        card = try test.desk.rules.scoreCard("case-handling").card
        try test.as("admin") { work in
            _ = try work.addStaff(Staff(id: StaffID(0), login: "qian", name: "钱进", roles: ["quality"]))
            _ = try work.addStaff(Staff(id: StaffID(0), login: "he", name: "何平", roles: ["quality"]))
        }
        let owner = try #require(try test.desk.actor(named: "li").staffID)
        let (customer, when) = (try test.customer().id, test.now - .days(5))
        for _ in 0..<3 {
            let c = try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("inquiry"), customer: customer, summary: "如何清洗滤网")
                draft.onRepeat = .logAnyway
                return try work.log(draft).serviceCase
            }
            try test.desk.database.write { db in
                _ = try db.run(
                    "UPDATE cases SET owner = $1, opened_at = $2, closed_at = $3 WHERE id = $4",
                    SQLValue(owner), SQLValue(when - .hours(2)), SQLValue(when), SQLValue(c.id))
            }
        }
        let monday = week
        _ = try test.as("sun") { try $0.drawReviews("case-handling", weekOf: monday, seed: 7) }
        try test.desk.database.write { db in
            _ = try db.run("UPDATE reviews SET by_risk = 0, is_double = CASE WHEN id = 2 THEN 1 ELSE 0 END")
        }
    }

    private func score(
        _ number: Int64, as login: String, _ other: [String: String] = [:], notes: [String: String] = [:]
    ) throws {
        let best = card.items.map { ($0.name, $0.answers.last { $0 != .notApplicable }?.word ?? "") }
        let given = Dictionary(uniqueKeysWithValues: best).merging(other) { $1 }
        try test.as(login) { _ = try $0.scoreReview(ReviewID(number), given, notes: notes) }
    }

    private func waiting(_ login: String) throws -> [ReviewLine] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.waitingReviews(for: actor) }
    }

    @Test("what is in hand comes first, then what is to be settled, then what may be taken")
    func waitingOrder() throws {
        let atFirst = try waiting("he")
        #expect(atFirst.map(\.id.number) == [1, 2, 3])
        try score(2, as: "sun")
        try score(2, as: "qian", ["privacy": "no"])
        try test.as("he") { try $0.takeReview(ReviewID(3)) }
        let mine = try waiting("he")
        #expect(mine.map(\.id.number) == [3, 2, 1] && mine.map(\.own) == [.inHand, .none, .none])
        #expect(mine[0].customer == "王小明" && mine[0].kind == CaseKind("inquiry"))
        let hers = try waiting("sun")
        #expect(hers.map(\.id.number) == [1], "neither what she scored nor what another holds")
        let li = try test.desk.actor(named: "li")
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) {
            try test.desk.read { try $0.waitingReviews(for: li) }
        }
    }

    @Test("however many reviews of others there are, an agent's are listed, and what is in hand comes first")
    func ofOne() throws {
        let zhao = try #require(try test.desk.actor(named: "zhao").staffID)
        try test.desk.database.write { db in
            _ = try db.run(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
                INSERT INTO reviews (version, card, card_version, subject_kind, subject, agent, week, by_risk, traits,
                    is_double, state)
                SELECT 1, r.card, r.card_version, r.subject_kind, 10000 + n.i, \(zhao.number), r.week, 0, r.traits, 0,
                    r.state
                FROM n, reviews r WHERE r.id = 1 ORDER BY n.i
                """)
        }
        let (sun, monday) = (try test.desk.actor(named: "sun"), week)
        let li = try test.desk.actor(named: "li").staffID
        let lines = try test.desk.read { try $0.reviewLines(for: sun, of: li, weeks: monday...monday) }
        #expect(lines.map(\.id.number) == [3, 2, 1])
        let newest = try #require(
            try test.desk.read { try $0.reviewLines(for: sun, weeks: monday...monday) }.first?.id)
        try test.as("he") { try $0.takeReview(newest) }
        #expect(try waiting("he").first?.id == newest)
    }

    @Test(
        "the one that was chosen is taken, twice does no harm, and not what another holds or oneself scored")
    func taking() throws {
        try test.as("he") { try $0.takeReview(ReviewID(1)) }
        try test.as("he") { try $0.takeReview(ReviewID(1)) }
        #expect(throws: ReviewFault.taken(ReviewID(1))) {
            try test.as("sun") { try $0.takeReview(ReviewID(1)) }
        }
        try score(1, as: "he")
        #expect(throws: ReviewFault.scored(ReviewID(1))) {
            try test.as("he") { try $0.takeReview(ReviewID(1)) }
        }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) {
            try test.as("li") { try $0.takeReview(ReviewID(3)) }
        }
    }

    @Test("remarks on single items are kept with the answers; a remark on nothing of the card is refused")
    func remarks() throws {
        try score(1, as: "sun", ["tone": "2"], notes: ["tone": " 语气生硬 ", "summary": " "])
        let sun = try test.desk.actor(named: "sun")
        let scores = try test.desk.read { try $0.reviewSheet(ReviewID(1), for: sun).scores }
        #expect(scores.map(\.score.notes) == [["tone": "语气生硬"]])
        #expect(throws: ScoringFault.noItem("charm", known: card.items.map(\.name))) {
            try score(3, as: "sun", notes: ["charm": "无"])
        }
    }

    @Test(
        "what was missed of each item, what was settled in place of both scores, and of one's own work alone")
    func missed() throws {
        try score(1, as: "sun", ["tone": "3", "informed": "no", "closing": "na"])
        try score(2, as: "sun", ["informed": "no"])
        try score(2, as: "qian", ["privacy": "no"])
        try test.as("he") {
            _ = try $0.settleReview(ReviewID(2), ["privacy": "yes", "informed": "yes"], note: "录音")
        }
        try score(3, as: "sun", ["informed": "no"])
        let (sun, li) = (try test.desk.actor(named: "sun"), try test.desk.actor(named: "li"))
        let found = try test.desk.read { try $0.missedItems(week...week, for: sun) }
        #expect(found.first?.item.name == "informed" && found.first?.missed.count == 3)
        #expect(abs((found.first?.missed.value ?? 0) - 2.0 / 3) < 1e-9)
        let tone = try #require(found.first { $0.item.name == "tone" })
        #expect(abs(tone.missed.value - 0.5 / 3) < 1e-9 && tone.agents.map(\.agent) == [li.staffID])
        #expect(found.first { $0.item.name == "closing" }?.missed.count == 2)
        #expect(found.first { $0.item.name == "privacy" }?.missed.value == 0)
        let scores = try test.desk.read { try $0.agentScores(week...week, for: sun) }
        #expect(scores.map(\.share?.high) == [1], "no mean of shares is more than all")
        let own = try test.desk.read { try $0.missedItems(week...week, for: li) }
        #expect(own == found)
        let t1 = try test.desk.actor(named: "t1")
        let none = try test.desk.read { try $0.missedItems(week...week, for: t1) }
        #expect(none.isEmpty)
    }

    @Test("one's own work is listed once it is finished, with what was said to it")
    func own() throws {
        try score(1, as: "sun")
        _ = try test.as("sun") { try $0.coach(ReviewID(1), "很好") }
        let li = try test.desk.actor(named: "li")
        let lines = try test.desk.read { try $0.ownReviewLines(of: li, weeks: week...week) }
        #expect(lines.map(\.id.number) == [1] && lines[0].coaching?.note == "很好")
    }

    @Test("reviews drawn by chance tell an attribute of the gaps what was delivered, and no case is named")
    func delivered() throws {
        try score(1, as: "sun", ["tone": "3"])
        try score(3, as: "sun")
        let days = week...test.desk.rules.localDay(test.now)
        let report = try test.desk.read { try $0.gapReport(GapScope(days), only: "assurance", at: test.now) }
        let line = try #require(report.lines.first)
        // Courtesy, privacy and honesty count alike: half of one of three was missed in one of two.
        #expect(abs((line.figures.sides[.delivered]?.value ?? 0) - (7 + 6) / 2) < 1e-9)
        #expect(line.figures.sides[.delivered]?.count == 2 && line.figures[.behavioural] != nil)
        let rows = try test.desk.read { reading in
            try reading.gapRows(line.attribute, .behavioural, GapScope(days), at: test.now)
        }
        #expect(rows.isEmpty && !line.attribute.hasRows(.behavioural))
        try test.desk.database.write { db in _ = try db.run("UPDATE reviews SET by_risk = 1 WHERE id = 1") }
        let rest = try test.desk.read { try $0.gapReport(GapScope(days), only: "assurance", at: test.now) }
        #expect(rest.lines.first?.figures.sides[.delivered]?.value == 7)
    }

    @Test("a call is shown with what happened to it; a case as its own screen shows it")
    func matter() throws {
        let sun = try test.desk.actor(named: "sun")
        let found = try test.desk.read { try $0.matter(of: $0.review(ReviewID(1)), by: sun, at: test.now) }
        guard case .serviceCase(let sheet) = found else {
            Issue.record("a case is judged")
            return
        }
        #expect(sheet.serviceCase.summary == "如何清洗滤网" && !sheet.history.isEmpty)
    }
}
