/// A report that the desk makes again and again, for whoever asked for it, until they want it no more.
package struct ScheduledReport: Hashable, Sendable, Identifiable {
    package enum Form: String, Sendable, Codable, CaseIterable {
        case csv, json, html
        case text = "txt"
    }

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
    /// The words of the command that asks for it, without its days, its form and where it goes: `report service --by team`.
    package var command: [String]
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
        id: Int64 = 0, owner: StaffID, command: [String], rhythm: ReportRhythm, form: Form, target: Target,
        language: String, madeUntil: Day, due: Instant, createdAt: Instant
    ) {
        (self.id, self.owner, self.command, self.rhythm, self.form) = (id, owner, command, rhythm, form)
        (self.target, self.language, self.madeUntil, self.due) = (target, language, madeUntil, due)
        (failures, error, self.createdAt) = (0, "", createdAt)
    }

    /// What a file of it is called: `service-by-team-2026-W48.csv`.
    package func fileName(of days: ClosedRange<Day>) -> String {
        "\(name)-\(rhythm.name(of: days)).\(form.rawValue)"
    }

    /// The words of its command as a part of a file's name.
    private var name: String {
        let words = command.first == "report" ? command.dropFirst() : command[...]
        let plain = words.map { word in
            String(word.drop { $0 == "-" }.map { $0.isLetter || $0.isNumber ? $0 : "-" })
        }
        return plain.joined(separator: "-")
    }

    /// Whether both put files of the same names into the same folder, though they are not the same: only one would ever be made.
    package func sharesFiles(with other: ScheduledReport) -> Bool {
        guard case .folder = target, target == other.target else { return false }
        guard (command, language) != (other.command, other.language) else { return false }
        return (name, rhythm, form) == (other.name, other.rhythm, other.form)
    }

    /// Whether it is the same again: asked for twice, it is kept once.
    package func isSame(as other: ScheduledReport) -> Bool {
        (owner, command, rhythm, form, target, language)
            == (other.owner, other.command, other.rhythm, other.form, other.target, other.language)
    }
}
