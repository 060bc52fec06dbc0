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
        let again = try importing(path, invited: 30)
        #expect((again.added, again.known, again.rejected) == (0, 3, 4))
        _ = try importing(path, invited: 25)
        try test.desk.read { reading in
            var query = SurveyQuery("after-repair")
            #expect(try reading.surveyTable(query).sheets.count == 3)
            let samples = try reading.surveys.samples(query)
            #expect(
                samples.map(\.count) == [3] && samples.map(\.sample.invited) == [30],
                "the largest that was said")
            query.product = "washing-machine"
            #expect(query.partsSamples && query.isNarrowed)
            let one = try reading.surveyTable(query)
            #expect(one.sheets.map(\.day) == [Day(2026, 11, 1)])
            #expect(try reading.surveyTexts(query, limit: 9).map(\.text) == ["快, 好"])
            #expect(try reading.surveyTexts(query, with: "好", limit: 9).count == 1)
            #expect(try reading.surveyTexts(query, with: "慢", limit: 9).isEmpty)
        }
        #expect(try test.problems() == [])
    }

    @Test(
        "a sheet this desk exported is known by its number; another desk's of that number is not taken for it"
    )
    func exported() throws {
        let visit = try visit()
        let given: [String: Answer] = [
            "fixed": .chosen(["fully"]), "worry": .chosen(["no"]), "feeCharged": .chosen(["no"]),
            "signedYourself": .chosen(["yes"]), "overall": .number(6),
        ]
        let sheet = try test.as("zhao") { try $0.enter(draft(visit.id, given)).survey }
        let about: [String] = [
            sheet.customer?.description ?? "", sheet.unit?.description ?? "",
            sheet.caseID?.description ?? "", sheet.visit?.description ?? "", sheet.product, sheet.region,
        ]
        let (place, said) = (about.joined(separator: ","), "fully,no,no,yes,6")
        let head = "survey,key,day,language,customer,unit,case,visit,product,region"
        let lines = [
            "\(head),fixed,worry,feeCharged,signedYourself,overall",
            "\(sheet.id),,\(sheet.answeredOn),\(sheet.language),\(place),\(said)",
            "\(sheet.id),,2026-11-01,en,,,,,,,\(said)",
            // As that of another desk, of nobody and on the same day, but with other answers.
            "\(sheet.id),,2026-11-01,en,,,,,,,fully,no,no,yes,5",
        ]
        let folder = try TemporaryFolder()
        let receipt = try importing(file(folder, lines))
        #expect((receipt.added, receipt.known, receipt.rejected) == (2, 1, 0))
    }

    @Test("files of one source and note are one sample; one of which no row went in leaves no sample")
    func samples() throws {
        let folder = try TemporaryFolder()
        let head = "key,fixed,worry,feeCharged,signedYourself,overall"
        func noted() throws -> Int {
            Int(try test.desk.database.read { try $0.number("SELECT COUNT(*) FROM survey_samples") })
        }
        let bad = try importing(file(folder, [head, "a,fully,no,no,yes,9"]), invited: 40)
        #expect(bad.added == 0)
        #expect(try noted() == 0)
        // A row that is refused later takes nothing of the others' with it.
        let mixed = try importing(
            file(folder, [head + ",technician", "a,fully,no,no,yes,5,t9", "b,fully,no,no,yes,5,t1"]),
            invited: 40)
        #expect((mixed.added, mixed.rejected) == (1, 1))
        _ = try importing(file(folder, [head, "c,fully,no,no,yes,6"]))
        #expect(try noted() == 1)
        let samples = try test.desk.read { try $0.surveys.samples(SurveyQuery("after-repair")) }
        #expect(samples.map(\.count) == [2] && samples.map(\.sample.invited) == [40])
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
        #expect(table.sheets.map(\.version) == [1, 2])
        try test.desk.read { reading in
            let query = SurveyQuery("colours")
            #expect(try reading.questionnaires(of: query).map(\.version) == [2, 1])
            var pages: [[String: Answer]] = []
            try reading.eachPage(query) { pages += $0.map(\.answers) }
            // What went from the newer version is still read back as it was given.
            #expect(
                pages == [
                    ["one": .chosen(["blue"]), "some": .chosen(["red", "blue"])],
                    ["one": .chosen(["white"]), "some": .chosen(["white"])],
                ])
            var older = query
            older.version = 1
            #expect(try reading.questionnaires(of: older).map(\.version) == [1])
            #expect(older.partsSamples && older.isNarrowed, "both versions came in with one sample")
        }
        let results = SurveyResults(table)
        #expect(results.questions[0].distribution.map(\.count) == [1, 1, 0])
        #expect(results.questions[1].distribution.map(\.count) == [1, 1, 0])
    }
}
