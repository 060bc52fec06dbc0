package import Model
import Records
import Workflow

/// What a request for a decision stands upon: the customer's rights, what they were granted before, which promises were missed.
package struct ApprovalBackground: Sendable, Hashable {
    /// What was granted, at request or by somebody alone.
    package struct Sum: Sendable, Hashable {
        /// Requests granted.
        package var count: Int
        package var amount: Money
    }

    /// What the customer may demand today (`return`, `exchange`, `free repair`, `paid repair`); nil where the case names no
    /// product to judge by.
    package var entitlement: [String]?
    package var inCase: Sum
    /// In twelve months, on all the customer's cases.
    package var inYear: Sum
    /// The promises of the case that were missed, by name.
    package var missed: [String]

    static let separator = ", "

    var facts: [String: FieldValue] {
        [
            "entitled": .text((entitlement ?? []).joined(separator: Self.separator)),
            "grantedInCase": .text("\(inCase.amount) \(inCase.amount.currency)"),
            "grantedInYear": .text("\(inYear.amount) \(inYear.amount.currency)"),
            "promisesMissed": .number(Int64(missed.count)),
        ]
    }
}

extension Reading {
    private static let year = Span.days(365)

    package func background(of approval: Approval, at now: Instant) throws -> ApprovalBackground {
        let c = try caseID(of: approval.subject).flatMap { try cases.find($0) }
        let since = now - Self.year
        let all = try c.map { try approvals.of($0.customer, limit: 500) } ?? approvals.of(approval.subject)
        let granted = all.filter { $0.state == .granted && $0.id != approval.id }
        let subject = c.map { Subject($0.id) } ?? approval.subject
        let recent = granted.filter { $0.decidedAt ?? now >= since }
        return ApprovalBackground(
            entitlement: try c.flatMap {
                $0.unit == nil ? nil : try entitledWords($0, on: rules.localDay(now))
            },
            inCase: sum(
                granted.filter { $0.subject == subject }, alone: try empowerments.alone(in: subject)),
            inYear: sum(
                recent,
                alone: try c.map { try empowerments.alone(onCasesOf: $0.customer, since: since) }
                    ?? empowerments.alone(in: subject, since: since)),
            missed: try clocks.of(subject).filter { $0.breachedAt != nil || $0.state == .missed }
                .map(\.promise))
    }

    /// Sums of one decision in one matter are each the whole that its customer gets, so that the highest of them counts.
    private func sum(_ granted: [Approval], alone: [EmpowermentStore.Total]) -> ApprovalBackground.Sum {
        let asked = granted.map {
            EmpowermentStore.Total(subject: $0.subject, decision: $0.decision, amount: $0.amount?.minor ?? 0)
        }
        let totals = Dictionary(grouping: asked + alone) { [$0.subject.description, $0.decision] }
            .values.compactMap { $0.map(\.amount).max() }
        return ApprovalBackground.Sum(
            count: granted.count, amount: rules.empowerment.money(totals.reduce(0, +)))
    }
}
