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
        let all = try NoticeSendingStore(db).list(states, limit: limit)
        // No more at once than a statement may name.
        return try stride(from: 0, to: all.count, by: 1000).flatMap {
            try items(Array(all[$0..<min($0 + 1000, all.count)]))
        }
    }

    private func items(_ sendings: [NoticeSending]) throws -> [SendingItem] {
        let told = try notices.find(sendings.map(\.notice))
        let tries = try NoticeSendingStore(db).tries(of: sendings.map(\.id))
        return sendings.compactMap { sending in
            told[sending.notice].map {
                SendingItem(sending: sending, notice: $0, tries: tries[sending.id] ?? [])
            }
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
    /// What the doctor says of it: what failed in the last week, and what has been due for an hour.
    func sendingProblems(at now: Instant) throws -> [Phrase] {
        try database.read { db in
            let store = NoticeSendingStore(db)
            let trouble = try store.trouble(failedSince: now - .days(7), dueSince: now - .hours(1))
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
