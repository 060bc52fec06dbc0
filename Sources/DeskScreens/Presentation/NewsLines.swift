import Model
import ServiceDesk
import Wording
import Workflow

extension DeskContext {
    /// `赵敏 · V3 Accept: Dispatched > Accepted`: who did what to which record.
    func newsLine(_ item: News.Item, more: Int) -> String {
        let moved = movement(item.entry, item.workflow.flatMap { rules.workflows[$0] })
        let isLate = item.entry.facts[AskedPromise.late] != nil
        let done = isLate ? say("news.grantedLate") : wording.name(item.entry.event, of: "event")
        let what = moved.isEmpty ? done : moved
        let facts: [String: PhraseFact] = [
            "person": .text(item.person), "id": .text(item.entry.subject.description), "what": .text(what),
        ]
        let line = say("news.changed", facts)
        guard more > 0 else { return line }
        return say("news.changedMore", ["line": .text(line), "count": .count(more)])
    }
}
