import Model
import Resources
import Testing
import Workflow

@Suite("Limits as data")
struct EmpowermentTests {
    private static let text = """
        currency: CNY
        decisions:
          goodwill: {label: {en: Goodwill, zh-Hans: 补偿}, decides: [boss], fourEyes: 500, wait: 4 working hours}
          promise: {label: {en: Promise, zh-Hans: 承诺}, money: no}
        limits:
          agent: {goodwill: {case: 50, day: 120.50}}
          boss: {goodwill: 300.50, promise: yes}
        """

    private func read(_ text: String = text) throws -> Empowerment {
        try Empowerment(
            file: ResourceFile(name: "empowerment.yaml", text: text), roles: Samples.roles())
    }

    private func faults(_ text: String) throws -> [RuleFault] {
        Empowerment.check(
            ResourceFile(name: "empowerment.yaml", text: text), roles: try Samples.roles())
    }

    @Test("the limit of somebody with several roles is that of the one with the highest sum for a case")
    func several() throws {
        let limits = try read()
        let found = try #require(limits.limit(of: ["agent", "boss"], for: "goodwill"))
        #expect(found.role == "boss" && found.limit == GrantLimit(perCase: 30_050))
        #expect(
            limits.limit(of: ["agent"], for: "goodwill")?.limit
                == GrantLimit(perCase: 5000, perDay: 12_050))
        #expect(limits.limit(of: ["agent"], for: "promise") == nil)
        #expect(limits.limit(of: ["boss"], for: "promise")?.limit == GrantLimit(perCase: 0))
        #expect(limits.limit(of: ["ghost"], for: "goodwill") == nil)
    }

    @Test("two people are needed above the sum of four eyes, not at it, and never without money")
    func fourEyes() throws {
        let limits = try read()
        let goodwill = try #require(limits["goodwill"])
        #expect(!goodwill.needsTwo(Money(minor: 50_000)) && goodwill.needsTwo(Money(minor: 50_001)))
        #expect(limits["promise"]?.needsTwo(nil) == false)
    }

    @Test("everything wrong is named at once, each with its line")
    func mistakes() throws {
        let found = try faults(
            """
            decisions:
              goodwill: {label: {en: Goodwill, zh-Hans: 补偿}, decides: [agent], wait: soon}
              refund: {label: {en: Refund, zh-Hans: 退款}, wait: soon}
              promise: {label: {en: Promise, zh-Hans: 承诺}, money: no, fourEyes: 5}
              discount: {label: {en: Discount, zh-Hans: 折扣}}
              gift: {label: {en: Gift, zh-Hans: 赠品}, money: no}
            limits:
              ghost: {discount: 1}
              agent:
                discont: 5
                discount: {case: much}
                gift: 7
              boss: {discount: yes}
            """)
        #expect(
            found.map { "\($0.line) \($0.problem.key)" } == [
                "2 empowerment.notATime", "3 empowerment.notATime", "4 empowerment.noMoney",
                "8 workflow.unknown.role", "10 workflow.unknown.decision", "11 workflow.notMoney",
                "12 empowerment.noMoney", "13 empowerment.needsSum",
            ])
    }

    @Test("only roles that may decide can be named as those who do")
    func deciders() throws {
        let found = try faults(
            """
            decisions:
              goodwill: {label: {en: Goodwill, zh-Hans: 补偿}, decides: [boss, agent]}
            limits: {}
            """)
        #expect(found.map(\.problem.key) == ["empowerment.mayNotDecide"] && found.map(\.line) == [2])
    }

    @Test("a role without decisions, or a list in place of names, is not read as nothing")
    func shapes() throws {
        for limits in ["agent: 50", "agent: [goodwill]"] {
            let found = try faults(
                """
                decisions:
                  goodwill: {label: {en: Goodwill, zh-Hans: 补偿}}
                limits:
                  \(limits)
                """)
            #expect(found.map { "\($0.line) \($0.problem.key)" } == ["4 rule.notMapping"])
        }
    }

    @Test("a workflow that names a decision nobody knows, or the facts of before, is refused at its line")
    func workflows() throws {
        let wrong = Samples.text.replacing("{field: limit of goodwill}", with: "{field: limit of goodwil}")
        let old = Samples.text.replacing("{field: limit of goodwill}", with: "{field: limit}")
        for (text, key) in [(wrong, "workflow.unknown.decision"), (old, "empowerment.factMoved")] {
            let found = Workflows.check(
                files: [Samples.file(text)], roles: try Samples.roles(), decisions: ["goodwill"])
            #expect(found.map(\.problem.key) == [key])
            #expect(found.allSatisfy { $0.line > 1 })
        }
    }

    @Test("the shipped limits rise from agent to manager, and every decision has somebody who may grant it")
    func shipped() throws {
        let roles = try Shipped.roles()
        let limits = try Empowerment(
            file: try #require(Shipped.library).file("empowerment.yaml"), roles: roles)
        let ladder = ["agent", "senior agent", "supervisor", "manager"]
        #expect(
            ladder.map { limits.limit(of: $0, for: "goodwill")?.perCase } == [
                5000, 30_000, 300_000, 2_000_000,
            ])
        #expect(limits.limit(of: "technician", for: "goodwill") == nil)
        for decision in limits.decisions {
            #expect(limits.limit(of: "supervisor", for: decision.name) != nil, "\(decision.name)")
        }
    }
}
