import Resources

/// Gathers everything wrong in rule files, so that a check names all of it at once and not only the first.
final class Findings {
    private(set) var all: [RuleFault] = []

    func add(_ fault: RuleFault) {
        // The same alias (`*name`) may be read twice.
        if !all.contains(fault) { all.append(fault) }
    }

    /// The body's value; nil, and the fault noted, when it throws one.
    func attempt<Value>(_ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch let fault as RuleFault {
            add(fault)
        } catch {
            preconditionFailure("readers of rule files throw rule faults only: \(error)")
        }
        return nil
    }
}
