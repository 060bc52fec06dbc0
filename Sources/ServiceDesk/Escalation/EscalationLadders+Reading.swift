import Model
package import Resources
package import Workflow

extension EscalationLadders {
    /// - Throws: the first `RuleFault`, with file and line.
    init(file: ResourceFile, roles: Roles, ranks: [CustomerRank]) throws {
        let (ladders, faults) = try Self.read(file, roles, ranks)
        if let first = faults.first { throw first }
        self = ladders
    }

    /// Everything wrong in the file, with its lines.
    package static func check(file: ResourceFile, roles: Roles, ranks: [CustomerRank]) -> [RuleFault] {
        RuleFault.all { try read(file, roles, ranks).faults }
    }

    /// A file that is no YAML ends it at once; a wrong ladder only itself.
    private static func read(_ file: ResourceFile, _ roles: Roles, _ ranks: [CustomerRank]) throws
        -> (ladders: EscalationLadders, faults: [RuleFault])
    {
        let root = try RuleNode.parse(file)
        try root.allowOnly("unowned", "ladders")
        let known = roles.all.map(\.name)
        var (ladders, faults): ([EscalationLadder], [RuleFault]) = ([], [])
        for (key, node) in try root.need("ladders").entries {
            do {
                let ladder = try LadderReader(node: node, roles: known, ranks: ranks.map(\.name)).ladder(
                    key.string ?? "")
                if ladders.contains(where: { $0.name == ladder.name }) {
                    throw key.fault("escalation.double", ["name": .text(ladder.name)])
                }
                ladders.append(ladder)
            } catch let fault as RuleFault {
                faults.append(fault)
            }
        }
        let unowned = try root.need("unowned").word(of: known, "unowned")
        return (EscalationLadders(ladders, unowned: unowned, metrics: Metric.all.sorted()), faults)
    }
}

/// Reads one ladder.
private struct LadderReader {
    let node: RuleNode
    let roles: [String]
    let ranks: [String]

    func ladder(_ name: String) throws -> EscalationLadder {
        try node.allowOnly("label", "of", "clocks", "on", "words", "only", "rungs")
        let subject = try subject()
        let trigger = try trigger(subject)
        let rungs = try node.need("rungs").items.map { try rung($0, trigger, subject) }
        guard !rungs.isEmpty else { throw try node.need("rungs").fault("escalation.noRungs") }
        guard Set(rungs.map(\.at)).count == rungs.count else {
            throw try node.need("rungs").fault("escalation.sameRung")
        }
        return EscalationLadder(
            name: name, label: try node.label("label"), of: subject, trigger: trigger,
            only: try node.condition("only", about: subject, words: ["customerRank": ranks]),
            onlySource: node["only"]?.source ?? "", rungs: rungs)
    }

    /// A case, where nothing is said.
    private func subject() throws -> SubjectKind {
        guard let of = node["of"] else { return .case }
        let word = try of.word(of: EscalationLadders.kinds.map(\.rawValue), "of")
        return SubjectKind(rawValue: word) ?? .case
    }

    private func trigger(_ subject: SubjectKind) throws -> EscalationLadder.Trigger {
        switch (node["clocks"], node["on"]) {
        case (let clocks?, nil):
            if let words = node["words"] { throw words.fault("escalation.wordsAreSaid") }
            if clocks.string == "all" { return .clocks([]) }
            return .clocks(try clocks.items.map { try $0.word(of: Metric.all.sorted(), "clocks") })
        case (nil, .some):
            let events = EscalationLadder.Event.allCases.filter { $0.subject == subject }
            let word = try node.need("on").word(of: events.map(\.rawValue), "on")
            guard let event = EscalationLadder.Event(rawValue: word) else {
                throw node.fault("escalation.oneTrigger")
            }
            let words = try node.words("words")
            guard words.isEmpty == (event != .said) else {
                throw (node["words"] ?? node).fault("escalation.wordsAreSaid")
            }
            return .event(event, words: words)
        default: throw node.fault("escalation.oneTrigger")
        }
    }

    private func rung(_ node: RuleNode, _ trigger: EscalationLadder.Trigger, _ subject: SubjectKind) throws
        -> EscalationLadder.Rung
    {
        let own = subject == .case ? ["owner"] : ["owner", "case owner"]
        try node.allowOnly("at", "notify", "raise", "reassign", "note")
        let rung = EscalationLadder.Rung(
            at: try mark(node.need("at"), trigger),
            notify: try (node["notify"]?.items ?? []).map { item in
                switch try item.word(of: own + roles, "notify") {
                case "owner": return .owner
                case "case owner" where subject != .case: return .caseOwner
                case let role: return .role(role)
                }
            },
            raises: try node.flag("raise"),
            reassign: try node["reassign"].map { item in
                let word = try item.word(of: ["queue"] + roles, "reassign")
                return word == "queue" ? .queue : .role(word)
            },
            asksNote: try node.flag("note"))
        guard !rung.notify.isEmpty || rung.raises || rung.reassign != nil || rung.asksNote else {
            throw node.fault("escalation.emptyRung")
        }
        return rung
    }

    private func mark(_ node: RuleNode, _ trigger: EscalationLadder.Trigger) throws -> EscalationLadder.Mark {
        let mark = EscalationLadder.Mark(node.string ?? "")
        switch (trigger, mark) {
        case (.clocks, .percent?), (.clocks, .ownTarget?), (.clocks, .minutes?), (.event, .times?):
            if let mark { return mark }
        default: break
        }
        let key = if case .clocks = trigger { "escalation.notShare" } else { "escalation.notTimes" }
        throw node.fault(key, ["value": .text(node.string ?? "")])
    }
}
