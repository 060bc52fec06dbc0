import Model
package import Resources

/// Words of other rule files that gaps may name.
package struct GapWords: Sendable {
    package var lines: [String]
    package var kinds: [String]
    package var metrics: [String]
    package var promises: [String]
    package var questionnaires: Questionnaires
    /// Score cards with their items.
    package var cards: [ScoreCard]

    package init(
        lines: [String], kinds: [String], metrics: [String], promises: [String],
        questionnaires: Questionnaires, cards: [ScoreCard] = []
    ) {
        (self.lines, self.kinds, self.metrics) = (lines, kinds, metrics)
        (self.promises, self.questionnaires, self.cards) = (promises, questionnaires, cards)
    }
}

/// In what the gaps of the service are measured, as `gaps.yaml` says it.
package struct GapBook: Sendable {
    /// In the file's order.
    package let attributes: [GapAttribute]
    /// Expectations, and what is believed of them, stand for so many days: people are not asked every month.
    package let stands: Int

    package subscript(name: String) -> GapAttribute? { attributes.first { $0.name == name } }

    /// The service lines there are attributes of, in the file's order.
    package var lines: [String] {
        attributes.compactMap(\.line).reduce(into: []) { lines, line in
            if !lines.contains(line) { lines.append(line) }
        }
    }

    /// - Throws: the first `RuleFault`, with file and line.
    package init(file: ResourceFile, _ words: GapWords) throws {
        let (book, faults) = try Self.read(file, words)
        if let first = faults.first { throw first }
        self = book
    }

    private init(_ attributes: [GapAttribute], stands: Int) {
        (self.attributes, self.stands) = (attributes, stands)
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile, _ words: GapWords) -> [RuleFault] {
        RuleFault.all { try read(file, words).faults }
    }

    /// A file that is no YAML ends it at once; a wrong attribute only itself.
    private static func read(_ file: ResourceFile, _ words: GapWords) throws -> (
        book: GapBook, faults: [RuleFault]
    ) {
        let root = try RuleNode.parse(file)
        try root.allowOnly("stands", "attributes")
        let stands = try root.integer("stands")
        guard (1...3660).contains(stands) else { throw try root.need("stands").fault("gap.file.notDays") }
        var (attributes, faults): ([GapAttribute], [RuleFault]) = ([], [])
        for node in try root.need("attributes").items {
            do {
                let attribute = try GapReader(node: node, words: words).attribute()
                if attributes.contains(where: { $0.name == attribute.name }) {
                    throw node.fault("gap.file.double", ["name": .text(attribute.name)])
                }
                attributes.append(attribute)
            } catch let fault as RuleFault {
                faults.append(fault)
            }
        }
        return (GapBook(attributes, stands: stands), faults)
    }
}
