import DeskTesting
import Foundation
import Model
import Quality
import Records
import Testing
import Workflow

@testable import ServiceDesk

@Suite("What people conclude in an audit", .onEachDatabase)
struct ConclusionTests {
    let test: TemporaryDesk
    let id: AuditID
    let today: Day

    init() throws {
        test = try TemporaryDesk()
        today = test.desk.rules.localDay(test.now)
        let draft = AuditDraft(
            name: "年度审计", purpose: "了解期望", days: DaySpan(today - 10, today + 10), groups: ["service"])
        id = try test.as("sun") { try $0.beginAudit(draft).id }
    }

    @discardableResult
    private func act<T>(_ body: (Work) throws -> T) throws -> T { try test.as("sun", body) }

    private func all() throws -> [AuditConclusion] { try test.desk.read { try $0.conclusions.all(of: id) } }

    private func carried() throws -> [CarriedClaim] {
        try test.desk.read { try $0.carriedClaims(of: id, at: test.now) }
    }

    /// That nobody judged the house by the standard: an empty desk carries it.
    private func claim() throws -> CarriedClaim {
        try #require(try carried().first { $0.kept.text.key == "auditReport.propose.assess" })
    }

    private func write(_ section: ConclusionSection, _ text: String) throws -> AuditConclusion {
        try act { try $0.write(ConclusionDraft(section, texts: ["zh-Hans": text]), for: id) }
    }

    @Test(
        "a sentence is taken over as it is, changed with a reason and refused; no version is lost, and what was generated stays"
    )
    func decided() throws {
        let claim = try claim()
        let taken = try act { try $0.take(claim, for: id) }
        #expect(taken.origin == .taken && taken.section == .proposal && taken.evidence == ["standards"])
        #expect(taken.said == .phrase(claim.kept.text))
        #expect(throws: DeskFault.missing(field: "reason")) {
            try act { try $0.change(conclusion: taken.id, ConclusionChange(texts: ["en": "Judge it."])) }
        }
        let change = ConclusionChange(
            section: .weakness, texts: ["zh-Hans": " 先自评 ", "en": "Judge it."], evidence: ["gaps", "gaps"],
            reason: "说得更清楚")
        let changed = try act { try $0.change(conclusion: taken.id, change) }
        #expect(changed.version == 2 && changed.origin == .changed && changed.evidence == ["gaps"])
        #expect(changed.texts == Label(en: "Judge it.", zh: "先自评"))
        let refused = try test.as("admin") { try $0.refuse(conclusion: taken.id, reason: "样本太少") }
        #expect(refused.state == .refused && refused.texts == changed.texts)
        let versions = try test.desk.read { try $0.conclusions.versions(of: taken.id) }
        #expect(versions == [taken, changed, refused])
        #expect(versions.allSatisfy { $0.claim == claim.kept })
        let now = try all()
        #expect(now == [refused])
        let back = try act {
            try $0.change(conclusion: taken.id, ConclusionChange(texts: ["zh-Hans": "", "en": ""]))
        }
        #expect(back.state == .stands && back.origin == .taken, "it says what the figures said again")
        let events = try test.desk.read { try $0.journal.of(Subject(id)) }.map(\.event)
        #expect(
            events == [
                "audit.begun", "audit.concluded", "audit.conclusionChanged", "audit.conclusionRefused",
                "audit.conclusionChanged",
            ])
    }

    @Test("of two who change the same, or take the same sentence, the second is told")
    func together() throws {
        let claim = try claim()
        let taken = try act { try $0.take(claim, for: id) }
        #expect(throws: ConclusionFault.alreadyDecided(taken.id)) {
            try test.as("admin") { try $0.refuse(claim, for: id, reason: "不对") }
        }
        let own = try write(.dealers, "经销商不满")
        try test.as("admin") {
            _ = try $0.change(
                conclusion: own.id, ConclusionChange(texts: ["zh-Hans": "经销商满意"]), version: 1)
        }
        #expect(throws: StorageFault.stale(subject: Subject(id), have: 1, found: 2)) {
            try act {
                try $0.change(
                    conclusion: own.id, ConclusionChange(texts: ["zh-Hans": "经销商很不满"]), version: 1)
            }
        }
        let kept = try all().last?.texts
        #expect(kept == Label(["zh-Hans": "经销商满意"]))
    }

    @Test("what was generated is kept as it was; once the figures carry it no more, the report says so")
    func carriedNoMore() throws {
        func notes() throws -> [String] {
            let figures = try test.desk.read {
                try $0.auditFigures(today - 30...today, of: id, at: test.now)
            }
            let blocks = AuditDocument(figures, test.desk.rules)[.conclusions]?.blocks ?? []
            return blocks.compactMap { if case .note(let phrase) = $0 { phrase.key } else { nil } }
        }
        let claim = try claim()
        try act { try $0.take(claim, for: id) }
        let before = try notes()
        #expect(before == ["auditReport.concluded.taken", "auditReport.decided"])
        try test.as("admin") { _ = try $0.beginAssessment("gbt27922", title: "2026", on: nil) }
        let (now, after, kept) = (try carried().map(\.id), try notes(), try all().first?.claim)
        #expect(!now.contains(claim.id))
        #expect(after == ["auditReport.concluded.taken", "auditReport.decidedNoMore"])
        #expect(kept == claim.kept)
    }

    /// Twelve dealers who grade a repair 5 to 7, and a competitor that was graded 3.
    private func graded() throws {
        let rows = try test.as("admin") { work in
            let company = try work.addCompetitor(Competitor(name: "甲电器"))
            _ = try work.observe(
                CompetitorDraft(
                    company: company.name, measure: "repair/score", side: .delivered, value: "3", sample: 40,
                    deviation: 0.5, source: .survey))
            return try (10..<22).map { number in
                let dealer = try work.addCustomer(
                    Samples.customer(name: "店 \(number)", phone: "+86138001380\(number)", kind: .dealer))
                return "\(dealer.id),2026-11-20,fully,no,no,yes,\(5 + number % 3)"
            }
        }
        let folder = try TemporaryFolder()
        let path = folder.file("sheets.csv")
        let text = (["customer,day,fixed,worry,feeCharged,signedYourself,overall"] + rows).joined(
            separator: "\n")
        try Data(text.utf8).write(to: URL(filePath: path))
        let sample = SurveySample(
            questionnaire: "after-repair", source: .paper, note: "", invited: nil, at: test.now)
        let receipt = try test.desk.importSurveys(
            path, "after-repair", sample: sample, setsOff: false, by: test.desk.actor(named: "sun"),
            at: test.now, say: { $0.key })
        #expect(receipt.added == rows.count)
    }

    @Test("what dealers grade us beside the best competitor is a judgement of theirs, and of nobody else")
    func judged() throws {
        try graded()
        let told = try carried().filter { $0.kept.evidence == "competitors" }
        let sections = Set(told.filter { $0.kept.section != .strength }.map(\.kept.section))
        #expect(sections == [.dealers])
        let dealers = try #require(told.first { $0.kept.section == .dealers })
        // Twelve are an indication.
        guard case .phrase(let said)? = dealers.kept.text.facts["sentence"] else {
            Issue.record("\(dealers.kept.text)")
            return
        }
        #expect(said.key == "auditReport.judge.ahead" && said.facts["company"] == .text("甲电器"))
    }

    @Test("a sentence has one name whatever its figures, and others have others")
    func names() {
        func name(_ key: String, _ sheet: String, _ count: Int, few: Bool = false) -> String {
            let bare = Phrase(key, ["sheet": .text(sheet), "count": .count(count)])
            let said = few ? Phrase("auditReport.indication", ["sentence": .phrase(bare)]) : bare
            return AuditDocument.Sentence(said, .judgement).name
        }
        let one = name("a", "x", 30)
        #expect(one.count == 8 && one == name("a", "x", 7, few: true))
        #expect(Set([one, name("b", "x", 30), name("a", "y", 30)]).count == 3)
    }

    @Test("a conclusion moves among those of its section; the others keep their order")
    func ordered() throws {
        let made = try ["一", "二", "三"].map { try write(.strength, $0).id }
        let other = try write(.weakness, "短处").id
        func order(_ number: Int64, _ place: Int) throws -> [Int64] {
            try act { try $0.order(conclusion: number, to: place) }
            return try all().map(\.id)
        }
        let (first, last, alone) = (
            try order(made[2], 1), try order(made[2], 99), try order(other, 1)
        )
        let (turned, whole) = ([made[2], made[0], made[1], other], made + [other])
        #expect(first == turned && last == whole && alone == whole)
        #expect(throws: ConclusionFault.badPlace) { try act { try $0.order(conclusion: other, to: 0) } }
    }

    @Test("what says nothing, rests on nothing there is, or comes from who has not the right is refused")
    func refused() throws {
        #expect(throws: ConclusionFault.nothingSaid) { _ = try write(.strength, " ") }
        func linked(_ word: String) throws {
            let draft = ConclusionDraft(.strength, texts: ["en": "Good."], evidence: [word])
            try act { try $0.write(draft, for: id) }
        }
        let parts = ConclusionEvidence.parts
        #expect(throws: ConclusionFault.noEvidence("weather", parts: parts)) { try linked("weather") }
        #expect(throws: DeskFault.unknown("C99")) { try linked("C99") }
        #expect(throws: AuditFault.noInterview(7)) { try linked("I7") }
        let interview = try act {
            try $0.note(InterviewDraft(group: "service", person: "派工员", note: "忙"), for: id).id
        }
        try linked("i\(interview)")
        let links = try all().last?.evidence
        #expect(links == ["I\(interview)"])
        #expect(throws: ConclusionFault.none(99)) {
            try act { try $0.refuse(conclusion: 99, reason: "x") }
        }
        let (own, claim) = (try write(.strength, "好").id, try claim())
        #expect(throws: AuditFault.nothingToChange) {
            try act { try $0.change(conclusion: own, ConclusionChange(texts: ["zh-Hans": "好"])) }
        }
        let fault = DeskFault.notAllowed(login: "li", right: "audit.keep")
        #expect(throws: fault) { try test.as("li") { try $0.take(claim, for: id) } }
        #expect(throws: fault) { try test.as("li") { try $0.order(conclusion: own, to: 1) } }
        #expect(throws: fault) { try test.as("li") { try $0.closeAudit(id) } }
    }

    @Test("an audit that is closed is only read, until somebody opens it again and says why")
    func closed() throws {
        let own = try write(.strength, "好").id
        let interview = try act {
            try $0.note(InterviewDraft(group: "service", person: "派工员", note: "忙"), for: id).id
        }
        let closed = try act { try $0.closeAudit(id, version: 1) }
        #expect(closed.closedAt == test.now && closed.version == 2)
        let fault = AuditFault.closed(id, test.now)
        let changes: [(Work) throws -> Void] = [
            { _ = try $0.closeAudit(id) },
            { _ = try $0.changeAudit(id, AuditChange(name: "x")) },
            { try $0.ask("service", by: .interview, wanted: 9, in: id) },
            { _ = try $0.change(milestone: "report", of: id, MilestoneChange(state: .done)) },
            { _ = try $0.note(InterviewDraft(group: "service", person: "x", note: "x"), for: id) },
            { _ = try $0.withdrawInterview(interview, reason: "x") },
            { _ = try $0.write(ConclusionDraft(.strength, texts: ["en": "x"]), for: id) },
            { _ = try $0.refuse(conclusion: own, reason: "x") },
            { try $0.order(conclusion: own, to: 1) },
        ]
        for change in changes { #expect(throws: fault) { try act(change) } }
        #expect(throws: DeskFault.missing(field: "reason")) {
            try act { try $0.reopenAudit(id, reason: " ") }
        }
        try act { try $0.reopenAudit(id, reason: "还有访谈") }
        let count = try all().count
        #expect(count == 1)
        try act { try $0.refuse(conclusion: own, reason: "x") }
        #expect(throws: AuditFault.notClosed(id)) { try act { try $0.reopenAudit(id, reason: "x") } }
        let since = try test.desk.read { try $0.audit(id).closedAt }
        #expect(since == nil)
    }
}
