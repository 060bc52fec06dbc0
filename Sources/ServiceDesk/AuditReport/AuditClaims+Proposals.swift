import Model
import Quality
import Records
import ServiceTime
import Statistics

/// Proposals: each from a rule that names the figures it was drawn from.
extension AuditClaims {
    var proposals: [Sentence] {
        answering + closing + keeping + catchingUp + recalling + nextGrade + asking + running
    }

    /// Needs that nothing is promised to, what weighs most first; then those whose wishes the promise meets less than half.
    private var answering: [Sentence] {
        figures.needs.flatMap { table -> [Sentence] in
            let open = table.unanswered.sorted { $0.weight > $1.weight }.prefix(3).map { line in
                Sentence(Phrase("auditReport.propose.need", needFacts(line, table.audience)), .needs)
            }
            let short = table.lines.filter { ($0.answer.fulfils?.high ?? 1) < 0.5 }.prefix(2).map { line in
                flagged(
                    "auditReport.propose.wish", needFacts(line, table.audience),
                    SampleGrade(line.answer.fulfils?.count ?? 0), .needs)
            }
            return open + short
        }
    }

    private func needFacts(_ line: NeedsTable.Line, _ audience: NeedAudience) -> [String: PhraseFact] {
        func said(_ phrase: Phrase?) -> PhraseFact { phrase.map { .phrase($0) } ?? .text("–") }
        return [
            "need": .label(line.need.label), "audience": .phrase(audience.label),
            "importance": said(line.importanceSaid), "kano": said(line.kanoSaid),
            "mentions": .count(line.mentions), "notes": .count(line.notes),
            "wanted": said(line.wantedSaid), "promise": .phrase(line.answerSaid),
            "share": said(line.fulfilsSaid),
        ]
    }

    /// What the project itself is behind in: groups that are far from their samples, milestones that are late.
    private var running: [Sentence] {
        guard let audit = figures.audit else { return [] }
        let groups = audit.groups.filter { $0.reached < $0.plan.wanted }.sorted { $0.share < $1.share }
        let reach = groups.prefix(3).map { group in
            Sentence(
                Phrase(
                    "auditReport.propose.reach",
                    [
                        "group": group.name,
                        "method": .phrase(group.plan.method.phrase),
                        "reached": .count(group.reached), "wanted": .count(group.plan.wanted),
                    ]), .method)
        }
        let late = audit.late.map { one in
            Sentence(
                Phrase(
                    "auditReport.propose.milestone",
                    ["milestone": one.name, "count": .count(one.daysLate)]), .method)
        }
        return reach + late
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
            flagged("auditReport.propose.behind", $0.facts, $0.grade, .competitors)
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

extension NeedsTable.Line {
    /// By what needs without a promise are put in order: their importance, or else how often they came up.
    fileprivate var weight: Double { (importance?.value ?? 0) * 1000 + Double(mentions + notes) }
}
