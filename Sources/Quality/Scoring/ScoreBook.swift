import Model
package import Resources

/// The score cards, and which cases and calls are drawn for each, as `scorecards.yaml` says it.
package struct ScoreBook: Sendable {
    /// In the file's order; each has its plan.
    package let cards: [ScoreCard]
    private let plans: [ScorePlan]

    package subscript(name: String) -> (card: ScoreCard, plan: ScorePlan)? {
        guard let place = cards.firstIndex(where: { $0.name == name }) else { return nil }
        return (cards[place], plans[place])
    }

    /// - Parameters:
    ///   - kinds: of cases.
    ///   - roles: which there are.
    /// - Throws: the first `RuleFault`, with file and line.
    package init(file: ResourceFile, kinds: [String], roles: [String]) throws {
        let (book, faults) = try Self.read(file, kinds, roles)
        if let first = faults.first { throw first }
        self = book
    }

    private init(_ read: [(ScoreCard, ScorePlan)]) {
        (cards, plans) = (read.map(\.0), read.map(\.1))
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile, kinds: [String], roles: [String]) -> [RuleFault] {
        RuleFault.all { try read(file, kinds, roles).faults }
    }

    /// A file that is no YAML ends it at once; a wrong card only itself.
    private static func read(_ file: ResourceFile, _ kinds: [String], _ roles: [String]) throws -> (
        book: ScoreBook, faults: [RuleFault]
    ) {
        let root = try RuleNode.parse(file)
        try root.allowOnly("cards")
        var (read, faults): ([(ScoreCard, ScorePlan)], [RuleFault]) = ([], [])
        for node in try root.need("cards").items {
            do {
                let card = try ScoreCardReader(node: node, kinds: kinds, roles: roles).read()
                if read.contains(where: { $0.0.name == card.0.name }) {
                    throw node.fault("scoring.file.double", ["name": .text(card.0.name)])
                }
                read.append(card)
            } catch let fault as RuleFault {
                faults.append(fault)
            }
        }
        return (ScoreBook(read), faults)
    }
}
