package import Model
package import Quality
import Records
import Workflow

/// What somebody enters of a company, as it is typed.
package struct CompetitorDraft: Sendable, Hashable {
    package var company: String
    /// `delivery/time`
    package var measure: String
    package var side: CompetitorRow.Side
    /// In the measure's unit; nil for no promise.
    package var value: String?
    package var sample: Int?
    /// Of the sample, in the measure's unit.
    package var deviation: Double?
    package var source: CompetitorRow.Source
    /// Nil for today.
    package var day: Day?
    package var note: String

    package init(
        company: String, measure: String, side: CompetitorRow.Side, value: String?, sample: Int? = nil,
        deviation: Double? = nil, source: CompetitorRow.Source, day: Day? = nil, note: String = ""
    ) {
        (self.company, self.measure, self.side, self.value) = (company, measure, side, value)
        (self.sample, self.deviation, self.source, self.day) = (sample, deviation, source, day)
        self.note = note
    }
}

extension Work {
    private var competitors: CompetitorStore { CompetitorStore(db) }

    /// - Throws: `CompetitorFault.nameTaken`.
    @discardableResult
    package func addCompetitor(_ new: Competitor) throws -> Competitor {
        try require(.keepAudit)
        var company = new
        (company.name, company.note) = (new.name.trimmed, new.note.trimmed)
        guard !company.name.isEmpty else { throw DeskFault.missing(field: "name") }
        guard try !competitors.all().contains(where: { $0.name == company.name }) else {
            throw CompetitorFault.nameTaken(company.name)
        }
        company.id = try competitors.insert(company, by: actor.staffID, at: now)
        try record(.desk, "competitor.added", ["company": .text(company.name)])
        return company
    }

    /// Notes what was seen of a company on a day, beside what was seen before.
    /// - Parameter again: whether what was withdrawn may be entered once more, as by hand; a file that is taken in twice must not
    ///   bring it back.
    /// - Throws: `CompetitorFault`; `.alreadyThere` for the very same once more.
    @discardableResult
    package func observe(_ draft: CompetitorDraft, again: Bool = true) throws -> CompetitorRow {
        try require(.keepAudit)
        var row = try reading.row(of: draft, at: now)
        row.by = actor.staffID
        let same = try competitors.rows(of: row.measure, on: row.day).first { old in
            (old.withdrawnAt == nil || !again) && old.isSame(as: row)
        }
        if let same { throw CompetitorFault.alreadyThere(same.id) }
        row.id = try competitors.insert(row)
        try record(
            .desk, "competitor.observed",
            [
                "company": .text(draft.company.trimmed), "measure": .text(row.measure),
                "side": .text(row.side.rawValue), "value": .text(draft.value?.trimmed ?? "none"),
                "source": .text(row.source.rawValue), "day": .text(row.day.description),
            ])
        return row
    }

    /// Marks a row as wrong: it stays, and counts no more.
    /// - Throws: `CompetitorFault.noRow` where there is none that counts.
    @discardableResult
    package func withdrawObservation(_ id: Int64, reason: String) throws -> CompetitorRow {
        try require(.keepAudit)
        guard !reason.trimmed.isEmpty else { throw DeskFault.missing(field: "reason") }
        guard var row = try competitors.row(id), row.withdrawnAt == nil else {
            throw CompetitorFault.noRow(id)
        }
        try competitors.withdraw(id, at: now)
        row.withdrawnAt = now
        try record(
            .desk, "competitor.withdrawn",
            ["measure": .text(row.measure), "row": .number(id), "reason": .text(reason.trimmed)])
        return row
    }
}

extension Reading {
    /// - Throws: `CompetitorFault.noCompany` naming those there are.
    package func competitor(_ name: String) throws -> Competitor {
        let all = try competitors.all()
        guard let found = all.first(where: { $0.name == name.trimmed }) else {
            throw CompetitorFault.noCompany(name, known: all.map(\.name))
        }
        return found
    }

    fileprivate func row(of draft: CompetitorDraft, at now: Instant) throws -> CompetitorRow {
        let company = try competitor(draft.company)
        let measure = try rules.measure(draft.measure.trimmed)
        let value = try draft.value.map { text in
            guard let value = measure.unit.value(typed: text) else {
                throw CompetitorFault.badValue(text, unit: measure.unit)
            }
            return value
        }
        if value == nil, draft.side == .delivered { throw CompetitorFault.nothingDelivered }
        if draft.side == .promise, draft.sample != nil || draft.deviation != nil {
            throw CompetitorFault.sampleOfPromise
        }
        if let sample = draft.sample, !CompetitorRow.samples.contains(sample) {
            throw CompetitorFault.sampleTooSmall
        }
        if let deviation = draft.deviation {
            let isFit = deviation >= 0 && deviation.isFinite && measure.unit != .share
            guard isFit, draft.sample ?? 0 > 1 else { throw CompetitorFault.deviation }
        }
        let today = rules.localDay(now)
        let day = draft.day ?? today
        guard day <= today else { throw CompetitorFault.dayToCome(day) }
        return CompetitorRow(
            company: company.id, measure: measure.id, side: draft.side, value: value,
            deviation: draft.deviation, sample: draft.sample, source: draft.source, day: day,
            note: draft.note.trimmed, at: now)
    }
}

extension Rules {
    /// - Throws: `CompetitorFault.noMeasure` naming those there are.
    package func measure(_ id: String) throws -> ServiceMeasure {
        let book = try competitors()
        guard let found = book[id] else {
            throw CompetitorFault.noMeasure(id, known: book.measures.map(\.id))
        }
        return found
    }
}

extension CompetitorRow {
    /// How large a sample may be.
    fileprivate static let samples = 1...1_000_000_000

    fileprivate func isSame(as other: CompetitorRow) -> Bool {
        company == other.company && measure == other.measure && side == other.side && value == other.value
            && sample == other.sample && deviation == other.deviation && source == other.source
            && day == other.day && note == other.note
    }
}
