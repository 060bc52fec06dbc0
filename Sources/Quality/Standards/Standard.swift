package import Model
package import Resources

/// A standard that a house judges its service by (`Resources/standards`): groups, items, and the clauses that are marked.
package struct Standard: Sendable, Hashable {
    package struct Group: Sendable, Hashable {
        package var name: String
        package var label: Label
        package var points: Int
        package var items: [Item]
    }

    package struct Item: Sendable, Hashable {
        package var name: String
        package var label: Label
        package var points: Int
        package var clauses: [Clause]
    }

    package struct Clause: Sendable, Hashable {
        package var name: String
        package var label: Label
        package var points: Int
        /// Looked at in samples, so that it loses in proportion to what fell short; any other is met or not.
        package var isSampled: Bool
        /// What our records tell of it: the share that is right.
        package var evidence: OwnSource?
    }

    package struct Grade: Sendable, Hashable {
        package var stars: Int
        package var from: Double
    }

    /// `gbt27922`
    package var name: String
    package var label: Label
    package var pass: Double
    /// From few stars to many.
    package var grades: [Grade]
    /// So many deductions fail whatever the score.
    package var failing: Int
    package var mostBonus: Int
    package var groups: [Group]
    /// The file it was read from, for an assessment to keep.
    package var text = ""

    package var items: [Item] { groups.flatMap(\.items) }
    package var clauses: [Clause] { items.flatMap(\.clauses) }
    package subscript(clause name: String) -> Clause? { clauses.first { $0.name == name } }

    /// - Throws: the first `RuleFault`, with file and line.
    package static func all(_ files: [ResourceFile], _ words: OwnSourceWords) throws -> [Standard] {
        let (standards, faults) = read(files, words)
        if let first = faults.first { throw first }
        return standards
    }

    /// What is wrong in the files: of each the first thing, with its line.
    package static func check(_ files: [ResourceFile], _ words: OwnSourceWords) -> [RuleFault] {
        read(files, words).faults
    }

    /// From the text that an assessment kept. Evidence that is to be had no more is left out.
    package init(kept text: String, called name: String, _ words: OwnSourceWords) throws {
        let root = try RuleNode.parse(ResourceFile(name: name, text: text))
        self = try StandardReader(words: words, isKept: true).standard(root)
        self.text = text
    }

    private static func read(_ files: [ResourceFile], _ words: OwnSourceWords) -> (
        standards: [Standard], faults: [RuleFault]
    ) {
        var (standards, faults): ([Standard], [RuleFault]) = ([], [])
        for file in files {
            do {
                let root = try RuleNode.parse(file)
                var standard = try StandardReader(words: words).standard(root)
                standard.text = file.text
                guard !standards.contains(where: { $0.name == standard.name }) else {
                    throw try root.need("standard").fault(
                        "standard.file.double", ["name": .text(standard.name)])
                }
                standards.append(standard)
            } catch { faults += (error as? RuleFault).map { [$0] } ?? [] }
        }
        return (standards, faults)
    }

    init(
        name: String, label: Label, pass: Double, grades: [Grade], failing: Int, mostBonus: Int,
        groups: [Group]
    ) {
        (self.name, self.label, self.pass, self.grades) = (name, label, pass, grades)
        (self.failing, self.mostBonus, self.groups) = (failing, mostBonus, groups)
    }
}
