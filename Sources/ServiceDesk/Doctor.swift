package import Model
import Records
import Resources
import Workflow

/// What the doctor looks at, in this order.
package enum DoctorCheck: String, Sendable, CaseIterable {
    case schema, integrity, journal, rows, config, timers, notices
}

/// One thing the doctor looked at.
package struct DoctorFinding: Sendable {
    /// What was looked at, by the name of its `DoctorCheck`.
    package var check: String
    /// Empty when sound.
    package var problems: [Phrase]
    package var isSound: Bool { problems.isEmpty }

    package init(check: String, problems: [Phrase]) {
        self.check = check
        self.problems = problems
    }
}

extension ServiceDesk {
    /// Looks the whole desk over; changes nothing.
    package func examine(at now: Instant) throws -> [DoctorFinding] {
        try DoctorCheck.allCases.map { try examine($0, at: now) }
    }

    /// Looks at one thing, as long as that takes: on a large desk minutes.
    package func examine(_ check: DoctorCheck, at now: Instant) throws -> DoctorFinding {
        let problems =
            switch check {
            case .schema: try schemaProblems()
            case .integrity:
                try database.integrityProblems().map { Phrase("doctor.integrity", ["detail": .text($0)]) }
            case .journal: try database.read { try Journal($0).verify() }
            case .rows: try database.read { try Invariants($0).problems() + replayProblems($0) }
            case .config:
                try rules.problems().map { $0.phrase } + database.read(unknownKinds)
                    + database.read(promiseProblems) + database.read(queueProblems)
            case .timers:
                try database.read { try TimerStore($0).nextDue().map { now - $0 > .days(1) } ?? false }
                    ? [Phrase("doctor.noSweep")] : []
            case .notices: try sendingProblems(at: now)
            }
        return DoctorFinding(check: check.rawValue, problems: problems)
    }

    private func schemaProblems() throws -> [Phrase] {
        let version = try database.read { try Migrations.version($0) }
        guard version != Migrations.current else { return [] }
        return [
            Phrase(
                "doctor.schema", ["found": .text("\(version)"), "known": .text("\(Migrations.current)")])
        ]
    }

    /// Kinds of which there are cases, but no workflow: nobody could take them further.
    private func unknownKinds(_ db: any Connection) throws -> [Phrase] {
        let kinds = try db.query(
            "SELECT kind, COUNT(*) FROM cases GROUP BY kind ORDER BY kind",
            decode: { ($0.text(0), $0.int(1)) })
        return kinds.filter { rules.workflows[$0.0] == nil }.map {
            Phrase("doctor.noWorkflow", ["kind": .text($0.0), "count": .count(Int($0.1))])
        }
    }

    /// Every case's, visit's and call's state must be what its journal's last transition says.
    private func replayProblems(_ db: any Connection) throws -> [Phrase] {
        var states: [Subject: String] = [:]
        var position: Int64 = 0
        while true {
            let entries = try Journal(db).page(after: position, limit: 5000)
            guard let last = entries.last else { break }
            position = last.id
            for entry in entries {
                if let to = entry.facts["to"], Self.moves.contains(entry.event) {
                    states[entry.subject] = to.plain
                }
            }
        }
        var problems: [Phrase] = []
        for (kind, table) in [(SubjectKind.case, "cases"), (.visit, "visits"), (.call, "calls")] {
            let rows = try db.query(
                "SELECT id, state FROM \(table) ORDER BY id", decode: { ($0.int(0), $0.text(1)) })
            for (number, state) in rows where states[Subject(kind, number)] != state {
                problems.append(
                    Phrase(
                        "doctor.replay",
                        [
                            "subject": .text(Subject(kind, number).description), "state": .text(state),
                            "journal": .text(states[Subject(kind, number)] ?? "-"),
                        ]))
                if problems.count == 20 { return problems }
            }
        }
        return problems
    }

    /// Journal events whose `to` names the state entered.
    private static let moves: Set<String> = [
        "case.logged", "case.did", "visit.booked", "visit.did", "call.scheduled", "call.did",
    ]
}
