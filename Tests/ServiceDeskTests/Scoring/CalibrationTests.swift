import DeskTesting
import Model
import Quality
import Records
import ServiceDesk
import Testing

@Suite("Calibration sessions", .onEachDatabase)
struct CalibrationTests {
    private let test: TemporaryDesk
    private let card: ScoreCard
    /// Of li, closed.
    private let cases: [Subject]

    init() throws {
        test = try TemporaryDesk()
        card = try test.desk.rules.scoreCard("case-handling").card
        try test.as("admin") { work in
            _ = try work.addStaff(Staff(id: StaffID(0), login: "qian", name: "钱进", roles: ["quality"]))
            _ = try work.addStaff(Staff(id: StaffID(0), login: "he", name: "何平", roles: ["quality"]))
        }
        cases = try Self.close(2, by: "li", at: test)
    }

    private static func close(_ count: Int, by login: String, at test: TemporaryDesk) throws -> [Subject] {
        let owner = try test.desk.actor(named: login).staffID
        let (customer, when) = (try test.customer().id, test.now - .days(5))
        return try (0..<count).map { _ in
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
            return Subject(c.id)
        }
    }

    @discardableResult
    private func begin(
        _ subjects: [Subject]? = nil, raters: [String] = ["sun", "qian"], card: String = "case-handling",
        as login: String = "he"
    ) throws -> CalibrationID {
        let draft = CalibrationDraft(
            name: "十一月校准", card: card, subjects: subjects ?? cases, raters: raters)
        return try test.as(login) { try $0.beginCalibration(draft).id }
    }

    /// The best of everything, but for what is given.
    private func score(
        _ id: CalibrationID, _ subject: Subject, as login: String, _ other: [String: String] = [:]
    ) throws {
        let best = card.items.map { ($0.name, $0.answers.last { $0 != .notApplicable }?.word ?? "") }
        let given = Dictionary(uniqueKeysWithValues: best).merging(other) { $1 }
        try test.as(login) {
            _ = try $0.scoreCalibration(id, subject, given, notes: ["tone": " 平和 "], note: "好")
        }
    }

    private func sheet(_ id: CalibrationID, _ login: String) throws -> CalibrationSheet {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.calibrationSheet(id, for: actor) }
    }

    private func lines(_ login: String) throws -> [CalibrationLine] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.calibrationLines(for: actor) }
    }

    @Test(
        "while it is open each sees their own scores alone, whoever leads it none; with the last score all are seen"
    )
    func blind() throws {
        let id = try begin()
        try score(id, cases[0], as: "sun")
        try score(id, cases[1], as: "sun", ["tone": "3"])
        try score(id, cases[0], as: "qian", ["informed": "no"])
        #expect(try sheet(id, "sun").scores.count == 2 && sheet(id, "qian").scores.count == 1)
        #expect(try sheet(id, "he").scores.isEmpty && sheet(id, "he").figures == nil)
        let waiting = try lines("qian")
        let (qian, he) = (
            try test.desk.actor(named: "qian").staffID, try test.desk.actor(named: "he").staffID
        )
        #expect(waiting.map(\.scored) == [3] && waiting.map(\.wanted) == [4])
        #expect(waiting[0].owed(by: qian) == 1 && waiting[0].owed(by: he) == 0)
        try score(id, cases[1], as: "qian", ["tone": "5"])
        for login in ["sun", "qian", "he", "chen"] {
            let seen = try sheet(id, login)
            #expect(seen.session.closedAt == test.now && seen.scores.count == 4)
        }
        let seen = try sheet(id, "sun")
        #expect(seen.scores.map(\.subject) == [cases[0], cases[0], cases[1], cases[1]])
        #expect(seen.scores.allSatisfy { $0.notes == ["tone": "平和"] && $0.note == "好" })
        let figures = try #require(seen.figures)
        #expect(figures.items.first { $0.item.name == "informed" }?.alike == 1)
        #expect(figures.items.first { $0.item.name == "tone" }?.widest == 0.5)
        #expect(figures.pairs.count == 1 && figures.pairs[0].matters == 2)
    }

    @Test("who scores is told that it waits, and that all is to be seen; whoever did it is not")
    func told() throws {
        let id = try begin(raters: ["he", "sun"])
        let (he, sun) = (try test.desk.actor(named: "he"), try test.desk.actor(named: "sun"))
        let begun = try test.desk.read { try $0.notices(for: sun, limit: 5) }
        #expect(begun.map(\.kind) == [.calibrate] && begun.map(\.subject) == [Subject(id)])
        #expect(try test.desk.read { try $0.notices(for: he, limit: 5) }.isEmpty)
        for subject in cases { for login in ["he", "sun"] { try score(id, subject, as: login) } }
        let closed = try test.desk.read { try $0.notices(for: he, limit: 5) }
        #expect(closed.map(\.kind) == [.calibrated])
        let events = try test.desk.read { try $0.journal.of(Subject(id)).map(\.event) }
        #expect(
            events.sorted() == ["calibration.begun", "calibration.closed"]
                + Array(repeating: "calibration.scored", count: 4))
    }

    @Test("a score stands; only who was named scores, and only what was")
    func scoring() throws {
        let id = try begin()
        try score(id, cases[0], as: "sun")
        #expect(throws: CalibrationFault.scored(cases[0], id)) { try score(id, cases[0], as: "sun") }
        #expect(throws: CalibrationFault.notAmong(id)) { try score(id, cases[0], as: "he") }
        let other = Subject(CaseID(999))
        #expect(throws: CalibrationFault.notInIt(other, id, known: cases)) { try score(id, other, as: "sun") }
        #expect(throws: ScoringFault.self) { try score(id, cases[1], as: "sun", ["tone": "9"]) }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) {
            try score(id, cases[0], as: "li")
        }
        #expect(try sheet(id, "sun").scores.count == 1, "nothing of what was refused stays")
    }

    @Test(
        "who steers closes it before all have scored; then nothing is scored any more, and what was is seen")
    func closing() throws {
        let id = try begin()
        try score(id, cases[0], as: "sun")
        #expect(throws: DeskFault.notAllowed(login: "chen", right: "quality.steer")) {
            try test.as("chen") { try $0.closeCalibration(id) }
        }
        let closed = try test.as("he") { try $0.closeCalibration(id) }
        #expect(closed.closedAt == test.now && closed.version == 2)
        #expect(throws: CalibrationFault.closed(id, test.now)) { try score(id, cases[0], as: "qian") }
        #expect(throws: CalibrationFault.closed(id, test.now)) {
            try test.as("he") { try $0.closeCalibration(id) }
        }
        let seen = try sheet(id, "qian")
        #expect(seen.scores.count == 1 && seen.figures?.pairs.isEmpty == true)
        let qian = try test.desk.actor(named: "qian").staffID
        #expect(seen.line.owed(by: qian) == 0)
    }

    @Test(
        "what was agreed stands beside the scores: only what differs is answered, once, with a reason, and after all was seen"
    )
    func agreeing() throws {
        let id = try begin()
        for subject in cases {
            try score(id, subject, as: "sun")
            #expect(throws: CalibrationFault.stillOpen(id)) { try agree(id, subject, ["privacy": "no"]) }
            try score(id, subject, as: "qian", ["privacy": "no"])
        }
        #expect(throws: ScoringFault.unanswered(["privacy"])) { try agree(id, cases[0], [:]) }
        #expect(throws: DeskFault.missing(field: "note")) {
            try agree(id, cases[0], ["privacy": "no"], note: " ")
        }
        #expect(throws: DeskFault.notAllowed(login: "chen", right: "quality.steer")) {
            try agree(id, cases[0], ["privacy": "no"], as: "chen")
        }
        try agree(id, cases[0], ["privacy": "no"])
        #expect(throws: CalibrationFault.agreed(cases[0], id)) { try agree(id, cases[0], ["privacy": "yes"]) }
        let seen = try sheet(id, "sun")
        #expect(seen.scores(of: cases[0]).map(\.isAgreed) == [false, false, true])
        #expect(seen.line.progress.agreed == 1 && seen.line.scored == 4)
        let figures = try #require(seen.figures)
        #expect(figures.matters.map(\.agreed) == [0, nil])
        let leans = try figures.raters.map { try #require($0.lean) }
        #expect(leans == [1, 0] && figures.raters.map(\.asAgreed).last == 1)
    }

    private func agree(
        _ id: CalibrationID, _ subject: Subject, _ answers: [String: String], note: String = "录音为证",
        as login: String = "he"
    ) throws {
        try test.as(login) { _ = try $0.agree(on: subject, in: id, answers, note: note) }
    }

    @Test("nothing of it counts in agents' figures, the items missed or the agreement of reviews")
    func apart() throws {
        let id = try begin()
        for subject in cases {
            for login in ["sun", "qian"] { try score(id, subject, as: login, ["tone": "1"]) }
        }
        try agree(id, cases[0], [:])
        let sun = try test.desk.actor(named: "sun")
        let today = test.desk.rules.localDay(test.now)
        let weeks = today - 90...today
        let counted = try test.desk.read { reading in
            [
                try reading.agentScores(weeks, for: sun).count,
                try reading.missedItems(weeks, for: sun).count,
                try reading.agreement("case-handling", weeks, for: sun).count,
            ]
        }
        #expect(counted == [0, 0, 0])
        // The same cases may still be drawn.
        let drawn = try test.as("he") {
            try $0.drawReviews("case-handling", weekOf: Day(2026, 11, 16), seed: 7).draw
        }
        #expect(drawn.found == 2)
    }

    @Test("nobody scores or leads where their own work is, and it is not told to be there")
    func ownWork() throws {
        let own = try Self.close(1, by: "chen", at: test)
        #expect(throws: CalibrationFault.ownWork(own[0], name: "陈静")) {
            try begin(own, raters: ["sun", "chen"])
        }
        let id = try begin(own)
        #expect(try lines("chen").isEmpty && lines("sun").map(\.id) == [id])
        #expect(throws: DeskFault.unknown(id.description)) { try sheet(id, "chen") }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) { try sheet(id, "li") }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "quality.score")) { try lines("li") }
    }

    @Test("what cannot be scored by the card, and who cannot score by it, is refused")
    func refusals() throws {
        #expect(throws: CalibrationFault.tooFewRaters) { try begin(raters: ["sun", "sun"]) }
        #expect(throws: CalibrationFault.nothingToScore) { try begin([]) }
        #expect(throws: CalibrationFault.notRater(name: "李娜", card: card.label)) {
            try begin(raters: ["sun", "li"])
        }
        #expect(throws: DeskFault.unknownStaff("nobody")) { try begin(raters: ["sun", "nobody"]) }
        let calls = try test.desk.rules.scoreCard("follow-up-call").card.label
        #expect(throws: CalibrationFault.otherMatter(cases[0], card: calls)) {
            try begin(card: "follow-up-call")
        }
        let open = Subject(try test.logRepair().id)
        #expect(throws: CalibrationFault.notOver(open)) { try begin([open]) }
        #expect(throws: DeskFault.notAllowed(login: "chen", right: "quality.steer")) { try begin(as: "chen") }
        #expect(throws: ReviewFault.self) { try begin(card: "none") }
        #expect(try lines("sun").isEmpty)
    }

    @Test("a follow-up call is scored by whom it was not made")
    func calls() throws {
        let customer = try test.customer().id
        let (now, zhao) = (test.now, try test.desk.actor(named: "zhao").staffID)
        let call = try test.as("zhao") {
            try $0.schedule(CallWish(customer: customer, reason: "call back", from: now, by: now + .hours(9)))
        }
        #expect(throws: CalibrationFault.notOver(Subject(call.id))) {
            try begin([Subject(call.id)], card: "follow-up-call")
        }
        try test.desk.database.write { db in
            _ = try db.run(
                "UPDATE calls SET claimed_by = $1, state = 'done', category = 'done', is_open = 0 WHERE id = $2",
                SQLValue(zhao), SQLValue(call.id))
        }
        let id = try begin([Subject(call.id), Subject(call.id)], card: "follow-up-call")
        let session = try sheet(id, "sun").session
        #expect(session.matters.map(\.agent) == [zhao].compactMap { $0 } && session.matters.count == 1)
    }
}
