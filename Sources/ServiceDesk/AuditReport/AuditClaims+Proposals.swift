import Model
import Quality
import Records
import ServiceTime
import Statistics

/// Proposals: each from a rule that names the figures it was drawn from.
extension AuditClaims {
    var proposals: [Sentence] {
        closing + keeping + catchingUp + recalling + nextGrade + asking
    }

    /// Of each of the five gaps the attribute in which it is largest, and what closes such a gap.
    private var closing: [Sentence] {
        AuditFigures.five.compactMap { gap in
            guard let (line, size) = sized(gap).first(where: { $0.size.verdict == .short }) else {
                return nil
            }
            let ends = line.figures.ends(gap)
            var facts = gapFacts(line, gap, size)
            facts["from"] = line.attribute.unit.said(ends.from?.value)
            facts["to"] = line.attribute.unit.said(ends.to?.value)
            guard gap == .behavioural, let cause = line.causes[gap]?.first else {
                return flagged("auditReport.propose.\(gap.rawValue)", facts, size.grade, .gaps)
            }
            facts["cause"] = .phrase(cause.said(figures.names))
            return flagged("auditReport.propose.behaviouralOf", facts, size.grade, .gaps)
        }
    }

    /// The promises that are kept least.
    private var keeping: [Sentence] {
        missedPromises.prefix(3).map { promise, value in
            flagged(
                "auditReport.propose.promise", promiseFacts(promise, value), SampleGrade(value.count),
                .strategy)
        }
    }

    private var catchingUp: [Sentence] {
        figures.compared.filter { $0.verdict == .behind }.sorted { $0.size > $1.size }.prefix(3).map {
            flagged("auditReport.propose.behind", $0.facts, SampleGrade($0.lead.count ?? 0), .competitors)
        }
    }

    private var recalling: [Sentence] {
        figures.faults.batches.filter(\.isOutOfLine).prefix(3).map {
            Sentence(Phrase("auditReport.propose.batch", batchFacts($0)), .service)
        }
    }

    private var nextGrade: [Sentence] {
        guard let score = figures.assessment?.score, let missing = score.missing, !missing.clauses.isEmpty
        else { return [] }
        let clauses = missing.clauses.compactMap { score.standard[clause: $0]?.label }
        let facts: [String: PhraseFact] = [
            "standard": .label(score.standard.label), "next": .phrase(missing.grade),
            "points": .hundredths(missing.points), "clauses": .list(clauses.map { .label($0) }),
        ]
        return [Sentence(Phrase("auditReport.propose.nextGrade", facts), .standards)]
    }

    /// What is not known yet, and takes asking or looking.
    private var asking: [Sentence] {
        var found = figures.overall.filter { SampleGrade($0.moments.count) != .sound }.map { asked in
            Sentence(
                Phrase(
                    "auditReport.propose.ask",
                    ["sheet": .label(asked.sheet), "count": .count(asked.moments.count)]), .judgement)
        }
        if figures.battery == nil { found.append(Sentence(Phrase("auditReport.propose.expect"), .judgement)) }
        if figures.compared.isEmpty {
            found.append(Sentence(Phrase("auditReport.propose.observe"), .competitors))
        }
        guard let score = figures.assessment?.score else {
            return found + [Sentence(Phrase("auditReport.propose.assess"), .standards)]
        }
        if !score.open.isEmpty {
            found.append(
                Sentence(
                    Phrase("auditReport.propose.judge", ["count": .count(score.open.count)]), .standards))
        }
        return found
    }
}
