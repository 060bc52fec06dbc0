extension Questionnaire {
    /// The question that sums a sheet up: the one named `overall`, or else the first that asks how satisfied one is.
    package var overall: Question? {
        self["overall"] ?? questions.first { $0.kind == .csat }
    }
}
