import Statistics

/// What becomes of the cases that steps open: those that steps opened in the past, by workflow and by what they are about.
struct Followers {
    private var byWorkflow: [Int: [Int]] = [:]
    private var byGroup: [Place: [Int]] = [:]

    private struct Place: Hashable {
        var workflow: Int
        var group: Int
    }

    init(_ patterns: [CasePattern]) {
        for (number, pattern) in patterns.enumerated() where pattern.isOpenedByStep {
            guard let workflow = pattern.workflow else { continue }
            byWorkflow[workflow, default: []].append(number)
            byGroup[Place(workflow: workflow, group: pattern.group), default: []].append(number)
        }
    }

    /// The pattern of one that is opened: of the same product and zone where there was any, else of the workflow.
    /// - Returns: nil where no step ever opened one.
    func draw(_ workflow: Int, group: Int, by chance: inout SeededChance) -> Int? {
        let pool = byGroup[Place(workflow: workflow, group: group)] ?? byWorkflow[workflow]
        return pool?.randomElement(using: &chance)
    }
}
