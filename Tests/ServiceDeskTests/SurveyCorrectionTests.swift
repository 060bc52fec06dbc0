import DeskTesting
import Model
import Quality
import Records
import Statistics
import Testing

@testable import ServiceDesk

@Suite("Sheets that were entered wrongly", .onEachDatabase)
struct SurveyCorrectionTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    /// What a content customer says; `overall` as wished.
    private func answers(overall: Double) -> [String: Answer] {
        [
            "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["no"]),
            "signedYourself": .chosen(["yes"]), "overall": .number(overall),
        ]
    }

    private func entered(overall: Double = 6) throws -> SurveyReceipt {
        try enter(overall: overall, about: visitOfRepair())
    }

    private func visitOfRepair() throws -> VisitID {
        let repair = try test.finishedRepair().id
        let visits = try test.desk.read { try $0.visits.of(repair) }
        return try #require(visits.last?.id)
    }

    private func enter(overall: Double, about visit: VisitID) throws -> SurveyReceipt {
        var draft = SurveyDraft("after-repair", answers(overall: overall), source: .call)
        draft.visit = visit
        let kept = draft
        return try test.as("zhao") { try $0.enter(kept) }
    }

    private func mean() throws -> (sheets: Int, overall: Double?) {
        let results = try SurveyResults(
            test.desk.read { try $0.surveyTable(SurveyQuery("after-repair")) })
        let overall = results.questions.first { $0.question.name == "overall" }?.moments
        return (results.sheets, overall.flatMap { $0.count > 0 ? $0.mean : nil })
    }

    @Test("results count the corrected answers; the former ones and the reason are kept")
    func corrected() throws {
        let id = try entered(overall: 6).survey.id
        let receipt = try test.as("chen") {
            try $0.correct(id, ["overall": .number(5), "suggestion": .text("早点来")], reason: "听错了")
        }
        #expect(receipt.survey.revision == 2 && receipt.setOff.isEmpty)
        #expect(try mean() == (1, 5))
        let (sheet, former) = try test.desk.read {
            (try $0.sheet(id, by: .desk), try $0.sheet(id, by: .desk).asOf(revision: 1))
        }
        #expect(sheet.answers["suggestion"] == .text("早点来") && sheet.answers["worry"] == .chosen(["no"]))
        #expect(former.answers == answers(overall: 6) && former.survey.revision == 1)
        #expect(try sheet.asOf(revision: 2).answers == sheet.answers)
        #expect(throws: SurveyFault.noRevision(3, of: id, newest: 2)) { try sheet.asOf(revision: 3) }
        let told = try #require(sheet.changes.first)
        #expect(told.by == "chen" && told.facts["reason"] == .text("听错了"))
        #expect(told.facts["changes"] == .text("overall: 6 -> 5; suggestion: -> 早点来"))
        #expect(try test.problems() == [])
    }

    @Test("a correction that makes a customer dissatisfied sets off what that sets off, once")
    func setsOff() throws {
        let id = try entered(overall: 6).survey.id
        let first = try test.as("chen") { try $0.correct(id, ["overall": .number(1)], reason: "录反了") }
        #expect(first.stays.isEmpty && first.setOff.map(\.name) == ["dissatisfied"])
        let again = try test.as("chen") { try $0.correct(id, ["overall": .number(2)], reason: "再次核对") }
        #expect(again.setOff.isEmpty && again.stays.map(\.name) == ["dissatisfied"])
        let back = try test.as("chen") { try $0.correct(id, ["overall": .number(7)], reason: "客户更正") }
        #expect(back.stays.map(\.caseID) == first.setOff.map(\.caseID), "what was set off stays")
        #expect(try test.desk.read { try $0.surveys.settingOff([id]) } == [id])
    }

    @Test("what a correction sets off joins the case of the same matter, while that is open")
    func sameMatter() throws {
        let repair = try test.finishedRepair(given: ["charge": .number(8550), "quoted": .number(8550)])
        var draft = SurveyDraft("after-repair", answers(overall: 6), source: .call)
        draft.answers["feeCharged"] = .chosen(["yes"])
        draft.answers["feePaid"] = .number(200)
        draft.visit = try test.desk.read { try $0.visits.of(repair.id).last?.id }
        let kept = draft
        let receipt = try test.as("zhao") { try $0.enter(kept) }
        let opened = try #require(receipt.setOff.first { $0.name == "fee-differs" }?.caseID)
        let corrected = try test.as("chen") {
            try $0.correct(receipt.survey.id, ["receipt": .chosen(["no"])], reason: "漏录")
        }
        #expect(corrected.setOff.map(\.name) == ["no-receipt"])
        #expect(corrected.setOff.map(\.caseID) == [opened])
        #expect(try test.problems() == [])
    }

    @Test("a sheet taken in as history sets nothing off, however it is corrected")
    func history() throws {
        var draft = SurveyDraft("after-repair", answers(overall: 6), source: .paper)
        (draft.visit, draft.setsOff) = (try visitOfRepair(), false)
        let kept = draft
        let id = try test.as("sun") { try $0.enter(kept) }.survey.id
        let receipt = try test.as("chen") { try $0.correct(id, ["overall": .number(1)], reason: "录反了") }
        #expect(receipt.setOff.isEmpty)
        #expect(try test.desk.database.read { try $0.number("SELECT COUNT(*) FROM cases") } == 1)
    }

    @Test(
        "whose work a sheet says it is about may not correct it, though case and visit were somebody else's")
    func agent() throws {
        var draft = SurveyDraft("after-repair", answers(overall: 6), source: .paper)
        (draft.visit, draft.agent) = (try visitOfRepair(), try test.desk.actor(named: "chen").staffID)
        let kept = draft
        let id = try test.as("sun") { try $0.enter(kept) }.survey.id
        #expect(throws: SurveyFault.ownSheet(login: "chen")) {
            try test.as("chen") { _ = try $0.correct(id, ["overall": .number(5)], reason: "改") }
        }
    }

    @Test("what is owed or no answer is refused, an answer taken back is gone, and nothing is half done")
    func refused() throws {
        let id = try entered().survey.id
        func correct(_ changes: [String: Answer?], _ reason: String = "听错了", as login: String = "chen") throws
        {
            _ = try test.as(login) { try $0.correct(id, changes, reason: reason) }
        }
        #expect(throws: SurveyFault.self) { try correct(["overall": nil]) }
        #expect(throws: SurveyFault.self) { try correct(["overall": .number(9)]) }
        #expect(throws: SurveyFault.noQuestion("colour", in: "after-repair")) {
            try correct(["colour": .text("red")])
        }
        #expect(throws: SurveyFault.nothingChanged(id)) { try correct(["overall": .number(6)]) }
        #expect(throws: DeskFault.missing(field: "reason")) { try correct(["overall": .number(5)], " ") }
        #expect(throws: DeskFault.notAllowed(login: "zhao", right: "survey.correct")) {
            try correct(["overall": .number(5)], as: "zhao")
        }
        #expect(try mean() == (1, 6))
        #expect(try test.desk.read { try $0.survey(id).revision } == 1)
    }

    @Test("who sees an older revision is refused and told which there is")
    func stale() throws {
        let id = try entered().survey.id
        try test.as("chen") { _ = try $0.correct(id, ["overall": .number(5)], reason: "一", revision: 1) }
        #expect(throws: StorageFault.stale(subject: Subject(id), have: 1, found: 2)) {
            try test.as("chen") {
                _ = try $0.correct(id, ["overall": .number(4)], reason: "二", revision: 1)
            }
        }
        #expect(try mean() == (1, 5))
    }

    @Test("what a customer who broke off left open stays open; what was owed only then is owed no more")
    func partial() throws {
        var draft = SurveyDraft("after-repair", ["fixed": .chosen(["fully"])], source: .call)
        (draft.visit, draft.isPartial) = (try visitOfRepair(), true)
        let kept = draft
        let id = try test.as("zhao") { try $0.enter(kept) }.survey.id
        let receipt = try test.as("chen") { try $0.correct(id, ["worry": .chosen(["no"])], reason: "漏录") }
        #expect(receipt.survey.revision == 2)
    }

    @Test(
        "a withdrawn sheet counts nowhere and says so, cannot be changed, and its visit can be asked about anew"
    )
    func withdrawn() throws {
        let receipt = try entered()
        let (id, visit) = (receipt.survey.id, try #require(receipt.survey.visit))
        #expect(throws: SurveyFault.self) { try enter(overall: 5, about: visit) }
        let withdrawn = try test.as("chen") { try $0.withdraw(id, reason: "录错了单") }
        #expect(withdrawn.survey.withdrawnAt == test.now)
        #expect(try mean() == (0, nil))
        let query = SurveyQuery("after-repair")
        #expect(
            try test.desk.read { (try $0.surveys.count(query), try $0.surveys.withdrawn(query)) } == (0, 1))
        #expect(throws: SurveyFault.withdrawn(id)) {
            try test.as("chen") { _ = try $0.correct(id, ["overall": .number(5)], reason: "改") }
        }
        #expect(throws: SurveyFault.withdrawn(id)) {
            try test.as("chen") { _ = try $0.withdraw(id, reason: "再撤") }
        }
        _ = try enter(overall: 5, about: visit)
        #expect(try mean() == (1, 5))
        #expect(try test.desk.read { try $0.surveys.withdrawn(query) } == 1)
        let caseID = try #require(receipt.survey.caseID)
        let events = try test.desk.read { try $0.journal.of(Subject(caseID)).map(\.event) }
        #expect(events.contains("survey.withdrawn"))
    }
}

@Suite("Reading results")
struct SurveyReportTests {
    @Test("reading ends when it is told to, and tells how far it came")
    func ends() throws {
        struct Enough: Error {}
        let test = try TemporaryDesk()
        var told: [Double] = []
        #expect(throws: Enough.self) {
            try test.desk.read {
                try $0.surveyReport(SurveyQuery("after-repair"), by: nil) { part in
                    told.append(part)
                    if part > 0.5 { throw Enough() }
                }
            }
        }
        #expect(told.first == 0 && told == told.sorted())
    }

    @Test("a month looked into is that month's days, also over the year's end")
    func months() {
        var scope = SurveyScope("after-repair", Day(2026, 1, 1)...Day(2028, 12, 31))
        scope.within[.month] = "2026-12"
        #expect(scope.query.from == Day(2026, 12, 1) && scope.query.until == Day(2026, 12, 31))
        scope.within[.month] = "2028-02"
        #expect(scope.query.until == Day(2028, 2, 29))
    }
}
