import Model
import Resources

/// Reads a file of `standards`. Points must sum up, level by level.
struct StandardReader {
    let words: OwnSourceWords

    func standard(_ root: RuleNode) throws -> Standard {
        try root.allowOnly("standard", "label", "pass", "stars", "fail at", "bonus", "groups")
        let standard = Standard(
            name: try root.text("standard"), label: try root.label("label"),
            pass: try share(root.need("pass")), grades: try grades(root.need("stars")),
            failing: try root.integer("fail at"), mostBonus: try root.integer("bonus"),
            groups: try root.need("groups").items.map(group))
        let names = standard.items.map(\.name) + standard.clauses.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw root.fault("standard.file.double", ["name": .text(twice)])
        }
        try mustSum(standard.groups.map(\.points), to: 100, at: root.need("groups"))
        return standard
    }

    private func grades(_ node: RuleNode) throws -> [Standard.Grade] {
        let grades = try node.items.map { one in
            try one.allowOnly("stars", "from")
            return Standard.Grade(stars: try one.integer("stars"), from: try share(one.need("from")))
        }
        guard grades.map(\.from) == grades.map(\.from).sorted() else {
            throw node.fault("standard.file.grades")
        }
        return grades
    }

    private func group(_ node: RuleNode) throws -> Standard.Group {
        try node.allowOnly("name", "label", "points", "items")
        let group = Standard.Group(
            name: try node.text("name"), label: try node.label("label"), points: try points(node),
            items: try node.need("items").items.map(item))
        try mustSum(group.items.map(\.points), to: group.points, at: node)
        return group
    }

    private func item(_ node: RuleNode) throws -> Standard.Item {
        try node.allowOnly("name", "label", "points", "clauses")
        let item = Standard.Item(
            name: try node.text("name"), label: try node.label("label"), points: try points(node),
            clauses: try node.need("clauses").items.map(clause))
        try mustSum(item.clauses.map(\.points), to: item.points, at: node)
        return item
    }

    private func clause(_ node: RuleNode) throws -> Standard.Clause {
        try node.allowOnly("name", "label", "points", "sampled", "evidence")
        let clause = Standard.Clause(
            name: try node.text("name"), label: try node.label("label"), points: try points(node),
            isSampled: try node.flag("sampled"), evidence: try node["evidence"]?.ownSource(words))
        if let evidence = clause.evidence, !evidence.tells(.share) {
            throw try node.need("evidence").fault("standard.file.evidence")
        }
        return clause
    }

    private func points(_ node: RuleNode) throws -> Int {
        let points = try node.integer("points")
        guard (1...100).contains(points) else { throw try node.need("points").fault("standard.file.points") }
        return points
    }

    private func share(_ node: RuleNode) throws -> Double {
        guard let value = node.double, (0...100).contains(value) else {
            throw node.fault("standard.file.points")
        }
        return value
    }

    private func mustSum(_ parts: [Int], to whole: Int, at node: RuleNode) throws {
        let sum = parts.reduce(0, +)
        guard sum == whole else {
            throw node.fault("standard.file.sum", ["sum": .count(sum), "whole": .count(whole)])
        }
    }
}
