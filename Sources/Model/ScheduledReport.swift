/// A service report that the desk makes again and again, for whoever asked for it, until they want it no more.
package struct ScheduledReport: Hashable, Sendable, Identifiable {
    package enum Form: String, Sendable, Codable, CaseIterable { case csv, json, html }

    /// Where it goes.
    package enum Target: Hashable, Sendable {
        /// A folder of the machine on which the desk is swept.
        case folder(String)
        /// A program of `notify.yaml`.
        case program(String)
    }

    package var id: Int64
    /// Who asked for it, by whose rights it is made.
    package var owner: StaffID
    /// By what its figures are told apart, by the field's name; empty for not at all.
    package var by: String
    package var rhythm: ReportRhythm
    package var form: Form
    package var target: Target
    /// In which it is written.
    package var language: String
    /// The last day of the latest that was made.
    package var madeUntil: Day
    /// When the next is to be made, or tried again.
    package var due: Instant
    /// How often the next has failed.
    package var failures: Int
    /// What went wrong last; empty when nothing did.
    package var error: String
    /// When one was made last; nil before the first.
    package var madeAt: Instant?
    package var createdAt: Instant

    package init(
        id: Int64 = 0, owner: StaffID, by: String, rhythm: ReportRhythm, form: Form, target: Target,
        language: String, madeUntil: Day, due: Instant, createdAt: Instant
    ) {
        (self.id, self.owner, self.by, self.rhythm, self.form) = (id, owner, by, rhythm, form)
        (self.target, self.language, self.madeUntil, self.due) = (target, language, madeUntil, due)
        (failures, error, self.createdAt) = (0, "", createdAt)
    }

    /// What a file of it is called: `service-by-team-2026-W48.csv`.
    package func fileName(of days: ClosedRange<Day>) -> String {
        "service\(by.isEmpty ? "" : "-by-\(by)")-\(rhythm.name(of: days)).\(form.rawValue)"
    }

    /// Whether both put files of the same names into the same folder, each in its own language: only one would ever be made.
    package func sharesFiles(with other: ScheduledReport) -> Bool {
        guard case .folder = target, target == other.target, language != other.language else { return false }
        return (by, rhythm, form) == (other.by, other.rhythm, other.form)
    }

    /// Whether it is the same again: asked for twice, it is kept once.
    package func isSame(as other: ScheduledReport) -> Bool {
        (owner, by, rhythm, form, target, language)
            == (other.owner, other.by, other.rhythm, other.form, other.target, other.language)
    }
}
