package import Model
package import Resources

/// What someone may do at the desk at all; transitions add who may take which.
package enum Right: String, Sendable, CaseIterable {
    case read
    case logCase = "case.log"
    case editCase = "case.edit"
    case doCase = "case.do"
    /// To change many cases at once: whose they are, where they wait, how bad they are.
    case bulkCases = "case.bulk"
    case editCustomer = "customer.edit"
    case mergeCustomer = "customer.merge"
    case editUnit = "unit.edit"
    case bookVisit = "visit.book"
    /// To book the visit that follows one's own.
    case followVisit = "visit.follow"
    case doVisit = "visit.do"
    /// To say when technicians are away, what their vehicles carry, which visits are fixed.
    case planVisits = "visit.plan"
    /// To credit what was billed, and to make bills void.
    case creditBill = "bill.credit"
    /// To receive, order, move and count parts; a technician does so with the own vehicle without it.
    case keepStock = "stock.keep"
    case scheduleCall = "call.schedule"
    case makeCall = "call.make"
    case askApproval = "approval.ask"
    case decideApproval = "approval.decide"
    /// To give one person another limit for some days.
    case exceptLimits = "limit.except"
    /// Answers to questionnaires, by call, interview or file.
    case enterSurvey = "survey.enter"
    /// To correct or withdraw what was entered wrongly.
    case correctSurvey = "survey.correct"
    /// To decide what came of differences between the record and what customers say.
    case reviewSurvey = "survey.review"
    /// To have customers chosen and rung up in campaigns.
    case runCampaigns = "campaign.run"
    /// To offer a filter one keeps to others, and to change or drop those offered.
    case shareViews = "view.share"
    /// To set for everyone how the queues and views of the rules are: what they show, to whom, and what in them is at risk.
    case setQueues = "queue.set"
    /// To enter what was seen of competitors, what was said of needs, and how the house judges itself by a standard.
    case keepAudit = "audit.keep"
    /// To judge cases and calls by score cards, and to coach whose work it was.
    case scoreQuality = "quality.score"
    /// To have them drawn, and to settle what holds where two scores differ.
    case steerQuality = "quality.steer"
    /// To propose promises beside those in force, and to publish what is to be expected of them.
    case draftPromises = "promise.draft"
    /// To put such promises in force.
    case approvePromises = "promise.approve"
    case addNote = "note.add"
    case `import`
    case export
    case editStaff = "staff.edit"
    /// To act in someone else's name where the database knows who signed in.
    case actForOthers = "staff.actFor"
    case configureDesk = "desk.config"
}

package struct Role: Hashable, Sendable {
    package let name: String
    package let label: Label
    package let rights: Set<Right>
    /// Of those that do not reach every case, how far they do.
    package let reaches: [Right: Reach]

    /// Such a role (`rights: all`) may also take every transition that people may take.
    package var hasEveryRight: Bool { rights.count == Right.allCases.count }
}

/// The roles of `Resources/roles.yaml`. Names in a staff record that are not there give nothing.
///
///     let roles = try Roles(file: library.file("roles.yaml"))
///     roles.allows(["agent"], .bookVisit)
package struct Roles: Sendable {
    /// In the file's order.
    package let all: [Role]

    package init(_ all: [Role]) { self.all = all }

    package subscript(name: String) -> Role? { all.first { $0.name == name } }

    package func allows(_ roles: [String], _ right: Right) -> Bool {
        roles.contains { self[$0]?.rights.contains(right) ?? false }
    }
}

extension Roles {
    /// - Throws: the first `RuleFault` of the file; `check` gives them all.
    package init(file: ResourceFile) throws {
        let findings = Findings()
        self = Roles.read(file, findings)
        if let first = findings.all.first { throw first }
    }

    /// Everything wrong in the file, by line.
    package static func check(_ file: ResourceFile) -> [RuleFault] {
        let findings = Findings()
        _ = read(file, findings)
        return findings.all
    }

    static func read(_ file: ResourceFile, _ findings: Findings) -> Roles {
        let roles = findings.attempt {
            let root = try RuleNode.parse(file)
            // Where this stood before: said, since who misses it would look for a misspelling.
            if let old = root["currency"] {
                throw old.fault("empowerment.moved", ["word": .text("currency")])
            }
            try root.allowOnly("roles")
            return try root.need("roles").entries.compactMap { key, node in
                findings.attempt { try role(named: key, node) }
            }
        }
        return Roles(roles ?? [])
    }

    private static func role(named key: RuleNode, _ node: RuleNode) throws -> Role {
        if let old = node["limit"] { throw old.fault("empowerment.moved", ["word": .text("limit")]) }
        try node.allowOnly("label", "rights", "reach")
        guard let name = key.string else { throw key.fault("rule.notText", ["key": .text("roles")]) }
        let rights = try rights(node)
        return Role(
            name: name, label: try node.label("label"), rights: rights, reaches: try reaches(node, of: rights)
        )
    }

    private static func rights(_ node: RuleNode) throws -> Set<Right> {
        let list = try node.need("rights")
        if list.string == "all" { return Set(Right.allCases) }
        return Set(try list.items.map(right))
    }

    static func right(_ node: RuleNode) throws -> Right {
        guard let right = node.string.flatMap(Right.init(rawValue:)) else {
            throw node.fault(
                "workflow.unknownRight",
                ["name": .text(node.string ?? ""), "known": .names(Right.allCases.map(\.rawValue))])
        }
        return right
    }
}
