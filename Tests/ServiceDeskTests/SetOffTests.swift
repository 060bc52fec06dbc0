import DeskTesting
import Foundation
import Model
import Quality
import Records
import Resources
import Statistics
import Testing

@testable import ServiceDesk

@Suite("What answers set off", .onEachDatabase)
struct SetOffTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private let good: [String: Answer] = [
        "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["no"]),
        "signedYourself": .chosen(["yes"]), "overall": .number(6),
    ]

    /// A repair whose technician recorded a fee, and what the customer then says.
    private func entered(charge: Int64? = nil, _ changes: [String: Answer]) throws -> (
        SurveyReceipt, ServiceCase
    ) {
        let c = try test.finishedRepair(
            given: charge.map { ["charge": .number($0), "quoted": .number($0)] } ?? [:])
        var draft = SurveyDraft("after-repair", good.merging(changes) { $1 }, source: .call)
        draft.visit = try test.desk.read { try $0.visits.of(c.id).last?.id }
        let kept = draft
        let receipt = try test.as("zhao") { try $0.enter(kept) }
        return (receipt, try test.desk.read { try $0.serviceCase(c.id) })
    }

    private func notices(of login: String) throws -> [Notice] {
        let actor = try test.desk.actor(named: login)
        return try test.desk.read { try $0.notices(for: actor) }
    }

    private func serviceCase(_ receipt: SurveyReceipt, _ name: String) throws -> ServiceCase {
        let id = try #require(receipt.setOff.first { $0.name == name }?.caseID)
        return try test.desk.read { try $0.serviceCase(id) }
    }

    @Test("a content customer sets nothing off")
    func nothing() throws {
        let (receipt, _) = try entered([:])
        #expect(receipt.setOff.isEmpty)
    }

    @Test("a fault that is still there opens the repair again and tells the supervisors")
    func notFixed() throws {
        let (receipt, repair) = try entered(["fixed": .chosen(["not at all"]), "stillWrong": .text("还是不制冷")])
        #expect(receipt.setOff.map(\.name) == ["not-fixed"])
        #expect(receipt.setOff[0].caseID == repair.id && repair.category.isOpen)
        let told = try notices(of: "chen")
        #expect(told.contains { $0.message.text(in: "en").contains(receipt.survey.id.description) })
        #expect(try test.problems() == [])
    }

    @Test("two reasons to open the same repair again open it once, and no second case")
    func onceOpened() throws {
        let (receipt, repair) = try entered([
            "fixed": .chosen(["not at all"]), "stillWrong": .text("还是不制冷"), "overall": .number(1),
        ])
        #expect(receipt.setOff.map(\.name) == ["dissatisfied", "not-fixed"])
        #expect(receipt.setOff.map(\.caseID) == [repair.id, repair.id])
        #expect(repair.reopened == 1)
    }

    /// A delivery whose follow-up call is in somebody's hand.
    private func callAboutDelivery() throws -> (FollowUpCall, ServiceCase) {
        let customer = try test.customer().id
        let c = try test.as("li") { work in
            let draft = CaseDraft(kind: CaseKind("delivery"), customer: customer, summary: "送货")
            let c = try work.log(draft).serviceCase
            try work.take("ship", on: c.id, given: ["carrier": .text("顺丰")])
            return try work.take("deliver", on: c.id, given: ["receivedBy": .text("本人")])
        }
        test.now = test.now + .days(2)
        _ = try test.desk.sweep(at: test.now)
        return (try test.as("zhao") { try $0.claimNextCall() }, c)
    }

    private let badDelivery: [String: Answer] = [
        "inOrder": .chosen(["no"]), "whatWrong": .chosen(["damaged", "missing"]),
        "feeCharged": .chosen(["no"]),
        "signedYourself": .chosen(["yes"]), "onTime": .chosen(["yes"]), "overall": .number(1),
    ]

    @Test(
        "a matter that stays closed is taken up with one new case, however many answers speak of it, and the call's end adds none"
    )
    func oneCase() throws {
        let (call, delivery) = try callAboutDelivery()
        let (receipt, closed) = try test.as("zhao") { try $0.answerCall(call.id, badDelivery) }
        #expect(closed.fields["satisfaction"] == .text("dissatisfied"))
        #expect(receipt.setOff.map(\.name) == ["dissatisfied", "not-in-order"])
        #expect(Set(receipt.setOff.map(\.caseID)).count == 1)
        let complaint = try serviceCase(receipt, "dissatisfied")
        let (links, notes) = try test.desk.read {
            (try $0.cases.links(of: delivery.id), try $0.notes.of(Subject(complaint.id)))
        }
        #expect(links.map(\.other) == [complaint.id])
        #expect(complaint.kind.rawValue == "complaint" && complaint.severity == .major)
        // What else was said stands in it, in words and not as files name it.
        #expect(notes.contains { $0.text.contains("有损坏、有缺少") }, "\(notes.map(\.text))")
        #expect(try test.problems() == [])
    }

    @Test("what keeps the rules is looked into as one case, as severe as the worst of it")
    func oneCompliance() throws {
        let (receipt, _) = try entered(
            charge: 8550,
            [
                "feeCharged": .chosen(["yes"]), "feePaid": .number(100), "receipt": .chosen(["no"]),
                "privatePayment": .chosen(["yes"]), "signedYourself": .chosen(["no"]),
            ])
        let ids = Set(receipt.setOff.compactMap(\.caseID))
        #expect(receipt.setOff.count == 4 && ids.count == 1)
        #expect(try serviceCase(receipt, "no-receipt").severity == .urgent)
    }

    @Test("paid, but nobody knows how much, and nothing recorded: that differs as well")
    func unknownFee() throws {
        let (receipt, _) = try entered(["feeCharged": .chosen(["yes"])])
        #expect(receipt.setOff.map(\.name) == ["fee-not-recorded"])
    }

    @Test("a summary ends where nothing more was said")
    func emptyEnd() throws {
        let (call, _) = try callAboutDelivery()
        var said = badDelivery
        said["inOrder"] = .chosen(["yes"])
        said["whatWrong"] = nil
        let kept = said
        let receipt = try test.as("zhao") { try $0.answerCall(call.id, kept).0 }
        let summary = try serviceCase(receipt, "dissatisfied").summary
        #expect(summary == "回访不满意（\(receipt.survey.id)）")
    }

    @Test("a customer who rings off: what was answered until then is kept, and the call closed as broken off")
    func brokeOff() throws {
        _ = try test.finishedRepair()
        test.now = test.now + .days(2)
        _ = try test.desk.sweep(at: test.now)
        let call = try test.as("zhao") { try $0.claimNextCall() }
        let half: [String: Answer] = ["fixed": .chosen(["fully"])]
        #expect(throws: SurveyFault.self) { try test.as("zhao") { _ = try $0.answerCall(call.id, half) } }
        #expect(throws: SurveyFault.noAnswers) {
            try test.as("zhao") { _ = try $0.answerCall(call.id, [:], brokeOff: true) }
        }
        let (receipt, closed) = try test.as("zhao") { try $0.answerCall(call.id, half, brokeOff: true) }
        #expect(closed.category == .done && closed.fields["satisfaction"] == nil)
        #expect(try test.desk.read { try $0.answers(of: $0.survey(receipt.survey.id)).1 } == half)
    }

    @Test("a repair that was opened again is asked about again in its next call, and only once in each")
    func again() throws {
        let repair = try test.finishedRepair()
        func call() throws -> FollowUpCall {
            let visit = try test.desk.read { try $0.visits.of(repair.id).last?.id }
            return try test.as("wang") { work in
                try work.schedule(
                    CallWish(
                        customer: repair.customer, caseID: repair.id, visit: visit, reason: "after visit",
                        from: work.now, by: work.now + .hours(4)))
            }
        }
        let (first, second) = (try call(), try call())
        func mayAsk(_ login: String) throws {
            let actor = try test.desk.actor(named: login)
            try test.desk.read { reading in
                let draft = try reading.draft(asked: reading.call(first.id)).0
                try reading.mayAsk(draft, by: actor, at: test.now)
            }
        }
        #expect(throws: SurveyFault.ownWork(login: "li")) { try mayAsk("li") }
        let one = try test.as("zhao") { try $0.answerCall(first.id, good).0 }
        let two = try test.as("zhao") { try $0.answerCall(second.id, good).0 }
        #expect(one.survey.caseID == two.survey.caseID && one.survey.id != two.survey.id)
        #expect(throws: SurveyFault.already(one.survey.id)) { try mayAsk("zhao") }
    }

    @Test("whatever is answered in a call, one that opens the matter again is not closed as satisfied")
    func closings() throws {
        let all = try test.desk.rules.questionnaires().newest.filter { $0.calls != nil }
        #expect(all.count >= 4)
        var chance = SeededChance(seed: 7)
        for questionnaire in all {
            for _ in 0..<400 {
                var sheet = AnswerSheet(questionnaire, chance: nil)
                while let question = sheet.next() {
                    let answer: Answer =
                        switch question.kind {
                        case .single(let choices), .multiple(let choices):
                            .chosen([choices.randomElement(using: &chance)?.name ?? ""])
                        case .number(let from, _, _): .number(from)
                        case .text: .text("…")
                        case .date: .day(test.desk.rules.localDay(test.now))
                        default: .number(Double(question.kind.scale?.randomElement(using: &chance) ?? 1))
                        }
                    try sheet.give(answer, to: question.name)
                }
                let found = questionnaire.consequences(of: sheet.answers, recorded: [:])
                if found.contains(where: \.reopens) {
                    #expect(
                        questionnaire.closing(of: sheet.answers) != "satisfied",
                        "\(questionnaire.name) \(sheet.answers)")
                }
            }
        }
    }

    @Test("danger opens a critical complaint in the customer's words, linked to the repair")
    func danger() throws {
        let (receipt, repair) = try entered(["worry": .chosen(["yes"]), "worryWhat": .text("插头冒烟")])
        let opened = try serviceCase(receipt, "danger")
        #expect(
            opened.kind.rawValue == "complaint" && opened.severity == .critical && opened.channel == .followUp
        )
        #expect(opened.summary.contains("插头冒烟") && opened.customer == repair.customer)
        let links = try test.desk.read { try $0.cases.links(of: opened.id) }
        #expect(links.contains { $0.other == repair.id })
    }

    @Test(
        "a fee that differs from the record, more, less or none at all, opens a compliance complaint at once",
        arguments: [(Int64(8550), "yes", 90.0), (8550, "yes", 80), (0, "yes", 20), (8550, "no", nil)]
            as [(Int64, String, Double?)])
    func fee(_ charge: Int64, _ paid: String, _ sum: Double?) throws {
        var said: [String: Answer] = ["feeCharged": .chosen([paid])]
        if let sum { said["feePaid"] = .number(sum) }
        let (receipt, _) = try entered(charge: charge, said)
        let opened = try serviceCase(receipt, paid == "no" ? "fee-not-paid" : "fee-differs")
        #expect(opened.severity == .urgent && opened.summary.contains(Money(minor: charge).description))
        let told = try notices(of: "sun")
        #expect(!told.isEmpty, "the auditors know")
    }

    @Test("the fee as recorded is no case")
    func sameFee() throws {
        let (receipt, _) = try entered(
            charge: 8550, ["feeCharged": .chosen(["yes"]), "feePaid": .number(85.5)])
        #expect(receipt.setOff.isEmpty)
    }

    @Test("somebody else's signature is looked into; a word of praise stands in the technician's record")
    func signatureAndPraise() throws {
        let (receipt, _) = try entered(["signedYourself": .chosen(["no"])])
        #expect(try serviceCase(receipt, "signature-not-theirs").kind.rawValue == "complaint")
        let other = try TemporaryDesk()
        let praised = try SetOffTests(test: other).entered([
            "overall": .number(7), "recommend": .number(10), "suggestion": .text("师傅很好"),
        ]).0
        #expect(praised.setOff.map(\.name) == ["praise"])
        let technician = try #require(praised.survey.technician)
        let entries = try other.desk.read { try $0.journal.of(Subject(technician)) }
        #expect(
            entries.contains {
                $0.event == "staff.praised" && $0.facts["text"]?.plain.contains("师傅很好") == true
            })
        let today = other.desk.rules.localDay(other.now)
        func praise(_ days: ClosedRange<Day>) throws -> [Praise] {
            try other.desk.read { reading in
                try reading.incentives(days, role: "technician", at: other.now).flatMap(\.scores)
                    .first { $0.staff == technician }?.praise ?? []
            }
        }
        let found = try praise(today...today)
        #expect(found.map(\.survey) == [praised.survey.id])
        #expect(found.first?.text.contains("师傅很好") == true)
        #expect(try praise(today - 9...today - 1).isEmpty)
        try other.as("chen") { _ = try $0.withdraw(praised.survey.id, reason: "重复录入") }
        #expect(try praise(today...today).isEmpty)
    }

    @Test("a dissatisfied customer is promised a call-back, which is in the queue with its clock running")
    func callBack() throws {
        let (receipt, repair) = try entered(["overall": .number(2)])
        let done = try #require(receipt.setOff.first { $0.name == "dissatisfied" })
        let id = try #require(done.call)
        let (call, clocks, served) = try test.desk.read {
            (try $0.call(id), try $0.clocks.of(Subject(id)), try $0.whoServed(repair.id))
        }
        #expect(call.reason == CallWish.promised && call.caseID == repair.id)
        // What they say may open the case again: nobody who served it hears it.
        #expect(!served.isEmpty && call.barred == served)
        #expect(clocks.contains { $0.state.isOpen })
    }

    @Test(
        "a call's answers and its end are one: refused answers leave the call as it was, kept ones close it as they say"
    )
    func inCall() throws {
        _ = try test.finishedRepair()
        test.now = test.now + .days(2)
        _ = try test.desk.sweep(at: test.now)
        let call = try test.as("zhao") { try $0.claimNextCall() }
        var wrong = good
        wrong["overall"] = nil
        #expect(throws: SurveyFault.self) { try test.as("zhao") { _ = try $0.answerCall(call.id, wrong) } }
        #expect(try test.desk.read { try $0.call(call.id).state } == call.state)
        #expect(throws: DeskFault.self) { try test.as("sun") { _ = try $0.answerCall(call.id, good) } }
        let (receipt, closed) = try test.as("zhao") { try $0.answerCall(call.id, good) }
        #expect(closed.category == .done && closed.fields["satisfaction"] == .text("satisfied"))
        #expect(closed.fields["fixed"] == .text("fully"))
        #expect(receipt.survey.call == call.id && receipt.survey.visit != nil)
        #expect(receipt.survey.chance == call.chance, "which questions of a rotation were asked")
        #expect(try test.desk.read { try $0.survey(receipt.survey.id) } == receipt.survey)
        #expect(throws: (any Error).self) { try test.as("zhao") { _ = try $0.answerCall(call.id, good) } }
    }

    @Test("what differs from the record is counted by technician; a rating that differs opens no case")
    func compared() throws {
        let (receipt, _) = try entered(
            charge: 8550, ["feeCharged": .chosen(["yes"]), "feePaid": .number(20)])
        let technician = try #require(receipt.survey.technician)
        let found = try test.desk.read { try $0.honestyReview(SurveyQuery("after-repair")).honesty }
        #expect(found.rows.map(\.technician) == [technician.number])
        #expect(found.rows[0].kinds == ["fee-differs": 1] && !found.rows[0].standsOut)
        #expect(try test.desk.read { try $0.honestyReview(SurveyQuery("servperf")) }.honesty.rows.isEmpty)
    }

    @Test("history sets nothing off")
    func history() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("old.csv")
        try Data("fixed,worry,worryWhat,feeCharged,signedYourself,overall\nfully,yes,smoke,no,yes,1".utf8)
            .write(to: URL(filePath: path))
        let sample = SurveySample(questionnaire: "after-repair", source: .paper, note: "", at: test.now)
        let before = try test.desk.database.read { try $0.number("SELECT COUNT(*) FROM cases") }
        let receipt = try test.desk.importSurveys(
            path, "after-repair", sample: sample, setsOff: false, by: test.desk.actor(named: "sun"),
            at: test.now,
            say: { $0.key })
        #expect(receipt.added == 1)
        #expect(try test.desk.database.read { try $0.number("SELECT COUNT(*) FROM cases") } == before)
    }

    private init(test: TemporaryDesk) { self.test = test }
}
