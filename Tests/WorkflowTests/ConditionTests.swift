import Model
import Testing
import Workflow

@Suite("Conditions")
struct ConditionTests {
    private let facts = Facts(
        now: Samples.noon,
        [
            "severity": .text("urgent"), "chasers": .number(3), "unit": .flag(true),
            "closedAt": .instant(Samples.noon - .hours(72)),
            "granted": Facts.words(["goodwill", "exchange"]),
            "owner": .text(" "),
        ])

    private func test(_ field: String, _ test: Condition.Test) -> Condition { .test(field: field, test) }

    @Test("is: one of the words, whatever the value's type")
    func isOne() {
        #expect(test("severity", .isOne(of: ["critical", "urgent"])).holds(facts))
        #expect(!test("severity", .isOne(of: ["general"])).holds(facts))
        #expect(test("unit", .isOne(of: ["true"])).holds(facts))
        #expect(test("chasers", .isOne(of: ["3"])).holds(facts))
    }

    @Test("has: a whole word of a list, not a part of one")
    func has() {
        #expect(test("granted", .has("exchange")).holds(facts))
        #expect(!test("granted", .has("change")).holds(facts))
    }

    @Test("filled: blanks are nothing")
    func filled() {
        #expect(test("severity", .filled(true)).holds(facts))
        #expect(test("owner", .filled(false)).holds(facts))
        #expect(test("nobody", .filled(false)).holds(facts))
    }

    @Test(
        "numbers compare at their bounds",
        arguments: [
            (Condition.Comparison.over, 3, false), (.over, 2, true), (.under, 3, false), (.under, 4, true),
            (.atMost, 3, true), (.atMost, 2, false), (.atLeast, 3, true), (.atLeast, 4, false),
        ])
    func bounds(_ comparison: Condition.Comparison, _ operand: Int64, _ expected: Bool) {
        #expect(test("chasers", .compares(comparison, .number(operand))).holds(facts) == expected)
    }

    @Test("instants compare with moments from now, and equal is neither before nor after")
    func moments() {
        #expect(!test("closedAt", .compares(.after, .fromNow(.hours(-72)))).holds(facts))
        #expect(test("closedAt", .compares(.after, .fromNow(.hours(-73)))).holds(facts))
        #expect(test("closedAt", .compares(.before, .fromNow(.zero))).holds(facts))
        #expect(test("closedAt", .compares(.before, .field("now"))).holds(facts))
    }

    @Test("what is missing fails every test, and so does its comparison with anything")
    func missing() {
        #expect(!test("absent", .compares(.under, .number(9))).holds(facts))
        #expect(!test("chasers", .compares(.under, .field("absent"))).holds(facts))
        #expect(!test("absent", .isOne(of: ["x"])).holds(facts))
        #expect(!test("absent", .has("x")).holds(facts))
    }

    @Test("all, any and not combine")
    func combine() {
        let yes = test("unit", .isOne(of: ["true"]))
        let no = test("unit", .isOne(of: ["false"]))
        #expect(Condition.all([yes, yes]).holds(facts) && !Condition.all([yes, no]).holds(facts))
        #expect(Condition.any([no, yes]).holds(facts) && !Condition.any([no, no]).holds(facts))
        #expect(Condition.not(no).holds(facts) && !Condition.not(yes).holds(facts))
        #expect(Condition.all([]).holds(facts) && !Condition.any([]).holds(facts))
    }
}
