import Model
import Resources

extension WorkflowReader {
    private static let plainEffects: [String: Effect] = [
        "openVisit": .openVisit, "followUpVisit": .followUpVisit, "cancelVisits": .cancelVisits,
        "cancelCalls": .cancelCalls, "raiseSeverity": .raiseSeverity, "bumpReopened": .bumpReopened,
        "claim": .claim, "release": .release, "countAttempt": .countAttempt, "doNotCall": .doNotCall,
        "planAttempt": .planAttempt, "bar": .bar,
    ]
    private static let effectNames =
        plainEffects.keys.sorted()
        + ["askNumber", "callAgain", "grant", "notify", "openCase", "requestApproval", "signal"]

    /// A bare word, or a mapping of one effect to what it needs.
    func effect(_ node: RuleNode) throws -> Effect {
        if let name = node.string {
            guard let effect = Self.plainEffects[name] else {
                throw node.unknown("effect", name, Self.effectNames)
            }
            return effect
        }
        guard node.entries.count == 1, let (key, value) = node.entries.first else {
            throw node.fault("workflow.notEffect")
        }
        switch key.string {
        case "askNumber":
            try value.allowOnly("message", "outcomes")
            return .askNumber(
                try value.label("message"),
                outcomes: try value["outcomes"] == nil ? [] : value.words("outcomes"))
        case "callAgain":
            try value.allowOnly("amount", "calendar", "at")
            return .callAgain(try moment(value))
        case "grant":
            try value.allowOnly("decision", "amount")
            try decide(value)
            _ = names("amount", of: value, fieldName)
            checkMoney(value)
            return .grant(decision: try value.text("decision"), amountField: try value.text("amount"))
        case "notify":
            try value.allowOnly("role", "message")
            let role = try value.text("role")
            _ = self.role(role, try value.need("role"))
            return .notify(role: role, message: try value.label("message"))
        case "openCase":
            try value.allowOnly("kind", "summary")
            return .openCase(kind: try value.text("kind"), summary: try value.label("summary"))
        case "requestApproval": return .requestApproval(try approval(value))
        case "signal": return .signal(try value.word("signal", as: Signal.self))
        default: throw key.unknown("effect", key.string, Self.effectNames)
        }
    }

    private func approval(_ node: RuleNode) throws -> ApprovalRequest {
        try node.allowOnly("decision", "amount", "reason", "proposal")
        try decide(node)
        for key in ["amount", "reason", "proposal"] { _ = names(key, of: node, fieldName) }
        checkMoney(node)
        return ApprovalRequest(
            decision: try node.text("decision"), amountField: node["amount"]?.string,
            reasonField: node["reason"]?.string, proposalField: node["proposal"]?.string)
    }

    private func decide(_ node: RuleNode) throws {
        _ = decisionName(try node.text("decision"), try node.need("decision"))
    }

    private func checkMoney(_ node: RuleNode) {
        if let amount = node["amount"], let name = amount.string, let field = fields[name],
            field.type != .money
        {
            findings.add(
                amount.fault("workflow.wrongOperand", ["field": .text(name), "type": .text("money")]))
        }
    }
}
