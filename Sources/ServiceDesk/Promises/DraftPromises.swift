package import Model
import Records
import Resources
package import ServiceTime
import Workflow

extension Work {
    private var drafts: PromiseDraftStore { PromiseDraftStore(db) }

    /// Proposes promises beside those in force.
    /// - Parameter text: as in a file of `Resources/promises`.
    /// - Throws: `RuleFault` for the first thing wrong in it, `PromiseDraftFault.nothing`, `DeskFault.missing`.
    package func draftPromises(_ name: String, text: String, basis: String = "") throws -> PromiseDraft {
        try require(.draftPromises)
        var draft = PromiseDraft(
            name: name.trimmed, basis: basis.trimmed, text: text, by: actor.staffID, at: now)
        try judge(draft)
        draft.id = try drafts.insert(draft)
        try record(.desk, "promise.drafted", facts(draft))
        return draft
    }

    /// Changes a draft; what is nil stays. Another text takes away what was forecast of the old one, and is of whoever wrote it.
    /// - Parameter version: as it was read; nil for whatever it is now.
    /// - Throws: the same, and `PromiseDraftFault.changed`, `.notOpen`.
    package func changeDraft(
        _ id: Int64, name: String? = nil, text: String? = nil, basis: String? = nil, version: Int? = nil
    ) throws -> PromiseDraft {
        try require(.draftPromises)
        var draft = try openDraft(id, version)
        // A new name makes nobody its author, or whoever wrote it could approve it then.
        if let text, text != draft.text {
            (draft.text, draft.forecast, draft.by, draft.at) = (text, nil, actor.staffID, now)
        }
        (draft.name, draft.basis) = (name?.trimmed ?? draft.name, basis?.trimmed ?? draft.basis)
        try judge(draft)
        return try save(draft, "promise.changed")
    }

    /// Keeps what simulated days say of a draft, for whoever approves it.
    /// - Throws: `PromiseDraftFault.changed` where its text is another by now.
    package func publish(_ forecast: DraftForecast, of read: PromiseDraft) throws -> PromiseDraft {
        try require(.draftPromises)
        var draft = try openDraft(read.id)
        guard draft.text == read.text else { throw PromiseDraftFault.changed(read.id) }
        draft.forecast = forecast
        return try save(draft, "promise.forecast")
    }

    /// Puts a draft in force from a day on: by who did not write it, and who knows what is to be expected.
    /// - Parameter remark: what is to be said of it; needed where nothing was forecast.
    /// - Throws: `PromiseDraftFault`.
    package func approveDraft(_ id: Int64, since day: Day, remark: String = "", version: Int? = nil) throws
        -> PromiseDraft
    {
        try require(.approvePromises)
        var draft = try openDraft(id, version)
        guard draft.by == nil || draft.by != actor.staffID else { throw PromiseDraftFault.ownDraft }
        guard day >= rules.localDay(now) else { throw PromiseDraftFault.dayPast(day) }
        guard draft.forecast != nil || !remark.trimmed.isEmpty else { throw PromiseDraftFault.noForecast(id) }
        // A calendar or kind of case may have gone since it was written.
        _ = try rules.promises(of: draft)
        (draft.state, draft.since, draft.remark) = (.approved, day, remark.trimmed)
        (draft.approvedBy, draft.approvedAt) = (actor.staffID, now)
        try RulesInForce.touch(db)
        return try save(draft, "promise.approved")
    }

    /// Takes a draft back, or an approved one before its day comes.
    /// - Parameter version: as it was read; nil for whatever it is now.
    package func withdrawDraft(_ id: Int64, reason: String, version: Int? = nil) throws -> PromiseDraft {
        try require(.draftPromises)
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        var draft = try reading.promiseDraft(id)
        if let version, version != draft.version { throw PromiseDraftFault.changed(id) }
        switch draft.state {
        case .open: break
        case .withdrawn: throw PromiseDraftFault.notOpen(id)
        case .approved:
            try require(.approvePromises)
            guard let since = draft.since, since > rules.localDay(now) else {
                throw PromiseDraftFault.inForce(id)
            }
            try RulesInForce.touch(db)
        }
        draft.state = .withdrawn
        return try save(draft, "promise.withdrawn", ["reason": .text(reason.trimmed)])
    }

    private func openDraft(_ id: Int64, _ version: Int? = nil) throws -> PromiseDraft {
        let draft = try reading.promiseDraft(id)
        if let version, version != draft.version { throw PromiseDraftFault.changed(id) }
        guard draft.state == .open else { throw PromiseDraftFault.notOpen(id) }
        return draft
    }

    private func judge(_ draft: PromiseDraft) throws {
        guard !draft.name.isEmpty else { throw DeskFault.missing(field: "name") }
        guard try !rules.promises(of: draft).all.isEmpty else { throw PromiseDraftFault.nothing }
    }

    private func save(_ draft: PromiseDraft, _ event: String, _ more: [String: FieldValue] = [:]) throws
        -> PromiseDraft
    {
        guard try drafts.update(draft) else { throw PromiseDraftFault.changed(draft.id) }
        try record(.desk, event, facts(draft).merging(more) { _, new in new })
        return try reading.promiseDraft(draft.id)
    }

    private func facts(_ draft: PromiseDraft) -> [String: FieldValue] {
        var facts: [String: FieldValue] = ["draft": .number(draft.id), "name": .text(draft.name)]
        if draft.state == .approved, let since = draft.since { facts["since"] = .text(since.description) }
        if !draft.remark.isEmpty { facts["note"] = .text(draft.remark) }
        return facts
    }
}

extension Reading {
    /// The newest first.
    package func promiseDrafts() throws -> [PromiseDraft] { try PromiseDraftStore(db).all() }

    /// - Throws: `PromiseDraftFault.noDraft`.
    package func promiseDraft(_ id: Int64) throws -> PromiseDraft {
        guard let found = try PromiseDraftStore(db).find(id) else { throw PromiseDraftFault.noDraft(id) }
        return found
    }

    /// A draft beside what is in force now; an approved one beside what was in force the day before it.
    package func comparison(of draft: PromiseDraft, at now: Instant) throws -> DraftComparison {
        do {
            let book = try rules.promises(of: draft)
            let day = draft.since.map { $0 - 1 } ?? rules.localDay(now)
            let begin = draft.since ?? day
            let differences = book.all.map { drafted in
                PromiseDifference(
                    inForce: rules.promises[drafted.id, on: day],
                    drafted: drafted.until.map { $0 <= begin } ?? false ? nil : drafted, label: drafted.label)
            }
            return DraftComparison(drafted: book, differences: differences)
        } catch let fault as RuleFault { return DraftComparison(problem: fault.phrase) }
    }
}

/// What a draft makes of what is in force. A calendar or kind of case may have gone since it was written: it is still to be seen,
/// and withdrawn.
package struct DraftComparison: Sendable {
    /// What it promises; nil where its text cannot be read any more.
    package var drafted: PromiseBook?
    /// Why it cannot.
    package var problem: Phrase?
    package var differences: [PromiseDifference] = []
}

/// A promise in force, and what a draft makes of it.
package struct PromiseDifference: Hashable, Sendable {
    /// Nil for one that is new.
    package var inForce: Promise?
    /// Nil for one that is ended.
    package var drafted: Promise?
    package var label: Label

    package enum Kind: String, Sendable, CaseIterable { case new, ended, changed, same }

    package var kind: Kind {
        guard let inForce else { return .new }
        guard var drafted else { return .ended }
        (drafted.since, drafted.until) = (inForce.since, inForce.until)
        return drafted == inForce ? .same : .changed
    }
}
