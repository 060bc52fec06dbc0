import Model
import Quality
import Records
import ServiceTime
import Statistics

/// Strengths and weaknesses: the same rules upwards and downwards.
extension AuditClaims {
    var strengths: [Sentence] {
        dimensions(.keepUp, "keepUp") + gaps(.total, .beyond, "gapBeyond") + kept(.beyond, "kept")
            + rivals(.ahead, "ahead") + changes(better: true)
    }

    var weaknesses: [Sentence] {
        dimensions(.concentrate, "concentrate") + gaps(.total, .short, "gapShort")
            + gaps(.promotion, .short, "promisedMore") + kept(.short, "missed") + rivals(.behind, "behind")
            + changes(better: false) + batches + failedClauses
    }

    /// What matters to customers, by how well it is done; a place that its interval leaves open is none.
    private func dimensions(_ quadrant: ImportancePerformance.Quadrant, _ word: String) -> [Sentence] {
        guard let battery = figures.battery, let map = battery.map else { return [] }
        let grade = SampleGrade(battery.result.counted)
        guard grade != .tooFew else { return [] }
        return map.points.filter { $0.quadrant == quadrant && !$0.isUndecided }.map { placed in
            let facts: [String: PhraseFact] = [
                "dimension": .label(figures.label(ofDimension: placed.point.name)),
                "importance": .hundredths(placed.point.importance),
                "performance": .hundredths(placed.point.performance),
                "middle": .hundredths(map.performance),
            ]
            return flagged("auditReport.balance.\(word)", facts, grade, .judgement)
        }
    }

    private func gaps(_ gap: ServiceGap, _ verdict: GapSize.Verdict, _ word: String) -> [Sentence] {
        let told = sized(gap).filter { $0.size.verdict == verdict }
        return told.prefix(Self.most).map { line, size in
            flagged("auditReport.balance.\(word)", gapFacts(line, gap, size), size.grade, .gaps)
        }
    }

    /// The attributes in which a gap is known, the largest by what it is measured by first.
    func sized(_ gap: ServiceGap) -> [(line: GapReport.Line, size: GapSize)] {
        figures.gaps.lines.compactMap { line in line.figures[gap].map { (line, $0) } }
            .sorted { abs($0.1.relative ?? 0) > abs($1.1.relative ?? 0) }
    }

    private func kept(_ verdict: GapSize.Verdict, _ word: String) -> [Sentence] {
        let all = promises(verdict)
        let first = verdict == .short ? all : all.reversed()
        return first.prefix(Self.most).map { promise, value in
            flagged(
                "auditReport.balance.\(word)", promiseFacts(promise, value), SampleGrade(value.count),
                .strategy)
        }
    }

    private func rivals(_ verdict: Standing.Place.Verdict, _ word: String) -> [Sentence] {
        figures.compared.filter { $0.verdict == verdict }.sorted { $0.size > $1.size }.prefix(Self.most).map {
            flagged("auditReport.say.\(word)", $0.facts, $0.grade, .competitors)
        }
    }

    /// Shares that went up or down since as many days before, further than chance explains (Newcombe's interval of the
    /// difference).
    private func changes(better wanted: Bool) -> [Sentence] {
        figures.service.lines.compactMap { line in
            guard line.figure.unit == .share, let moreIsBetter = line.figure.moreIsBetter,
                let now = line.now.estimate, let before = line.before.estimate
            else { return nil }
            let change = moreIsBetter ? now.less(before) : before.less(now)
            let size = GapSize(estimate: change, reference: before.value)
            guard size.verdict == (wanted ? .beyond : .short) else { return nil }
            let facts: [String: PhraseFact] = [
                "figure": .phrase(line.figure.label), "now": .share(now.value),
                "before": .share(before.value),
                "count": .count(line.now.count), "others": .count(line.before.count),
            ]
            return flagged(
                "auditReport.balance.\(wanted ? "better" : "worse")", facts, size.grade, .service)
        }
    }

    private var batches: [Sentence] {
        figures.faults.batches.filter(\.isOutOfLine).prefix(Self.most).map { batch in
            Sentence(Phrase("auditReport.balance.batch", batchFacts(batch)), .service)
        }
    }

    func batchFacts(_ batch: FaultReport.Batch) -> [String: PhraseFact] {
        [
            "product": product(batch.count.product), "batch": .text(batch.count.batch),
            "share": .share(batch.rate), "others": .share(batch.othersRate),
            "count": .count(batch.count.units),
            "p": .number(((batch.adjusted ?? 1) * 10_000).rounded() / 10_000),
        ]
    }

    func product(_ name: String) -> PhraseFact { rules.product(name).map { .label($0.label) } ?? .text(name) }

    private var failedClauses: [Sentence] {
        guard let report = figures.assessment else { return [] }
        let failed = report.score.clauses.filter { $0.mark?.verdict == .failed }
        guard !failed.isEmpty else { return [] }
        let facts: [String: PhraseFact] = [
            "standard": .label(report.score.standard.label),
            "clauses": .list(failed.map { .label($0.clause.label) }),
        ]
        return [Sentence(Phrase("auditReport.balance.notMet", facts), .standards)]
    }

    /// What few tell is said to be an indication.
    func flagged(
        _ key: String, _ facts: [String: PhraseFact], _ grade: SampleGrade, _ part: AuditDocument.Part
    ) -> Sentence {
        let sentence = Phrase(key, facts)
        guard grade != .sound else { return Sentence(sentence, part) }
        return Sentence(Phrase("auditReport.indication", ["sentence": .phrase(sentence)]), part)
    }
}
