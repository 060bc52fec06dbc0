import Entitlement
import Model
import Resources
import Testing

@Suite("Warranty rule files")
struct RuleFileTests {
    /// A sound file, in which a test spoils one thing.
    private static let sound = """
        rules: test
        label: {en: Test, zh-Hans: 测试}
        law: {en: Test law, zh-Hans: 测试法}
        market: XX
        standing: special
        warranty: {since: bought, repair days: added, exchange: restarts, last day on a holiday: stays}
        parts: {motor: {kind: main, label: {en: motor, zh-Hans: 电机}}}
        products:
          fan: {whole: 1 year, parts: {motor: 2 years}, daily depreciation: 0.05 %, source: test}
        exclusions: {misuse: {en: misuse, zh-Hans: 使用不当}}
        table:
          - {id: T1, rights: freeRepair, basis: law, when: {warranty: part, excluded causes: none}}
          - {id: T2, rights: paidRepair, basis: law, when: {not granted: T1}}
        """

    private func read(_ text: String) throws -> EntitlementBook {
        try EntitlementBook(files: [ResourceFile(name: "warranty/test.yaml", text: text)])
    }

    @Test("the sound file is read, its rate exact")
    func soundFile() throws {
        let ruleSet = try #require(try read(Self.sound)["test"])
        #expect(ruleSet.rules.map(\.id) == ["T1", "T2"])
        #expect(ruleSet.products["fan"]?.dailyDepreciation == 500)
        #expect(ruleSet.products["fan"]?.parts["motor"] == .months(24))
    }

    /// What is replaced, by what, the line that must be named and the complaint.
    @Test(
        "a broken file is refused with line and reason",
        arguments: [
            ("standing: special", "standing: odd", 5, "rule.notOneOf"),
            ("{en: Test law,", "{en: Test, law,", 3, "rule.notText"),
            ("market: XX", "markt: XX", 4, "rule.unknownKey"),
            ("since: bought", "since: full moon", 6, "rule.notOneOf"),
            ("whole: 1 year", "whole: a year", 9, "entitlement.file.notPeriod"),
            ("whole: 1 year", "hole: 1 year", 9, "rule.unknownKey"),
            ("{motor: 2 years}", "{engine: 2 years}", 9, "entitlement.file.unknownPart"),
            ("0.05 %", "0.05", 9, "entitlement.file.notPercent"),
            ("0.05 %", "0.00005 %", 9, "entitlement.file.notPercent"),
            ("0.05 %", "five %", 9, "entitlement.file.notPercent"),
            ("{en: misuse, zh-Hans: 使用不当}", "{en: misuse}", 10, "rule.noLanguage"),
            ("rights: freeRepair", "rights: freeLunch", 12, "rule.notOneOf"),
            ("warranty: part,", "waranty: part,", 12, "rule.unknownKey"),
            ("warranty: part,", "day: seven, since: bought,", 12, "entitlement.file.notDays"),
            ("warranty: part,", "day: 7-1, since: bought,", 12, "entitlement.file.notDays"),
            ("warranty: part,", "day: 1-7,", 12, "rule.missing"),
            ("warranty: part,", "since: bought,", 12, "entitlement.file.alone"),
            ("warranty: part,", "days in repair over: 30,", 12, "rule.missing"),
            ("warranty: part,", "any: [{is: [intact, serious]}],", 12, "entitlement.file.oneCondition"),
            ("not granted: T1", "not granted: T3", 13, "entitlement.file.unknownRule"),
            ("not granted: T1", "not granted: T2", 13, "entitlement.file.unknownRule"),
            ("id: T2", "id: T1", 12, "entitlement.file.twice"),
        ])
    func broken(from: String, to: String, line: Int, key: String) throws {
        let fault = try #require(throws: RuleFault.self) { try read(Self.sound.replacing(from, with: to)) }
        #expect(fault.file == "warranty/test.yaml")
        #expect(fault.line == line, "\(fault)")
        #expect(fault.problem.key == key)
    }

    @Test("a set that includes one that is not there is refused")
    func unknownInclude() {
        let text = Self.sound.replacing("market: XX", with: "market: XX\ninclude: nowhere")
        #expect(throws: RuleFault.self) { try read(text) }
    }

    @Test("two sets of the same name are refused")
    func twice() {
        let file = ResourceFile(name: "warranty/test.yaml", text: Self.sound)
        #expect(throws: RuleFault.self) { try EntitlementBook(files: [file, file]) }
    }

    @Test(
        "every shipped row that claims to be law says where it was read, and no default names an article as law"
    )
    func sources() throws {
        for ruleSet in try Shipped.book().ruleSets {
            for rule in ruleSet.rules where rule.basis == .law {
                #expect(rule.source != nil, "\(ruleSet.name) \(rule.id)")
            }
        }
    }
}
