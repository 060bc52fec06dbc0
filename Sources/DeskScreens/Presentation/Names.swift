import Model
import ServiceDesk
import TerminalKit
import Wording
import Workflow

/// What the words of the rule files are called in the language on the screen.
extension DeskContext {
    func kindName(_ kind: String) -> String {
        rules.workflows[kind].map { wording.text($0.label) } ?? kind
    }

    func stateName(_ workflow: String, _ version: Int, _ state: String) -> String {
        let definition = rules.workflows.definition(workflow, version: version) ?? rules.workflows[workflow]
        return definition?.state(state).map { wording.text($0.label) } ?? state
    }

    func stateName(_ c: ServiceCase) -> String { stateName(c.kind.rawValue, c.workflowVersion, c.state) }
    func stateName(_ v: Visit) -> String { stateName("visit", v.workflowVersion, v.state) }
    func stateName(_ f: FollowUpCall) -> String { stateName("call", f.workflowVersion, f.state) }

    func productName(_ product: String) -> String {
        rules.product(product).map { wording.text($0.label) } ?? product
    }

    func faultName(_ fault: String, of product: String) -> String {
        rules.product(product)?.faults.first { $0.name == fault }.map { wording.text($0.label) } ?? fault
    }

    func queueName(_ queue: String) -> String {
        rules.settings.queues.first { $0.name == queue }.map { wording.text($0.label) } ?? queue
    }

    func metricName(_ metric: String) -> String { wording.name(metric, of: "metric") }

    /// Near moments as people say them, with how far off they are: `14:00, in 25 min`.
    func nearAndFar(_ at: Instant) -> String {
        say(
            "screen.nearAndFar",
            ["near": .text(wording.near(at, now: now)), "far": .text(wording.relative(at, now: now))])
    }

    func style(_ severity: Severity) -> Style {
        switch severity {
        case .general: .text
        case .major: .accent
        case .urgent: .atRisk
        case .critical: .missed
        }
    }

    /// All of a word's names: in the other languages, and as Chinese is typed.
    func keywords(_ label: Label) -> [String] {
        label.texts.values.sorted() + label.texts.values.sorted().flatMap { Pinyin.keys(of: $0) }
    }

    func choice(_ id: String, _ label: Label) -> Choice {
        Choice(id: id, label: wording.text(label), keywords: keywords(label))
    }
}
