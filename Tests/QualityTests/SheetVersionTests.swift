import Model
import Testing

@testable import Quality

@Suite("Sheets of several versions")
struct SheetVersionTests {
    @Test("a sheet was asked what its own version asks, of whom that version asks it, and nothing else")
    func versions() throws {
        func version(_ number: Int, _ questions: [String], head: String = "") throws -> Questionnaire {
            try Samples.read(
                """
                questionnaire: versions
                version: \(number)
                label: {en: V, zh-Hans: 版}
                about: visit
                sections:
                  - name: all
                    label: {en: All, zh-Hans: 全}
                \(head)
                    questions:
                \(questions.map { "      - {\($0)}" }.joined(separator: "\n"))
                """)
        }
        let asks = "ask: {en: A, zh-Hans: 问}"
        let choices = { (names: [String]) in
            "type: single, choices: {\(names.map { "\($0): {en: \($0), zh-Hans: \($0)}" }.joined(separator: ", "))}"
        }
        let older = try version(
            1,
            [
                "name: late, \(asks), \(choices(["often", "never"]))",
                "name: why, \(asks), type: text, when: {field: late, is: often}",
                "name: mark, \(asks), type: scale, to: 5", "name: recommend, \(asks), type: nps",
            ], head: "    most: 2")
        let newer = try version(
            2,
            [
                // The choice that decided in the older version has gone.
                "name: late, \(asks), \(choices(["never", "once"]))", "name: why, \(asks), type: text",
                "name: mark, \(asks), type: scale, to: 7", "name: recommend, \(asks), type: nps",
                "name: new, \(asks), type: nps",
            ])
        var table = SurveyTable(newer, older: [older])
        table.add(
            .init(number: 1, version: 1, day: Samples.day),
            ["late": .chosen(["often"]), "why": .text("traffic"), "mark": .number(5)])
        table.add(.init(number: 2, version: 1, day: Samples.day), ["late": .chosen(["never"])])
        for n in Int64(3)..<43 { table.add(.init(number: n, version: 1, day: Samples.day, chance: n), [:]) }
        table.add(
            .init(number: 50, version: 2, day: Samples.day, chance: 5),
            ["late": .chosen(["never"]), "new": .number(9)])
        let results = SurveyResults(table)
        func counts(_ name: String) throws -> [Int] {
            let found = try #require(results.questions.first { $0.question.name == name })
            return [found.asked, found.answered]
        }
        #expect(try counts("new") == [1, 1], "it was not in the older version")
        #expect(try counts("mark") == [1, 0], "on five points it was another question")
        #expect(try counts("why") == [2, 1], "the older version asks those whom its own choice led to it")
        #expect(try counts("late")[1] == 2, "who chose what is no longer there is counted nowhere")
        let picked = (Int64(3)..<43).count { number in
            AnswerSheet(older, chance: number).asked.contains { $0.name == "recommend" }
        }
        #expect((1..<40).contains(picked))
        #expect(
            try counts("recommend") == [picked + 3, 0], "two were forms; the newer version has no rotation")
    }
}
