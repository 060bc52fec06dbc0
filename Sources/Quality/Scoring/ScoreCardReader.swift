import Model
import Resources

/// Reads one card of `scorecards.yaml`.
struct ScoreCardReader {
    let node: RuleNode
    let kinds: [String]
    let roles: [String]

    func read() throws -> (ScoreCard, ScorePlan) {
        try node.allowOnly(
            "name", "label", "of", "kinds", "by", "pass", "tolerance", "quota", "byRisk", "double", "risk",
            "sections")
        let sections = try node.need("sections").items.map(section)
        let card = ScoreCard(
            name: try node.text("name"), label: try node.label("label"),
            pass: try share("pass"), tolerance: try share("tolerance"), sections: sections)
        let items = card.items
        for (place, item) in items.enumerated()
        where items[..<place].contains(where: { $0.name == item.name }) {
            throw node.fault("scoring.file.double", ["name": .text(item.name)])
        }
        guard items.contains(where: { $0.points > 0 }) else { throw node.fault("scoring.file.noPoints") }
        return (card, try plan(card.name))
    }

    private func plan(_ card: String) throws -> ScorePlan {
        let quota = try node.integer("quota")
        guard (1...100).contains(quota) else { throw try node.need("quota").fault("scoring.file.notQuota") }
        let matter = try node.choice("of", as: ScorePlan.Matter.self)
        if matter == .call, let kinds = node["kinds"] { throw kinds.fault("scoring.file.kindsOfCases") }
        return ScorePlan(
            card: card, matter: matter, kinds: try words("kinds", of: kinds), by: try words("by", of: roles),
            quota: quota, riskShare: try share("byRisk"), doubleShare: try share("double"),
            weights: try weights(of: matter))
    }

    private func weights(of matter: ScorePlan.Matter) throws -> [ReviewRisk: Double] {
        var weights: [ReviewRisk: Double] = [:]
        for (key, value) in node["risk"]?.entries ?? [] {
            guard let trait = ReviewRisk(rawValue: key.string ?? "") else {
                throw key.notOneOf(ReviewRisk.allCases.map(\.rawValue), "risk")
            }
            if matter == .call, ReviewRisk.ofCases.contains(trait) {
                throw key.fault("scoring.file.traitOfCases", ["trait": .text(trait.rawValue)])
            }
            guard let weight = value.double, weight > 0, weight <= 100 else {
                throw value.fault("scoring.file.notWeight")
            }
            weights[trait] = weight
        }
        return weights
    }

    private func section(_ node: RuleNode) throws -> ScoreCard.Section {
        try node.allowOnly("name", "label", "items")
        return ScoreCard.Section(
            name: try node.text("name"), label: try node.label("label"),
            items: try node.need("items").items.map(item))
    }

    private func item(_ node: RuleNode) throws -> ScoreCard.Item {
        try node.allowOnly("name", "label", "points", "scale", "fatal", "optional")
        let isFatal = try node.flag("fatal")
        let points = isFatal && node["points"] == nil ? 0 : try node.integer("points")
        guard (isFatal ? 0...1000 : 1...1000).contains(points) else {
            throw (node["points"] ?? node).fault("scoring.file.notPoints")
        }
        let scale = try node["scale"].map { _ in try node.integer("scale") }
        if let scale, !(3...10).contains(scale) || isFatal {
            throw try node.need("scale").fault("scoring.file.notScale")
        }
        return ScoreCard.Item(
            name: try node.text("name"), label: try node.label("label"), points: points, scale: scale,
            isFatal: isFatal, mayNotApply: try node.flag("optional"))
    }

    private func share(_ key: String) throws -> Double {
        let child = try node.need(key)
        guard let share = child.share else { throw child.fault("scoring.file.notShare") }
        return share
    }

    private func words(_ key: String, of known: [String]) throws -> [String] {
        try (node[key]?.items ?? []).map { try $0.word(of: known, key) }
    }
}
