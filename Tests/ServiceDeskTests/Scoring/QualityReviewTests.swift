import DeskTesting
import Foundation
import Model
import Quality
import Records
import ServiceDesk
import Statistics
import Synchronization
import Testing

@Suite("Quality reviews", .onEachDatabase)
struct QualityReviewTests {
    let test: TemporaryDesk
    let card: ScoreCard
    /// The week before that of the tests.
    let week: Day

    init() throws {
        test = try TemporaryDesk()
        card = try test.desk.rules.scoreCard("case-handling").card
        week = Day(2026, 11, 16)
        try test.as("admin") { work in
            _ = try work.addStaff(Staff(id: StaffID(0), login: "qian", name: "钱进", roles: ["quality"]))
            _ = try work.addStaff(Staff(id: StaffID(0), login: "he", name: "何平", roles: ["quality"]))
        }
    }

    func staff(_ login: String) throws -> StaffID {
        try #require(try test.desk.actor(named: login).staffID)
    }

    /// Cases of somebody, closed in that week.
    func closed(_ count: Int, by login: String = "li") throws {
        let id = try test.customer().id
        let owner = try staff(login)
        for _ in 0..<count {
            let c = try test.as("li") { work in
                var draft = CaseDraft(kind: CaseKind("inquiry"), customer: id, summary: "如何清洗滤网")
                draft.onRepeat = .logAnyway
                return try work.log(draft).serviceCase
            }
            let when = test.now - .days(5)
            try test.desk.database.write { db in
                _ = try db.run(
                    "UPDATE cases SET owner = $1, opened_at = $2, closed_at = $3 WHERE id = $4",
                    SQLValue(owner), SQLValue(when - .hours(2)), SQLValue(when), SQLValue(c.id))
            }
        }
    }

    @discardableResult
    func draw(_ week: Day? = nil, as login: String = "sun") throws -> (draw: ReviewDraw, isNew: Bool) {
        try test.as(login) { try $0.drawReviews("case-handling", weekOf: week ?? self.week + 3, seed: 7) }
    }

    /// The best of everything, but for what is given.
    func answers(_ other: [String: String] = [:]) -> [String: String] {
        let best = card.items.map { item in
            (item.name, item.answers.last { $0 != .notApplicable }?.word ?? "")
        }
        return Dictionary(uniqueKeysWithValues: best).merging(other) { $1 }
    }

    func score(_ id: ReviewID, as login: String, _ other: [String: String] = [:]) throws {
        let given = answers(other)
        try test.as(login) { _ = try $0.scoreReview(id, given, note: "好") }
    }

    func review(_ id: ReviewID) throws -> Review { try test.desk.read { try $0.review(id) } }

    func sheet(_ id: ReviewID, _ login: String) throws -> ReviewSheet {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.reviewSheet(id, for: actor) }
    }

    /// One case, drawn to be scored by two.
    func double() throws -> ReviewID {
        try closed(1)
        try draw()
        return try test.as("sun") { try $0.takeNextReview().id }
    }

    @Test("a week is drawn once, by quota of each agent, and told as it was when asked again")
    func drawing() throws {
        try closed(5)
        try closed(2, by: "chen")
        let first = try draw()
        #expect(first.isNew && first.draw.found == 7 && first.draw.drawn == 5 && first.draw.week == week)
        try closed(1)
        let again = try test.as("sun") { try $0.drawReviews("case-handling", weekOf: week, seed: 99) }
        #expect(!again.isNew && again.draw == first.draw)
        let entries = try test.desk.read { try $0.journal.of(.desk) }
        #expect(entries.count { $0.event == "quality.drawn" } == 1)
        #expect(throws: ReviewFault.weekToCome(week + 7)) { try draw(week + 7) }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.steer")) { try draw(as: "li") }
        #expect(throws: ReviewFault.noCard("x", known: ["case-handling", "follow-up-call"])) {
            try test.as("sun") { try $0.drawReviews("x", weekOf: week, seed: 1) }
        }
    }

    @Test(
        "the mean of those drawn by chance is a figure of the reports, its reviews are behind it, and who judges nobody is told why not"
    )
    func figure() throws {
        try closed(3)
        try draw()
        try test.desk.database.write { db in
            _ = try db.run("UPDATE reviews SET is_double = 0, by_risk = CASE WHEN id = 3 THEN 1 ELSE 0 END")
        }
        try score(ReviewID(1), as: "sun")
        try score(ReviewID(2), as: "sun", ["informed": "no"])
        try score(ReviewID(3), as: "sun", ["privacy": "no"])
        let shares = [try review(ReviewID(1)).share ?? 0, try review(ReviewID(2)).share ?? 0]
        let (now, days) = (test.now, test.desk.rules.localDay(test.now)...test.desk.rules.localDay(test.now))
        let (sun, li) = (try test.desk.actor(named: "sun"), try test.desk.actor(named: "li"))
        let agent = String(try staff("li").number)
        let report = try test.desk.read {
            try $0.serviceReport(days, by: .agent, figures: [.quality], at: now, for: sun)
        }
        let groups: [String?] = [nil, agent]
        #expect(report.lines.map(\.group) == groups && report.lack == nil)
        let score = try #require(report.lines.last).now
        #expect(score.count == 2 && shares[1] < 1)
        #expect(abs((score.value ?? 0) - (shares[0] + shares[1]) / 2) < 1e-12)
        // Two scores say little: Student's interval ends with what there can be.
        #expect(score.high == 1 && (score.low ?? 1) < shares[1])
        let rows = try test.desk.read { reading in
            try reading.figureRows(
                .quality, in: reading.rules.span(days), by: .agent, group: agent, at: now, for: sun)
        }
        #expect(Set(rows.compactMap(\.review)) == Set([ReviewID(1), ReviewID(2)]))
        #expect(rows.map(\.amount).sorted() == shares.sorted())
        let hidden = try test.desk.read {
            try $0.serviceReport(days, figures: [.opened, .quality], at: now, for: li)
        }
        #expect(hidden.lines.map(\.figure) == [ServiceFigure.opened])
        #expect(hidden.withheld == [ServiceFigure.quality])
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) {
            try test.desk.read { reading in
                try reading.figureRows(.quality, in: reading.rules.span(days), at: now, for: li)
            }
        }
    }

    @Test("what was drawn for a card that has left the file is still offered, scored and listed")
    func cardLeft() throws {
        try closed(1)
        try draw()
        try test.desk.database.write { db in
            let kept = try #require(try ReviewStore(db).newestCard("case-handling"))
            try ReviewStore(db).keep("old-card", version: 1, kept.text)
            _ = try db.run("UPDATE reviews SET card = 'old-card'")
        }
        let id = try test.as("sun") { try $0.takeNextReview().id }
        #expect(try test.as("sun") { try $0.takeNextReview("old-card").id } == id)
        try score(id, as: "sun")
        let sun = try test.desk.actor(named: "sun")
        let listed = try test.desk.read { try $0.reviews(for: sun, card: "old-card", weeks: week...week) }
        #expect(listed.map(\.id) == [id])
        #expect(throws: ReviewFault.noCard("x", known: ["case-handling", "follow-up-call"])) {
            try test.desk.read { try $0.reviews(for: sun, card: "x", weeks: week...week) }
        }
    }

    @Test("scores by an earlier card count to an item only where it could be answered with the same")
    func earlierCards() throws {
        try closed(2)
        try draw()
        try test.desk.database.write { db in
            let kept = try #require(try ReviewStore(db).newestCard("case-handling"))
            let five = #""name":"tone","points":10,"scale":5"#
            #expect(kept.text.contains(five))
            let seven = five.replacing(":5", with: ":7")
            try ReviewStore(db).keep("case-handling", version: 2, kept.text.replacing(five, with: seven))
            _ = try db.run("UPDATE reviews SET is_double = 1")
            _ = try db.run(
                "UPDATE reviews SET card_version = 2 WHERE id = (SELECT MAX(r.id) FROM reviews r)")
        }
        let sun = try test.desk.actor(named: "sun")
        for review in try test.desk.read({ try $0.reviews(for: sun, weeks: week...week) }) {
            try score(review.id, as: "sun")
            try score(review.id, as: "qian")
        }
        let found = try test.desk.read { try $0.agreement("case-handling", week...week, for: sun) }
        #expect(found.first { $0.item == "tone" }?.plain.count == 1)
        #expect(found.first { $0.item == "summary" }?.plain.count == 2)
    }

    @Test("what makes a case or a call a risk is found and told")
    func traits() throws {
        try closed(1)
        let (now, when, li) = (test.now, test.now - .days(5), try staff("li"))
        let customer = try test.customer().id
        let call = try test.as("zhao") {
            try $0.schedule(
                CallWish(customer: customer, reason: "call back", from: now, by: now + .hours(9)))
        }
        try test.desk.database.write { db in
            _ = try db.run(
                """
                UPDATE calls SET claimed_by = $1, state = 'done', category = 'done', is_open = 0, state_since = $2,
                    fields = '{"satisfaction":"dissatisfied"}' WHERE id = $3
                """, SQLValue(li), SQLValue(when), SQLValue(call.id))
            _ = try db.run("UPDATE cases SET reopened = 1, chasers = 1")
            let late = try db.run(
                "UPDATE clocks SET breached_at = $1 WHERE subject_kind = 'case'", SQLValue(when))
            #expect(late > 0)
            let id = try #require(try db.query("SELECT id FROM cases") { $0.int(0) }.first)
            _ = try db.run(
                """
                INSERT INTO grants (at, staff, by_staff, decision, subject_kind, subject, amount)
                VALUES ($1, $2, $3, 'goodwill', 'case', $4, 100)
                """, SQLValue(when), SQLValue(li), SQLValue(li), .int(id))
        }
        for card in ["case-handling", "follow-up-call"] {
            let drawn = try test.as("sun") { try $0.drawReviews(card, weekOf: week, seed: 7) }
            #expect(drawn.draw.found == 1 && drawn.draw.drawn == 1, "\(card)")
        }
        let sun = try test.desk.actor(named: "sun")
        let found = try test.desk.read { try $0.reviews(for: sun, weeks: week...week) }
        let traits = Dictionary(uniqueKeysWithValues: found.map { ($0.card, $0.traits) })
        #expect(traits["case-handling"] == ["breached", "chased", "granted", "reopened"])
        #expect(traits["follow-up-call"] == ["dissatisfied"])
    }

    @Test("nobody judges their own work, and an agent sees only their own, once it is finished")
    func own() throws {
        try closed(1, by: "chen")
        try draw()
        #expect(throws: ReviewFault.nothingToScore) { try test.as("chen") { try $0.takeNextReview() } }
        let id = try test.as("sun") { try $0.takeNextReview().id }
        #expect(throws: ReviewFault.ownWork(id)) { try score(id, as: "chen") }
        #expect(throws: DeskFault.unknown(id.description)) { try sheet(id, "chen") }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) { try sheet(id, "li") }
        try score(id, as: "sun")
        try score(id, as: "qian")
        let seen = try sheet(id, "chen")
        #expect(seen.review.state == .finished && seen.scores.allSatisfy { $0.rater == nil })
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) { try sheet(id, "li") }
    }

    @Test("what is wrong in a score leaves nothing behind; what is in hand can be given back")
    func wrong() throws {
        let id = try double()
        try test.as("sun") { try $0.releaseReview(id) }
        #expect(throws: ReviewFault.notInHand(id)) { try test.as("sun") { try $0.releaseReview(id) } }
        #expect(throws: ScoringFault.self) { try score(id, as: "sun", ["tone": "9"]) }
        #expect(throws: ScoringFault.self) { try score(id, as: "sun", ["charm": "yes"]) }
        #expect(try sheet(id, "sun").scores.isEmpty)
        struct Killed: Error {}
        let given = answers()
        #expect(throws: Killed.self) {
            try test.as("sun") { work in
                _ = try work.scoreReview(id, given)
                throw Killed()
            }
        }
        #expect(try sheet(id, "sun").scores.isEmpty && review(id).version == 3)
    }

    @Test("a card that changes meanwhile changes nothing of what was drawn before")
    func versions() throws {
        let id = try double()
        try test.desk.database.write {
            try ReviewStore($0).keep("case-handling", version: 2, "another")
        }
        try score(id, as: "sun")
        #expect(try sheet(id, "sun").card == card && review(id).cardVersion == 1)
        try draw(week - 7)
        try test.desk.database.write { db in
            let newest = try ReviewStore(db).newestCard("case-handling")
            #expect(newest?.version == 3)
        }
    }

    @Test("two who take at once get two places or two reviews, never the same")
    func atOnce() throws {
        try closed(3)
        try draw()
        let raters = try ["sun", "qian", "he"].map { try test.desk.actor(named: $0) }
        let (desk, now) = (test.desk, test.now)
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 3) { n in
            do { _ = try desk.act(by: raters[n], at: now) { try $0.takeNextReview() } } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        let places = try desk.database.read { db in
            try db.query("SELECT review, place FROM review_scores") { "\($0.int(0)).\($0.int(1))" }
        }
        #expect(Set(places).count == 3)
    }

    @Test("an agent is told, answers once, and has figures that rest on what was drawn by chance")
    func coaching() throws {
        let id = try double()
        #expect(throws: ReviewFault.notFinished(id)) { try test.as("sun") { try $0.coach(id, "很好") } }
        try score(id, as: "sun")
        try score(id, as: "qian")
        let note = try test.as("sun") { try $0.coach(id, " 摘要很清楚 ") }
        let li = try test.desk.actor(named: "li")
        let told = try test.desk.read { try $0.notices(for: li, limit: 5) }
        #expect(told.contains { $0.message.text(in: "en").contains("摘要很清楚") })
        #expect(throws: DeskFault.unknown(note.id.description)) {
            try test.as("chen") { try $0.answerCoaching(note.id, "") }
        }
        try test.as("li") { _ = try $0.answerCoaching(note.id, "谢谢") }
        #expect(throws: ReviewFault.answered(note.id)) {
            try test.as("li") { try $0.answerCoaching(note.id, "再谢") }
        }
        let own = try test.desk.read { try $0.ownReviews(of: li, weeks: week...week) }
        #expect(own.reviews.map(\.id) == [id] && own.coaching.map(\.answer) == ["谢谢"])
        let score = try test.desk.read { try $0.agentScores(week...week, for: li) }
        #expect(score.map(\.count) == [1] && score[0].share?.value == 1 && score[0].atRisk == nil)
        let other = try test.desk.actor(named: "wang")
        #expect(try test.desk.read { try $0.agentScores(week...week, for: other) }.isEmpty)
    }
}
