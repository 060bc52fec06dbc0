import DeskTesting
import Foundation
import Model
import Records
import Synchronization
import Testing

@testable import ServiceDesk

@Suite("A desk moves between databases")
struct CopyTests {
    private static let odd = #"""
        "quoted" and 'quoted', back\slash \n \x41 {id} $1, %s; 换行
        тест 🧑‍🔧🇨🇳 e\#u{301} \#u{FEFF}\#t end
        """#

    /// A practice desk of every kind of record, odd texts among them.
    private func desk(at place: TemporaryPlace) throws -> ServiceDesk {
        let plan = DemoPlan(seed: 5, customers: 40, cases: 120, technicians: 3)
        let desk = try Demo.make(place.url, plan: plan, rules: TemporaryDesk.rules, now: Samples.now)
        let admin = try desk.actor(named: "admin")
        try desk.act(by: admin, at: Samples.now) { work in
            let customer = try work.addCustomer(Samples.customer(name: "O'Brien \\ \"王\" 🧯"))
            var draft = CaseDraft(kind: CaseKind("repair"), customer: customer.id, summary: Self.odd)
            draft.product = "air-conditioner"
            draft.onRepeat = .logAnyway
            let first = try work.log(draft).serviceCase
            let second = try work.log(draft).serviceCase
            // The one with the lower number refers to one that comes after it.
            try work.mergeCase(first.id, into: second.id)
            _ = try work.note(Subject(second.id), Self.odd)
            try work.attach(Subject(second.id), reference: "file:///tmp/a b\\c'.jpg", title: "")
            _ = try work.saveDraft(0, form: "case", values: ["summary": Self.odd])
        }
        try desk.setPassphrase("tea in the garden", of: "admin", by: admin, at: Samples.now)
        #expect(throws: DeskFault.self) { try desk.prove(admin, by: "coffee", at: Samples.now) }
        let person = try #require(admin.staff).id
        try desk.database.write { db in
            let dispatch = DispatchStore(db)
            _ = try dispatch.insert(
                Absence(
                    staff: person, window: Window(start: Samples.now, end: Samples.now + .hours(8)),
                    reason: Self.odd))
            let open = try db.number("SELECT MAX(id) FROM visits WHERE is_open = 1")
            // A transaction that was done again has used up the first numbers: there need be no 1.
            let someone = CustomerID(try db.number("SELECT MIN(id) FROM customers"))
            let unit = UnitID(try db.number("SELECT MIN(id) FROM units"))
            let first = CaseID(try db.number("SELECT MIN(id) FROM cases"))
            let (stock, visit, place) = (StockStore(db), VisitID(open), StockPlace.vehicle(person))
            func move(_ what: StockEvent, _ quantity: Int, _ held: Int) -> StockMove {
                StockMove(
                    at: Samples.now, who: "admin", what: what, part: Self.odd, place: place,
                    quantity: quantity, held: held, note: Self.odd)
            }
            #expect(try stock.apply(move(.receive, 2, 0)))
            #expect(try stock.apply(move(.hold, 0, 1)))
            var part = VisitPart(visit: visit, part: Self.odd, needed: 1, used: 0)
            part.charge = PartCharge(label: Label(en: Self.odd, zh: Self.odd), price: Money(minor: 1))
            try stock.set(part)
            try stock.set(StockHold(visit: visit, part: Self.odd, place: place, quantity: 1))
            _ = try stock.insert(
                StockOrder(part: Self.odd, place: place, quantity: 1, expected: Day(2026, 12, 1)),
                by: "admin", at: Samples.now)
            let bills = BillStore(db)
            let bill = try bills.insert(Self.odd, of: visit, by: "admin", at: Samples.now)
            _ = try bills.insert(note: Self.odd, on: bill, issue: 1, by: "admin", at: Samples.now)
            try bills.insert(Self.odd, issue: 2, of: bill, by: "admin", at: Samples.now)
            try dispatch.refuse(person, by: someone, reason: Self.odd, at: Samples.now)
            try HistoryStore(db).learn(#"{"figures":[]}"#, by: "admin", at: Samples.now)
            let surveys = SurveyStore(db)
            try surveys.keep(Self.odd, version: 1, Self.odd, at: Samples.now)
            try surveys.name([Self.odd], of: Self.odd)
            let sample = SurveySample(
                questionnaire: Self.odd, source: .paper, note: Self.odd, at: Samples.now)
            let survey = Survey(
                questionnaire: Self.odd, version: 1, source: .paper,
                sample: try surveys.insert(sample, by: person),
                answeredOn: Day(2026, 11, 1), enteredAt: Samples.now)
            let question = try #require(surveys.questions(of: Self.odd)[Self.odd])
            let answer = StoredAnswer(question: question, number: 0.1, words: Self.odd)
            let found = try surveys.find(surveys.insert(survey, [answer]))
            let kept = try #require(found)
            _ = try surveys.withdraw(surveys.correct(kept, to: [answer]), at: Samples.now)
            try surveys.keep(
                DecidedDifference(
                    survey: kept.id, difference: Self.odd, verdict: .explained, note: Self.odd,
                    decidedAt: Samples.now, decidedBy: person))
            let campaign = try CampaignStore(db).insert(
                Campaign(
                    name: Self.odd, reason: Self.odd, mustReach: true, query: Self.odd, sample: Self.odd,
                    seed: -1,
                    perDay: nil,
                    report: CampaignReport(
                        population: 1, leftOut: [.init(.noNumber, 1)],
                        strata: [.init(name: Self.odd, size: 1, wanted: 1, drawn: 1)]),
                    createdAt: Samples.now, createdBy: person))
            try CampaignMemberStore(db).insert([
                CampaignMember(
                    campaign: campaign.id, customer: someone, unit: unit, units: [unit],
                    stratum: Self.odd, account: Self.odd, accountedBy: person)
            ])
            try WayStore(db).keep(
                [StoredWay(origin: 1, destination: 2, minutes: nil, metres: 7)], at: Samples.now)
            try BulkStore(db).insert(
                "assign", by: person, at: Samples.now,
                [BulkStore.Row(caseID: first, version: 1, before: Self.odd)])
            let empowerment = EmpowermentStore(db)
            let days = DaySpan(Day(2026, 11, 1), Day(2026, 12, 1))
            _ = try empowerment.insert(
                LimitException(
                    staff: person, decision: Self.odd,
                    limit: GrantLimit(perCase: 1, perDay: 2, perMonth: nil),
                    days: days, reason: Self.odd, by: person, at: Samples.now))
            _ = try empowerment.insert(
                Deputy(staff: person, deputy: person, days: days, reason: Self.odd, at: Samples.now))
            try empowerment.insert(
                Grant(
                    at: Samples.now, staff: person, by: person, decision: Self.odd,
                    subject: Subject(first), amount: 1))
            try AssignmentStore(db).insert(first, to: person, by: Self.odd, at: Samples.now)
            var view = KeptView(
                name: Self.odd, filter: Self.odd, owner: person, isShared: true, roles: ["agent"])
            (view.order, view.columns, view.risk) = (.age, ["id", "due"], Self.odd)
            view.of = .visits
            _ = try ViewStore(db).insert(view)
            _ = try ScheduledReportStore(db).insert(
                ScheduledReport(
                    owner: person, by: Self.odd, rhythm: .week, form: .html, target: .folder(Self.odd),
                    language: "en", madeUntil: Day(2026, 11, 1), due: Samples.now, createdAt: Samples.now))
            let sendings = NoticeSendingStore(db)
            let notice = Notice(
                .word, role: "agent", subject: .desk, message: Label(en: Self.odd, zh: Self.odd),
                at: Samples.now)
            try sendings.queue(NoticeStore(db).insertNumbered(notice), for: Self.odd, at: Samples.now)
            let taken = try #require(
                try sendings.take(for: [Self.odd], at: Samples.now, until: Samples.now + .hours(1)))
            let end = CommandEnd(status: 1, error: Self.odd)
            try sendings.end(taken, end, .sent, next: nil, at: Samples.now)
            let reviews = ReviewStore(db)
            try reviews.keep(Self.odd, version: 1, Self.odd)
            try reviews.insert(
                ReviewDraw(
                    card: Self.odd, week: Day(2026, 11, 16), seed: -1, found: 1, drawn: 1, at: Samples.now,
                    by: person))
            let review = try reviews.insert(
                Review(
                    card: Self.odd, cardVersion: 1, subject: Subject(first), agent: person,
                    week: Day(2026, 11, 16), isByRisk: true, traits: ["reopened"], isDouble: true))
            var score = ReviewScore(review: review, place: 1, rater: person)
            try reviews.take(score)
            (score.got, score.share, score.note, score.answers) = (0.1, 0.1, Self.odd, [Self.odd: Self.odd])
            try reviews.score(score)
            _ = try reviews.insert(
                CoachingNote(review: review, agent: person, by: person, at: Samples.now, note: Self.odd))
            _ = try db.run(
                "INSERT INTO wished_hours (wish, weekday, minute_from, minute_to) VALUES ($1, 1, 540, 720)",
                .text(Self.odd))
            try PresenceStore(db).put(
                Presence(
                    staff: person, state: .present, since: Samples.now, seenAt: Samples.now,
                    touchedAt: Samples.now, subject: Subject(first), subjectSince: Samples.now))
            let companies = CompetitorStore(db)
            let company = try companies.insert(Competitor(name: Self.odd), by: person, at: Samples.now)
            _ = try companies.insert(
                CompetitorRow(
                    company: company, measure: Self.odd, side: .delivered, value: 0.1, deviation: 0.2,
                    sample: 3,
                    source: .survey, day: Day(2026, 11, 1), note: Self.odd, by: person, at: Samples.now))
            let assessments = AssessmentStore(db)
            let assessment = try assessments.insert(
                SelfAssessment(
                    standard: Self.odd, title: Self.odd, day: Day(2026, 11, 1), by: person, at: Samples.now,
                    text: Self.odd))
            _ = try assessments.insert(
                AssessmentMark(
                    assessment: assessment, clause: Self.odd, verdict: .partly, failing: 0.1, note: Self.odd,
                    by: person, at: Samples.now))
            var draft = PromiseDraft(
                name: Self.odd, basis: Self.odd, text: Self.odd, by: person, at: Samples.now)
            (draft.approvedBy, draft.approvedAt, draft.since) = (person, Samples.now, Day(2026, 12, 1))
            (draft.state, draft.remark) = (.withdrawn, Self.odd)
            draft.forecast = DraftForecast(
                at: Samples.now, days: 30, runs: 2, technicians: 1,
                lines: [DraftForecast.Line(promise: Self.odd, target: Self.odd, asIs: nil, changed: nil)])
            _ = try PromiseDraftStore(db).insert(draft)
            _ = try StrategyStore(db).insert(
                StrategyText(step: Self.odd, text: Self.odd, by: person, at: Samples.now))
            let audits = AuditStore(db)
            let audit = try audits.insert(
                ServiceAudit(
                    name: Self.odd, purpose: Self.odd, days: DaySpan(Day(2026, 11, 1), Day(2026, 12, 1)),
                    createdAt: Samples.now, createdBy: person)
            ).id
            try audits.insert(AuditGroup(audit: audit, name: Self.odd, method: .interview, wanted: 3))
            try audits.insert(
                AuditMilestone(
                    audit: audit, name: Self.odd, owner: person, due: Day(2026, 12, 1), state: .done,
                    doneOn: Day(2026, 11, 24), note: Self.odd))
            let interview = try audits.insert(
                AuditInterview(
                    audit: audit, group: Self.odd, person: Self.odd, day: Day(2026, 11, 2),
                    interviewer: person, answers: [Self.odd: Self.odd], note: Self.odd, by: person,
                    at: Samples.now))
            try audits.withdraw(interview: interview, at: Samples.now)
            _ = try ConclusionStore(db).insert(
                AuditConclusion(
                    audit: audit, section: .weakness, state: .refused,
                    texts: Label(en: Self.odd, zh: Self.odd), evidence: ["gaps"], reason: Self.odd,
                    by: person, at: Samples.now))
            _ = try NeedStore(db).insert(
                NeedNote(
                    need: Self.odd, audience: .dealers, customer: someone, group: Self.odd, wanted: 0.1,
                    words: Self.odd, source: .workshop, day: Day(2026, 11, 1), by: person, at: Samples.now))
            _ = try Journal(db).seal(at: Samples.now)
        }
        return desk
    }

    private func open(_ place: TemporaryPlace) throws -> ServiceDesk {
        try ServiceDesk.open(place.url, rules: TemporaryDesk.rules)
    }

    private func copy(_ desk: ServiceDesk, to place: TemporaryPlace) throws -> CopyReceipt {
        try DeskCopy(of: desk.database).run(into: DatabaseAddress(place.url))
    }

    private func isEmpty(_ place: TemporaryPlace) throws -> Bool { try !ServiceDesk.exists(place.url) }

    @Test("from SQLite to PostgreSQL and back: the same rows, sound, findable, and ready to go on")
    func roundTrip() throws {
        let places = try [Backend.sqlite, .postgres, .sqlite, .postgres].map(TemporaryPlace.init)
        var desk = try desk(at: places[0])
        var receipts: [CopyReceipt] = []
        for place in places.dropFirst() {
            receipts.append(try copy(desk, to: place))
            desk = try open(place)
            #expect(try desk.examine(at: Samples.now).flatMap(\.problems) == [])
        }
        #expect(receipts[1] == receipts[0])
        #expect(receipts[2] == receipts[0])
        #expect(receipts[0].tables.filter { $0.rows == 0 }.map(\.name) == [], "every table has its turn")
        #expect(receipts[0].digest.count == 64)

        for place in places.prefix(3) {
            let desk = try open(place)
            let found = try desk.read { try $0.find("O'Brien") }
            #expect(found.customers.count == 1)
            let note = try desk.database.read {
                try $0.first("SELECT text FROM notes ORDER BY id DESC LIMIT 1") { $0.text(0) }
            }
            #expect(note.map { Array($0.utf8) } == Array(Self.odd.utf8))
            // The next record gets the next number, as on the desk it came from.
            let last = try desk.database.read { try $0.number("SELECT MAX(id) FROM customers") }
            let next = try desk.act(by: desk.actor(named: "admin"), at: Samples.now) {
                try $0.addCustomer(Samples.customer(name: "后来者"))
            }
            #expect(next.id.number == last + 1)
            #expect(try desk.examine(at: Samples.now).flatMap(\.problems) == [])
        }
    }

    @Test("PostgreSQL checks references again after a copy", arguments: Backend.allCases)
    func references(_ backend: Backend) throws {
        let (place, target) = try (TemporaryPlace(.sqlite), TemporaryPlace(backend))
        _ = try copy(desk(at: place), to: target)
        let copied = try open(target).database
        #expect(throws: StorageFault.self) {
            try copied.write { _ = try $0.run("UPDATE cases SET merged_into = 999999 WHERE id = 1") }
        }
    }

    @Test("one moment of the source is copied, whatever is written meanwhile", arguments: Backend.allCases)
    func consistent(_ backend: Backend) throws {
        let place = try TemporaryPlace(backend)
        let source = try desk(at: place)
        let other = try open(place).database
        let writer = Writer { n in
            // Rows that must agree in any consistent copy; the first table is read long before the last.
            do {
                try other.write { db in
                    try db.run(
                        "UPDATE customers SET remarks = $1 WHERE id = (SELECT MIN(id) FROM customers)",
                        .text(String(n)))
                    try db.run(
                        "UPDATE visits SET skill = $1 WHERE id = (SELECT MIN(id) FROM visits)",
                        .text(String(n)))
                }
            } catch StorageFault.busy {
                // A copy may hold the desk longer than a writer waits; whoever writes tries again.
            }
        }
        for _ in 0..<3 {
            let before = writer.count
            let target = try TemporaryPlace(backend == .sqlite ? .postgres : .sqlite)
            _ = try copy(source, to: target)
            #expect(writer.count > before, "somebody wrote meanwhile")
            let (left, right) = try open(target).database.read { db in
                (
                    try db.first("SELECT remarks FROM customers ORDER BY id LIMIT 1") { $0.text(0) },
                    try db.first("SELECT skill FROM visits ORDER BY id LIMIT 1") { $0.text(0) }
                )
            }
            #expect(left != nil && left == right)
        }
        #expect(writer.stop() == nil)
    }

    @Test("a desk that is there already is left as it is", arguments: Backend.allCases)
    func alreadyThere(_ backend: Backend) throws {
        let (place, target) = try (TemporaryPlace(.sqlite), TemporaryPlace(backend))
        let source = try desk(at: place)
        let there = try ServiceDesk.found(
            target.url, admin: "boss", practice: false, rules: TemporaryDesk.rules, at: Samples.now)
        let path = try ServiceDesk.name(of: target.url)
        #expect(throws: StorageFault.alreadyThere(path: path)) { try copy(source, to: target) }
        #expect(try there.actor(named: "boss").login == "boss")
        #expect(try there.database.read { try $0.number("SELECT COUNT(*) FROM cases") } == 0)
    }

    @Test("a desk whose journal was tampered with is not copied", arguments: Backend.allCases)
    func unsound(_ backend: Backend) throws {
        let (place, target) = try (TemporaryPlace(.sqlite), TemporaryPlace(backend))
        let source = try desk(at: place)
        try source.database.write { _ = try $0.run("UPDATE journal SET by_login = 'nobody' WHERE id = 40") }
        #expect {
            _ = try copy(source, to: target)
        } throws: { error in
            guard case .unsound(let problems)? = error as? CopyFault else { return false }
            return problems.contains { $0.key == "journal.changed" }
        }
        #expect(try isEmpty(target))
    }

    @Test("a text that PostgreSQL cannot hold is named by its row; SQLite takes it")
    func zeroByte() throws {
        let (place, file, server) = try (
            TemporaryPlace(.sqlite), TemporaryPlace(.sqlite), TemporaryPlace(.postgres)
        )
        let source = try desk(at: place)
        try source.database.write {
            _ = try $0.run("UPDATE customers SET remarks = $1 WHERE id = 7", .text("a\0b"))
        }
        #expect(throws: CopyFault.zeroByte(table: "customers", key: "7")) { try copy(source, to: server) }
        #expect(try isEmpty(server))
        _ = try copy(source, to: file)
        let text = try open(file).database.read {
            try $0.first("SELECT remarks FROM customers WHERE id = 7") { $0.text(0) }
        }
        #expect(text == "a\0b")
    }

    /// Copies between two servers' databases, and in the middle ends the sessions with one of them.
    private func copy(
        _ source: TemporaryPlace, to target: TemporaryPlace, endingSessionsOf broken: TemporaryPlace
    ) throws -> CopyReceipt {
        let desk = try open(source)
        let other = try open(source).database
        var isBroken = false
        let copy = DeskCopy(of: desk.database) { done, total in
            guard done > total / 4, !isBroken else { return }
            isBroken = true
            let ended = try? other.read {
                try $0.query(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = $1 AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                    """, [.text(broken.database ?? "")]
                ) { $0.int(0) }
            }
            #expect(ended?.isEmpty == false, "there was a session to end")
        }
        defer { #expect(isBroken) }
        return try copy.run(into: DatabaseAddress(target.url))
    }

    @Test("a source lost in the middle leaves nothing in the target")
    func sourceLost() throws {
        let (source, target) = try (TemporaryPlace(.postgres), TemporaryPlace(.postgres))
        _ = try desk(at: source)
        #expect(throws: StorageFault.connectionLost) {
            try copy(source, to: target, endingSessionsOf: source)
        }
        #expect(try isEmpty(target))
    }

    @Test("a target lost in the middle is filled from the beginning again")
    func targetLost() throws {
        let (source, target) = try (TemporaryPlace(.postgres), TemporaryPlace(.postgres))
        let desk = try desk(at: source)
        let receipt = try copy(source, to: target, endingSessionsOf: target)
        #expect(try copy(desk, to: TemporaryPlace(.sqlite)) == receipt)
        #expect(try open(target).examine(at: Samples.now).flatMap(\.problems) == [])
    }

    @Test("progress goes up to the whole")
    func progress() throws {
        let (place, target) = try (TemporaryPlace(.sqlite), TemporaryPlace(.sqlite))
        var told: [(Int, Int)] = []
        let source = try desk(at: place)
        let receipt = try DeskCopy(of: source.database) { told.append(($0, $1)) }
            .run(into: DatabaseAddress(target.url))
        #expect(told.map(\.0) == told.map(\.0).sorted())
        #expect(told.allSatisfy { $0.1 == 2 * receipt.rows })
        #expect(told.last?.0 == 2 * receipt.rows)
    }
}

/// Writes again and again on a thread of its own, from before it is made until it is stopped.
private final class Writer: Sendable {
    private struct State {
        var count = 0
        var isStopped = false
        var failure: (any Error)?
    }
    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)

    init(_ write: @escaping @Sendable (Int) throws -> Void) {
        let begun = DispatchSemaphore(value: 0)
        Thread.detachNewThread { [self] in
            while !state.withLock(\.isStopped) {
                do { try write(count + 1) } catch {
                    state.withLock { $0.failure = error }
                    break
                }
                state.withLock { $0.count += 1 }
                begun.signal()
            }
            begun.signal()
            ended.signal()
        }
        begun.wait()
    }

    var count: Int { state.withLock(\.count) }

    /// - Returns: why it stopped by itself, if it did.
    func stop() -> (any Error)? {
        state.withLock { $0.isStopped = true }
        ended.wait()
        return state.withLock(\.failure)
    }
}
