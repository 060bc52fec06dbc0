import Model
import Resources
import Testing

@testable import Quality

@Suite("competitors.yaml and the standards' files")
struct CompetitorBookTests {
    private let words: OwnSourceWords

    init() throws {
        words = OwnSourceWords(
            kinds: ["repair"], metrics: ["resolve", "respond"], figures: ["followUps"],
            promises: ["delivery-deliver": [.hours, .days], "repair-resolve": [.workingDays]],
            questionnaires: try Questionnaires(files: ResourceLibrary().files(in: "questionnaires")))
    }

    private func faults(measure: String, name: String = "x") -> [RuleFault] {
        let text = """
            stands: 365
            days: 90
            services:
              - name: repair
                label: {en: Repair, zh-Hans: 维修}
                measures:
                  - {name: good, label: {en: Good, zh-Hans: 好}, unit: years, better: more}
                  - {name: \(name), label: {en: X, zh-Hans: 某}, \(measure)}
            """
        return CompetitorBook.check(file: ResourceFile(name: "competitors.yaml", text: text), words)
    }

    @Test(
        "sources in the measure's unit are read",
        arguments: [
            "unit: days, better: less, delivered: {clock: resolve, kinds: [repair]}",
            "unit: share, better: more, delivered: {kept: [resolve, respond]}",
            "unit: share, better: more, delivered: {figure: followUps}",
            "unit: points, better: more, delivered: {questionnaire: after-repair, questions: [overall, speed]}",
            "unit: share, better: more, delivered: {files: complete}",
            "unit: hours, better: none, promised: delivery-deliver", "unit: years, better: more, promised: 6",
        ])
    func sound(measure: String) { #expect(faults(measure: measure).isEmpty) }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            ("unit: miles, better: less", "rule.notOneOf"), ("unit: days, better: cheaper", "rule.notOneOf"),
            ("unit: points, better: more, promised: 9", "competitor.file.outOfRange"),
            ("unit: days, better: less, promised: nothing", "rule.notOneOf"),
            ("unit: years, better: less, delivered: {clock: resolve}", "competitor.file.otherUnit"),
            ("unit: days, better: less, promised: repair-resolve", "competitor.file.otherUnit"),
            ("unit: share, better: more, delivered: {figure: opened}", "rule.notOneOf"),
            (
                "unit: points, better: more, delivered: {questionnaire: after-repair, questions: [fixed]}",
                "competitor.file.noScale"
            ),
            (
                "unit: points, better: more, delivered: {questionnaire: complaint-handling, questions: [speed, satisfied]}",
                "competitor.file.scales"
            ),
            ("unit: share, better: more, delivered: {files: some}", "rule.notOneOf"),
            ("unit: days, better: less, delivered: {files: complete}", "competitor.file.otherUnit"),
            ("unit: days, better: less, colour: red", "rule.unknownKey"),
        ])
    func wrong(measure: String, key: String) {
        let found = faults(measure: measure)
        #expect(found.map(\.problem.key) == [key] && found.allSatisfy { $0.line == 8 }, "\(found)")
    }

    @Test("a name twice, and days that are none, are refused")
    func whole() {
        let twice = faults(measure: "unit: years, better: more", name: "good")
        #expect(twice.map(\.problem.key) == ["competitor.file.double"])
        let none = ResourceFile(name: "competitors.yaml", text: "stands: 0\ndays: 90\nservices: []")
        #expect(CompetitorBook.check(file: none, words).first?.line == 1)
    }

    private func standard(
        clause: String, points: Int = 100, stars: String = "{stars: 3, from: 80}", failing: Int = 5,
        bonus: Int = 1, files: Int = 1
    ) -> [RuleFault] {
        let text = """
            standard: own
            label: {en: Own, zh-Hans: 自定}
            pass: 70
            stars: [\(stars)]
            fail at: \(failing)
            bonus: \(bonus)
            groups:
              - name: g
                label: {en: G, zh-Hans: 组}
                points: 100
                items:
                  - name: i
                    label: {en: I, zh-Hans: 项}
                    points: 100
                    clauses:
                      - {name: a, label: {en: A, zh-Hans: 甲}, points: \(points)\(clause)}
            """
        return Standard.check((0..<files).map { ResourceFile(name: "\($0).yaml", text: text) }, words)
    }

    @Test("points of a standard must sum up, names stand once, evidence is a share")
    func standards() {
        #expect(standard(clause: "").isEmpty)
        #expect(standard(clause: "", points: 99).map(\.problem.key) == ["standard.file.sum"])
        #expect(standard(clause: "", points: 0).map(\.problem.key) == ["standard.file.points"])
        #expect(
            standard(clause: ", evidence: {clock: resolve}").map(\.problem.key) == ["standard.file.evidence"])
        #expect(standard(clause: ", sampled: sometimes").map(\.problem.key) == ["rule.notFlag"])
        let figure = ", evidence: {figure: followUps}"
        #expect(standard(clause: figure).map(\.problem.key) == ["standard.file.notSampled"])
        #expect(standard(clause: ", sampled: true" + figure).isEmpty)
    }

    @Test("stars rise, no standard fails at none, and two files are of two standards")
    func bounds() {
        for stars in [
            "{stars: 3, from: 80}, {stars: 4, from: 80}", "{stars: 3, from: 80}, {stars: 3, from: 90}",
        ] {
            #expect(standard(clause: "", stars: stars).map(\.problem.key) == ["standard.file.grades"])
        }
        #expect(standard(clause: "", failing: 0).map(\.problem.key) == ["standard.file.count"])
        #expect(standard(clause: "", bonus: -1).map(\.problem.key) == ["standard.file.count"])
        #expect(standard(clause: "", failing: 1, bonus: 0).isEmpty)
        let twice = standard(clause: "", files: 2)
        #expect(twice.map(\.problem.key) == ["standard.file.double"])
        #expect(twice.map(\.file) == ["1.yaml"] && twice.map(\.line) == [1])
    }
}
