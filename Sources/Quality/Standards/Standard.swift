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

    package var items: [Item] { groups.flatMap(\.items) }
    package var clauses: [Clause] { items.flatMap(\.clauses) }
    package subscript(clause name: String) -> Clause? { clauses.first { $0.name == name } }

    /// - Throws: the first `RuleFault`, with file and line.
    package init(file: ResourceFile, _ words: OwnSourceWords) throws {
        self = try StandardReader(words: words).standard(try RuleNode.parse(file))
    }

    /// What is wrong in the file: the first thing, with its line.
    package static func check(file: ResourceFile, _ words: OwnSourceWords) -> [RuleFault] {
        do {
            _ = try Standard(file: file, words)
            return []
        } catch { return (error as? RuleFault).map { [$0] } ?? [] }
    }

    init(
        name: String, label: Label, pass: Double, grades: [Grade], failing: Int, mostBonus: Int,
        groups: [Group]
    ) {
        (self.name, self.label, self.pass, self.grades) = (name, label, pass, grades)
        (self.failing, self.mostBonus, self.groups) = (failing, mostBonus, groups)
    }
}
