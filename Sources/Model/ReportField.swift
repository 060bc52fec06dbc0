/// By what reports tell their figures apart.
package enum ReportField: String, Sendable, Hashable, CaseIterable {
    case kind, product, queue, zone
    /// The kind of customer: consumer, dealer …
    case customer
    case channel, severity
    /// Of whoever has the case, or makes the call.
    case team, agent
    case technician, promise
    /// Of follow-up calls.
    case plan, reason
}
