import Model
package import Resources
import Workflow

/// Words of other rule files that a questionnaire may name; nil leaves them unchecked.
package struct QuestionnaireWords: Sendable {
    package var kinds: [String]?
    package var roles: [String]?
    /// The transitions of the call workflow.
    package var outcomes: [String]?

    package init(kinds: [String]? = nil, roles: [String]? = nil, outcomes: [String]? = nil) {
        (self.kinds, self.roles, self.outcomes) = (kinds, roles, outcomes)
    }
}

/// Reads one questionnaire. A wrong section or question costs only itself, so that a check names everything at once.
package struct QuestionnaireReader {
    private var faults: [RuleFault] = []
    /// The questions before the one being read: what its condition may look at.
    private var known: [Question] = []
    /// Questions that were complained of: a condition about one is passed over, so that one mistake is told once.
    private var broken: Set<String> = []
    private var dimensions: [Questionnaire.Dimension] = []
    private let words: QuestionnaireWords

    private init(_ words: QuestionnaireWords) { self.words = words }

    /// - Throws: `RuleFault` for a file of which nothing can be made.
    package static func read(_ file: ResourceFile, _ words: QuestionnaireWords = QuestionnaireWords()) throws
        -> (
            Questionnaire, faults: [RuleFault]
        )
    {
        var reader = QuestionnaireReader(words)
        let questionnaire = try reader.questionnaire(RuleNode.parse(file))
        return (questionnaire, reader.faults)
    }

    private mutating func questionnaire(_ root: RuleNode) throws -> Questionnaire {
        try root.allowOnly(
            "questionnaire", "version", "label", "about", "script", "dimensions", "sections", "battery",
            "after", "calls")
        try root["script"]?.allowOnly("opening", "closing")
        dimensions = try (root["dimensions"]?.items ?? []).map { node in
            try node.allowOnly("name", "label")
            return Questionnaire.Dimension(name: try node.text("name"), label: try node.label("label"))
        }
        let version = try root.integer("version")
        guard version > 0 else { throw try root.need("version").fault("quality.notVersion") }
        var sections = (root["sections"]?.items ?? []).compactMap { node in note { try $0.section(node) } }
        var battery: Battery?
        if let node = root["battery"], let (found, more) = note({ try $0.battery(node) }) {
            battery = found
            sections += more
        }
        let consequences = (root["after"]?.items ?? []).compactMap { node in note { try $0.consequence(node) }
        }
        let calls = root["calls"].flatMap { node in note { try $0.calls(node) } }
        let questionnaire = Questionnaire(
            name: try root.text("questionnaire"), version: version, label: try root.label("label"),
            about: try root.choice("about", as: Questionnaire.About.self),
            opening: try root["script"]?["opening"]?.asLabel(),
            closing: try root["script"]?["closing"]?.asLabel(),
            dimensions: dimensions, sections: sections, battery: battery, consequences: consequences,
            calls: calls)
        if questionnaire.questions.isEmpty, faults.isEmpty { throw root.fault("quality.noQuestions") }
        return questionnaire
    }

    private mutating func section(_ node: RuleNode) throws -> Questionnaire.Section {
        try node.allowOnly("name", "label", "lead", "when", "random", "most", "questions")
        let when = try condition(node["when"])
        var section = Questionnaire.Section(
            name: try node.text("name"), label: try node.label("label"), lead: try node["lead"]?.asLabel(),
            when: when, isRandom: try node.flag("random"), most: nil, questions: [])
        for item in try node.need("questions").items {
            guard let question = note({ try $0.question(item) }) else {
                broken.insert(item["name"]?.string ?? "")
                continue
            }
            section.questions.append(question)
            known.append(question)
        }
        if let most = node["most"] {
            guard let count = most.integer, (1...max(1, section.questions.count)).contains(count) else {
                throw most.fault("quality.notMost", ["count": .count(section.questions.count)])
            }
            section.most = count
        }
        return section
    }

    private mutating func question(_ node: RuleNode) throws -> Question {
        try node.allowOnly(
            "name", "ask", "type", "required", "choices", "random", "when", "dimension", "from", "to",
            "digits", "unit",
            "low", "high", "reversed")
        let name = try node.text("name")
        try mustBeNew(name, node)
        var question = Question(name: name, ask: try node.label("ask"), kind: try kind(node))
        question.low = try node["low"]?.asLabel()
        question.high = try node["high"]?.asLabel()
        question.unit = try node["unit"]?.asLabel()
        question.isRequired = try node.flag("required")
        question.isRandom = try node.flag("random")
        question.isReversed = try node.flag("reversed")
        question.when = try condition(node["when"])
        if let dimension = node["dimension"] {
            let name = dimension.string ?? ""
            guard dimensions.contains(where: { $0.name == name }) else {
                throw dimension.fault(
                    "quality.unknownDimension",
                    ["name": .text(name), "known": .list(dimensions.map { .text($0.name) })])
            }
            question.dimension = name
        }
        guard question.kind.scale != nil || (question.dimension == nil && !question.isReversed) else {
            throw node.fault("quality.noScale", ["question": .text(name)])
        }
        return question
    }

    private func kind(_ node: RuleNode) throws -> Question.Kind {
        let word = try node.text("type")
        switch word {
        case "single", "multiple":
            let choices = try node.need("choices").entries.map { key, value in
                Question.Choice(name: key.string ?? "", label: try value.asLabel())
            }
            guard choices.count > 1, Set(choices.map(\.name)).count == choices.count else {
                throw try node.need("choices").fault("quality.fewChoices")
            }
            return word == "single" ? .single(choices) : .multiple(choices)
        case "scale": return .scale(to: try Self.top(node))
        case "nps": return .nps
        case "ces": return .ces
        case "csat": return .csat
        case "number":
            let digits = node["digits"] == nil ? 0 : try node.integer("digits")
            guard (0...2).contains(digits) else { throw try node.need("digits").fault("quality.notDigits") }
            let (from, to) = (node["from"]?.double ?? 0, node["to"]?.double ?? 1_000_000)
            guard from < to else { throw try node.need("to").fault("quality.notRange") }
            return .number(from: from, to: to, digits: digits)
        case "date": return .date
        case "text": return .text
        default:
            throw try node.need("type").fault(
                "quality.notType",
                ["type": .text(word), "known": .list(Question.Kind.words.map { .text($0) })])
        }
    }

    static func top(_ node: RuleNode) throws -> Int {
        let top = try node.integer("to")
        guard [5, 7, 10].contains(top) else { throw try node.need("to").fault("quality.notTop") }
        return top
    }

    private func mustBeNew(_ name: String, _ node: RuleNode) throws {
        guard !known.contains(where: { $0.name == name }) else {
            throw node.fault("quality.doubleQuestion", ["question": .text(name)])
        }
    }

    /// About the questions before it.
    /// - Parameter more: other facts it may look at.
    private func condition(_ node: RuleNode?, and more: [String: FactType] = [:]) throws -> Condition? {
        guard let node else { return nil }
        var isSound = true
        let reader = ConditionReader { name, at in
            if let question = known.first(where: { $0.name == name }) {
                return (question.kind.factType, question.kind.choices.map(\.name))
            }
            if let type = more[name] { return (type, []) }
            isSound = !broken.contains(name)
            throw at.fault(
                "quality.notBefore", ["question": .text(name), "known": .list(known.map { .text($0.name) })])
        }
        do { return try reader.read(node) } catch {
            if isSound { throw error }
            return nil
        }
    }

    private mutating func note<Value>(_ read: (inout Self) throws -> Value?) -> Value? {
        do { return try read(&self) } catch let fault as RuleFault {
            faults.append(fault)
        } catch {
            preconditionFailure("readers of rule files throw rule faults only: \(error)")
        }
        return nil
    }
}

// MARK: Batteries

extension QuestionnaireReader {
    /// A section for each column, and one for the points.
    private mutating func battery(_ node: RuleNode) throws -> (Battery, [Questionnaire.Section]) {
        try node.allowOnly("to", "low", "high", "columns", "weights", "dimensions")
        let (top, low, high) = (try Self.top(node), try node["low"]?.asLabel(), try node["high"]?.asLabel())
        var battery = Battery(columns: [], dimensions: [], hasWeights: node["weights"] != nil)
        var sections: [Questionnaire.Section] = []
        let parts = try node.need("dimensions").items.map(part)
        for part in parts { battery.dimensions.append(part.dimension) }
        for (key, lead) in try node.need("columns").entries {
            guard let column = key.string.flatMap(Battery.Column.init) else {
                throw key.fault(
                    "quality.notColumn",
                    [
                        "column": .text(key.string ?? ""),
                        "known": .list(Battery.Column.allCases.map { .text($0.rawValue) }),
                    ])
            }
            battery.columns.append(column)
            let lead = try lead.asLabel()
            // Each dimension is a section of its own, since it may have a condition; the lead stands before the first.
            for (place, part) in parts.enumerated() {
                let questions = try part.items.map { item in
                    var question = Question(
                        name: Battery.question(item.name, column), ask: try item.node.label(column.rawValue),
                        kind: .scale(to: top))
                    (question.low, question.high) = (low, high)
                    question.isReversed = item.isReversed
                    try mustBeNew(question.name, item.node)
                    return question
                }
                known += questions
                sections.append(
                    Questionnaire.Section(
                        name: "\(column.rawValue).\(part.dimension.name)", label: part.dimension.label,
                        lead: place == 0 ? lead : nil, when: part.when, questions: questions))
            }
        }
        guard !battery.columns.isEmpty else { throw try node.need("columns").fault("quality.noColumns") }
        if let weights = node["weights"] {
            let questions = zip(battery.dimensions, parts).filter { !$0.0.isApart }.map { dimension, part in
                Question(
                    name: Battery.weight(dimension.name), ask: part.gist,
                    kind: .number(from: 0, to: Battery.points, digits: 0))
            }
            sections.append(
                Questionnaire.Section(
                    name: "weights", label: try weights.asLabel(), lead: try weights.asLabel(),
                    questions: questions))
        }
        return (battery, sections)
    }

    private struct Part {
        var dimension: Battery.Dimension
        var gist: Label
        var when: Condition?
        var items: [(name: String, isReversed: Bool, node: RuleNode)]
    }

    private func part(_ node: RuleNode) throws -> Part {
        try node.allowOnly("name", "label", "gist", "apart", "when", "items")
        let items = try node.need("items").items.map { item in
            try item.allowOnly("name", "reversed", "expectation", "perception", "difference")
            return (name: try item.text("name"), isReversed: try item.flag("reversed"), node: item)
        }
        let label = try node.label("label")
        return Part(
            dimension: Battery.Dimension(
                name: try node.text("name"), label: label, items: items.map(\.name),
                isApart: try node.flag("apart")),
            gist: try node["gist"]?.asLabel() ?? label, when: try condition(node["when"]), items: items)
    }
}

// MARK: Consequences

extension QuestionnaireReader {
    private mutating func consequence(_ node: RuleNode) throws -> Consequence? {
        try node.allowOnly("name", "when", "reopen", "open", "notify", "praise", "call back", "differs")
        let name = try node.text("name")
        // A condition about a question that was complained of is passed over, and this with it.
        guard let when = try condition(node.need("when"), and: Consequence.recorded) else { return nil }
        var consequence = Consequence(name: name, when: when)
        consequence.reopens = try node.flag("reopen")
        consequence.praise = try node["praise"]?.asLabel()
        consequence.differs = try node.flag("differs")
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
        guard consequence.acts || consequence.differs else {
            throw node.fault("quality.noConsequence", ["name": .text(name)])
        }
        return consequence
    }

    private static func mustBe(_ word: String, among known: [String]?, _ node: RuleNode, _ key: String) throws
    {
        guard let known, !known.contains(word) else { return }
        throw node.fault(key, ["name": .text(word), "known": .list(known.map { .text($0) })])
    }

    private func calls(_ node: RuleNode) throws -> Questionnaire.Calls {
        try node.allowOnly("reasons", "kinds", "close")
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
        guard !calls.reasons.isEmpty else { throw node.fault("quality.noReasons") }
        guard let last = calls.closings.last, last.when == nil else {
            throw try node.need("close").fault("quality.openEnd")
        }
        return calls
    }
}
