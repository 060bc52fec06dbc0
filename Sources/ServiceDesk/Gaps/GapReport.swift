package import Model
package import Quality
package import Statistics

/// The gaps of the service in a stretch of whole days beside the one before, which was as long.
package struct GapReport: Sendable {
    package var scope: GapScope
    /// As of when: what is not yet due by then is no part of it.
    package var at: Instant
    package var lines: [Line]

    /// One attribute.
    package struct Line: Sendable, Hashable, Identifiable {
        package var attribute: GapAttribute
        package var figures: GapFigures
        package var before: GapFigures
        package var causes: [ServiceGap: [GapCause]]
        /// How far customers are out about the very jobs they were asked of.
        package var paired: Estimate?
        /// The share kept within the house's own target.
        package var attained: Estimate?
        /// Jobs whose time is up and that are open still; they count as long as they have taken so far.
        package var open: Int
        package var id: String { attribute.name }

        package func change(_ gap: ServiceGap) -> GapChange? {
            GapChange(figures[gap], since: before[gap])
        }
    }
}

/// A row behind a gap: a job, or what somebody answered.
package struct GapRow: Sendable, Hashable {
    package var subject: Subject
    package var caseID: CaseID?
    package var moment: Instant
    /// In the attribute's unit, and what it is measured by.
    package var value: Double
    package var against: Double
    package var share: GapShare
}

extension Reading {
    /// - Parameters:
    ///   - wanted: the name of the one attribute that is asked for; nil for all of the scope.
    ///   - progress: is told now and then how far it came (0 to 1), and may throw to end it.
    package func gapReport(
        _ scope: GapScope, only wanted: String? = nil, at now: Instant,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> GapReport {
        let book = try rules.gaps()
        let attributes = book.attributes.filter { scope.holds($0) && (wanted == nil || $0.name == wanted) }
        let lines = try attributes.enumerated().map { place, attribute in
            try progress(Double(place) / Double(attributes.count))
            return try line(attribute, scope, book, at: now)
        }
        return GapReport(scope: scope, at: now, lines: lines)
    }

    private func line(_ attribute: GapAttribute, _ scope: GapScope, _ book: GapBook, at now: Instant) throws
        -> GapReport.Line
    {
        let evidence = try evidence(attribute, scope, book, at: now)
        let before = try self.evidence(attribute, scope.before, book, at: now, beside: false)
        let figures = evidence.figures
        let causes = ServiceGap.allCases.map { gap in
            (gap, GapCause.biggest(evidence.rows(gap, figures).map(\.share)))
        }
        return GapReport.Line(
            attribute: attribute, figures: figures, before: before.figures,
            causes: Dictionary(causes.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first }),
            paired: evidence.paired, attained: evidence.attained, open: evidence.jobs.count(where: \.isOpen))
    }

    /// The rows behind a gap, those that fall furthest short first.
    package func gapRows(
        _ attribute: GapAttribute, _ gap: ServiceGap, _ scope: GapScope, at now: Instant, limit: Int? = nil
    ) throws -> [GapRow] {
        let evidence = try evidence(attribute, scope, rules.gaps(), at: now)
        let rows = evidence.rows(gap, evidence.figures).sorted {
            ($0.share.amount, $0.moment, $0.subject.number) < ($1.share.amount, $1.moment, $1.subject.number)
        }
        return limit.map { Array(rows.prefix($0)) } ?? rows
    }
}

extension Rules {
    /// - Throws: `GapFault.noAttribute` naming those there are.
    package func gapAttribute(_ name: String) throws -> GapAttribute {
        let book = try gaps()
        guard let found = book[name] else {
            throw GapFault.noAttribute(name, known: book.attributes.map(\.name))
        }
        return found
    }
}

/// What cannot be told of gaps.
package enum GapFault: Fault, Hashable {
    case noAttribute(String, known: [String])
    /// No attribute is of this line or dimension.
    case noneOf(String, known: [String])

    package var kind: FaultKind { .noSuchThing }

    package var phrase: Phrase {
        switch self {
        case .noAttribute(let name, let known):
            Phrase("gap.noAttribute", ["name": .text(name), "known": .list(known.map { .text($0) })])
        case .noneOf(let name, let known):
            Phrase("gap.noneOf", ["name": .text(name), "known": .list(known.map { .text($0) })])
        }
    }
}
