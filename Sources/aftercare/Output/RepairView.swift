import Dispatching
import Model
import ServiceDesk
import Wording

/// What a technician's falling out or running late comes to.
struct RepairView: Showable {
    let applied: Bool
    /// Visits that somebody else must do.
    let fallen: [String]
    let changes: [ChangeView]
    /// Those that nobody can do that day.
    let left: [String]
    /// Visits whose customers must be told of another time, or of none.
    let toTell: [String]
    /// The calls in the queue, once it is carried out.
    let calls: [String]

    init(_ repair: Repair, _ calls: [FollowUpCall]?, _ viewer: Viewer) throws {
        applied = calls != nil
        fallen = repair.book.fallen.map(\.description)
        changes = try repair.changes.map { try ChangeView($0, of: repair.book, viewer) }
        left = repair.left.map(\.description)
        toTell = repair.told.map(\.description)
        self.calls = (calls ?? []).map(\.id.description)
    }

    func lines(_ output: Output) -> [String] {
        guard !fallen.isEmpty || !changes.isEmpty || !toTell.isEmpty else {
            return [output.words("disrupt.nothing")]
        }
        func named(_ key: String, _ ids: [String]) -> [String] {
            ids.isEmpty
                ? []
                : [output.words(key, ["count": .count(ids.count), "visits": .list(ids.map { .text($0) })])]
        }
        return output.table(changes) + named("disrupt.left", left) + named("disrupt.tell", toTell)
            + named("disrupt.calls", calls)
            + [ending(output)]
    }

    private func ending(_ output: Output) -> String {
        guard !changes.isEmpty else {
            return output.words(applied ? "disrupt.applied" : "disrupt.notApplied")
        }
        return output.words(applied ? "plan.applied" : "plan.notApplied", ["count": .count(changes.count)])
    }
}
