package import Model
package import Quality
import Records
import Statistics

/// Everything the report of an audit is made of, read in one look at the desk.
package struct AuditFigures: Sendable {
    package var days: ClosedRange<Day>
    /// As of when: what is not yet due by then is no part of it.
    package var at: Instant
    /// The project it is the report of, and what its people are called; nil where none is kept.
    package var audit: AuditStanding?
    package var people: [StaffID: String]
    /// What people concluded in it, in their order.
    package var conclusions: [AuditConclusion]
    /// Of customers and of dealers.
    package var needs: [NeedsTable]
    /// Every questionnaire that somebody answered on these days.
    package var surveys: [SurveyReport]
    package var gaps: GapReport
    /// What causes of gaps are called.
    package var names: [GapCause: PhraseFact]
    /// The gaps in points, by whose they are.
    package var segments: [Segment]
    package var competitors: CompetitorReport
    /// What customers of each kind give us points for, beside the best competitor.
    var judged: [Judged]
    package var service: ServiceReport
    /// By promise, those whose time ran out on these days, and how many of them were kept.
    package var kept: [String: FigureValue]
    package var faults: FaultReport
    /// The newest there is.
    package var assessment: AssessmentReport?

    package struct Segment: Sendable {
        package var segment: GapSegment
        package var lines: [GapReport.Line]
    }

    struct Judged {
        var segment: GapSegment
        var measure: ServiceMeasure
        var company: Int64
        var ours: Estimate
        var theirs: Estimate
        /// Above zero we are better.
        var lead: Estimate
    }

    /// Whose judgement is told apart.
    static let segments: [GapSegment] = [.kind(.consumer), .kind(.dealer), .kind(.serviceProvider)]
}

extension Reading {
    /// - Parameters:
    ///   - audit: the project; without one the latest that had begun by then.
    ///   - progress: is told now and then how far it came (0 to 1), and may throw to end it.
    /// - Throws: `DeskFault.unknown` for an audit there is not.
    package func auditFigures(
        _ days: ClosedRange<Day>, of audit: AuditID? = nil, at now: Instant,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> AuditFigures {
        let scope = GapScope(days)
        let gaps = try gapReport(scope, at: now) { try progress($0 * 0.5) }
        let service = try serviceReport(days, at: now) { try progress(0.5 + $0 * 0.3) }
        let kept = try keptPromises(on: days, at: now)
        try progress(0.85)
        let project = try project(audit, until: days.upperBound, at: now)
        let compared = try compareServices(on: days.upperBound, at: now)
        return AuditFigures(
            days: days, at: now, audit: project, people: try names(),
            conclusions: try project.map { try conclusions.all(of: $0.audit.id) } ?? [],
            needs: try NeedAudience.allCases.map { try needs($0, on: days) },
            surveys: try surveysAnswered(on: days), gaps: gaps,
            names: try names(of: gaps), segments: try segments(scope, gaps, at: now),
            competitors: compared, judged: try judged(compared, at: now), service: service, kept: kept,
            faults: try faultReport(days), assessment: try newestAssessment(until: days.upperBound, at: now))
    }

    private func project(_ id: AuditID?, until day: Day, at now: Instant) throws -> AuditStanding? {
        if let id { return try auditStanding(id, at: now) }
        let latest = try audits.all().first { $0.days.first <= day }
        return try latest.map { try auditStanding($0.id, at: now) }
    }

    private func judged(_ report: CompetitorReport, at now: Instant) throws -> [AuditFigures.Judged] {
        try report.lines.flatMap { line -> [AuditFigures.Judged] in
            let (measure, others) = (line.measure, line.standing.ranked.filter { $0.company != nil })
            guard line.side == .delivered, case .asked? = measure.delivered, let source = measure.delivered,
                let best = others.min(by: { ($0.rank ?? 0) < ($1.rank ?? 0) }), let company = best.company,
                let theirs = best.figure
            else { return [] }
            return try AuditFigures.segments.compactMap { segment in
                guard let ours = try own(source, measure.unit, on: report.days, at: now, of: segment) else {
                    return nil
                }
                return AuditFigures.Judged(
                    segment: segment, measure: measure, company: company, ours: ours, theirs: theirs,
                    lead: Standing.lead(ours, over: theirs, measure.better))
            }
        }
    }

    private func surveysAnswered(on days: ClosedRange<Day>) throws -> [SurveyReport] {
        try rules.questionnaires().newest.compactMap { questionnaire in
            guard try !surveys.counts(of: questionnaire.name).isEmpty else { return nil }
            var query = SurveyQuery(questionnaire.name)
            (query.from, query.until) = (days.lowerBound, days.upperBound)
            let report = try surveyReport(query, by: nil)
            return report.results.sheets > 0 ? report : nil
        }
    }

    private func names(of gaps: GapReport) throws -> [GapCause: PhraseFact] {
        let people = try names()
        let causes = Set(gaps.lines.flatMap { $0.causes.values.joined() })
        return try causes.reduce(into: [:]) { found, cause in
            if case .fact(let fact) = try groupName(cause.key, of: cause.field, people) {
                found[cause] = fact
            }
        }
    }

    /// Of what customers give points for: hours are told apart by `aftercare gap show --segment`.
    private func segments(_ scope: GapScope, _ gaps: GapReport, at now: Instant) throws
        -> [AuditFigures.Segment]
    {
        let told = gaps.lines.filter { $0.attribute.unit == .points && $0.figures[.total] != nil }
        return try AuditFigures.segments.map { segment in
            var scope = scope
            scope.segment = segment
            let lines = try told.flatMap { try gapReport(scope, only: $0.attribute.name, at: now).lines }
            return AuditFigures.Segment(segment: segment, lines: lines)
        }
    }

    private func newestAssessment(until day: Day, at now: Instant) throws -> AssessmentReport? {
        let newest = try assessments.all().filter { $0.day <= day }.max { ($0.day, $0.id) < ($1.day, $1.id) }
        return try newest.map { try assessmentReport($0.id, at: now) }
    }
}
