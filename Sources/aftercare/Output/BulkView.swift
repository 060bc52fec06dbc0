import Model
import ServiceDesk
import Wording

/// What became of many cases, a line for each, what was refused first.
struct BulkView: Showable {
    let dryRun: Bool
    let done: Int
    let refused: Int
    let results: [Row]
    @OrNull var overload: Load?
    private let told: Phrase?

    private enum CodingKeys: String, CodingKey { case dryRun, done, refused, results, overload }

    /// Who has more than the desk itself would give them.
    struct Load: Encodable {
        let name: String
        let open: Int
        let capacity: Int
    }

    struct Row: Encodable {
        let id: String
        let done: Bool
        @OrNull var problem: String?

        init(_ result: EachResult, _ output: Output) {
            (id, done) = (result.id.description, result.fault == nil)
            _problem = OrNull(result.fault.map { output.wording.say($0) })
        }
    }

    init(_ receipt: BulkReceipt, isRehearsal: Bool, _ v: Viewer) {
        (dryRun, done, refused) = (isRehearsal, receipt.done, receipt.refused)
        results = receipt.results.map { Row($0, v.output) }
        _overload = OrNull(
            receipt.overload.map { Load(name: $0.name, open: $0.open, capacity: $0.capacity) })
        told = receipt.overload?.phrase
    }

    /// What went well is counted; what did not is told.
    func lines(_ output: Output) -> [String] {
        let head = output.words(
            dryRun ? "bulk.wouldDo" : "bulk.did",
            ["done": .count(done), "count": .count(done + refused)])
        let load = told.map { [output.wording.say($0)] } ?? []
        return [head] + load + results.filter { !$0.done }.map { output.pair($0.id, $0.problem ?? "") }
    }
}
