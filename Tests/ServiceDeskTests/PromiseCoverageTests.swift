import Model
import Resources
import ServiceDesk
import ServiceTime
import Testing
import Workflow

@Suite("Shipped promises and workflows")
struct PromiseCoverageTests {
    let rules: Rules
    let day = Day(2026, 11, 24)

    init() throws { rules = try Rules(library: ResourceLibrary()) }

    @Test("every clock a shipped workflow starts is promised, whatever the severity")
    func promised() {
        for workflow in rules.workflows.all {
            for metric in started(by: workflow) {
                for severity in Severity.allCases {
                    let facts = PromiseFacts(
                        subject: workflow.subject, kind: workflow.name, severity: severity)
                    #expect(
                        rules.promises.promise(for: metric, facts, on: day) != nil,
                        "\(workflow.name), \(severity): \(metric)")
                }
            }
        }
    }

    @Test("every shipped promise with a metric is counted by a workflow it is made for")
    func counted() {
        for promise in rules.promises.all {
            guard let metric = promise.metric else { continue }
            let counting = rules.workflows.all.filter {
                $0.subject == promise.scope.subject && started(by: $0).contains(metric)
                    && (promise.scope.kinds.isEmpty || promise.scope.kinds.contains($0.name))
            }
            #expect(!counting.isEmpty, "\(promise.id)")
        }
    }

    private func started(by workflow: WorkflowDefinition) -> Set<String> {
        let states = workflow.states.flatMap { $0.clocks.start + $0.clocks.restart }
        return Set(states + workflow.transitions.flatMap { $0.clocks.start + $0.clocks.restart })
    }
}
