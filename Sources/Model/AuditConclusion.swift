/// Of what a conclusion of an audit is.
package enum ConclusionSection: String, Sendable, Codable, CaseIterable {
    /// How they judge us, also beside competitors.
    case consumers, dealers, providers
    case satisfaction, strength, weakness, proposal
}

/// A sentence that figures carried on a day, kept as it was said then: with its figures, its test and how many told it.
package struct KeptClaim: Hashable, Sendable, Codable {
    /// What it says of what, whatever the figures: the same on another day.
    package var name: String
    package var section: ConclusionSection
    package var text: Phrase
    /// The part of the report that its evidence stands in.
    package var evidence: String
    /// The days its figures are of.
    package var from: Day
    package var until: Day
    /// As of when.
    package var at: Instant

    package init(
        name: String, section: ConclusionSection, text: Phrase, evidence: String, from: Day, until: Day,
        at: Instant
    ) {
        (self.name, self.section, self.text, self.evidence) = (name, section, text, evidence)
        (self.from, self.until, self.at) = (from, until, at)
    }
}

/// What people conclude in an audit: a sentence of the figures that somebody took over, changed or refused, or one of their
/// own. Each change is a version of its own, and no version is written over.
package struct AuditConclusion: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case stands, refused
    }

    /// Where its words come from.
    package enum Origin: String, Sendable, CaseIterable {
        /// As the figures said it.
        case taken
        /// In other words than the figures'.
        case changed
        case own
    }

    package var id: Int64
    package var audit: AuditID
    /// From 1 on, among all of the audit.
    package var place: Int
    /// What was generated, as it was then; nil for one of people's own.
    package var claim: KeptClaim?

    // What a version says.
    package var version: Int
    package var section: ConclusionSection
    package var state: State
    /// Of people, in one language or both; none for one that says what was generated.
    package var texts: Label
    /// Parts of the report, records and interviews: `gaps`, `C12`, `I3`.
    package var evidence: [String]
    /// Why it was changed or refused.
    package var reason: String
    package var by: StaffID?
    package var at: Instant

    package init(
        id: Int64 = 0, audit: AuditID, place: Int = 0, claim: KeptClaim? = nil, version: Int = 1,
        section: ConclusionSection, state: State = .stands, texts: Label = Label([:]),
        evidence: [String], reason: String = "", by: StaffID?, at: Instant
    ) {
        (self.id, self.audit, self.place, self.claim) = (id, audit, place, claim)
        (self.version, self.section, self.state, self.texts) = (version, section, state, texts)
        (self.evidence, self.reason, self.by, self.at) = (evidence, reason, by, at)
    }

    package var origin: Origin {
        claim == nil ? .own : texts.texts.isEmpty ? .taken : .changed
    }

    /// What it says, in the language that says it.
    package var said: PhraseFact {
        if texts.texts.isEmpty, let claim { return .phrase(claim.text) }
        return .label(texts)
    }
}
