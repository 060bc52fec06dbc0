import Model
import Resources
import Testing

@testable import Quality

@Suite("gaps.yaml")
struct GapReaderTests {
    private let words: GapWords

    init() throws {
        words = GapWords(
            lines: ["repair"], kinds: ["repair", "complaint"], metrics: ["respond", "resolve"],
            promises: ["repair-respond"],
            questionnaires: try Questionnaires(files: ResourceLibrary().files(in: "questionnaires")))
    }

    private let sound = """
        stands: 365
        attributes:
          - name: answer
            label: {en: Answered, zh-Hans: 答复}
            line: repair
            unit: hours
            kinds: [repair]
            clocks: [respond]
            expected: {questionnaire: expectations, question: respond}
            perceived: {questionnaire: experience, question: respond}
            standard: clocks
            promised: 24
            aim: 95 %
          - name: reliability
            label: {en: Reliability, zh-Hans: 可靠性}
            unit: points
            clocks: [respond, resolve]
            expected: {questionnaire: servqual, dimension: reliability}
            perceived: {questionnaire: servqual, dimension: reliability}
            standard: {coverage: [repair-respond]}
        """

    private func faults(_ text: String) -> [RuleFault] {
        GapBook.check(file: ResourceFile(name: "gaps.yaml", text: text), words)
    }

    @Test("an attribute names where each of its sides comes from")
    func read() throws {
        let book = try GapBook(file: ResourceFile(name: "gaps.yaml", text: sound), words)
        let answer = try #require(book["answer"])
        #expect(answer.expected == GapAttribute.Asked("expectations", ["respond"]))
        #expect(answer.standard == .clocks && answer.promised == .set(24) && answer.aim == 0.95)
        #expect(answer.unit.measure == .median && !answer.unit.moreIsBetter && book.lines == ["repair"])
        let reliability = try #require(book["reliability"])
        #expect(reliability.expected?.questions == (1...5).map { "R\($0).expectation" })
        #expect(reliability.perceived.first?.questions == (1...5).map { "R\($0).perception" })
        #expect(reliability.standard == .coverage(["repair-respond"]))
        #expect(faults(sound).isEmpty)
    }

    @Test(
        "a wrong attribute is told with its line, and costs only itself",
        arguments: [
            ("unit: hours", "unit: days", "rule.notOneOf", 6),
            ("line: repair", "line: painting", "rule.notOneOf", 5),
            ("clocks: [respond]", "clocks: [respond, resolve]", "gap.file.oneClock", 8),
            ("clocks: [respond]", "clocks: [paint]", "rule.notOneOf", 8),
            ("question: respond}", "question: colour}", "rule.notOneOf", 9),
            (
                "{questionnaire: expectations, question: respond}", "{questionnaire: moods, question: x}",
                "rule.notOneOf", 9
            ),
            (
                "{questionnaire: experience, question: respond}",
                "{questionnaire: after-repair, question: onTime}", "gap.file.noNumber", 10
            ),
            (
                "{questionnaire: experience, question: respond}",
                "{questionnaire: after-repair, question: onTime, is: perhaps}", "rule.notOneOf", 10
            ),
            ("standard: clocks", "standard: {coverage: [repair-respond]}", "gap.file.coverageOfPoints", 11),
            ("promised: 24", "promised: soon", "gap.file.notTarget", 12),
            ("aim: 95 %", "aim: 0.95", "gap.file.notShare", 13),
            ("aim: 95 %", "goal: 95 %", "rule.unknownKey", 13),
            ("name: reliability", "name: answer", "gap.file.double", 14),
            ("standard: {coverage: [repair-respond]}", "standard: clocks", "gap.file.clocksOfTimes", 20),
            ("standard: {coverage: [repair-respond]}", "standard: 8", "gap.file.notTarget", 20),
            ("stands: 365", "stands: 0", "gap.file.notDays", 1),
        ])
    func wrong(old: String, new: String, key: String, line: Int) {
        let found = faults(sound.replacing(old, with: new, maxReplacements: 1))
        #expect(found.count == 1 && found.first?.problem.key == key && found.first?.line == line, "\(found)")
    }

    @Test("items of score cards may show what was delivered, in points and in place of clocks")
    func reviews() throws {
        var words = self.words
        words.cards = [
            ScoreCard(
                name: "handling", label: Label(["en": "Handling"]), pass: 0.8, tolerance: 0.1,
                sections: [
                    ScoreCard.Section(
                        name: "all", label: Label(["en": "All"]),
                        items: [ScoreCard.Item(name: "tone", label: Label(["en": "Tone"]), points: 10)])
                ])
        ]
        func read(_ reviews: String, _ old: String = "clocks: [respond, resolve]") -> (GapBook?, [RuleFault])
        {
            let file = ResourceFile(
                name: "gaps.yaml", text: sound.replacing(old, with: "reviews: " + reviews, maxReplacements: 1)
            )
            return (try? GapBook(file: file, words), GapBook.check(file: file, words))
        }
        let (book, none) = read("{handling: [tone]}")
        #expect(none.isEmpty)
        #expect(
            book?["reliability"]?.reviews == [GapAttribute.Reviewed(card: "handling", items: ["tone"])])
        #expect(read("{handling: [charm]}").1.map(\.problem.key) == ["rule.notOneOf"])
        #expect(read("{moods: [tone]}").1.map(\.line) == [17])
        let ofHours = read("{handling: [tone]}", "clocks: [respond]").1
        #expect(ofHours.first?.problem.key == "gap.file.reviewsOfPoints" && ofHours.first?.line == 8)
    }

    @Test("one side alone makes no gap")
    func oneSide() {
        let text = """
            stands: 30
            attributes:
              - name: looks
                label: {en: Looks, zh-Hans: 外观}
                unit: points
                perceived: {questionnaire: servqual, dimension: tangibles}
            """
        #expect(faults(text).map(\.problem.key) == ["gap.file.oneSide"])
    }
}
