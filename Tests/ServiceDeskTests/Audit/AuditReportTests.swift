import DeskTesting
import Foundation
import Model
import Quality
import Records
import Statistics
import Testing

@testable import ServiceDesk

@Suite("The report of a service audit", .onEachDatabase)
struct AuditReportTests {
    private func figures(of test: TemporaryDesk, on days: ClosedRange<Day>) throws -> AuditFigures {
        try test.desk.read { try $0.auditFigures(days, at: test.now) }
    }

    private func document(_ test: TemporaryDesk, _ figures: AuditFigures) -> AuditDocument {
        AuditDocument(figures, test.desk.rules)
    }

    private func keys(_ document: AuditDocument, _ part: AuditDocument.Part) -> [String] {
        document[part]?.sentences.map(\.text.key) ?? []
    }

    private func cells(_ document: AuditDocument, _ part: AuditDocument.Part) -> [[AuditDocument.Cell]] {
        document[part]?.blocks.flatMap { block -> [[AuditDocument.Cell]] in
            if case .table(let table) = block { table.rows } else { [] }
        } ?? []
    }

    @Test(
        "a planted gap is the one that the summary and the proposals name, and where none was planted they name none",
        arguments: [ServiceGap.understanding, .behavioural, .perception, .promotion, .total])
    func planted(gap: ServiceGap) throws {
        let desk = try PlantedDesk(.short(in: gap))
        let figures = try figures(of: desk.test, on: PlantedDesk.days)
        let document = document(desk.test, figures)
        let said = document[.summary]?.sentences.first { $0.text.key.hasPrefix("auditReport.say.gap") }
        // Fourteen people of the house are too few to carry a sentence of the summary.
        let isCarried = gap != .understanding && gap != .total
        #expect(said?.text.facts["gap"] == (isCarried ? .phrase(gap.label) : nil))
        #expect(said == nil || said?.evidence == .gaps)
        let closing = keys(document, .proposals).filter { key in
            AuditFigures.five.contains { key.hasPrefix("auditReport.propose.\($0.rawValue)") }
        }
        switch gap {
        case .total: #expect(closing.isEmpty)
        case .understanding:
            let proposal = document[.proposals]?.sentences.first { $0.text.key == "auditReport.indication" }
            guard case .phrase(let phrase) = proposal?.text.facts["sentence"] else {
                Issue.record("what few tell is not said to be an indication")
                return
            }
            #expect(phrase.key == "auditReport.propose.understanding")
        default: #expect(closing.count == 1 && closing[0].hasPrefix("auditReport.propose.\(gap.rawValue)"))
        }
    }

    @Test("the tables say what the commands' own readings say")
    func sameFigures() throws {
        let desk = try PlantedDesk(.short(in: .behavioural))
        let document = document(desk.test, try figures(of: desk.test, on: PlantedDesk.days))
        let line = try #require(try desk.line())
        let size = try #require(line.figures[.behavioural])
        let said = line.attribute.unit.said(signed: size.estimate.value)
        let marked = AuditDocument.Cell(
            Phrase("auditReport.marked", ["value": said, "mark": .text(size.mark)]), .bad)
        #expect(cells(document, .gaps).contains { $0.contains(marked) })
        let report = try desk.test.desk.read { try $0.serviceReport(PlantedDesk.days, at: desk.test.now) }
        let kept = try #require(report.lines.first { $0.figure == .promises })
        let row = try #require(
            cells(document, .service).first { $0.first == AuditDocument.Cell(ServiceFigure.promises.label) })
        #expect(row[1] == AuditDocument.Cell(ServiceFigure.Unit.share.said(kept.now.value), .strong))
        #expect(kept.now.count > 0)
    }

    @Test("an empty desk says nothing but what is lacking, and proposes to find it out")
    func empty() throws {
        let test = try TemporaryDesk()
        let today = test.desk.rules.localDay(test.now)
        let figures = try figures(of: test, on: today - 90...today)
        let document = document(test, figures)
        #expect(document.chapters.map(\.part) == AuditDocument.Part.allCases)
        let summary = keys(document, .summary)
        #expect(!summary.isEmpty && summary.allSatisfy { $0 == "auditReport.lack.nothing" })
        #expect(keys(document, .balance).isEmpty)
        #expect(
            keys(document, .proposals) == [
                "auditReport.propose.expect", "auditReport.propose.observe", "auditReport.propose.assess",
            ])
    }

    @Test(
        "thirty satisfied customers carry the sentence, twenty-nine do not, and thirty whom chance explains do not either"
    )
    func satisfaction() throws {
        func said(_ grades: [Int]) throws -> String? {
            let test = try TemporaryDesk()
            try answer(grades, on: test)
            let today = test.desk.rules.localDay(test.now)
            let document = document(test, try figures(of: test, on: today - 30...today))
            let topic = PhraseFact.phrase(Phrase("auditReport.topic.satisfaction"))
            return document[.summary]?.sentences.first {
                $0.text.facts["sheet"] != nil || $0.text.facts["what"] == topic
            }?.text.key
        }
        let content = Array(repeating: [6, 7, 5], count: 10).flatMap { $0 }
        let (many, few) = (try said(content), try said(Array(content.dropFirst())))
        #expect(many == "auditReport.say.satisfied" && few == "auditReport.lack.few")
        let cross = try said(Array(repeating: [1, 2, 3], count: 10).flatMap { $0 })
        #expect(cross == "auditReport.say.dissatisfied")
        let torn = try said(Array(repeating: [1, 4, 7], count: 10).flatMap { $0 })
        #expect(torn == "auditReport.lack.chance")
    }

    private func answer(_ grades: [Int], on test: TemporaryDesk) throws {
        let rows = grades.enumerated().map { "2026-11-\(10 + $0 % 10),fully,no,no,yes,\($1),第 \($0) 位" }
        let folder = try TemporaryFolder()
        let path = folder.file("sheets.csv")
        let head = "day,fixed,worry,feeCharged,signedYourself,overall,suggestion"
        try Data(([head] + rows).joined(separator: "\n").utf8).write(to: URL(filePath: path))
        let sample = SurveySample(
            questionnaire: "after-repair", source: .paper, note: "", invited: nil, at: test.now)
        let receipt = try test.desk.importSurveys(
            path, "after-repair", sample: sample, setsOff: false, by: test.desk.actor(named: "sun"),
            at: test.now, say: { $0.key })
        #expect(receipt.rejected == 0 && receipt.added == grades.count)
    }

    @Test(
        "who delivers clearly better is named and to be caught up with, who delivers clearly worse is a strength of ours",
        arguments: [(6.5, true), (1.5, false)])
    func rivals(theirs: Double, isAhead: Bool) throws {
        let document = try beside(theirs, toldBy: 40)
        #expect(keys(document, .summary).contains("auditReport.say.behind") == isAhead)
        #expect(keys(document, .summary).contains("auditReport.say.ahead") != isAhead)
        #expect(keys(document, .proposals).contains("auditReport.propose.behind") == isAhead)
        #expect(!keys(document, .proposals).contains("auditReport.propose.observe"))
        #expect(
            cells(document, .competitors).contains {
                $0.contains(AuditDocument.Cell(.text("\(isAhead ? 2 : 1)/2")))
            })
    }

    @Test("what fewer than thirty tell of a competitor is an indication, and no sentence of the summary")
    func fewOfRival() throws {
        let document = try beside(6.5, toldBy: 20)
        #expect(keys(document, .summary).contains("auditReport.lack.untold"))
        #expect(!keys(document, .summary).contains { $0.hasPrefix("auditReport.say.behind") })
        let indications = document[.balance]?.sentences.compactMap { sentence -> String? in
            guard case .phrase(let phrase) = sentence.text.facts["sentence"] else { return nil }
            return phrase.key
        }
        #expect(indications?.contains("auditReport.say.behind") == true)
    }

    /// The report of a desk that forty customers gave 4 on average, beside a competitor.
    private func beside(_ theirs: Double, toldBy sample: Int) throws -> AuditDocument {
        let test = try TemporaryDesk()
        try answer(Array(repeating: [3, 4, 5, 4], count: 10).flatMap { $0 }, on: test)
        try test.as("admin") { work in
            _ = try work.addCompetitor(Competitor(name: "甲电器"))
            _ = try work.observe(
                CompetitorDraft(
                    company: "甲电器", measure: "repair/score", side: .delivered, value: String(theirs),
                    sample: sample, deviation: 0.5, source: .survey))
        }
        let today = test.desk.rules.localDay(test.now)
        return document(test, try figures(of: test, on: today - 30...today))
    }

    @Test("the report names its project: what it wanted, what it reached, and what is late")
    func project() throws {
        let test = try TemporaryDesk()
        let today = test.desk.rules.localDay(test.now)
        let audit = try test.as("sun") { work in
            try work.beginAudit(
                AuditDraft(
                    name: "2026", purpose: "Whether dealers are content", days: DaySpan(today - 60, today)))
        }
        let figures = try figures(of: test, on: today - 90...today)
        #expect(figures.audit?.audit.id == audit.id)
        let document = document(test, figures)
        let paragraphs = document[.method]?.blocks.compactMap { block -> Phrase? in
            if case .paragraph(let phrase) = block { phrase } else { nil }
        }
        let named = paragraphs?.first { $0.key == "auditReport.auditFor" }
        #expect(named?.facts["purpose"] == .text("Whether dealers are content"))
        let groups = figures.audit?.groups ?? []
        #expect(
            !groups.isEmpty
                && cells(document, .method).count == groups.count + (figures.audit?.milestones.count ?? 0))
        #expect(keys(document, .proposals).contains("auditReport.propose.reach"))
        #expect(throws: DeskFault.self) {
            try test.desk.read { try $0.auditFigures(today - 9...today, of: AuditID(99), at: test.now) }
        }
    }
}

@Suite("Whether promises can be kept")
struct PromiseVerdictTests {
    /// Wilson's intervals, as scipy.stats.binomtest(k, n).proportion_ci(method="wilson") gives them: of 45 in 50 0.786398 to
    /// 0.956524, of 40 in 50 0.669629 to 0.887560, of 200 in 200 0.981154 to 1.
    @Test("by the interval of what was kept, beside the aim")
    func verdicts() {
        #expect(FigureValue(hits: 45, of: 50).verdict(aim: 0.95) == .unproven)
        #expect(FigureValue(hits: 40, of: 50).verdict(aim: 0.95) == .short)
        #expect(FigureValue(hits: 200, of: 200).verdict(aim: 0.95) == .beyond)
        #expect(FigureValue(hits: 0, of: 4).verdict(aim: 0.95) == .untold)
        #expect(FigureValue(hits: 0, of: 0).verdict(aim: 0.95) == .untold)
    }
}
