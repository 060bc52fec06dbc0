import Resources

extension RuleNode {
    /// What we promise: a figure in a unit, or a promise of the promise files that can be told in it.
    /// - Parameter unit: nil for what is kept or not, to which any promise can be the answer, and no figure.
    func promised(in unit: ServiceMeasure.Unit?, _ words: OwnSourceWords) throws -> ServiceMeasure.Promised {
        if let unit, let value = double {
            guard unit.range.contains(value) else { throw fault("competitor.file.outOfRange") }
            return .set(value)
        }
        let promise = try word(of: words.promises.keys.sorted(), "promised")
        guard unit.map({ words.promises[promise]?.contains($0) ?? false }) ?? true else {
            throw fault("competitor.file.otherUnit")
        }
        return .promise(promise)
    }
}
