import DeskTesting
import Model
import Quality
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Differences between the record and the customer", .onEachDatabase)
struct ReviewTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private let query = SurveyQuery("after-repair")

    /// A repair whose technician recorded a fee of 85.50 and a content customer, and what the customer then says.
    private func entered(_ changes: [String: Answer]) throws -> SurveyReceipt {
        let repair = try test.finishedRepair(given: [
            "charge": .number(8550), "quoted": .number(8550), "doorRating": .text("satisfied"),
        ])
        let content: [String: Answer] = [
            "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["yes"]),
            "feePaid": .number(85.5), "signedYourself": .chosen(["yes"]), "overall": .number(6),
        ]
        var draft = SurveyDraft("after-repair", content.merging(changes) { $1 }, source: .call)
        draft.visit = try test.desk.read { try $0.visits.of(repair.id).last?.id }
        let kept = draft
        return try test.as("zhao") { try $0.enter(kept) }
    }

    private func items() throws -> [ReviewItem] { try test.desk.read { try $0.honestyReview(query).items } }

    private func decide(
        _ id: SurveyID, _ name: String, _ verdict: DifferenceVerdict, _ note: String = "已核实",
        before: DecidedDifference? = nil, as login: String = "sun"
    ) throws -> DecidedDifference {
        try test.as(login) { try $0.decide(id, name, verdict, note: note, before: before) }
    }

    @Test("a customer who confirms the record differs in nothing")
    func same() throws {
        _ = try entered([:])
        #expect(try items().isEmpty)
    }

    @Test(
        "another fee opens a compliance case at once, and the difference is open, with both words beside it")
    func fee() throws {
        let receipt = try entered(["feePaid": .number(200)])
        let opened = try #require(receipt.setOff.first { $0.name == "fee-differs" }?.caseID)
        #expect(try test.desk.read { try $0.serviceCase(opened).kind.rawValue } == "complaint")
        let item = try #require(try items().first)
        #expect(item.isOpen && item.difference.name == "fee-differs")
        #expect(item.difference.said(in: "en") == ["200 yuan"])
        #expect(
            item.difference.record == [
                Phrase("survey.recorded.fee", ["sum": .money(Money(minor: 8550))])
            ])
        #expect(item.difference.label.text(in: "en") == "Another fee than recorded")
    }

    @Test(
        "a signature that is not the customer's opens one as well; a rating that differs is only to be judged"
    )
    func signatureAndRating() throws {
        let signature = try entered(["signedYourself": .chosen(["no"])])
        #expect(signature.setOff.first { $0.name == "signature-not-theirs" }?.caseID != nil)
        let all = try test.desk.read { try $0.differences(of: signature.survey) }
        #expect(all.map(\.difference.name) == ["signature-not-theirs"])
    }

    @Test("who decides, and why, is in the journal of sheet and case; decided is open no more")
    func decided() throws {
        let id = try entered(["feePaid": .number(200)]).survey.id
        let decided = try decide(id, "fee-differs", .explained, "含上次欠款")
        let sun = try test.desk.actor(named: "sun").staffID
        #expect(decided.caseID == nil && decided.decidedBy == sun)
        let review = try test.desk.read { try $0.honestyReview(query) }
        #expect(review.items.map(\.decided) == [decided])
        #expect(review.honesty.rows.map(\.differing) == [1], "the test of chance counts what was found")
        let journal = try test.desk.read { try $0.journal.of(Subject(id)) }
        let entry = try #require(journal.last { $0.event == "survey.reviewed" })
        #expect(entry.by == "sun" && entry.facts["verdict"] == .text("explained"))
        #expect(entry.facts["text"] == .text("含上次欠款"))
        #expect(try test.problems() == [])
    }

    @Test("what is to be followed up goes on in the case that the answers opened, while that is open")
    func followedUpThere() throws {
        let receipt = try entered(["feePaid": .number(200)])
        let opened = try #require(receipt.setOff.first { $0.name == "fee-differs" }?.caseID)
        let decided = try decide(receipt.survey.id, "fee-differs", .followUp, "请查收费")
        #expect(decided.caseID == opened)
        let notes = try test.desk.read { try $0.notes.of(Subject(opened)) }
        #expect(notes.contains { $0.text.contains("请查收费") })
    }

    @Test("or else in a new case, linked to the one the customer was asked about")
    func followedUpAnew() throws {
        let receipt = try entered(["overall": .number(2)])
        let decided = try decide(receipt.survey.id, "rating-differs", .followUp, "现场评价存疑")
        let opened = try #require(decided.caseID)
        let about = try #require(receipt.survey.caseID)
        let (c, links) = try test.desk.read { (try $0.serviceCase(opened), try $0.cases.links(of: opened)) }
        #expect(c.category.isOpen && c.kind.rawValue == "complaint" && links.map(\.other).contains(about))
        #expect(try test.problems() == [])
    }

    @Test(
        "decided anew, it goes on in the case of the first decision, also when another decision came between")
    func followedUpTwice() throws {
        let id = try entered(["overall": .number(2)]).survey.id
        let first = try decide(id, "rating-differs", .followUp, "现场评价存疑")
        let again = try decide(id, "rating-differs", .followUp, "再问一次", before: first)
        let between = try decide(id, "rating-differs", .explained, "家人代评", before: again)
        let last = try decide(id, "rating-differs", .followUp, "家人否认", before: between)
        #expect(first.caseID != nil && [again, last].map(\.caseID) == [first.caseID, first.caseID])
    }

    @Test("who looks into differences is told of a rating that differs, which opens no case of its own")
    func ratingTold() throws {
        let receipt = try entered(["overall": .number(2)])
        let rating = try #require(receipt.setOff.first { $0.name == "rating-differs" })
        #expect(rating.caseID == nil)
        let sun = try test.desk.actor(named: "sun")
        let told = try test.desk.read { try $0.notices(for: sun) }.map { $0.message.text(in: "en") }
        #expect(told.contains { $0.contains("at the door") && $0.contains(receipt.survey.id.description) })
    }

    @Test("two who decide the same: the second is told who was first, and may decide otherwise knowingly")
    func twice() throws {
        let id = try entered(["feePaid": .number(200)]).survey.id
        let first = try decide(id, "fee-differs", .explained)
        #expect(throws: SurveyFault.decidedBefore("fee-differs", in: id, by: "sun")) {
            try decide(id, "fee-differs", .recordWrong, as: "chen")
        }
        let second = try decide(id, "fee-differs", .recordWrong, before: first, as: "chen")
        #expect(try items().map(\.decided) == [second])
    }

    @Test("no such difference, no note, one's own work, and no right are refused")
    func refused() throws {
        let id = try entered(["feePaid": .number(200)]).survey.id
        #expect(throws: SurveyFault.noDifference("rating-differs", in: id, known: ["fee-differs"])) {
            try decide(id, "rating-differs", .explained)
        }
        #expect(throws: DeskFault.missing(field: "note")) { try decide(id, "fee-differs", .explained, " ") }
        #expect(throws: DeskFault.notAllowed(login: "t1", right: "survey.review")) {
            try decide(id, "fee-differs", .explained, as: "t1")
        }
        try test.as("admin") { work in
            var technician = try #require(try work.reading.staff.find(login: "t1"))
            technician.roles.append("quality")
            try work.editStaff(technician)
        }
        #expect(throws: SurveyFault.ownSheet(login: "t1")) {
            try decide(id, "fee-differs", .explained, as: "t1")
        }
        #expect(try items().map(\.isOpen) == [true])
    }

    @Test("corrected answers that differ no more leave no difference; a withdrawn sheet has none")
    func corrected() throws {
        let id = try entered(["feePaid": .number(200)]).survey.id
        _ = try test.as("chen") { try $0.correct(id, ["feePaid": .number(85.5)], reason: "录错") }
        #expect(try items().isEmpty)
        _ = try test.as("chen") { try $0.correct(id, ["feePaid": .number(90)], reason: "再改") }
        #expect(try items().count == 1)
        let withdrawn = try test.as("chen") { try $0.withdraw(id, reason: "重复") }.survey
        #expect(try items().isEmpty)
        #expect(try test.desk.read { try $0.differences(of: withdrawn) }.isEmpty)
    }
}
