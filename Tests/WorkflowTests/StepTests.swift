import Model
import Testing
import Workflow

@Suite("Taking a step")
struct StepTests {
    let errand: WorkflowDefinition
    let english: Speaker
    let chinese: Speaker

    init() throws {
        errand = try Samples.errand()
        english = try Speaker("en")
        chinese = try Speaker("zh-Hans")
    }

    private func step(
        from state: String, _ name: String, facts: [String: FieldValue] = [:],
        given: [String: FieldValue] = [:],
        roles: [String] = ["agent"], isDesk: Bool = false
    ) throws(StepRefusal) -> Step {
        try errand.step(
            from: state, taking: name, facts: Facts(now: Samples.noon, facts), given: given, roles: roles,
            isDesk: isDesk)
    }

    private func refused(
        from state: String, _ name: String, facts: [String: FieldValue] = [:],
        given: [String: FieldValue] = [:],
        roles: [String] = ["agent"], isDesk: Bool = false
    ) -> StepRefusal? {
        do throws(StepRefusal) {
            _ = try step(from: state, name, facts: facts, given: given, roles: roles, isDesk: isDesk)
            return nil
        } catch {
            return error
        }
    }

    @Test("a new matter enters the initial state, starting its clocks and timers")
    func opening() {
        let step = errand.opening()
        #expect(step.to == "asked" && step.category == .new && step.enters && step.from.isEmpty)
        #expect(step.clocks == [.start("acknowledge"), .start("resolve")])
        #expect(step.timers.map(\.transition) == ["nag"])
        #expect(step.timers.first?.moment == .after(TimedAmount(1, .workingDays), calendar: "cn-service"))
    }

    @Test("a step brings what was given, effects and the clocks of the state entered")
    func takes() throws {
        let step = try step(from: "asked", "begin", given: ["way": .text("van")])
        #expect(step.from == "asked" && step.to == "doing" && step.category == .active)
        #expect(step.sets == ["way": .text("van")])
        #expect(step.effects == [.raiseSeverity])
        #expect(step.clocks == [.stop("acknowledge")])
    }

    @Test("a clock paused by a state runs again when the state is left")
    func resumes() throws {
        let paused = try step(from: "doing", "pause", given: ["reason": .text("away")])
        #expect(paused.clocks == [.stop("acknowledge"), .pause("resolve")])
        let resumed = try step(from: "paused", "begin", facts: ["way": .text("van")])
        #expect(resumed.clocks == [.resume("resolve"), .stop("acknowledge")])
    }

    @Test("entering a state sets its stamps, tells its signal and writes what the transition sets")
    func finishes() throws {
        let step = try step(from: "doing", "finish")
        #expect(step.sets == ["due": .instant(Samples.noon), "way": .text("post")])
        #expect(step.stamps == [.finishedAt])
        #expect(step.effects == [.signal(.visitDone)])
        #expect(Set(step.clocks) == [.stop("acknowledge"), .stop("resolve"), .stop("inform")])
    }

    @Test("a transition that stays leaves the state's clocks and timers alone")
    func stays() throws {
        let step = try step(from: "asked", "nag", facts: ["chasers": .number(3)], isDesk: true)
        #expect(step.from == "asked" && step.to == "asked" && !step.enters && !step.reenters)
        #expect(step.clocks == [.restart("inform")] && step.timers.isEmpty)
    }

    @Test("whoever lacks the role is refused, naming who may")
    func roles() throws {
        let refusal = try #require(refused(from: "asked", "drop"))
        #expect(refusal.kind == .notAllowed)
        #expect(english.say(refusal.phrase) == "“Drop” may only be done by: Boss. Ask one of them.")
        #expect(chinese.say(refusal.phrase) == "“放弃”仅限以下角色执行：老板。请联系相关人员。")
    }

    @Test("a role with every right may take what people may take, and nobody takes what is the desk's")
    func everyRight() throws {
        #expect(try step(from: "asked", "drop", roles: ["root"]).to == "dropped")
        let refusal = refused(from: "asked", "nag", facts: ["chasers": .number(3)], roles: ["root"])
        #expect(refusal == .deskOnly(transition: Label(en: "Nag", zh: "催促")))
    }

    @Test("an empty field is refused by name, also when it holds only blanks")
    func missing() throws {
        for given: [String: FieldValue] in [[:], ["way": .text(" ")]] {
            let refusal = try #require(
                refused(from: "asked", "begin", given: given))
            #expect(refusal.kind == .badData)
            #expect(english.say(refusal.phrase) == "“Begin” needs these fields filled in: Way (way).")
            #expect(chinese.say(refusal.phrase) == "执行“开始”前请填写：方式（way）。")
        }
    }

    @Test("a required field filled in earlier is enough; a reason is asked anew each time")
    func anew() throws {
        #expect(try step(from: "asked", "begin", facts: ["way": .text("van")]).to == "doing")
        let refusal = refused(from: "doing", "pause", facts: ["reason": .text("the last one")])
        #expect(
            refusal.map { english.say($0.phrase) } == "“Pause” needs these fields filled in: Reason (reason)."
        )
    }

    @Test("a failing condition is refused with the definition's own words, for the desk as well")
    func condition() throws {
        for isDesk in [false, true] {
            let refusal = try #require(
                refused(
                    from: "asked", "begin", facts: ["limit of goodwill": .number(5000)],
                    given: ["way": .text("van"), "gift": .number(5001)], isDesk: isDesk))
            #expect(english.say(refusal.phrase) == "“Begin” is not possible: the gift is too large.")
            #expect(chinese.say(refusal.phrase) == "不能执行“开始”：赠额过高。")
        }
        let given: [String: FieldValue] = ["way": .text("van"), "gift": .number(5000)]
        #expect(
            try step(from: "asked", "begin", facts: ["limit of goodwill": .number(5000)], given: given).sets
                == given)
    }

    @Test("a sum below nothing is none: else it would be within every limit")
    func belowNothing() throws {
        let given: [String: FieldValue] = ["way": .text("van"), "gift": .number(-1)]
        let facts: [String: FieldValue] = ["limit of goodwill": .number(5000)]
        let refusal = try #require(refused(from: "asked", "begin", facts: facts, given: given))
        guard case .badValue(let field, .number(-1)) = refusal else {
            Issue.record("\(refusal)")
            return
        }
        #expect(field.name == "gift" && field.value(typed: "-0.01") == nil)
        #expect(field.value(typed: "0") == .number(0))
    }

    @Test("without a known limit a gift is refused: conditions fail closed")
    func failsClosed() {
        let refusal = refused(from: "asked", "begin", given: ["way": .text("van"), "gift": .number(1)])
        #expect(
            refusal
                == .condition(
                    transition: Label(en: "Begin", zh: "开始"),
                    why: Label(en: "the gift is too large", zh: "赠额过高")))
    }

    @Test("a value that does not fit its field is refused, naming the choices")
    func badValue() throws {
        let refusal = try #require(
            refused(from: "asked", "begin", given: ["way": .text("mule")]))
        #expect(
            english.say(refusal.phrase)
                == "“mule” does not fit the field Way (way). Choose one of: post, van.")
        #expect(chinese.say(refusal.phrase) == "“mule”不适用于字段“方式”（way）。可选：post、van。")
    }

    @Test("a field the transition does not ask for is refused, so no other guard is slipped past")
    func notAskedFor() throws {
        let refusal = try #require(
            refused(from: "doing", "pause", given: ["reason": .text("away"), "gift": .number(9)]))
        #expect(english.say(refusal.phrase) == "“Pause” does not take the field gift. It takes: reason.")
    }

    @Test("what does not start here is refused, naming what does")
    func wrongState() throws {
        let refusal = try #require(refused(from: "asked", "finish"))
        #expect(
            english.say(refusal.phrase)
                == "“Finish” is not possible while it is “Asked”. Possible now: begin, pause, drop.")
        let unknown = try #require(refused(from: "asked", "fly"))
        #expect(
            english.say(unknown.phrase)
                == "There is no step called fly. Known here: begin, pause, finish, drop.")
        let lost = try #require(refused(from: "gone", "finish"))
        #expect(lost == .unknownState("gone", workflow: errand.label))
    }

    @Test("a state's former name finds its successor, and a lost one none")
    func successor() {
        #expect(errand.successor(of: "working") == "doing")
        #expect(errand.successor(of: "doing") == "doing")
        #expect(errand.successor(of: "gone") == nil)
    }
}
