import Model
import Testing

@testable import Quality

@Suite("Answering a questionnaire")
struct AnswerTests {
    private let mixed: Questionnaire

    init() throws { mixed = try Samples.read(Samples.mixed) }

    @Test("an answer is read by its name, its words in either language, or its place in the list")
    func single() throws {
        let fixed = try #require(mixed["fixed"])
        for text in ["partly", "Partly", "部分", "2", " partly "] {
            #expect(try fixed.answer(typed: text) == .chosen(["partly"]))
        }
        #expect(try fixed.answer(typed: "  ") == nil)
        #expect(throws: SurveyFault.notAnAnswer("4", to: fixed)) { try fixed.answer(typed: "4") }
        let seen = try #require(mixed["seen"])
        #expect(try seen.answer(typed: "tools; 工牌、2") == .chosen(["badge", "covers", "tools"]))
        #expect(throws: SurveyFault.notAnAnswer("hat", to: seen)) { try seen.answer(typed: "badge;hat") }
    }

    @Test(
        "numbers outside their range, and between the points of a scale, are refused",
        arguments: [
            ("kind", "0"), ("kind", "8"), ("kind", "3.5"), ("recommend", "11"), ("recommend", "-1"),
            ("hours", "100.1"),
            ("hours", "1.25"), ("hours", "nan"), ("hours", "inf"), ("when", "2026-02-30"), ("kind", "many"),
        ])
    func refused(_ name: String, _ text: String) throws {
        let question = try #require(mixed[name])
        #expect(throws: SurveyFault.notAnAnswer(text, to: question)) { try question.answer(typed: text) }
    }

    @Test(
        "the ends of a scale and of a range are answers",
        arguments: [
            ("kind", "1"), ("kind", "7"), ("recommend", "0"),
            ("recommend", "10"), ("hours", "0"), ("hours", "99.9"), ("when", "2024-02-29"),
        ])
    func ends(_ name: String, _ text: String) throws {
        #expect(try #require(mixed[name]).answer(typed: text) != nil)
    }

    @Test("a branch is asked where it leads, and one question after another")
    func branches() throws {
        var sheet = AnswerSheet(mixed, chance: 1)
        #expect(sheet.next()?.name == "fixed")
        #expect(sheet.lead(before: "fixed")?.text(in: "en") == "To begin with")
        try sheet.give(.chosen(["yes"]), to: "fixed")
        #expect(sheet.next(after: "fixed")?.name == "seen")
        try sheet.give(.chosen(["no"]), to: "fixed")
        #expect(sheet.next(after: "fixed")?.name == "what")
        #expect(sheet.lead(before: "what") == nil)
        try sheet.give(.number(24.5), to: "hours")
        #expect(sheet.next(after: "hours")?.name == "when")
        try sheet.give(.number(24.6), to: "hours")
        #expect(sheet.next(after: "hours")?.name == "slow")
    }

    @Test("what is owed, and answers to what these answers lead past, keep a sheet from being kept")
    func faults() throws {
        var sheet = AnswerSheet(mixed, chance: 1)
        let (fixed, what) = (try #require(mixed["fixed"]), try #require(mixed["what"]))
        #expect(sheet.faults == [.owed(fixed)])
        try sheet.give(.chosen(["no"]), to: "fixed")
        #expect(sheet.faults == [.owed(what)])
        try sheet.give(.text("It leaks"), to: "what")
        #expect(sheet.faults == [])
        try sheet.give(.chosen(["yes"]), to: "fixed")
        #expect(sheet.faults == [.notAsked(what)])
        try sheet.give(nil, to: "what")
        #expect(sheet.faults == [])
        #expect(throws: SurveyFault.self) { try sheet.give(.text("x"), to: "nothing") }
        #expect(throws: SurveyFault.self) { try sheet.give(.number(9), to: "kind") }
    }

    @Test("chance is the seed's alone: it picks two of three, in turn all of them, and the same again")
    func byChance() throws {
        func second(_ chance: Int64) -> [String] {
            AnswerSheet(mixed, chance: chance).asked.suffix(2).map(\.name)
        }
        #expect((0..<20).allSatisfy { second($0) == second($0) })
        #expect(Set((0..<20).flatMap(second)) == ["kind", "rude", "recommend"])
        #expect(Set((0..<20).map(second)).count > 3, "in different orders as well")
        let orders = Set(
            (0..<20).compactMap { (chance: Int64) in
                AnswerSheet(mixed, chance: chance).asked.first { $0.name == "seen" }?.kind.choices.map(\.name)
            })
        #expect(orders.count > 2)
        #expect(AnswerSheet(mixed, chance: nil).asked.suffix(3).map(\.name) == ["kind", "rude", "recommend"])
        // A paper form may hold what chance would not have asked.
        var sheet = AnswerSheet(mixed, chance: 3)
        try sheet.give(.chosen(["yes"]), to: "fixed")
        for name in ["kind", "rude"] { try sheet.give(.number(5), to: name) }
        try sheet.give(.number(5), to: "recommend")
        #expect(sheet.faults == [])
    }

    @Test("points sum to 100, or are not given at all")
    func points() throws {
        let questionnaire = try Samples.shipped("servqual")
        let names = try #require(questionnaire.battery).weights
        var sheet = AnswerSheet(questionnaire, chance: 1)
        try sheet.give(.chosen(["no"]), to: "hadFailure")
        #expect(sheet.faults == [])
        for (name, points) in zip(names, [32.0, 22, 19, 16, 11]) { try sheet.give(.number(points), to: name) }
        #expect(sheet.faults == [])
        try sheet.give(.number(12), to: names[4])
        #expect(sheet.faults == [.points(101)])
        try sheet.give(nil, to: names[4])
        #expect(sheet.faults == [.points(89)])
    }
}
