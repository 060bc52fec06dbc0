import Model
import Resources
import Testing

@testable import Quality

@Suite("audit.yaml")
struct AuditBookTests {
    private let words: AuditWords

    init() throws {
        words = AuditWords(try Questionnaires(files: ResourceLibrary().files(in: "questionnaires")).newest)
    }

    private func faults(
        group: String = "side: external, who: staff, sample: {interview: 1}, guides: [g]",
        question: String = "b", milestone: String = "step: audit, after: 60", name: String = "z"
    ) -> [RuleFault] {
        let text = """
            guides:
              - name: g
                label: {en: G, zh-Hans: 纲}
                questions:
                  - {name: a, ask: {en: A, zh-Hans: 甲}}
                  - {name: \(question), ask: {en: B, zh-Hans: 乙}}
              - {name: h, label: {en: H, zh-Hans: 另}, questions: [{name: a, ask: {en: A, zh-Hans: 甲}}]}
            groups:
              - {name: x, label: {en: X, zh-Hans: 某}, side: external, who: {kind: consumer}, sample: {}}
              - {name: \(name), label: {en: Z, zh-Hans: 组}, \(group)}
            milestones:
              - {name: m, label: {en: M, zh-Hans: 节点}, \(milestone)}
            """
        return AuditBook.check(file: ResourceFile(name: "audit.yaml", text: text), words)
    }

    @Test("the shipped file is sound, and asks whom the method asks")
    func shipped() throws {
        let book = try AuditBook(file: ResourceLibrary().file("audit.yaml"), words)
        func names(_ side: AuditBook.Side) -> [String] { book.groups.filter { $0.side == side }.map(\.name) }
        #expect(
            names(.external) == [
                "consumers", "end-users", "agents", "wholesalers", "retailers", "providers",
            ])
        #expect(names(.internal).count == 8 && names(.competitors).count == 2)
        #expect(Set(book.milestones.map(\.step)) == Set(AuditBook.Step.allCases))
        for group in book.groups where group.side != .competitors {
            #expect(group.samples[.interview] != nil && book.questions(of: group).count >= 6, "\(group.name)")
        }
    }

    @Test(
        "groups of customers, of people of the house and of companies are read",
        arguments: [
            "side: external, who: {kind: dealer, type: agent}, questionnaires: [servqual], sample: {questionnaire: 5}",
            "side: internal, who: {kind: internal department, names: [质量]}, sample: {interview: 1}, guides: [g]",
            "side: internal, who: staff, questionnaires: [managers-estimates], sample: {questionnaire: 5}",
            "side: competitors, who: {companies: indirect}, sample: {observation: 2}",
        ])
    func sound(group: String) { #expect(faults(group: group).isEmpty) }

    @Test(
        "what is wrong with a group is told with its line",
        arguments: [
            ("side: outside, who: staff, sample: {interview: 1}, guides: [g]", "rule.notOneOf"),
            ("side: external, who: {kind: robot}, sample: {}", "rule.notOneOf"),
            ("side: external, who: {companies: direct}, sample: {interview: 1}", "rule.notOneOf"),
            ("side: external, who: staff, sample: {observation: 1}", "rule.notOneOf"),
            ("side: external, who: staff, sample: {interview: 0}, guides: [g]", "audit.badSample"),
            ("side: external, who: staff, sample: {interview: few}, guides: [g]", "audit.badSample"),
            ("side: external, who: staff, sample: {interview: 1}", "audit.file.noGuide"),
            ("side: external, who: staff, sample: {questionnaire: 1}", "audit.file.noQuestionnaire"),
            (
                "side: external, who: staff, questionnaires: [servqual], sample: {questionnaire: 1}",
                "rule.notOneOf"
            ),
            ("side: external, who: staff, sample: {interview: 1}, guides: [k]", "rule.notOneOf"),
            ("side: external, who: staff, sample: {interview: 1}, guides: [g, h]", "audit.file.double"),
            ("side: external, who: staff, sample: {}, colour: red", "rule.unknownKey"),
        ])
    func wrong(group: String, key: String) {
        let found = faults(group: group)
        #expect(found.map(\.problem.key) == [key] && found.allSatisfy { $0.line == 10 }, "\(found)")
    }

    @Test("names stand once, and milestones have a step and days")
    func names() {
        #expect(faults(name: "x").map(\.problem.key) == ["audit.file.double"])
        #expect(faults(question: "a").map(\.problem.key).contains("audit.file.double"))
        #expect(faults(milestone: "step: audit, after: 0").map(\.problem.key) == ["audit.file.notDays"])
        #expect(faults(milestone: "step: dance, after: 9").map(\.problem.key) == ["rule.notOneOf"])
        let none = ResourceFile(name: "audit.yaml", text: "groups: []")
        #expect(AuditBook.check(file: none, words).map(\.problem.key) == ["rule.missing"])
    }
}
