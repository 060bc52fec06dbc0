package import Model
import Records

/// What people conclude in an audit beside what its figures carry, as of one moment.
package struct ConclusionBoard: Sendable {
    package var audit: ServiceAudit
    /// In the order that people gave them.
    package var conclusions: [AuditConclusion]
    package var carried: [CarriedClaim]
    package var interviews: [AuditInterview]
    package var names: [StaffID: String]

    /// What the figures carry and nobody has decided on.
    package var open: [CarriedClaim] {
        let decided = Set(conclusions.compactMap(\.claim?.name))
        return carried.filter { !decided.contains($0.id) }
    }

    /// What the figures say now of what a conclusion was made of; nil where they carry it no more, or where it is people's own.
    package func today(_ conclusion: AuditConclusion) -> KeptClaim? {
        carried.first { $0.id == conclusion.claim?.name }?.kept
    }
}

extension Reading {
    /// - Parameter progress: is told now and then how far it came (0 to 1), and may throw to end it.
    /// - Throws: `DeskFault.unknown`.
    package func conclusionBoard(
        of id: AuditID, at now: Instant, progress: (Double) throws -> Void = { _ in }
    ) throws -> ConclusionBoard {
        ConclusionBoard(
            audit: try audit(id), conclusions: try conclusions.all(of: id),
            carried: try carriedClaims(of: id, at: now, progress: progress),
            interviews: try audits.interviews(of: id), names: try names())
    }
}
