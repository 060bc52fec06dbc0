package import Model
import Resources

/// How far a right reaches: the cases it may be used on. What is in one's own hands is within each.
package enum Reach: String, Sendable, CaseIterable, Codable {
    /// Every case.
    case all
    /// What somebody of one's own team has in hand or makes a visit for, and what nobody has yet.
    case team = "own team"
    /// What is in one of one's own service zones.
    case zones = "own zones"
    /// What one has in hand or makes a visit for, and what nobody has yet.
    case own

    package var phrase: Phrase {
        switch self {
        case .all: Phrase("reach.all")
        case .team: Phrase("reach.team")
        case .zones: Phrase("reach.zones")
        case .own: Phrase("reach.own")
        }
    }

    /// In a table.
    package var word: Phrase {
        switch self {
        case .all: Phrase("reach.word.all")
        case .team: Phrase("reach.word.team")
        case .zones: Phrase("reach.word.zones")
        case .own: Phrase("reach.word.own")
        }
    }
}

extension Right {
    /// Those used on one case at a time, which a role may so have of some cases only.
    package static let ofCases: [Right] = [
        .read, .editCase, .doCase, .bulkCases, .bookVisit, .doVisit, .askApproval, .decideApproval, .addNote,
        .export,
    ]
}

extension Role {
    /// Nil for a right it has not.
    package func reach(of right: Right) -> Reach? {
        rights.contains(right) ? reaches[right] ?? .all : nil
    }
}

extension Roles {
    /// How far a right reaches for somebody with these roles: all that their roles give, which add up; `all` alone where one
    /// gives that, and nothing without the right.
    package func reaches(of roles: [String], _ right: Right) -> Set<Reach> {
        let found = Set(roles.compactMap { self[$0]?.reach(of: right) })
        return found.contains(.all) ? [.all] : found
    }

    /// Whether any role has a right of some cases only.
    package var hasReaches: Bool { all.contains { !$0.reaches.isEmpty } }

    /// `reach: own team` of all its rights on cases, or of some of them `{read: own zones, export: own}`.
    static func reaches(_ role: RuleNode, of rights: Set<Right>) throws -> [Right: Reach] {
        guard let node = role["reach"] else {
            // Begun and left empty, it would give every case to whoever was to have some.
            guard let (key, _) = role.entries.first(where: { $0.key.string == "reach" }) else { return [:] }
            throw key.fault(
                "rule.notOneOf",
                [
                    "key": .text("reach"), "value": .text(""),
                    "choices": .names(Reach.allCases.map(\.rawValue)),
                ])
        }
        if node.isScalar {
            let reach = try role.choice("reach", as: Reach.self)
            guard reach != .all else { return [:] }
            return Dictionary(
                uniqueKeysWithValues: Right.ofCases.filter(rights.contains).map { ($0, reach) })
        }
        guard node.isMapping else { throw node.fault("rule.notMapping") }
        var found: [Right: Reach] = [:]
        for (key, _) in node.entries {
            let right = try self.right(key)
            guard Right.ofCases.contains(right) else {
                throw key.fault(
                    "workflow.noReach",
                    ["name": .text(right.rawValue), "known": .names(Right.ofCases.map(\.rawValue))])
            }
            guard rights.contains(right) else {
                throw key.fault("workflow.reachWithoutRight", ["name": .text(right.rawValue)])
            }
            let reach = try node.choice(right.rawValue, as: Reach.self)
            if reach != .all { found[right] = reach }
        }
        return found
    }
}
