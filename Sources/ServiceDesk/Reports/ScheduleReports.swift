package import Model
import Records
import Workflow

// A report that somebody wants again and again is kept in the records and made by whatever sweeps the desk, as notices are handed
// to their programs: each period once, what was missed made up for, and what goes wrong told to whoever asked for it.
extension Work {
    private var store: ScheduledReportStore { ScheduledReportStore(db) }

    /// Has a report made again and again. Asked for again, it is the one there is, made up to where it is said to be.
    /// - Throws: `ScheduledReportFault`; as `noteExport`, since figures leave the desk.
    package func schedule(_ wish: ScheduledReport) throws -> ScheduledReport {
        try require(.export)
        try reading.requireWhole(.export, actor)
        guard let person = actor.staffID else {
            throw DeskFault.notAllowed(login: actor.login, right: Right.export.rawValue)
        }
        if case .program(let name) = wish.target, rules.notices[name] == nil {
            throw ScheduledReportFault.noProgram(name, known: rules.notices.names)
        }
        var report = wish
        report.owner = person
        if var same = try store.all(of: person).first(where: { $0.isSame(as: report) }) {
            guard report.madeUntil > same.madeUntil else { return same }
            (same.madeUntil, same.madeAt) = (report.madeUntil, now)
            (same.due, same.failures, same.error) = (report.due, 0, "")
            _ = try store.made(same, until: now)
            try store.end(same)
            return same
        }
        if let other = try store.all().first(where: report.sharesFiles) {
            throw ScheduledReportFault.sameFiles(other.id)
        }
        report.id = try store.insert(report)
        try record(Subject(person), "report.scheduled", report.facts)
        return report
    }

    /// One's own; anybody's by who configures the desk.
    /// - Throws: `ScheduledReportFault.unknown`.
    package func withdrawReport(_ id: Int64) throws -> ScheduledReport {
        guard let report = try store.find(id) else { throw ScheduledReportFault.unknown(id) }
        if report.owner != actor.staffID { try require(.configureDesk) }
        guard try store.withdraw(id) else { throw ScheduledReportFault.unknown(id) }
        try record(Subject(report.owner), "report.withdrawn", report.facts)
        return report
    }
}

extension Reading {
    /// One's own; to who configures the desk everybody's.
    package func scheduledReports(for actor: Actor) throws -> [ScheduledReport] {
        guard let person = actor.staffID else { return [] }
        return try ScheduledReportStore(db).all(
            of: rules.roles.allows(actor.roles, .configureDesk) ? nil : person)
    }
}

extension ScheduledReport {
    fileprivate var facts: [String: FieldValue] {
        var facts: [String: FieldValue] = [
            "report": .number(id), "rhythm": .text(rhythm.rawValue), "form": .text(form.rawValue),
        ]
        facts["reportOf"] = .text(command.joined(separator: " "))
        switch target {
        case .folder(let path): facts["folder"] = .text(path)
        case .program(let name): facts["program"] = .text(name)
        }
        return facts
    }
}
