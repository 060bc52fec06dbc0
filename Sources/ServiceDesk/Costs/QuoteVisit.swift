package import Model
import Records
import Workflow

extension Work {
    /// Keeps an estimate as what the customer was told.
    package func quote(_ id: VisitID) throws -> VisitCosts {
        try require(.doVisit, on: Subject(id))
        var costs = try reading.estimate(id, at: now)
        var visit = try reading.visit(id)
        guard visit.category.isOpen else { throw PartFault.visitOver(id) }
        let due = costs.total(.customer)
        (costs.quoted, visit.fields["quoted"]) = (due, .number(due.minor))
        _ = try visits.update(visit)
        try record(Subject(id), "visit.quoted", ["quoted": .number(due.minor)])
        return costs
    }
}
