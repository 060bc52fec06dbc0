package import Model
import Records
import Workflow

/// What somebody concludes in words of their own.
package struct ConclusionDraft: Sendable, Hashable {
    package var section: ConclusionSection
    /// In one language or both, by their codes.
    package var texts: [String: String]
    /// Parts of the report, records and interviews: `gaps`, `C12`, `I3`.
    package var evidence: [String]

    package init(_ section: ConclusionSection, texts: [String: String], evidence: [String] = []) {
        (self.section, self.texts, self.evidence) = (section, texts, evidence)
    }
}

/// What of a conclusion is to be otherwise; nil leaves it.
package struct ConclusionChange: Sendable, Hashable {
    package var section: ConclusionSection?
    /// An empty text takes the language away.
    package var texts: [String: String]?
    package var evidence: [String]?
    package var reason: String

    package init(
        section: ConclusionSection? = nil, texts: [String: String]? = nil, evidence: [String]? = nil,
        reason: String = ""
    ) {
        (self.section, self.texts, self.evidence, self.reason) = (section, texts, evidence, reason)
    }
}

extension Work {
    var conclusions: ConclusionStore { ConclusionStore(db) }

    /// Takes a sentence of the figures over as a conclusion, as it is.
    /// - Throws: `AuditFault.closed`; `ConclusionFault.alreadyDecided` when somebody took or refused it before.
    @discardableResult
    package func take(_ claim: CarriedClaim, for id: AuditID) throws -> AuditConclusion {
        try decide(claim.kept, for: id, .stands, reason: "")
    }

    /// Refuses a sentence of the figures: it stays to be seen beside the conclusions, with the reason.
    /// - Throws: `AuditFault.closed`; `ConclusionFault.alreadyDecided`; `DeskFault.missing` for no reason.
    @discardableResult
    package func refuse(_ claim: CarriedClaim, for id: AuditID, reason: String) throws -> AuditConclusion {
        try decide(claim.kept, for: id, .refused, reason: needed(reason))
    }

    private func decide(
        _ claim: KeptClaim, for id: AuditID, _ state: AuditConclusion.State, reason: String
    ) throws -> AuditConclusion {
        try require(.keepAudit)
        _ = try openAudit(id)
        if let other = try conclusions.all(of: id).first(where: { $0.claim?.name == claim.name }) {
            throw ConclusionFault.alreadyDecided(other.id)
        }
        let made = try conclusions.insert(
            AuditConclusion(
                audit: id, claim: claim, section: claim.section, state: state, evidence: [claim.evidence],
                reason: reason, by: actor.staffID, at: now))
        try tell(made, state == .stands ? "audit.concluded" : "audit.conclusionRefused")
        return made
    }

    /// Adds a conclusion in somebody's own words.
    /// - Throws: `AuditFault.closed`; `ConclusionFault`.
    @discardableResult
    package func write(_ draft: ConclusionDraft, for id: AuditID) throws -> AuditConclusion {
        try require(.keepAudit)
        _ = try openAudit(id)
        let texts = said(draft.texts, over: [:])
        guard !texts.isEmpty else { throw ConclusionFault.nothingSaid }
        let made = try conclusions.insert(
            AuditConclusion(
                audit: id, section: draft.section, texts: Label(texts),
                evidence: try linked(draft.evidence, in: id), by: actor.staffID, at: now))
        try tell(made, "audit.concluded")
        return made
    }

    /// Says a conclusion in other words, moves it to another section or links other evidence; one that was refused stands again.
    /// What was generated stays as it was beside it.
    /// - Parameter version: that of what was read before; nil for whatever it is now.
    /// - Throws: `AuditFault.closed`; `ConclusionFault`; `DeskFault.missing` for no reason where the words of the figures are
    ///   changed; `StorageFault.stale` when somebody else changed it meanwhile.
    @discardableResult
    package func change(conclusion number: Int64, _ change: ConclusionChange, version: Int? = nil) throws
        -> AuditConclusion
    {
        var c = try openConclusion(number)
        let before = c
        c.version = version ?? c.version
        c.section = change.section ?? c.section
        if let evidence = change.evidence { c.evidence = try linked(evidence, in: c.audit) }
        if let texts = change.texts { c.texts = Label(said(texts, over: c.texts.texts)) }
        guard c.claim != nil || !c.texts.texts.isEmpty else { throw ConclusionFault.nothingSaid }
        (c.state, c.reason) = (.stands, change.reason.trimmed)
        if c.claim != nil, c.texts != before.texts, !c.texts.texts.isEmpty { c.reason = try needed(c.reason) }
        guard
            (c.section, c.texts, c.state) != (before.section, before.texts, before.state)
                || c.evidence != before.evidence
        else { throw AuditFault.nothingToChange }
        return try keep(c, "audit.conclusionChanged")
    }

    /// Refuses a conclusion: it stays to be seen, and stands no more.
    /// - Throws: `AuditFault.closed`; `ConclusionFault`; `DeskFault.missing` for no reason; `StorageFault.stale`.
    @discardableResult
    package func refuse(conclusion number: Int64, reason: String, version: Int? = nil) throws
        -> AuditConclusion
    {
        var c = try openConclusion(number)
        guard c.state == .stands else { throw ConclusionFault.alreadyDecided(number) }
        (c.version, c.state) = (version ?? c.version, .refused)
        c.reason = try needed(reason)
        return try keep(c, "audit.conclusionRefused")
    }

    /// Puts a conclusion at another place among those of its section, from 1 on; those behind it step back.
    /// - Throws: `AuditFault.closed`; `ConclusionFault`.
    package func order(conclusion number: Int64, to place: Int) throws {
        let moved = try openConclusion(number)
        guard place > 0 else { throw ConclusionFault.badPlace }
        var all = try conclusions.all(of: moved.audit)
        let section = all.filter { $0.section == moved.section && $0.id != number }
        // Before the one that has the place now; behind all of the section where it has not so many.
        let next = section.dropFirst(place - 1).first
        all.removeAll { $0.id == number }
        let at = all.firstIndex { $0.id == next?.id }
        let end = all.lastIndex { $0.section == moved.section }.map { $0 + 1 }
        all.insert(moved, at: at ?? end ?? all.endIndex)
        for (index, one) in all.enumerated() where one.place != index + 1 {
            try conclusions.set(place: index + 1, of: one.id)
        }
        try record(
            Subject(moved.audit), "audit.conclusionMoved",
            ["conclusion": .number(number), "place": .number(Int64(place))])
    }

    // MARK: What they share

    private func openConclusion(_ number: Int64) throws -> AuditConclusion {
        try require(.keepAudit)
        let found = try reading.conclusion(number)
        _ = try openAudit(found.audit)
        return found
    }

    private func keep(_ conclusion: AuditConclusion, _ event: String) throws -> AuditConclusion {
        var next = conclusion
        (next.by, next.at) = (actor.staffID, now)
        next = try conclusions.add(versionTo: next)
        try tell(next, event)
        return next
    }

    private func tell(_ c: AuditConclusion, _ event: String) throws {
        var facts: [String: FieldValue] = [
            "conclusion": .number(c.id), "section": .text(c.section.rawValue),
            "revision": .number(Int64(c.version)),
        ]
        if !c.reason.isEmpty { facts["reason"] = .text(c.reason) }
        try record(Subject(c.audit), event, facts)
    }

    private func needed(_ reason: String) throws -> String {
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        return reason.trimmed
    }

    private func said(_ texts: [String: String], over old: [String: String]) -> [String: String] {
        old.merging(texts.mapValues(\.trimmed)) { $1 }.filter { !$0.value.isEmpty }
    }

    /// Each once, as they are written.
    private func linked(_ words: [String], in id: AuditID) throws -> [String] {
        var found: [String] = []
        for word in words.map(\.trimmed) where !word.isEmpty {
            guard let link = try reading.evidence(word, of: id) else {
                throw ConclusionFault.noEvidence(word, parts: ConclusionEvidence.parts)
            }
            if !found.contains(link.word) { found.append(link.word) }
        }
        return found
    }
}

extension Reading {
    /// In the order that people gave them.
    package func concluded(in id: AuditID) throws -> [AuditConclusion] { try conclusions.all(of: id) }

    /// - Throws: `ConclusionFault.none`.
    package func conclusion(_ number: Int64) throws -> AuditConclusion {
        guard let found = try conclusions.find(number) else { throw ConclusionFault.none(number) }
        return found
    }
}
