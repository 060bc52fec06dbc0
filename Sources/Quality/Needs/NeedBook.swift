package import Model
package import Resources

/// What customers and dealers want of the service, as `needs.yaml` says it.
package struct NeedBook: Sendable {
    /// In the file's order.
    package let needs: [Need]
    /// Where nothing else is asked for, of so many days.
    package let days: Int
    /// Which kinds of cases hold what customers say of the service; their texts are looked through.
    package let kinds: [String]
    /// At most so many texts of cases, and as many answers in words, are looked through: the newest.
    package let most: Int

    package subscript(name: String) -> Need? { needs.first { $0.name == name } }

    package func needs(of audience: NeedAudience) -> [Need] { needs.filter { $0.audience == audience } }

    /// Whom a questionnaire is for, where nobody knows who answered it: for dealers if only their needs are asked in it.
    package func isFor(_ audience: NeedAudience, _ questionnaire: String) -> Bool {
        let asking = needs.filter { $0.asked?.questionnaire == questionnaire }
        let isDealers = !asking.isEmpty && asking.allSatisfy { $0.audience == .dealers }
        return isDealers == (audience == .dealers)
    }

    /// - Parameter lines: the service lines that promises can belong to.
    /// - Throws: the first `RuleFault`, with file and line.
    package init(file: ResourceFile, lines: [String], _ words: OwnSourceWords) throws {
        let (book, faults) = try Self.read(file, lines, words)
        if let first = faults.first { throw first }
        self = book
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile, lines: [String], _ words: OwnSourceWords) -> [RuleFault] {
        RuleFault.all { try read(file, lines, words).faults }
    }

    private init(_ needs: [Need], days: Int, kinds: [String], most: Int) {
        (self.needs, self.days, self.kinds, self.most) = (needs, days, kinds, most)
    }

    /// A file that is no YAML ends it at once; a wrong need only itself.
    private static func read(_ file: ResourceFile, _ lines: [String], _ words: OwnSourceWords) throws -> (
        book: NeedBook, faults: [RuleFault]
    ) {
        let root = try RuleNode.parse(file)
        try root.allowOnly("days", "texts", "needs")
        let texts = try root.need("texts")
        try texts.allowOnly("kinds", "most")
        let kinds = try texts.need("kinds").items.map { try $0.word(of: words.kinds, "kinds") }
        let days = try count(root, "days", in: 1...3660)
        let most = try count(texts, "most", in: 100...1_000_000)
        let reader = NeedReader(lines: lines, words: words)
        var (needs, faults): ([Need], [RuleFault]) = ([], [])
        for node in try root.need("needs").items {
            do {
                let need = try reader.need(node)
                guard !needs.contains(where: { $0.name == need.name }) else {
                    throw node.fault("competitor.file.double", ["name": .text(need.name)])
                }
                needs.append(need)
            } catch let fault as RuleFault { faults.append(fault) }
        }
        return (NeedBook(needs, days: days, kinds: kinds, most: most), faults)
    }

    private static func count(_ node: RuleNode, _ key: String, in range: ClosedRange<Int>) throws -> Int {
        let count = try node.integer(key)
        guard range.contains(count) else {
            throw try node.need(key).fault(
                "need.file.notCount",
                ["from": .text(String(range.lowerBound)), "until": .text(String(range.upperBound))])
        }
        return count
    }
}

/// Reads one need.
private struct NeedReader {
    let lines: [String]
    let words: OwnSourceWords

    func need(_ node: RuleNode) throws -> Need {
        try node.allowOnly(
            "name", "audience", "line", "level", "label", "unit", "better", "promised", "words", "asked")
        let unit = try node["unit"].map { _ in try node.choice("unit", as: ServiceMeasure.Unit.self) }
        var need = Need(
            name: try node.text("name"), audience: try node.choice("audience", as: NeedAudience.self),
            line: try node.need("line").word(of: lines, "line"),
            level: try node.choice("level", as: Need.Level.self), label: try node.label("label"), unit: unit,
            better: try better(node, hasUnit: unit != nil))
        need.promised = try node["promised"].map { try $0.promised(in: unit, words) }
        need.words = try node["words"].map(mentions) ?? []
        need.asked = try node["asked"].map { try asked($0, hasUnit: unit != nil) }
        return need
    }

    /// Told with a unit, and only with one.
    private func better(_ node: RuleNode, hasUnit: Bool) throws -> ServiceMeasure.Better {
        guard hasUnit else {
            if let stray = node["better"] { throw stray.fault("need.file.noUnit") }
            return .none
        }
        let better = try node.choice("better", as: ServiceMeasure.Better.self)
        guard better != .none else { throw try node.need("better").notOneOf(["less", "more"], "better") }
        return better
    }

    private func mentions(_ node: RuleNode) throws -> [String] {
        try node.allowOnly("en", "zh-Hans")
        let found = try node.words("en") + node.words("zh-Hans")
        guard !found.isEmpty, !found.contains(where: \.trimmed.isEmpty) else {
            throw node.fault("need.file.noWords")
        }
        return found
    }

    private func asked(_ node: RuleNode, hasUnit: Bool) throws -> Need.Asked {
        try node.allowOnly("questionnaire", "importance", "wanted", "with", "without")
        let known = words.questionnaires
        let name = try node.need("questionnaire").word(of: known.newest.map(\.name), "questionnaire")
        let questions = known[name]?.questions ?? []
        func question(_ key: String) throws -> (RuleNode, Question)? {
            try node[key].flatMap { child in
                let word = try child.word(of: questions.map(\.name), key)
                return questions.first { $0.name == word }.map { (child, $0) }
            }
        }
        var asked = Need.Asked(name)
        if let (at, found) = try question("importance") {
            guard let scale = found.kind.scale, scale.lowerBound == 1 else {
                throw at.fault("competitor.file.noScale", ["question": .text(found.name)])
            }
            (asked.importance, asked.scale) = (found.name, scale.upperBound)
        }
        if let (at, found) = try question("wanted") {
            guard hasUnit, case .number = found.kind else {
                throw at.fault("need.file.notNumber", ["question": .text(found.name)])
            }
            asked.wanted = found.name
        }
        asked.kano = try pair(question("with"), question("without"), node)
        guard !asked.questions.isEmpty else { throw node.fault("need.file.noQuestion") }
        return asked
    }

    private func pair(_ with: (RuleNode, Question)?, _ without: (RuleNode, Question)?, _ node: RuleNode)
        throws -> Need.Asked.Pair?
    {
        guard with != nil || without != nil else { return nil }
        guard let with, let without else { throw node.fault("need.file.noPair") }
        for (at, question) in [with, without] {
            guard case .single(let choices) = question.kind,
                choices.map(\.name).sorted() == KanoAnswer.allCases.map(\.rawValue).sorted()
            else {
                throw at.fault(
                    "need.file.notKano",
                    [
                        "question": .text(question.name),
                        "choices": .list(KanoAnswer.allCases.map { .text($0.rawValue) }),
                    ])
            }
        }
        return Need.Asked.Pair(with: with.1.name, without: without.1.name)
    }
}
