import DeskTesting
import Foundation
import Model
import Quality
import Records
import Resources
import Statistics
import Testing

@testable import ServiceDesk

@Suite("Surveys", .onEachDatabase)
struct SurveyTests {
    let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    private let answers: [String: Answer] = [
        "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["yes"]),
        "feePaid": .number(85.5), "signedYourself": .chosen(["yes"]), "overall": .number(6),
        "recommend": .number(9), "conduct": .chosen(["badge", "shoeCovers"]),
    ]

    private func visit() throws -> Visit {
        let c = try test.finishedRepair()
        return try #require(try test.desk.read { try $0.visits.of(c.id).first })
    }

    private func draft(_ visit: VisitID, _ answers: [String: Answer]? = nil) -> SurveyDraft {
        var draft = SurveyDraft("after-repair", answers ?? self.answers, source: .call)
        draft.visit = visit
        return draft
    }

    @Test(
        "answers are kept with all that the visit says of them, read back as they were given, and stand in both journals"
    )
    func entered() throws {
        let visit = try visit()
        let survey = try test.as("zhao") { try $0.enter(draft(visit.id)).survey }
        #expect(
            survey.caseID == visit.caseID && survey.technician == visit.technician && survey.customer != nil)
        #expect(survey.product == "air-conditioner" && survey.region == "上海市" && survey.version == 1)
        let (found, read) = try test.desk.read { reading in
            let survey = try reading.survey(survey.id)
            return (survey, try reading.answers(of: survey).1)
        }
        #expect(found == survey && read == answers)
        let events = try test.desk.read { reading in
            (try reading.journal.of(Subject(survey.id)) + reading.journal.of(Subject(visit.caseID))).map(
                \.event)
        }
        #expect(events.contains("survey.entered") && events.contains("survey.answered"))
        #expect(try test.problems() == [])
    }

    @Test("everything wrong with the answers is told at once, and nothing is kept")
    func refused() throws {
        let visit = try visit()
        var wrong = answers
        wrong["overall"] = .number(8)
        wrong["feeCharged"] = .chosen(["no"])
        wrong["worry"] = nil
        do {
            try test.as("zhao") { _ = try $0.enter(draft(visit.id, wrong)) }
            Issue.record("it was kept")
        } catch SurveyFault.several(let faults) {
            // That the question of a wrong answer is owed is not said as well.
            let keys = faults.map(\.phrase.key)
            #expect(keys == ["survey.notAnAnswer", "survey.owed", "survey.notAsked"])
        }
        #expect(try test.desk.read { try $0.surveys.counts(of: "after-repair").isEmpty })
    }

    @Test(
        "whoever handled the case or did the repair does not take the answers, nobody without the right does")
    func ownWork() throws {
        let visit = try visit()
        #expect(throws: SurveyFault.ownWork(login: "li")) {
            try test.as("li") { _ = try $0.enter(draft(visit.id)) }
        }
        #expect(throws: DeskFault.notAllowed(login: "t1", right: "survey.enter")) {
            try test.as("t1") { _ = try $0.enter(draft(visit.id)) }
        }
        // What the customer wrote on paper anybody may type in.
        var paper = draft(visit.id)
        paper.source = .paper
        try test.as("li") { _ = try $0.enter(paper) }
    }

    @Test(
        "a visit is asked about once; answers of tomorrow, answers about nothing and no answers are refused")
    func once() throws {
        let visit = try visit()
        let first = try test.as("zhao") { try $0.enter(draft(visit.id)).survey }
        #expect(throws: SurveyFault.already(first.id)) {
            try test.as("sun") { _ = try $0.enter(draft(visit.id)) }
        }
        let today = test.desk.rules.localDay(test.now)
        var other = SurveyDraft("servperf", ["T1.perception": .number(5)], source: .interview)
        #expect(throws: SurveyFault.aboutNothing(.customer)) {
            try test.as("sun") { _ = try $0.enter(other) }
        }
        other.customer = first.customer
        other.answeredOn = today + 1
        #expect(throws: SurveyFault.inFuture(today + 1)) { try test.as("sun") { _ = try $0.enter(other) } }
        other.answeredOn = today
        other.answers = [:]
        #expect(throws: SurveyFault.noAnswers) { try test.as("sun") { _ = try $0.enter(other) } }
        #expect(throws: SurveyFault.self) {
            try test.as("sun") { _ = try $0.enter(SurveyDraft("nothing", [:], source: .paper)) }
        }
    }

    @Test("answers go with a customer who is merged into another, and come back with them")
    func merged() throws {
        let people = try (1...2).map { n in
            try test.as("li") {
                try $0.addCustomer(Samples.customer(name: "客户\(n)", phone: "+861380013800\(n)")).id
            }
        }
        var draft = SurveyDraft("servperf", ["T1.perception": .number(5)], source: .interview)
        draft.customer = people[0]
        let kept = draft
        let survey = try test.as("sun") { try $0.enter(kept).survey }
        func owner() throws -> CustomerID? { try test.desk.read { try $0.survey(survey.id).customer } }
        try test.as("chen") { try $0.mergeCustomer(people[0], into: people[1]) }
        #expect(try owner() == people[1])
        try test.as("chen") { try $0.unmergeCustomer(people[0]) }
        #expect(try owner() == people[0])
        #expect(try test.desk.read { try $0.survey(survey.id).version } == 1)
    }

    // MARK: Versions

    private func rules(_ folder: TemporaryFolder, _ change: (String) -> String) throws -> Rules {
        let shipped = try ResourceLibrary().file("questionnaires/servperf.yaml").text
        let path = folder.file("questionnaires")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data(change(shipped).utf8).write(to: URL(filePath: path + "/servperf.yaml"))
        let rules = try Rules(library: ResourceLibrary(override: folder.path))
        _ = try rules.questionnaires()
        return rules
    }

    @Test(
        "answers keep the version they were given to; a changed question needs a new one, a changed comment does not"
    )
    func versions() throws {
        let customer = try test.as("li") { try $0.addCustomer(Samples.customer()).id }
        var draft = SurveyDraft("servperf", ["T1.perception": .number(5)], source: .interview)
        draft.customer = customer
        let asked = draft
        let first = try test.as("sun") { try $0.enter(asked).survey }
        func enter(_ rules: Rules) throws -> Survey {
            let desk = try ServiceDesk(database: test.desk.database, rules: rules)
            return try desk.act(by: desk.actor(named: "sun"), at: test.now) { try $0.enter(asked).survey }
        }
        let folder = try TemporaryFolder()
        #expect(throws: SurveyFault.changedWithoutVersion("servperf", 1)) {
            try enter(rules(folder) { $0.replacing("strongly agree", with: "agree wholly") })
        }
        #expect(try enter(rules(folder) { "# ours\n" + $0 }).version == 1)
        let newer = try rules(folder) {
            $0.replacing("strongly agree", with: "agree wholly").replacing(
                "\nversion: 1", with: "\nversion: 2")
        }
        #expect(try enter(newer).version == 2)
        let desk = try ServiceDesk(database: test.desk.database, rules: newer)
        try desk.read { reading in
            let old = try reading.answers(of: reading.survey(first.id)).0
            #expect(old.version == 1)
            #expect(old["T1.perception"]?.high?.text(in: "en") == "strongly agree")
            let table = try reading.surveyTable(SurveyQuery("servperf"))
            #expect(table.questionnaire.version == 2 && table.sheets.count == 3)
            #expect(
                SurveyResults(table).battery?.dimensions[0].items[0].perception.count == 0,
                "too little of it answered")
        }
    }

    // MARK: Files

    private func file(_ folder: TemporaryFolder, _ lines: [String]) throws -> String {
        let path = folder.file("sheets.csv")
        try Data(lines.joined(separator: "\r\n").utf8).write(to: URL(filePath: path))
        return path
    }

    private func importing(
        _ path: String, _ name: String = "after-repair", as login: String = "sun", invited: Int? = nil
    )
        throws -> ImportReceipt
    {
        let actor = try test.desk.actor(named: login)
        let sample = SurveySample(
            questionnaire: name, source: .paper, note: "every third", invited: invited, at: test.now)
        return try test.desk.importSurveys(
            path, name, sample: sample, by: actor, at: test.now, say: { $0.key })
    }

    @Test(
        "a file's good rows go in, bad ones come out with their reasons, and a second run adds nothing twice")
    func imported() throws {
        let folder = try TemporaryFolder()
        let path = try file(
            folder,
            [
                "key,day,product,technician,fixed,worry,feeCharged,feePaid,signedYourself,overall,suggestion",
                "a,2026-11-01,washing-machine,t1,修好了,没有,no,,yes,6,\"快, 好\"",
                "b,2026-11-02,,,fully,no,no,,yes,9,",
                "c,2026-11-03,,t9,fully,no,no,,yes,5,", "d,2026-11-04,,,fully,no,no,12,yes,5,",
                "e,2026-11-05,,,partly,1",
                ",2026-11-05,,,fully,2,no,,1,4,", ",2026-11-05,,,fully,2,no,,1,4,",
            ])
        let receipt = try importing(path, invited: 20)
        #expect((receipt.rows, receipt.added, receipt.known, receipt.rejected) == (7, 3, 0, 4))
        let rejects = try String(contentsOfFile: #require(receipt.rejectsFile), encoding: .utf8)
        for reason in ["survey.notAnAnswer", "import.noSuchStaff", "survey.notAsked", "import.fieldCount"] {
            #expect(rejects.contains(reason))
        }
        let again = try importing(path)
        #expect((again.added, again.known, again.rejected) == (0, 3, 4))
        try test.desk.read { reading in
            var query = SurveyQuery("after-repair")
            #expect(try reading.surveyTable(query).sheets.count == 3)
            let samples = try reading.surveys.samples(query)
            #expect(samples.map(\.count) == [3] && samples.map(\.sample.invited) == [20])
            query.product = "washing-machine"
            let one = try reading.surveyTable(query)
            #expect(one.sheets.map(\.day) == [Day(2026, 11, 1)])
            #expect(try reading.surveyTexts(query, limit: 9).map(\.text) == ["快, 好"])
            #expect(try reading.surveyTexts(query, with: "好", limit: 9).count == 1)
            #expect(try reading.surveyTexts(query, with: "慢", limit: 9).isEmpty)
        }
        #expect(try test.problems() == [])
    }

    @Test(
        "a file of strange columns, twice the same one, or no question at all is refused before anything is written"
    )
    func columns() throws {
        let folder = try TemporaryFolder()
        let known = [
            "key", "day", "language", "customer", "unit", "case", "visit", "product", "region", "technician",
            "agent", "dealer",
        ]
        #expect(throws: SurveyFault.noSuchColumn("colour", in: "after-repair", known: known)) {
            try importing(file(folder, ["fixed,colour", "fully,red"]))
        }
        #expect(throws: ImportFault.columnTwice("fixed")) {
            try importing(file(folder, ["fixed,fixed", "fully,fully"]))
        }
        let path = try file(folder, ["key,day", "1,2026-11-01"])
        #expect(throws: SurveyFault.noColumns(path)) { try importing(path) }
        #expect(throws: DeskFault.notAllowed(login: "t1", right: "survey.enter")) {
            try importing(file(folder, ["fixed", "fully"]), as: "t1")
        }
        #expect(try test.desk.read { try $0.surveys.counts(of: "after-repair").isEmpty })
    }

    @Test(
        "choices that stand in another order in a newer version are counted as what they are, and one that went is not"
    )
    func moved() throws {
        func questionnaire(_ version: Int, _ choices: [String]) -> String {
            let list = choices.map { "\($0): {en: \($0), zh-Hans: \($0)}" }.joined(separator: ", ")
            return """
                questionnaire: colours
                version: \(version)
                label: {en: Colours, zh-Hans: 颜色}
                about: customer
                sections:
                  - name: all
                    label: {en: All, zh-Hans: 全部}
                    questions:
                      - {name: one, ask: {en: One, zh-Hans: 一}, type: single, choices: {\(list)}}
                      - {name: some, ask: {en: Some, zh-Hans: 些}, type: multiple, choices: {\(list)}}
                """
        }
        let customer = try test.as("li") { try $0.addCustomer(Samples.customer()).id }
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.file("questionnaires"), withIntermediateDirectories: true)
        func enter(_ text: String, _ answers: [String: Answer]) throws -> SurveyTable {
            try Data(text.utf8).write(to: URL(filePath: folder.file("questionnaires") + "/colours.yaml"))
            let rules = try Rules(library: ResourceLibrary(override: folder.path))
            let desk = try ServiceDesk(database: test.desk.database, rules: rules)
            var draft = SurveyDraft("colours", answers, source: .web)
            draft.customer = customer
            let kept = draft
            _ = try desk.act(by: desk.actor(named: "sun"), at: test.now) { try $0.enter(kept) }
            return try desk.read { try $0.surveyTable(SurveyQuery("colours")) }
        }
        _ = try enter(
            questionnaire(1, ["red", "green", "blue"]),
            ["one": .chosen(["blue"]), "some": .chosen(["red", "blue"])])
        let table = try enter(
            questionnaire(2, ["blue", "white", "green"]),
            ["one": .chosen(["white"]), "some": .chosen(["white"])])
        let results = SurveyResults(table)
        #expect(results.questions[0].distribution.map(\.count) == [1, 1, 0])
        #expect(results.questions[1].distribution.map(\.count) == [1, 1, 0])
    }
}

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
        let c = try test.logRepair()
        let booked = try test.bookVisit(for: c.id)
        try test.as("t1") { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: booked.id) }
            var given: [String: FieldValue] = ["result": .text("fixed"), "action": .text("更换电容")]
            if let charge { given.merge(["charge": .number(charge), "quoted": .number(charge)]) { $1 } }
            try work.take("finish", on: booked.id, given: given)
        }
        var draft = SurveyDraft("after-repair", good.merging(changes) { $1 }, source: .call)
        draft.visit = booked.id
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
        let opened = try serviceCase(receipt, "fee-differs")
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
    }

    @Test("a dissatisfied customer is promised a call-back, which is in the queue with its clock running")
    func callBack() throws {
        let (receipt, repair) = try entered(["overall": .number(2)])
        let done = try #require(receipt.setOff.first { $0.name == "dissatisfied" })
        let id = try #require(done.call)
        let (call, clocks) = try test.desk.read { (try $0.call(id), try $0.clocks.of(Subject(id))) }
        #expect(call.reason == CallWish.promised && call.caseID == repair.id && call.barred.isEmpty)
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
        let found = try test.desk.read { try $0.honesty(SurveyQuery("after-repair")) }
        #expect(found.rows.map(\.technician) == [technician.number])
        #expect(found.rows[0].kinds == ["fee-differs": 1] && !found.rows[0].standsOut)
        #expect(try test.desk.read { try $0.honesty(SurveyQuery("servperf")) }.rows.isEmpty)
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
