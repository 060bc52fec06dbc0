import Model
import ServiceDesk
import Wording

/// For which calls a script is, what is asked in them, and how they can end.
struct CallScriptView: Showable {
    let plans: [String]
    let reasons: [String]
    let asks: [String]
    let ends: [String]
    private let script: CallScript
    private let names: [Label]

    private enum CodingKeys: String, CodingKey { case plans, reasons, asks, ends }

    init(_ script: CallScript, _ known: FollowUpPlans) {
        self.script = script
        (plans, reasons, asks) = (script.plans, script.reasons, script.asks)
        ends = script.ends.map(\.step)
        names = script.plans.compactMap { known[$0]?.label }
    }

    func lines(_ output: Output) -> [String] {
        let wording = output.wording
        let calls = names.map { wording.text($0) } + reasons.map { wording.name($0, of: "callReason") }
        let ends = PhraseFact.list(script.ends.map { .label($0.label) })
        let said =
            calls.isEmpty
            ? output.words("followup.script.others", ["ends": ends])
            : output.words(
                "followup.script", ["calls": .list(calls.map { .text($0) }), "ends": ends])
        return [said, "    " + wording.text(script.opening)]
    }
}
