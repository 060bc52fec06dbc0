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
        + ["askNumber", "callAgain", "notify", "openCase", "requestApproval", "signal"]

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
            try value.allowOnly("message")
            return .askNumber(try value.label("message"))
        case "callAgain":
            try value.allowOnly("amount", "calendar", "at")
            return .callAgain(try moment(value))
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
        try node.allowOnly("decision", "amount", "reason")
        for key in ["amount", "reason"] { _ = names(key, of: node, fieldName) }
        if let amount = node["amount"], let name = amount.string, let field = fields[name],
            field.type != .money
        {
            findings.add(
                amount.fault("workflow.wrongOperand", ["field": .text(name), "type": .text("money")]))
        }
        return ApprovalRequest(
            decision: try node.text("decision"), amountField: node["amount"]?.string,
            reasonField: node["reason"]?.string)
    }
}
