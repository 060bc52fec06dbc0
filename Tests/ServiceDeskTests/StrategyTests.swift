import DeskTesting
import Model
import ServiceDesk
import Testing

@Suite("The strategy, step by step", .onEachDatabase)
struct StrategyTests {
    private let test: TemporaryDesk

    init() throws { test = try TemporaryDesk() }

    @Test("a step is answered by its name or its number, and what was answered before stays")
    func written() throws {
        let steps = try test.desk.rules.strategy().all.map(\.name)
        let last = try #require(steps.last)
        try test.as("sun") { work in
            try work.writeStrategy(last, "准时上门")
            try work.writeStrategy("\(steps.count)", " 一次修好 ")
        }
        let texts = try test.desk.read { try $0.strategyTexts() }
        #expect(texts.keys.sorted() == [last])
        #expect(texts[last]?.map(\.text) == ["准时上门", "一次修好"])
    }

    @Test("an answer does not cover one that was given since it was read")
    func meanwhile() throws {
        let first = try test.as("sun") { try $0.writeStrategy("1", "准时", after: 0) }
        let step = try test.desk.rules.strategyStep("1")
        #expect(throws: StrategyFault.changed(step.label)) {
            try test.as("sun") { try $0.writeStrategy("1", "便宜", after: 0) }
        }
        _ = try test.as("sun") { try $0.writeStrategy("1", "一次修好", after: first.id) }
        let texts = try test.desk.read { try $0.strategyTexts() }
        #expect(texts[step.name]?.map(\.text) == ["准时", "一次修好"])
    }

    @Test("nothing is no answer, what is no step is told with those there are, and it takes the right")
    func refused() throws {
        let steps = try test.desk.rules.strategy().all.map(\.name)
        for name in ["0", "\(steps.count + 1)", "slogan"] {
            #expect(throws: StrategyFault.noStep(name, known: steps)) {
                try test.as("sun") { try $0.writeStrategy(name, "x") }
            }
        }
        #expect(throws: DeskFault.missing(field: "text")) {
            try test.as("sun") { try $0.writeStrategy("1", " ") }
        }
        #expect(throws: DeskFault.notAllowed(login: "li", right: "promise.draft")) {
            try test.as("li") { try $0.writeStrategy("1", "x") }
        }
        #expect(try test.desk.read { try $0.strategyTexts() }.isEmpty)
    }
}
