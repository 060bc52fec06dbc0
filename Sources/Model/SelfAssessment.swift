/// How the house judged itself by a standard, as of a day.
package struct SelfAssessment: Hashable, Sendable {
    package var id: Int64 = 0
    /// `gbt27922`
    package var standard: String
    package var title: String
    package var day: Day
    package var by: StaffID?
    package var at: Instant
    /// The standard's file as it was, by which it is judged whatever the file says later.
    package var text: String

    package init(
        standard: String, title: String, day: Day, by: StaffID?, at: Instant, text: String = ""
    ) {
        (self.standard, self.title, self.day) = (standard, title, day)
        (self.by, self.at, self.text) = (by, at, text)
    }
}

/// What was judged of one clause, or a point given or taken beside the scale. The newest of a clause counts.
package struct AssessmentMark: Hashable, Sendable {
    package enum Verdict: String, Sendable, CaseIterable {
        case met
        /// Falls short in some of what was looked at.
        case partly
        case failed
        case notApplicable = "not-applicable"
        /// One point beside the scale, of no clause.
        case deduction, bonus

        package var isSpecial: Bool { self == .deduction || self == .bonus }
    }

    package var id: Int64 = 0
    package var assessment: Int64
    /// Empty for what stands beside the scale.
    package var clause: String
    package var verdict: Verdict
    /// The share that fell short, 0 to 1; of `partly` alone.
    package var failing: Double?
    package var note: String
    package var by: StaffID?
    package var at: Instant
    /// A deduction that was made good, or given by mistake.
    package var endedAt: Instant?

    package init(
        assessment: Int64, clause: String, verdict: Verdict, failing: Double? = nil, note: String = "",
        by: StaffID? = nil, at: Instant
    ) {
        (self.assessment, self.clause, self.verdict) = (assessment, clause, verdict)
        (self.failing, self.note, self.by, self.at) = (failing, note, by, at)
    }
}
