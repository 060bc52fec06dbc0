package import Model
package import Resources
import Workflow

/// By what people are rewarded, as `Resources/incentives.yaml` says it.
package struct IncentiveBook: Sendable {
    package let cards: [IncentiveCard]

    /// - Parameter fields: by what a figure can be told apart: what cannot be told of single people would never count.
    /// - Throws: the first `RuleFault`, with file and line.
    package init(
        file: ResourceFile, roles: [String], fields: (ServiceFigure) -> [ReportField]
    ) throws {
        let (cards, faults) = try Self.read(file, roles, fields)
        if let first = faults.first { throw first }
        self.cards = cards
    }

    /// Everything wrong in the file, with its lines.
    package static func check(
        file: ResourceFile, roles: [String], fields: (ServiceFigure) -> [ReportField]
    ) -> [RuleFault] {
        RuleFault.all { try read(file, roles, fields).faults }
    }

    private static func read(
        _ file: ResourceFile, _ roles: [String], _ fields: (ServiceFigure) -> [ReportField]
    ) throws -> (cards: [IncentiveCard], faults: [RuleFault]) {
        let root = try RuleNode.parse(file)
        try root.allowOnly("cards")
        var (cards, faults): ([IncentiveCard], [RuleFault]) = ([], [])
        for node in try root.need("cards").items {
            do {
                let card = try node.incentiveCard(roles, fields)
                if cards.contains(where: { $0.role == card.role }) {
                    throw node.fault("incentive.file.double", ["name": .text(card.role)])
                }
                cards.append(card)
            } catch let fault as RuleFault { faults.append(fault) }
        }
        return (cards, faults)
    }
}

/// Figures, each with a weight and a scale, and what their sum earns.
package struct IncentiveCard: Sendable, Hashable {
    package var role: String
    package var label: Label
    /// `agent` or `technician`.
    package var field: ReportField
    /// An item of fewer rows is left out.
    package var least: Int
    /// So much of the weight, 0 to 1, must be left.
    package var enough: Double
    package var items: [Item]
    /// From the lowest up: points of 100, and the share of the bonus.
    package var bonus: [Step]

    package struct Item: Sendable, Hashable {
        package var figure: ServiceFigure
        package var weight: Double
        /// No point at or beyond the first, all at or beyond the second; 0 to 1 of a share, minutes of a duration.
        package var none: Double
        package var full: Double
        /// Whoever is clearly below gets no bonus.
        package var must: Double?

        /// 0 to 1.
        package func attained(_ value: Double) -> Double {
            min(1, max(0, (value - none) / (full - none)))
        }
    }

    package struct Step: Sendable, Hashable {
        package var from: Double
        package var share: Double
    }
}

extension RuleNode {
    fileprivate func incentiveCard(_ roles: [String], _ fields: (ServiceFigure) -> [ReportField]) throws
        -> IncentiveCard
    {
        try allowOnly("role", "label", "by", "least", "enough", "items", "bonus")
        let (least, enough) = (try need("least"), try need("enough"))
        guard let fewest = least.integer, 1...1_000_000 ~= fewest else {
            throw least.fault("incentive.file.count")
        }
        guard let part = enough.share else { throw enough.fault("incentive.file.share") }
        let by = try need("by").word(of: [ReportField.agent, .technician].map(\.rawValue), "by")
        let field: ReportField = by == ReportField.agent.rawValue ? .agent : .technician
        let known = ServiceFigure.allCases.filter { $0.unit != .count && fields($0).contains(field) }
        var items: [IncentiveCard.Item] = []
        for node in try need("items").items {
            let item = try node.incentiveItem(known)
            if items.contains(where: { $0.figure == item.figure }) {
                throw node.fault("incentive.file.double", ["name": .text(item.figure.rawValue)])
            }
            items.append(item)
        }
        return IncentiveCard(
            role: try need("role").word(of: roles, "role"), label: try label("label"),
            field: field, least: fewest, enough: part, items: items, bonus: try incentiveSteps())
    }

    private func incentiveItem(_ known: [ServiceFigure]) throws -> IncentiveCard.Item {
        try allowOnly("figure", "weight", "none", "full", "must")
        let name = try need("figure").word(of: known.map(\.rawValue), "figure")
        guard let figure = known.first(where: { $0.rawValue == name }) else {
            throw try need("figure").notOneOf(known.map(\.rawValue), "figure")
        }
        let weight = try need("weight")
        guard let points = weight.double, points > 0, points <= 1000 else {
            throw weight.fault("incentive.file.weight")
        }
        let (none, full) = (try bound("none", of: figure), try bound("full", of: figure))
        guard figure.moreIsBetter == true ? none < full : none > full else {
            throw try need("full").fault("incentive.file.scale")
        }
        if let must = self["must"], figure.unit != .share || figure.moreIsBetter != true {
            throw must.fault("incentive.file.must")
        }
        return IncentiveCard.Item(
            figure: figure, weight: points, none: none, full: full,
            must: self["must"] == nil ? nil : try bound("must", of: figure))
    }

    private func bound(_ key: String, of figure: ServiceFigure) throws -> Double {
        let node = try need(key)
        switch figure.unit {
        case .share, .score:
            guard let share = node.share else { throw node.fault("incentive.file.share") }
            return share
        case .count, .duration: return Double(try DeskSettings.span(self, key).minutes)
        }
    }

    private func incentiveSteps() throws -> [IncentiveCard.Step] {
        let steps = try need("bonus").items.map { node in
            try node.allowOnly("from", "share")
            guard let from = try node.need("from").double, 0...100 ~= from else {
                throw try node.need("from").fault("incentive.file.points")
            }
            guard let share = try node.need("share").share else {
                throw try node.need("share").fault("incentive.file.share")
            }
            return IncentiveCard.Step(from: from, share: share)
        }
        for (step, next) in zip(steps, steps.dropFirst())
        where next.from <= step.from || next.share < step.share {
            throw try need("bonus").fault("incentive.file.steps")
        }
        return steps
    }
}

extension Rules {
    /// Everything wrong in the file of incentives.
    package func incentiveProblems() throws -> [RuleFault] {
        IncentiveBook.check(file: try library.file("incentives.yaml"), roles: roles.all.map(\.name)) {
            $0.fields(self)
        }
    }
}
