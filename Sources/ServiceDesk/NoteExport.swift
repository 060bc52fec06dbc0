import Model
import Workflow

extension Work {
    /// Notes that records leave the desk, before they do. Refused to who may not export.
    package func noteExport(of sort: String) throws {
        try require(.export)
        try record(.desk, "desk.exported", ["sort": .text(sort)])
    }
}
