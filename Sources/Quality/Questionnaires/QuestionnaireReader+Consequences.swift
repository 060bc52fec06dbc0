import Model
import Resources
import Workflow

extension QuestionnaireReader {
    mutating func consequence(_ node: RuleNode) throws -> Consequence? {
        try node.allowOnly(
            "name", "label", "when", "reopen", "open", "notify", "praise", "call back", "differs", "matter")
        let name = try node.text("name")
        // A condition about a question that was complained of is passed over, and this with it.
        guard let when = try condition(node.need("when"), and: Consequence.recorded) else { return nil }
        var consequence = Consequence(name: name, when: when)
        consequence.label = try node["label"]?.asLabel()
        consequence.reopens = try node.flag("reopen")
        consequence.praise = try node["praise"]?.asLabel()
        consequence.differs = try node.flag("differs")
        consequence.matter = node["matter"]?.string
        if let open = node["open"] {
            try open.allowOnly("kind", "severity", "summary")
            let kind = try open.text("kind")
            try Self.mustBe(kind, among: words.kinds, try open.need("kind"), "quality.noKind")
            consequence.open = Consequence.Opening(
                kind: kind, severity: try open.choice("severity", as: Severity.self),
                summary: try open.label("summary"))
        }
        if let notify = node["notify"] {
            try notify.allowOnly("role", "message")
            let role = try notify.text("role")
            try Self.mustBe(role, among: words.roles, try notify.need("role"), "quality.noRole")
            consequence.notify = Consequence.Notification(role: role, message: try notify.label("message"))
        }
        if let callBack = node["call back"] {
            guard let amount = callBack.string.flatMap({ TimedAmount($0) }) else {
                throw callBack.fault("quality.notAmount", ["value": .text(callBack.string ?? "")])
            }
            consequence.callBack = amount
        }
        for key in ["open", "notify", "praise"] {
            guard
                let words = key == "open"
                    ? node[key]?["summary"] : key == "notify" ? node[key]?["message"] : node[key]
            else { continue }
            try mustFill(words, of: ["survey"] + known.map(\.name) + Consequence.recorded.keys.sorted())
        }
        guard consequence.acts || consequence.differs else {
            throw node.fault("quality.noConsequence", ["name": .text(name)])
        }
        return consequence
    }

    /// A word in braces that stands for nothing would be read out as it is written.
    func mustFill(_ node: RuleNode, of words: [String]) throws {
        let used = try node.asLabel().texts.values.reduce(into: Set()) { $0.formUnion($1.placeholders) }
        guard let wrong = used.subtracting(words).subtracting(broken).min() else { return }
        throw node.fault(
            "quality.noPlaceholder", ["word": .text(wrong), "known": .list(words.map { .text($0) })])
    }

    private static func mustBe(_ word: String, among known: [String]?, _ node: RuleNode, _ key: String) throws
    {
        guard let known, !known.contains(word) else { return }
        throw node.fault(key, ["name": .text(word), "known": .list(known.map { .text($0) })])
    }

    func calls(_ node: RuleNode) throws -> Questionnaire.Calls {
        try node.allowOnly("reasons", "kinds", "close", "broken off")
        let kinds = try node.words("kinds")
        for kind in kinds {
            try Self.mustBe(kind, among: words.kinds, try node.need("kinds"), "quality.noKind")
        }
        var calls = Questionnaire.Calls(reasons: try node.words("reasons"), kinds: kinds, closings: [])
        for item in try node.need("close").items {
            try item.allowOnly("when", "take")
            let transition = try item.text("take")
            try Self.mustBe(transition, among: words.outcomes, try item.need("take"), "quality.noOutcome")
            let when = try condition(item["when"])
            calls.closings.append(Questionnaire.Calls.Closing(when: when, transition: transition))
        }
        if let brokenOff = node["broken off"] {
            let transition = try node.text("broken off")
            try Self.mustBe(transition, among: words.outcomes, brokenOff, "quality.noOutcome")
            calls.brokenOff = transition
        }
        guard !calls.reasons.isEmpty else { throw node.fault("quality.noReasons") }
        guard let last = calls.closings.last, last.when == nil else {
            throw try node.need("close").fault("quality.openEnd")
        }
        return calls
    }
}
