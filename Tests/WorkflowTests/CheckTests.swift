import Model
import Resources
import Testing
import Workflow

@Suite("Checking workflow files")
struct CheckTests {
    /// The right sample with something made wrong: texts replaced, and the complaint that must come of it, on the line
    /// of the marker `#!`.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let key: String
        let edits: [(old: String, new: String)]
        var testDescription: String { "\(key) for \(edits.last?.new ?? "")" }

        init(_ key: String, _ edits: (String, String)...) {
            self.key = key
            self.edits = edits
        }

        func made() throws -> (text: String, line: Int) {
            var text = Samples.text
            for (old, new) in edits {
                try #require(text.contains(old), "the sample has no “\(old)”")
                text = text.replacing(old, with: new, maxReplacements: 1)
            }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let index = try #require(lines.firstIndex { $0.contains("#!") }, "no line is marked")
            return (text, index + 1)
        }
    }

    private static let when = "when: {field: chasers, over: 2}"
    private static let effects = "effects: [raiseSeverity]"
    private static let after = "after: [{amount: 1 working day, calendar: cn-service, take: nag}]"
    private static let asked = "clocks: {start: [acknowledge, resolve]}"

    static let unknownNames: [Mistake] = [
        Mistake("workflow.unknown.state", ("to: doing\n", "to: dooing #!\n")),
        Mistake("workflow.unknown.state", ("initial: asked", "initial: asleep #!")),
        Mistake("workflow.unknown.state", ("from: [asked, paused]", "from: [asked, napping] #!")),
        Mistake("workflow.unknown.transition", (after, after.replacing("nag", with: "snag") + " #!")),
        Mistake("workflow.unknown.role", ("who: [agent]", "who: [agnet] #!")),
        Mistake(
            "workflow.unknown.role",
            (effects, "effects: [{notify: {role: king, message: {en: a, zh-Hans: b}}}] #!")),
        Mistake("workflow.unknown.field", ("require: [way]", "require: [weigh] #!")),
        Mistake(
            "workflow.unknown.field", ("{field: gift, filled: false}", "{field: gist, filled: false} #!")),
        Mistake("workflow.unknown.field", ("set: {due: now, way: post}", "set: {dew: now} #!")),
        Mistake("workflow.unknown.effect", (effects, "effects: [raiseRoof] #!")),
        Mistake("workflow.unknown.effect", (effects, "effects: [{sing: loudly}] #!")),
        Mistake("workflow.unknown.metric", (asked, "clocks: {start: [acknowledge, resolve, relax]} #!")),
        Mistake("workflow.unknown.signal", ("signal: visit.done", "signal: visit.dun #!")),
        Mistake("workflow.unknown.signal", ("on: [customer.chased]", "on: [customer.chaste] #!")),
        Mistake("workflow.unknown.stamp", ("stamps: [finishedAt]", "stamps: [lunchAt] #!")),
        Mistake("workflow.unknown.subject", ("subject: case", "subject: staff #!")),
        Mistake("workflow.unknown.test", (when, "when: {field: chasers, beyond: 2} #!")),
        Mistake("workflow.unknown.choice", (when, "when: {field: severity, is: urgnt} #!")),
        Mistake("workflow.unknown.fieldType", ("due: {type: instant,", "due: {type: words, #!\n     ")),
        Mistake(
            "workflow.unknown.kind",
            ("  - name: begin\n", "  - name: begin #!\n"),
            (effects, "effects: [{openCase: {kind: quest, summary: {en: a, zh-Hans: b}}}]")),
    ]

    static let badShapes: [Mistake] = [
        Mistake("rule.unknownKey", ("ask: true", "akse: true #!")),
        Mistake("rule.notOneOf", ("category: active", "category: activ #!")),
        Mistake(
            "rule.missing",
            ("  - name: paused\n    label: {en: Paused, zh-Hans: 暂停}\n", "  - name: paused #!\n")),
        Mistake("rule.noLanguage", ("label: {en: Begin, zh-Hans: 开始}", "label: {en: Begin} #!")),
        Mistake("workflow.notAmount", ("amount: 1 working day,", "amount: 1 fortnight, #!\n     ")),
        Mistake("workflow.notAmount", ("amount: 1 working day,", "amount: 0 minutes, #!\n     ")),
        Mistake("workflow.notInstant", (after, "after: [{at: reason, take: nag}] #!")),
        Mistake("workflow.notCondition", (when, "when: {field: chasers} #!")),
        Mistake("workflow.notEffect", (effects, "effects: [{raiseSeverity: {}, openVisit: {}}] #!")),
        Mistake("workflow.wrongTest", (when, "when: {field: severity, over: 2} #!")),
        Mistake("workflow.wrongOperand", ("{field: limit of goodwill}", "{field: chasers} #!\n         ")),
        Mistake("workflow.badOperand.number", (when, "when: {field: chasers, over: two} #!")),
        Mistake("workflow.badOperand.instant", (when, "when: {field: closedAt, after: -3 working days} #!")),
        Mistake("workflow.badSet", ("set: {due: now, way: post}", "set: {way: mule} #!")),
        Mistake(
            "workflow.fieldIsFact",
            ("  due: {type", "  owner: {type: text, label: {en: O, zh-Hans: 主}} #!\n  due: {type")),
    ]

    static let contradictions: [Mistake] = [
        Mistake("workflow.duplicate.state", ("  - name: doing\n", "  - name: asked #!\n")),
        Mistake("workflow.duplicate.transition", ("  - name: finish\n", "  - name: begin #!\n")),
        Mistake(
            "workflow.noRefusal",
            ("    refuse: {en: the gift is too large, zh-Hans: 赠额过高}\n", ""),
            ("  - name: begin\n", "  - name: begin #!\n")),
        Mistake("workflow.automaticAsks", ("  - name: nag\n", "  - name: nag #!\n    anew: [way]\n")),
        Mistake("workflow.neverTaken", ("  - name: finish\n", "  - name: finish #!\n    who: [desk]\n")),
        Mistake("workflow.clockContradiction", (asked, "clocks: {start: [resolve], stop: [resolve]} #!")),
        Mistake(
            "workflow.unreachable",
            (
                "  - name: done\n",
                "  - {name: limbo, label: {en: Limbo, zh-Hans: 虚}, category: done} #!\n  - name: done\n"
            )),
        Mistake(
            "workflow.deadEnd", ("from: [doing]\n    to: done", "from: [asked]\n    to: done"),
            ("from: [any-open]", "from: [asked]"), ("from: [doing, asked]", "from: [asked]"),
            ("  - name: doing\n", "  - name: doing #!\n")),
        Mistake(
            "workflow.noDone", ("from: [doing]\n    to: done", "from: [asked]\n    to: done"),
            ("  - name: doing\n", "  - name: doing #!\n")),
        Mistake(
            "workflow.timerNotFromHere",
            ("from: [asked, doing]\n    to: stay", "from: [doing]\n    to: stay"),
            ("  - name: asked\n", "  - name: asked #!\n")),
        Mistake(
            "workflow.rivalReactions", ("    \(when)\n", ""),
            (
                "  - name: finish\n",
                """
                  - name: nag-more #!
                    label: {en: Nag more, zh-Hans: 再催}
                    from: [doing]
                    to: paused
                    who: [desk]
                    on: [customer.chased]
                  - name: finish

                """
            )),
        Mistake(
            "workflow.clockNeverStops", ("clocks: {stop: all}", "clocks: {stop: [resolve]}"),
            ("  - name: done\n", "  - name: done #!\n")),
        Mistake(
            "workflow.clockNeverRuns", ("pause: [resolve]", "pause: [resolve, install]"),
            ("  - name: paused\n", "  - name: paused #!\n")),
    ]

    @Test("the sample itself is right")
    func right() throws {
        #expect(Workflows.check(files: [Samples.file(Samples.text)], roles: try Samples.roles()).isEmpty)
    }

    @Test("a mistake is named with its file and line", arguments: unknownNames + badShapes + contradictions)
    func named(_ mistake: Mistake) throws {
        let (text, line) = try mistake.made()
        let faults = Workflows.check(files: [Samples.file(text)], roles: try Samples.roles())
        let found = faults.filter { $0.problem.key == mistake.key && $0.line == line }
        #expect(
            found.count == 1,
            "expected it on line \(line), got \(faults.map { "\($0.line) \($0.problem.key)" })")
        #expect(found.first?.file == "workflows/errand.yaml")
        for language in ["en", "zh-Hans"] where mistake.key.hasPrefix("workflow.") {
            let sentence = try found.first.map { try Speaker(language).say($0.problem) }
            #expect(sentence?.contains("{") == false, "left unsaid: \(sentence ?? "")")
        }
    }

    @Test("all mistakes of a file are named in one run, in the order of its lines")
    func all() throws {
        let text = Samples.text
            .replacing("who: [agent]", with: "who: [agnet]")
            .replacing("signal: visit.done", with: "signal: visit.dun")
            .replacing("require: [way]", with: "require: [weigh]")
        let faults = Workflows.check(files: [Samples.file(text)], roles: try Samples.roles())
        #expect(
            faults.map(\.problem.key)
                == ["workflow.unknown.signal", "workflow.unknown.role", "workflow.unknown.field"])
        #expect(faults.map(\.line) == faults.map(\.line).sorted())
    }

    @Test("a broken definition is refused when the desk starts")
    func refused() throws {
        let text = Samples.text.replacing("who: [agent]", with: "who: [agnet]")
        #expect(throws: RuleFault.self) {
            _ = try Workflows(files: [Samples.file(text)], roles: try Samples.roles())
        }
    }

    @Test("calendars are checked when the caller knows them")
    func calendars() throws {
        let faults = Workflows.check(
            files: [Samples.file(Samples.text)], roles: try Samples.roles(), calendars: ["office"])
        #expect(faults.map(\.problem.key) == ["workflow.unknown.calendar"])
    }

    @Test("versions of one workflow live side by side; the newest is used, twins are refused")
    func versions() throws {
        let older = Samples.file(Samples.text.replacing("version: 2", with: "version: 1"), name: "old.yaml")
        let workflows = try Workflows(files: [older, Samples.file(Samples.text)], roles: try Samples.roles())
        #expect(workflows["errand"]?.version == 2)
        #expect(workflows.definition("errand", version: 1)?.version == 1)
        #expect(workflows.definition("errand", version: 3) == nil)
        #expect(workflows.kinds(of: .case).map(\.version) == [2])

        let twin = Samples.file(Samples.text, name: "twin.yaml")
        let faults = Workflows.check(files: [Samples.file(Samples.text), twin], roles: try Samples.roles())
        #expect(faults.map { "\($0.file) \($0.problem.key)" } == ["twin.yaml workflow.twin"])
    }
}
