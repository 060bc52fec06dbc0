import Model
import Resources

/// Reads a file of `standards`. Points must sum up, level by level.
struct StandardReader {
    let words: OwnSourceWords
    /// Read from what an assessment kept: what it names may be no more.
    var isKept = false

    func standard(_ root: RuleNode) throws -> Standard {
        try root.allowOnly("standard", "label", "pass", "stars", "fail at", "bonus", "groups")
        let standard = Standard(
            name: try root.text("standard"), label: try root.label("label"),
            pass: try share(root.need("pass")), grades: try grades(root.need("stars")),
            failing: try count(root, "fail at", from: 1), mostBonus: try count(root, "bonus", from: 0),
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
        let rise = zip(grades, grades.dropFirst()).allSatisfy { $0.stars < $1.stars && $0.from < $1.from }
        guard rise else { throw node.fault("standard.file.grades") }
        return grades
    }

    private func group(_ node: RuleNode) throws -> Standard.Group {
        let (name, label, points, items) = try whole(node, of: "items", item, \.points)
        return Standard.Group(name: name, label: label, points: points, items: items)
    }

    private func item(_ node: RuleNode) throws -> Standard.Item {
        let (name, label, points, clauses) = try whole(node, of: "clauses", clause, \.points)
        return Standard.Item(name: name, label: label, points: points, clauses: clauses)
    }

    /// What has parts, whose points sum up to its own.
    private func whole<Part>(
        _ node: RuleNode, of key: String, _ part: (RuleNode) throws -> Part, _ worth: KeyPath<Part, Int>
    ) throws -> (name: String, label: Label, points: Int, parts: [Part]) {
        try node.allowOnly("name", "label", "points", key)
        let (name, label) = (try node.text("name"), try node.label("label"))
        let points = try points(node)
        let parts = try node.need(key).items.map(part)
        try mustSum(parts.map { $0[keyPath: worth] }, to: points, at: node)
        return (name, label, points, parts)
    }

    private func clause(_ node: RuleNode) throws -> Standard.Clause {
        try node.allowOnly("name", "label", "points", "sampled", "evidence")
        let clause = Standard.Clause(
            name: try node.text("name"), label: try node.label("label"), points: try points(node),
            isSampled: try node.flag("sampled"), evidence: try evidence(node))
        if clause.evidence != nil, !clause.isSampled {
            throw try node.need("evidence").fault("standard.file.notSampled")
        }
        return clause
    }

    private func evidence(_ node: RuleNode) throws -> OwnSource? {
        guard let given = node["evidence"] else { return nil }
        if isKept { return try? given.ownSource(words) }
        let source = try given.ownSource(words)
        guard source.tells(.share) else { throw given.fault("standard.file.evidence") }
        return source
    }

    private func count(_ node: RuleNode, _ key: String, from least: Int) throws -> Int {
        let count = try node.integer(key)
        guard count >= least else {
            throw try node.need(key).fault("standard.file.count", ["least": .count(least)])
        }
        return count
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
