import DeskTesting
import Foundation
import Model
import Records
import Testing

@testable import ServiceDesk

extension CopyTests {
    static let odd = #"""
        "quoted" and 'quoted', back\slash \n \x41 {id} $1, %s; 换行
        тест 🧑‍🔧🇨🇳 e\#u{301} \#u{FEFF}\#t end
        """#

    /// A practice desk of every kind of record, odd texts among them.
    func desk(at place: TemporaryPlace) throws -> ServiceDesk {
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
                    owner: person, command: ["report", Self.odd], rhythm: .week, form: .html,
                    target: .folder(Self.odd),
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
            let sessions = CalibrationStore(db)
            let session = try sessions.insert(
                Calibration(
                    name: Self.odd, card: Self.odd, cardVersion: 1, leader: person, openedAt: Samples.now,
                    matters: [CalibrationMatter(subject: Subject(first), agent: person)], raters: [person]))
            try sessions.insert(
                CalibrationScore(
                    calibration: session.id, subject: Subject(first), rater: person, isAgreed: true,
                    at: Samples.now, note: Self.odd, answers: [Self.odd: Self.odd],
                    notes: [Self.odd: Self.odd]))
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
}
