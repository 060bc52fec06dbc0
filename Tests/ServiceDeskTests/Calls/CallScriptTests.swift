import DeskTesting
import Model
import Resources
import ServiceTime
import Testing
import Workflow

@testable import ServiceDesk

@Suite("Scripts of calls")
struct CallScriptTests {
    private let rules = TemporaryDesk.rules

    private func script(_ reason: String, plan: String = "") throws -> CallScript {
        let call = FollowUpCall(
            id: CallID(1), workflowVersion: 1, state: "planned", category: .new, customer: CustomerID(1),
            reason: reason, plan: plan, dueFrom: Samples.now, dueBy: Samples.now, createdAt: Samples.now,
            stateSince: Samples.now)
        return try #require(try rules.scripts().script(for: call))
    }

    @Test(
        "what is told asks nothing of a service, and cannot be ended as if it had",
        arguments: ["visit late", "visit changed", "recall", "call back"])
    func told(_ reason: String) throws {
        let script = try script(reason)
        #expect(script.asks == ["remark"])
        #expect(script.ends.first?.step == "told" && script.end("satisfied") == nil)
    }

    @Test("after a visit it is asked how the service was; so for any reason without a script of its own")
    func asked() throws {
        for reason in ["after visit", "after closing", "something else"] {
            let script = try script(reason)
            #expect(script.asks.contains("fixed") && script.ends.map(\.step).contains("satisfied"))
        }
    }

    @Test("the script of a plan goes before that of its reason")
    func plan() throws {
        let (own, reminder) = (try script("call back"), try script("call back", plan: "reminder"))
        #expect(own.opening != reminder.opening)
    }

    @Test("what is said before one knows who is on the line names no product, in both languages")
    func discreet() throws {
        for script in try rules.scripts().all {
            for text in script.opening.texts.values {
                #expect(text.contains("{customer}") && !text.contains("{product}"))
            }
            #expect(script.opening.texts.count == 2)
        }
    }

    @Test(
        "a wrong script is complained of with its line",
        arguments: [
            ("plans: [reminder]", "plans: [remainder]", "rule.notOneOf"),
            ("asks: [remark]", "asks: [remarks]", "rule.notOneOf"),
            ("      told: {en: Reminded", "      tell: {en: Reminded", "rule.notOneOf"),
            ("this is {clerk} of", "this is {clark} of", "quality.noPlaceholder"),
            ("  - reasons: [warranty ending]\n    opening", "  - opening", "script.notLast"),
            ("reasons: [visit late]", "reasons: [visit lat]", "rule.notOneOf"),
            ("  - opening:", "  - reasons: [recall]\n    opening:", "script.noLast"),
            (
                "dissatisfied: {en: Not content, zh-Hans: 客户仍", "satisfied: {en: Content, zh-Hans: 客户仍",
                "script.sameKey"
            ),
        ])
    func wrong(_ old: String, _ new: String, _ key: String) throws {
        let shipped = try ResourceLibrary().file("followups/scripts.yaml").text
        #expect(shipped.contains(old))
        let file = ResourceFile(name: "scripts.yaml", text: shipped.replacing(old, with: new))
        do {
            _ = try CallScripts(
                file: file, call: rules.workflow(named: "call"), plans: rules.followUps().all.map(\.name),
                reasons: rules.callReasons())
            Issue.record("it was read")
        } catch let fault as RuleFault {
            #expect(fault.problem.key == key && fault.line > 0, "\(fault)")
        }
    }

    @Test("a call offers what its script names, and what any call may come to")
    func offered() throws {
        let test = try TemporaryDesk()
        let customer = try test.customer()
        let ids = try test.as("wang") { work in
            try [CallWish.visitLate, "after closing"].map { reason in
                try work.schedule(
                    CallWish(customer: customer.id, reason: reason, from: work.now, by: work.now + .hours(1))
                ).id
            }
        }
        let (late, asked) = (ids[0], ids[1])
        let zhao = try test.desk.actor(named: "zhao")
        let (told, answered) = try test.desk.read {
            (
                try $0.offers(late, by: zhao, at: test.now).map(\.name),
                try $0.offers(asked, by: zhao, at: test.now).map(\.name)
            )
        }
        #expect(told.contains("told") && told.contains("not-agreed") && !told.contains("satisfied"))
        #expect(answered.contains("satisfied") && !answered.contains("told"))
        #expect(told.contains("no-answer") && answered.contains("no-answer"))
    }
}
