import Model
package import Resources

extension AuditBook {
    /// - Throws: the first `RuleFault`, with file and line.
    package init(file: ResourceFile, _ words: AuditWords) throws {
        let (book, faults) = try Self.read(file, words)
        if let first = faults.first { throw first }
        self = book
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile, _ words: AuditWords) -> [RuleFault] {
        RuleFault.all { try read(file, words).faults }
    }

    /// A file that is no YAML ends it at once; a wrong guide, group or milestone only itself.
    private static func read(_ file: ResourceFile, _ words: AuditWords) throws -> (
        book: AuditBook, faults: [RuleFault]
    ) {
        let root = try RuleNode.parse(file)
        try root.allowOnly("guides", "groups", "milestones")
        var faults: [RuleFault] = []
        let guides = try each(root, "guides", &faults, \.name) { try guide($0) }
        let groups = try each(root, "groups", &faults, \.name) { node in
            try AuditGroupReader(node: node, words: words, guides: guides).read()
        }
        let milestones = try each(root, "milestones", &faults, \.name) { try milestone($0) }
        return (AuditBook(groups: groups, guides: guides, milestones: milestones), faults)
    }

    /// Those of a list that are sound, each name once.
    private static func each<Value>(
        _ root: RuleNode, _ key: String, _ faults: inout [RuleFault], _ name: KeyPath<Value, String>,
        _ read: (RuleNode) throws -> Value
    ) throws -> [Value] {
        var found: [Value] = []
        for node in try root.need(key).items {
            do {
                let value = try read(node)
                guard !found.contains(where: { $0[keyPath: name] == value[keyPath: name] }) else {
                    throw node.double(value[keyPath: name])
                }
                found.append(value)
            } catch let fault as RuleFault { faults.append(fault) }
        }
        return found
    }

    private static func guide(_ node: RuleNode) throws -> Guide {
        try node.allowOnly("name", "label", "questions")
        var questions: [Question] = []
        for one in try node.need("questions").items {
            try one.allowOnly("name", "ask")
            let question = Question(name: try one.text("name"), ask: try one.label("ask"))
            guard !questions.contains(where: { $0.name == question.name }) else {
                throw one.double(question.name)
            }
            questions.append(question)
        }
        return Guide(name: try node.text("name"), label: try node.label("label"), questions: questions)
    }

    private static func milestone(_ node: RuleNode) throws -> Milestone {
        try node.allowOnly("name", "step", "label", "after")
        let after = try node.integer("after")
        guard (1...3660).contains(after) else { throw try node.need("after").fault("audit.file.notDays") }
        return Milestone(
            name: try node.text("name"), step: try node.choice("step", as: Step.self),
            label: try node.label("label"), after: after)
    }
}

/// Reads one group of `audit.yaml`.
private struct AuditGroupReader {
    let node: RuleNode
    let words: AuditWords
    let guides: [AuditBook.Guide]

    func read() throws -> AuditBook.Group {
        try node.allowOnly("name", "side", "label", "who", "questionnaires", "sample", "guides")
        let who = try who()
        let (samples, questionnaires) = (try samples(who), try questionnaires(of: who))
        if samples[.questionnaire] != nil, questionnaires.isEmpty {
            throw node.fault("audit.file.noQuestionnaire")
        }
        let guides = try asked()
        if samples[.interview] != nil, guides.isEmpty { throw node.fault("audit.file.noGuide") }
        return AuditBook.Group(
            name: try node.text("name"), side: try node.choice("side", as: AuditBook.Side.self),
            label: try node.label("label"), who: who, questionnaires: questionnaires, samples: samples,
            guides: guides)
    }

    private func who() throws -> AuditBook.Who {
        let who = try node.need("who")
        if who.string == "staff" { return .staff }
        try who.allowOnly("kind", "type", "names", "companies")
        if who["companies"] != nil {
            return .companies(try who.choice("companies", as: Competitor.Kind.self))
        }
        let type = try who["type"].map { _ in try who.choice("type", as: DealerType.self) }
        let names = who["names"] == nil ? [] : try who.words("names")
        return .customers(try who.choice("kind", as: CustomerKind.self), type: type, names: names)
    }

    /// Companies are seen, people are asked.
    private func samples(_ who: AuditBook.Who) throws -> [AuditMethod: Int] {
        var samples: [AuditMethod: Int] = [:]
        var fit: [AuditMethod] = [.questionnaire, .interview]
        if case .companies = who { fit = [.observation] }
        for (key, value) in try node.need("sample").entries {
            guard let method = AuditMethod(rawValue: key.string ?? ""), fit.contains(method) else {
                throw key.notOneOf(fit.map(\.rawValue), "sample")
            }
            guard let wanted = value.integer, AuditGroup.samples.contains(wanted) else {
                throw value.fault("audit.badSample", ["most": .number(Double(AuditGroup.samples.upperBound))])
            }
            samples[method] = wanted
        }
        return samples
    }

    private func questionnaires(of who: AuditBook.Who) throws -> [String] {
        let known = who == .staff ? words.ofStaff : words.ofCustomers
        return try node.words(of: known, "questionnaires")
    }

    /// Of several guides no two may have a question of one name, by which its answer is kept.
    private func asked() throws -> [String] {
        var names: [String] = []
        var questions: Set<String> = []
        for item in node["guides"]?.items ?? [] {
            let name = try item.word(of: guides.map(\.name), "guides")
            for question in guides.first(where: { $0.name == name })?.questions ?? []
            where !questions.insert(question.name).inserted {
                throw item.double(question.name)
            }
            names.append(name)
        }
        return names
    }
}

extension RuleNode {
    fileprivate func double(_ name: String) -> RuleFault {
        fault("audit.file.double", ["name": .text(name)])
    }
}
