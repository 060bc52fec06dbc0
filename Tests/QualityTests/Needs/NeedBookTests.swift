import Model
import Resources
import Testing

@testable import Quality

@Suite("needs.yaml")
struct NeedBookTests {
    private let words: OwnSourceWords
    private static let lines = ["repair", "on-site"]

    init() throws {
        words = OwnSourceWords(
            kinds: ["complaint"], metrics: ["resolve"], figures: [],
            promises: [
                "visit-offered": [.hours, .days], "inquiry-line": [], "complaint-respond": [.workingDays],
            ],
            questionnaires: try Questionnaires(files: ResourceLibrary().files(in: "questionnaires")))
    }

    private func file(_ need: String, days: String = "365", texts: String = "{kinds: [complaint], most: 500}")
        -> ResourceFile
    {
        ResourceFile(
            name: "needs.yaml",
            text: """
                days: \(days)
                texts: \(texts)
                needs:
                  - {name: good, audience: customers, line: repair, level: basic, label: {en: Good, zh-Hans: 好}}
                  - {name: x, audience: dealers, line: on-site, level: basic, label: {en: X, zh-Hans: 某}\(need)}
                """)
    }

    private func faults(_ need: String) -> [RuleFault] {
        NeedBook.check(file: file(need), lines: Self.lines, words)
    }

    @Test(
        "needs are read with their unit, promise, words and questions",
        arguments: [
            "", ", unit: hours, better: less, promised: visit-offered",
            ", unit: years, better: more, promised: 3",
            ", promised: inquiry-line", ", words: {en: [late], zh-Hans: [迟到]}", ", words: {zh-Hans: [迟到]}",
            ", asked: {questionnaire: customer-needs, importance: fixedImportance}",
            ", unit: hours, better: less, asked: {questionnaire: customer-needs, wanted: visitWanted}",
            ", asked: {questionnaire: customer-needs, with: visitWith, without: visitWithout}",
        ])
    func sound(need: String) { #expect(faults(need).isEmpty, "\(faults(need))") }

    @Test(
        "what is wrong is said with its line, and costs only its need",
        arguments: [
            (", colour: red", "rule.unknownKey"), (", better: less", "need.file.noUnit"),
            (", unit: hours", "rule.missing"), (", unit: hours, better: none", "rule.notOneOf"),
            (", unit: years, better: more, promised: visit-offered", "competitor.file.otherUnit"),
            (", unit: share, better: more, promised: 3", "competitor.file.outOfRange"),
            (", promised: nothing-like-it", "rule.notOneOf"), (", promised: 3", "rule.notOneOf"),
            (", words: {en: []}", "need.file.noWords"), (", words: {fr: [tard]}", "rule.unknownKey"),
            (", asked: {questionnaire: moods, importance: x}", "rule.notOneOf"),
            (", asked: {questionnaire: customer-needs}", "need.file.noQuestion"),
            (", asked: {questionnaire: customer-needs, importance: nothing}", "rule.notOneOf"),
            (", asked: {questionnaire: customer-needs, importance: visitWanted}", "competitor.file.noScale"),
            (", asked: {questionnaire: customer-needs, wanted: visitWanted}", "need.file.notNumber"),
            (
                ", unit: hours, better: less, asked: {questionnaire: customer-needs, wanted: visitImportance}",
                "need.file.notNumber"
            ),
            (", asked: {questionnaire: customer-needs, with: visitWith}", "need.file.noPair"),
            (
                ", asked: {questionnaire: after-repair, with: fixed, without: worry}",
                "need.file.notKano"
            ),
        ])
    func wrong(need: String, key: String) {
        let found = faults(need)
        #expect(found.map(\.problem.key) == [key])
        #expect(found.first?.line == 5 && found.first?.file == "needs.yaml")
    }

    @Test("two needs of one name, another line, and counts out of bounds are refused")
    func whole() throws {
        let double = file("").text.replacing("name: x", with: "name: good")
        let other = file("").text.replacing("line: on-site", with: "line: tea")
        func keys(_ text: String) -> [String] {
            NeedBook.check(file: ResourceFile(name: "needs.yaml", text: text), lines: Self.lines, words)
                .map(\.problem.key)
        }
        #expect(keys(double) == ["competitor.file.double"])
        #expect(keys(other) == ["rule.notOneOf"])
        #expect(keys(file("", days: "0").text) == ["need.file.notCount"])
        #expect(keys(file("", texts: "{kinds: [complaint], most: 5}").text) == ["need.file.notCount"])
        #expect(keys(file("", texts: "{kinds: [tea], most: 500}").text) == ["rule.notOneOf"])
        #expect(throws: RuleFault.self) {
            try NeedBook(file: file(", colour: red"), lines: Self.lines, words)
        }
    }

    @Test("a need knows what it is asked by")
    func asked() throws {
        let book = try NeedBook(
            file: file(
                ", unit: hours, better: less, asked: {questionnaire: customer-needs, importance: visitImportance, "
                    + "wanted: visitWanted, with: visitWith, without: visitWithout}"),
            lines: Self.lines, words)
        let asked = try #require(book["x"]?.asked)
        #expect(asked.scale == 7 && asked.wanted == "visitWanted")
        #expect(asked.kano == Need.Asked.Pair(with: "visitWith", without: "visitWithout"))
        #expect(asked.questions.count == 4)
        #expect(book.needs(of: .customers).map(\.name) == ["good"])
        #expect(book.needs(of: .dealers).map(\.name) == ["x"])
    }
}
