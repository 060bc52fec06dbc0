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
                    // A visit or call is promised by the kind of the case it belongs to.
                    let kinds = workflow.subject == .case ? [workflow] : rules.workflows.kinds(of: .case)
                    #expect(
                        kinds.contains { kind in
                            let facts = PromiseFacts(
                                subject: workflow.subject, kind: kind.name, severity: severity)
                            return rules.promises.promise(for: metric, facts, on: day) != nil
                        }, "\(workflow.name), \(severity): \(metric)")
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
                    && ($0.subject != .case || promise.scope.kinds.isEmpty
                        || promise.scope.kinds.contains($0.name))
            }
            #expect(!counting.isEmpty, "\(promise.id)")
        }
    }

    private func started(by workflow: WorkflowDefinition) -> Set<String> {
        let states = workflow.states.flatMap { $0.clocks.start + $0.clocks.restart }
        return Set(states + workflow.transitions.flatMap { $0.clocks.start + $0.clocks.restart })
    }
}
