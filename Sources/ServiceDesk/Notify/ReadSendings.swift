package import Model
import Records

/// A sending, and each try.
package struct SendingItem: Sendable {
    package var sending: NoticeSending
    package var notice: Notice
    package var tries: [SendingTry]
}

extension Reading {
    /// The latest first.
    package func sendings(_ states: [NoticeSending.State], limit: Int) throws -> [SendingItem] {
        let store = NoticeSendingStore(db)
        return try store.list(states, limit: limit).compactMap { sending in
            guard let notice = try notices.find(sending.notice) else { return nil }
            return SendingItem(sending: sending, notice: notice, tries: try store.tries(of: sending.id))
        }
    }
}

extension CommandEnd {
    /// How it went wrong.
    package var told: Phrase {
        let facts: [String: PhraseFact] = ["status": .text(String(status)), "error": .text(error)]
        switch obstacle {
        case .missing: return Phrase("notify.end.missing")
        case .gone: return Phrase("notify.end.gone")
        case .interrupted: return Phrase("notify.end.interrupted")
        case nil:
            if status == Self.neverStarted { return Phrase("notify.end.notStarted", facts) }
            if tookTooLong { return Phrase("notify.end.tookTooLong") }
            return error.isEmpty ? Phrase("notify.end.status", facts) : Phrase("notify.end.said", facts)
        }
    }
}

extension ServiceDesk {
    /// What the doctor says of it: what failed in the last week, and what has waited for an hour.
    func sendingProblems(at now: Instant) throws -> [Phrase] {
        if isPractice { return [] }
        return try database.read { db in
            let store = NoticeSendingStore(db)
            let trouble = try store.trouble(failedSince: now - .days(7), waitingSince: now - .hours(1))
            return try trouble.flatMap { command -> [Phrase] in
                let end = try command.lastFailed.flatMap { try store.tries(of: $0).last?.end }
                let name = PhraseFact.text(command.command)
                let failed = Phrase(
                    "doctor.notices.failed",
                    [
                        "command": name, "count": .count(command.failed),
                        "error": .phrase((end ?? CommandEnd(.interrupted)).told),
                    ])
                let waiting = Phrase(
                    "doctor.notices.waiting", ["command": name, "count": .count(command.waiting)])
                return (command.failed > 0 ? [failed] : []) + (command.waiting > 0 ? [waiting] : [])
            }
        }
    }
}
