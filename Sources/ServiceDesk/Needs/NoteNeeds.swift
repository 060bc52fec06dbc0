package import Model
package import Quality
import Records
import Workflow

/// What somebody enters of what was said, as it is typed.
package struct NeedDraft: Sendable, Hashable {
    package var need: String
    /// Who said it: a customer, or a group in words.
    package var customer: CustomerID?
    package var group: String
    /// The standard wanted, in the need's unit; nil where none was named.
    package var wanted: String?
    package var words: String
    package var source: NeedNote.Source
    /// Nil for today.
    package var day: Day?

    package init(
        _ need: String, customer: CustomerID? = nil, group: String = "", wanted: String? = nil,
        words: String, source: NeedNote.Source = .interview, day: Day? = nil
    ) {
        (self.need, self.customer, self.group) = (need, customer, group)
        (self.wanted, self.words, self.source, self.day) = (wanted, words, source, day)
    }
}

extension Work {
    private var needNotes: NeedStore { NeedStore(db) }

    /// Notes what was said of a need in an interview or a workshop, beside what was noted before.
    /// - Throws: `NeedFault`; `.alreadyThere` for the very same once more.
    @discardableResult
    package func noteNeed(_ draft: NeedDraft) throws -> NeedNote {
        try require(.keepAudit)
        var note = try reading.note(of: draft, at: now)
        note.by = actor.staffID
        let before = try needNotes.notes(on: note.day...note.day, NeedStore.Whom(note.audience))
        if let same = before.first(where: { $0.withdrawnAt == nil && $0.says(asMuchAs: note) }) {
            throw NeedFault.alreadyThere(same.id)
        }
        note.id = try needNotes.insert(note)
        try record(
            note.subject, "need.noted",
            [
                "need": .text(note.need), "source": .text(note.source.rawValue), "row": .number(note.id),
                "day": .text(note.day.description),
            ])
        return note
    }

    /// Marks a note as wrong: it stays, and counts no more.
    /// - Throws: `NeedFault.noNote` where there is none that counts.
    @discardableResult
    package func withdrawNeedNote(_ id: Int64, reason: String) throws -> NeedNote {
        try require(.keepAudit)
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        guard var note = try needNotes.note(id), note.withdrawnAt == nil else { throw NeedFault.noNote(id) }
        try needNotes.withdraw(id, at: now)
        note.withdrawnAt = now
        try record(
            note.subject, "need.withdrawn",
            ["need": .text(note.need), "row": .number(id), "reason": .text(reason.trimmed)])
        return note
    }
}

extension Reading {
    fileprivate func note(of draft: NeedDraft, at now: Instant) throws -> NeedNote {
        let need = try rules.need(draft.need.trimmed)
        let (group, words) = (draft.group.trimmed, draft.words.trimmed)
        guard !words.isEmpty else { throw DeskFault.missing(field: "words") }
        guard draft.customer != nil || !group.isEmpty else { throw NeedFault.noSpeaker }
        let customer = try draft.customer.map { try current($0) }
        if let customer, !need.audience.kinds.contains(customer.kind) {
            throw NeedFault.otherAudience(customer.id, need.audience)
        }
        let today = rules.localDay(now)
        let day = draft.day ?? today
        guard day <= today else { throw NeedFault.dayToCome(day) }
        return NeedNote(
            need: need.name, audience: need.audience, customer: customer?.id, group: group,
            wanted: try draft.wanted.map { try wanted($0, need) }, words: words, source: draft.source,
            day: day, at: now)
    }

    private func wanted(_ text: String, _ need: Need) throws -> Double {
        guard let unit = need.unit else { throw NeedFault.noStandard(need.name) }
        guard let value = unit.value(typed: text) else { throw NeedFault.badValue(text, unit: unit) }
        return value
    }
}

extension Rules {
    /// - Throws: `NeedFault.noNeed` naming those there are.
    package func need(_ name: String) throws -> Need {
        let book = try needs()
        guard let found = book[name] else { throw NeedFault.noNeed(name, known: book.needs.map(\.name)) }
        return found
    }
}

extension NeedNote {
    /// Where the journal has it.
    fileprivate var subject: Subject { customer.map { Subject($0) } ?? .desk }

    fileprivate func says(asMuchAs other: NeedNote) -> Bool {
        need == other.need && customer == other.customer && group == other.group && wanted == other.wanted
            && words == other.words && source == other.source
    }
}
