package import Model
package import Workflow

/// Which workflow a matter follows.
extension Rules {
    package func workflow(named name: String) throws -> WorkflowDefinition {
        guard let definition = workflows[name] else {
            throw DeskFault.unknownKind(name, known: workflows.all.map(\.name))
        }
        return definition
    }

    /// The newest workflow of a case kind.
    package func caseWorkflow(_ kind: CaseKind) throws -> WorkflowDefinition {
        guard let definition = workflows[kind.rawValue], definition.subject == .case else {
            throw DeskFault.unknownKind(kind.rawValue, known: workflows.kinds(of: .case).map(\.name))
        }
        return definition
    }

    /// The workflow a matter started with, or the newest when that version is no longer kept.
    package func workflow(of c: ServiceCase) throws -> WorkflowDefinition {
        try workflows.definition(c.kind.rawValue, version: c.workflowVersion) ?? caseWorkflow(c.kind)
    }
    package func workflow(of v: Visit) throws -> WorkflowDefinition {
        try workflows.definition("visit", version: v.workflowVersion) ?? workflow(named: "visit")
    }
    package func workflow(of c: FollowUpCall) throws -> WorkflowDefinition {
        try workflows.definition("call", version: c.workflowVersion) ?? workflow(named: "call")
    }
    func workflow(of matter: Matter) throws -> WorkflowDefinition {
        switch matter {
        case .serviceCase(let c): try workflow(of: c)
        case .visit(let v): try workflow(of: v)
        case .call(let c): try workflow(of: c)
        }
    }

    /// The call workflow's way of taking a call in hand, and the states it starts from: known by its effect, not by
    /// its name.
    func claiming() throws -> (name: String, from: [String]) {
        let definition = try workflow(named: "call")
        guard let claim = definition.transitions.first(where: { $0.effects.contains(.claim) }) else {
            throw DeskFault.unknownKind("claim", known: definition.transitions.map(\.name))
        }
        return (claim.name, claim.from)
    }
}

extension WorkflowDefinition {
    /// Its ways of taking a matter in hand (or putting it back), known by their effect, not by their names.
    func ways(to effect: Effect) -> [Transition] { transitions.filter { $0.effects.contains(effect) } }
}
