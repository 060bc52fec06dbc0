import Model
import Resources

extension WorkflowReader {
    /// Nil when there is none, or when it is not one (then noted). A list means all of it.
    func condition(_ node: RuleNode?) -> Condition? {
        guard let node else { return nil }
        return note { try ConditionReader { fact($0, $1) }.read(node) }
    }
}
