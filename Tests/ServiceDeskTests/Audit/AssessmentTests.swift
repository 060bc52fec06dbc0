import DeskTesting
import Model
import Quality
import Records
import Statistics
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Self-assessment by a standard", .onEachDatabase)
struct AssessmentTests {
    let test: TemporaryDesk
    let id: Int64

    init() throws {
        test = try TemporaryDesk()
        id = try test.as("admin") { try $0.beginAssessment("gbt27922", title: "2026", on: nil).id }
    }

    private func act<T>(_ body: (Work) throws -> T) throws -> T { try test.as("admin", body) }

    private func report() throws -> AssessmentReport {
        try test.desk.read { try $0.assessmentReport(id, at: test.now) }
    }

    private func allMet() throws {
        let items = try test.desk.rules.standard("gbt27922").items
        try act { work in for item in items { try work.judge(id, item.name, .met) } }
    }

    @Test("the shipped tree has 15 items under 40, 35 and 25 points")
    func tree() throws {
        let standard = try test.desk.rules.standard("gbt27922")
        #expect(standard.groups.map(\.points) == [40, 35, 25])
        #expect(standard.groups.map(\.items.count) == [7, 6, 2])
        #expect(standard.clauses.reduce(0) { $0 + $1.points } == 100)
        #expect((try test.desk.rules.competitorProblems() + test.desk.rules.standardProblems()).isEmpty)
    }

    @Test("an item judges its clauses, a clause itself; what does not apply is taken out")
    func judged() throws {
        #expect(try report().score.grade == .open)
        try allMet()
        #expect(try report().score.grade == .stars(5))
        try act {
            try $0.judge(id, "recycling", .notApplicable)
            try $0.judge(id, "complaints-answered", .partly, failing: 0.2, note: "抽查 50 件")
            try $0.judge(id, "laws", .failed)
        }
        let score = try report().score
        #expect(score.applicable == 96 && abs(score.got - 92) < 1e-9)
        #expect(abs((score.score ?? 0) - 92 / 0.96) < 1e-9)
        let marks = try report().marks
        #expect(marks.count(where: { $0.clause == "laws" }) == 2, "older marks stay")
    }

    @Test("what falls short of nothing is met, what falls short of everything is not")
    func whole() throws {
        try act {
            try $0.judge(id, "complaints-answered", .partly, failing: 0)
            try $0.judge(id, "complaints-settled", .partly, failing: 1)
        }
        let marks = try report().marks
        #expect(marks.map(\.verdict) == [.met, .failed] && marks.allSatisfy { $0.failing == nil })
    }

    @Test("deductions and one bonus stand beside the scale, and can end")
    func special() throws {
        try allMet()
        try act { work in
            for number in 1...5 { try work.addSpecial(id, .deduction, note: "违规 \(number)") }
            try work.addSpecial(id, .bonus, note: "创新")
        }
        let score = try report().score
        #expect(score.score == 96 && score.grade == .failed)
        #expect(throws: StandardFault.mostBonus(1)) { try act { try $0.addSpecial(id, .bonus, note: "再") } }
        let first = try #require(score.deductions.first)
        try act { try $0.endSpecial(id, first.id, note: "已纠正") }
        #expect(try report().score.grade == .stars(5))
        let told = try test.desk.read { try $0.journal.of(.desk) }.last
        #expect(told?.event == "standard.ended" && told?.facts["reason"] == .text("已纠正"))
        #expect(throws: StandardFault.noSpecial(first.id)) { try act { try $0.endSpecial(id, first.id) } }
        #expect(throws: DeskFault.missing(field: "note")) {
            try act { try $0.addSpecial(id, .deduction, note: " ") }
        }
    }

    @Test("all assessments are told at once, the newest first, each by the standard that it kept")
    func scores() throws {
        try allMet()
        let earlier = try act {
            try $0.beginAssessment("gbt27922", title: "2025", on: $0.rules.localDay($0.now) + -300).id
        }
        try act { try $0.judge(earlier, "laws", .failed) }
        let all = try test.desk.read { try $0.assessmentScores() }
        #expect(all.map(\.assessment.id) == [id, earlier])
        #expect(all.map(\.score.grade) == [.stars(5), .open])
        #expect(all.last?.score.score == 0)
    }

    @Test("our records tell where they can, and a clause is judged by them")
    func records() throws {
        #expect(try report().evidence.isEmpty)
        #expect(throws: StandardFault.noEvidence("complaints-answered")) {
            try act { try $0.judgeByRecords(id, "complaints-answered") }
        }
        #expect(throws: StandardFault.noEvidence("laws")) { try act { try $0.judgeByRecords(id, "laws") } }
        // Beyond our own 12 hours, within the 24 that are published, before the window agreed ends.
        let repair = try test.logRepair()
        test.now = test.now + .hours(13)
        let visit = try test.bookVisit(for: repair.id)
        let people = try test.desk.read { try $0.staff.all() }
        let technician = try #require(people.first { $0.id == visit.technician }).login
        try test.as(technician) { work in
            for step in ["dispatch", "accept", "set-out", "arrive"] { try work.take(step, on: visit.id) }
            try work.take(
                "finish", on: visit.id, given: ["result": .text("fixed"), "action": .text("更换电容")])
        }
        test.now = test.now + .days(20)
        let later = try act { try $0.beginAssessment("gbt27922", title: "later", on: nil).id }
        let told = try test.desk.read { try $0.assessmentReport(later, at: test.now) }.evidence
        let visits = try #require(told["visited-in-time"])
        #expect(visits.count == 2 && visits.value == 1, "the visit's clock and that of the arrival")
        try act { try $0.judgeByRecords(later, "visited-in-time", note: "抽查") }
        let score = try test.desk.read { try $0.assessmentReport(later, at: test.now) }.score
        let judged = try #require(score.clauses.first { $0.clause.name == "visited-in-time" })
        #expect(judged.got == 3 && judged.mark?.verdict == .met && judged.mark?.note == "抽查; n = 2")
        #expect(throws: DeskFault.notAllowed(login: "li", right: "audit.keep")) {
            try test.as("li") { try $0.judgeByRecords(later, "visited-in-time") }
        }
    }

    @Test("an assessment is judged by the standard as it was, whatever the file says later")
    func kept() throws {
        let standard = try test.desk.rules.standard("gbt27922")
        let text = standard.text.replacing("standard: gbt27922", with: "standard: older")
            .replacing("pass: 70", with: "pass: 99").replacing("laws", with: "old-laws")
            .replacing("{figure: followUps}", with: "{kept: [gone]}")
        let old = try test.as("admin") { work in
            try AssessmentStore(work.db).insert(
                SelfAssessment(
                    standard: "older", title: "", day: test.desk.rules.localDay(test.now), by: nil,
                    at: test.now, text: text))
        }
        try act { try $0.judge(old, "old-laws", .met) }
        #expect(throws: StandardFault.self) { try act { try $0.judge(old, "laws", .met) } }
        let score = try test.desk.read { try $0.assessmentReport(old, at: test.now) }.score
        #expect(score.standard.pass == 99 && score.got == 3 && score.standard.name == "older")
        #expect(score.standard[clause: "follow-up"]?.evidence == nil)
        #expect(try report().score.standard == standard)
    }

    @Test("what cannot be is refused, naming what there is")
    func refused() throws {
        #expect(throws: StandardFault.noStandard("iso", known: ["gbt27922"])) {
            try act { try $0.beginAssessment("iso", title: "", on: nil) }
        }
        let tomorrow = test.desk.rules.localDay(test.now) + 1
        #expect(throws: StandardFault.dayToCome(tomorrow)) {
            try act { try $0.beginAssessment("gbt27922", title: "", on: tomorrow) }
        }
        #expect(throws: StandardFault.noAssessment(99)) { try act { try $0.judge(99, "laws", .met) } }
        #expect(throws: StandardFault.self) { try act { try $0.judge(id, "tea", .met) } }
        #expect(throws: StandardFault.notSampled("laws")) {
            try act { try $0.judge(id, "laws", .partly, failing: 0.1) }
        }
        for failing in [nil, -0.1, 1.1, Double.nan] {
            #expect(throws: StandardFault.failingShare) {
                try act { try $0.judge(id, "complaints-answered", .partly, failing: failing) }
            }
        }
        #expect(throws: StandardFault.failingShare) {
            try act { try $0.judge(id, "laws", .met, failing: 0.1) }
        }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "audit.keep")) {
            try test.as("li") { try $0.judge(id, "laws", .met) }
        }
        #expect(try report().marks.isEmpty)
    }
}
