/// A company whose services are compared with ours.
package struct Competitor: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Sells what we sell.
        case direct
        /// Meets the same need in another way.
        case indirect
    }

    package var id: Int64 = 0
    /// Unique, and how people name it.
    package var name: String
    package var kind: Kind
    package var note: String

    package init(name: String, kind: Kind = .direct, note: String = "") {
        (self.name, self.kind, self.note) = (name, kind, note)
    }
}

/// What was seen of a company on a day. Such a row is never written over: a newer one stands beside it, so that the course
/// over time shows.
package struct CompetitorRow: Hashable, Sendable {
    package enum Side: String, Sendable, CaseIterable {
        case promise, delivered
    }

    package enum Source: String, Sendable, CaseIterable {
        case survey
        case mysteryCall = "mystery-call"
        /// A price list, a page, an advertisement.
        case published
        case other
    }

    package var id: Int64 = 0
    package var company: Int64
    /// `delivery/time`
    package var measure: String
    package var side: Side
    /// In the measure's unit, shares from 0 to 1; nil where nothing is promised, which is no promise of 0.
    package var value: Double?
    /// Of the sample that told the value; standard deviation.
    package var deviation: Double?
    package var sample: Int?
    package var source: Source
    package var day: Day
    package var note: String
    package var by: StaffID?
    package var at: Instant
    /// When it was found to be wrong; it stays where it is and counts no more.
    package var withdrawnAt: Instant?

    package init(
        company: Int64, measure: String, side: Side, value: Double?, deviation: Double? = nil,
        sample: Int? = nil, source: Source, day: Day, note: String = "", by: StaffID? = nil, at: Instant
    ) {
        (self.company, self.measure, self.side, self.value) = (company, measure, side, value)
        (self.deviation, self.sample, self.source, self.day) = (deviation, sample, source, day)
        (self.note, self.by, self.at) = (note, by, at)
    }
}
