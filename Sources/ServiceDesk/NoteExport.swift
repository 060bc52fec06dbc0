import Model
import Workflow

extension Work {
    /// Notes that records leave the desk, before they do. Refused to who may not export.
    /// - Parameter isWhole: whether it takes in the whole house, so that a right that reaches only some cases does not do.
    package func noteExport(of sort: String, isWhole: Bool = true) throws {
        try require(.export)
        if isWhole { try reading.requireWhole(.export, actor) }
        try record(.desk, "desk.exported", ["sort": .text(sort)])
    }
}
