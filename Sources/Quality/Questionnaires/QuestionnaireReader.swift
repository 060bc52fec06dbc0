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
    var faults: [RuleFault] = []
    /// The questions before the one being read: what its condition may look at.
    var known: [Question] = []
    /// Questions that were complained of: a condition about one is passed over, so that one mistake is told once.
    var broken: Set<String> = []
    var dimensions: [Questionnaire.Dimension] = []
    let words: QuestionnaireWords

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
        for words in [root["script"]?["opening"], root["script"]?["closing"]].compactMap({ $0 }) {
            note { try $0.mustFill(words, of: Questionnaire.Spoken.allCases.map(\.rawValue)) }
        }
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
        if let lead = node["lead"] { try mustFill(lead, of: Questionnaire.Spoken.allCases.map(\.rawValue)) }
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

    func mustBeNew(_ name: String, _ node: RuleNode) throws {
        guard !known.contains(where: { $0.name == name }) else {
            throw node.fault("quality.doubleQuestion", ["question": .text(name)])
        }
    }

    /// About the questions before it.
    /// - Parameter more: other facts it may look at.
    func condition(_ node: RuleNode?, and more: [String: FactType] = [:]) throws -> Condition? {
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

    @discardableResult
    mutating func note<Value>(_ read: (inout Self) throws -> Value?) -> Value? {
        do { return try read(&self) } catch let fault as RuleFault {
            faults.append(fault)
        } catch {
            preconditionFailure("readers of rule files throw rule faults only: \(error)")
        }
        return nil
    }
}
