package import Model
import Records
import Workflow

/// What logging a matter now would come to, told before it is logged.
package struct CasePreview: Sendable, Hashable {
    /// The open case of the same matter that would be chased.
    package var chases: CaseID?
    /// The case closed so lately that it would be opened again.
    package var reopens: CaseID?
    /// The case closed within the window of repeats that the new one would be linked to.
    package var repeats: CaseID?
    /// What its words propose.
    package var severity: Severity
    /// The promises that would begin to count, what is due first on top; none when no new case would be made.
    package var clocks: [Clock] = []
}

extension Reading {
    /// Tells what `Work.log` would do with a draft, by the same rules, and writes nothing.
    ///
    /// - Parameters:
    ///   - customer: nil for one who is not on file yet.
    ///   - address: where the matter is, for a customer who is not on file yet.
    /// - Throws: `DeskFault.unknownKind`.
    package func preview(_ draft: CaseDraft, customer: Customer?, address: Address?, at now: Instant) throws
        -> CasePreview
    {
        let definition = try rules.caseWorkflow(draft.kind)
        let unit = try draft.unit.flatMap { try units.find($0) }
        let product = unit?.product ?? draft.product
        var preview = CasePreview(severity: rules.severity(of: draft.summary))
        if let customer {
            let before = try cases.newest(
                of: customer.id, kind: draft.kind, unit: draft.unit, product: product, fault: draft.fault,
                at: now)
            preview.chases = before.open
            if before.open == nil, let closed = before.closed {
                if try wouldReopen(closed.id, at: now) {
                    preview.reopens = closed.id
                } else if closed.at >= now - rules.settings.repeatWindow {
                    preview.repeats = closed.id
                }
            }
        }
        let isFolded = preview.chases != nil || preview.reopens != nil
        if isFolded, case .fold = draft.onRepeat { return preview }
        let step = definition.opening()
        let new = ServiceCase(
            id: CaseID(0), kind: draft.kind, workflowVersion: definition.version, state: step.to,
            category: step.category, customer: draft.customer, unit: draft.unit,
            queue: rules.queue(for: draft.kind), owner: nil, severity: draft.severity ?? preview.severity,
            channel: draft.channel, summary: draft.summary, fault: draft.fault, product: product,
            addressID: draft.addressID ?? unit?.addressID, openedAt: now, stateSince: now)
        let unknown = Customer(
            id: draft.customer, name: "", addresses: address.map { [$0] } ?? [], createdAt: now)
        let starting = step.clocks.compactMap { order -> String? in
            if case .start(let metric) = order { metric } else { nil }
        }
        preview.clocks = try plan(starting, for: .serviceCase(new), customer: customer ?? unknown, at: now)
            .sorted { $0.due < $1.due }
        return preview
    }

    private func wouldReopen(_ id: CaseID, at now: Instant) throws -> Bool {
        guard let closed = try cases.find(id) else { return false }
        let matter = Matter.serviceCase(closed)
        let facts = try facts(of: matter, actor: .desk, now: now)
        return try rules.workflow(of: closed).reaction(to: .customerRepeated, in: closed.state, facts: facts)
            != nil
    }
}
