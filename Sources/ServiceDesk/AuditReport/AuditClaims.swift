import Model
import Quality
import ServiceTime
import Statistics

/// What the figures of an audit carry, sentence by sentence: each names its test and interval, and is there only where these
/// tell it from chance.
struct AuditClaims {
    typealias Sentence = AuditDocument.Sentence

    let figures: AuditFigures
    let rules: Rules

    /// So many of a hundred promises should be kept; a default, as the gaps' aims are.
    static let aim = 0.95
    /// Of every rule no more sentences than these: the tables have them all.
    static let most = 5

    /// What a matter of the summary came to.
    enum Claim {
        case said(Sentence)
        /// What would be said, and why it cannot.
        case lacking(Sentence)
    }

    /// The matters a director hears of, at most eight, in their order.
    var summary: [Claim] {
        [
            satisfaction, expectations, worstDimension, greatestGap, promises, worstPromise, rivals, standard,
        ].compactMap { $0 }
    }

    // MARK: What customers say

    /// Of those who were asked how they judge the service as a whole, by the questionnaire most answered.
    private var satisfaction: Claim? {
        let asked = figures.overall.max { $0.moments.count < $1.moments.count }
        guard let asked else { return lacking("satisfaction", .judgement) }
        let middle = Double(asked.scale.lowerBound + asked.scale.upperBound) / 2
        let facts: [String: PhraseFact] = [
            "value": .hundredths(asked.moments.mean), "top": .count(asked.scale.upperBound),
            "sheet": .label(asked.sheet), "between": .bounds(asked.moments),
            "count": .count(asked.moments.count),
        ]
        return claim(
            "satisfaction", .judgement, asked.moments.estimate, asked.moments.verdict(beside: middle),
            short: Phrase("auditReport.say.dissatisfied", facts),
            beyond: Phrase("auditReport.say.satisfied", facts), between: .bounds(asked.moments))
    }

    private var expectations: Claim? {
        guard let battery = figures.battery?.result else { return lacking("expectations", .judgement) }
        let gap = battery.unweighted
        let facts: [String: PhraseFact] = [
            "value": GapAttribute.Unit.points.said(signed: gap.mean), "between": .bounds(gap),
            "count": .count(gap.count),
        ]
        return claim(
            "expectations", .judgement, gap.estimate, gap.verdict(beside: 0),
            short: Phrase("auditReport.say.short", facts), beyond: Phrase("auditReport.say.beyond", facts),
            between: .bounds(gap))
    }

    private var worstDimension: Claim? {
        guard let (label, worst) = figures.worstDimension else { return nil }
        let facts: [String: PhraseFact] = [
            "dimension": .label(label), "expected": .hundredths(worst.expectation.mean),
            "perceived": .hundredths(worst.perception.mean),
            "value": GapAttribute.Unit.points.said(signed: worst.gap.mean), "between": .bounds(worst.gap),
            "count": .count(worst.gap.count),
        ]
        return claim(
            "dimension", .judgement, worst.gap.estimate, worst.gap.verdict(beside: 0),
            short: Phrase("auditReport.say.worstDimension", facts), beyond: nil, between: .bounds(worst.gap))
    }

    // MARK: What the records say

    /// Of the five gaps of every attribute the one that is largest by what it is measured by.
    private var greatestGap: Claim? {
        let told = figures.gaps.lines.flatMap { line in
            AuditFigures.five.compactMap { gap in line.figures[gap].map { (line, gap, $0) } }
        }
        guard !told.isEmpty else { return lacking("gaps", .gaps) }
        let short = told.filter { $0.2.verdict == .short && $0.2.grade == .sound }
        guard let (line, gap, size) = short.max(by: { abs($0.2.relative ?? 0) < abs($1.2.relative ?? 0) })
        else { return nil }
        var facts = gapFacts(line, gap, size)
        guard let cause = line.causes[gap]?.first else {
            return .said(Sentence(Phrase("auditReport.say.gap", facts), .gaps))
        }
        facts["cause"] = .phrase(cause.said(figures.names))
        return .said(Sentence(Phrase("auditReport.say.gapOf", facts), .gaps))
    }

    func gapFacts(_ line: GapReport.Line, _ gap: ServiceGap, _ size: GapSize) -> [String: PhraseFact] {
        let unit = line.attribute.unit
        return [
            "gap": .phrase(gap.label), "attribute": .label(line.attribute.label),
            "value": unit.said(signed: size.estimate.value), "relative": .share(size.relative.map(abs)),
            "between": .bounds(signed: size.estimate, unit), "count": .count(size.estimate.count ?? 0),
        ]
    }

    private var promises: Claim? {
        guard let value = figures.service.lines.first(where: { $0.figure == .promises })?.now,
            value.count > 0
        else { return lacking("promises", .service) }
        let facts = shareFacts(value)
        return claim(
            "promises", .service, value.estimate, value.verdict(aim: Self.aim),
            short: Phrase("auditReport.say.promisesMissed", facts),
            beyond: Phrase("auditReport.say.promisesKept", facts), between: value.shareBounds)
    }

    func shareFacts(_ value: FigureValue) -> [String: PhraseFact] {
        [
            "share": .share(value.value), "count": .count(value.count), "aim": .share(Self.aim, decimals: 0),
            "between": value.shareBounds,
        ]
    }

    private var worstPromise: Claim? {
        guard let (promise, value) = missedPromises.first(where: { SampleGrade($0.value.count) == .sound })
        else { return nil }
        return .said(
            Sentence(Phrase("auditReport.say.worstPromise", promiseFacts(promise, value)), .strategy))
    }

    /// Those that fewer are kept of than should be: first what many tell, the least kept of these first.
    var missedPromises: [(promise: Promise, value: FigureValue)] { promises(.short) }

    func promises(_ verdict: GapSize.Verdict) -> [(promise: Promise, value: FigureValue)] {
        figures.kept.compactMap { id, value in
            guard value.verdict(aim: Self.aim) == verdict else { return nil }
            // One that gave way to another meanwhile is told by what it promised then.
            let held = rules.promises[id, on: figures.days.upperBound] ?? rules.promises[id]
            return held.map { ($0, value) }
        }
        .sorted { Self.order($0.promise, $0.value) < Self.order($1.promise, $1.value) }
    }

    private static func order(_ promise: Promise, _ value: FigureValue) -> (Int, Double, String) {
        (SampleGrade(value.count) == .sound ? 0 : 1, value.value ?? 0, promise.id)
    }

    func promiseFacts(_ promise: Promise, _ value: FigureValue) -> [String: PhraseFact] {
        var facts = shareFacts(value)
        facts["promise"] = .label(promise.label)
        facts["target"] = promise.published.map { .phrase($0.phrase) } ?? .text("–")
        return facts
    }

    // MARK: Beside others, and by a standard

    private var rivals: Claim? {
        let compared = figures.compared
        guard !compared.isEmpty else { return lacking("rivals", .competitors) }
        let sound = compared.filter { $0.grade == .sound }
        if let worst = sound.filter({ $0.verdict == .behind }).max(by: { $0.size < $1.size }) {
            return .said(Sentence(Phrase("auditReport.say.behind", worst.facts), .competitors))
        }
        if let best = sound.filter({ $0.verdict == .ahead }).max(by: { $0.size < $1.size }) {
            return .said(Sentence(Phrase("auditReport.say.ahead", best.facts), .competitors))
        }
        return .lacking(
            Sentence(Phrase("auditReport.lack.untold", ["what": topic("rivals")]), .competitors))
    }

    private var standard: Claim? {
        guard let report = figures.assessment, let score = report.score.score else {
            return lacking("standard", .standards)
        }
        let open = report.score.open.count
        guard open == 0 else {
            let facts: [String: PhraseFact] = ["what": topic("standard"), "count": .count(open)]
            return .lacking(Sentence(Phrase("auditReport.lack.open", facts), .standards))
        }
        var facts: [String: PhraseFact] = [
            "standard": .label(report.score.standard.label), "score": .hundredths(score),
            "grade": .phrase(report.score.grade.phrase),
        ]
        guard let missing = report.score.missing else {
            return .said(Sentence(Phrase("auditReport.say.standardTop", facts), .standards))
        }
        facts["points"] = .hundredths(missing.points)
        facts["next"] = .phrase(missing.grade)
        return .said(Sentence(Phrase("auditReport.say.standard", facts), .standards))
    }

    // MARK: Said or lacking

    private func topic(_ word: String) -> PhraseFact { .phrase(Phrase("auditReport.topic.\(word)")) }

    private func lacking(_ word: String, _ part: AuditDocument.Part) -> Claim {
        .lacking(Sentence(Phrase("auditReport.lack.nothing", ["what": topic(word)]), part))
    }

    /// A sentence is carried by 30 or more whose interval leaves chance no room.
    private func claim(
        _ word: String, _ part: AuditDocument.Part, _ estimate: Estimate?, _ verdict: GapSize.Verdict,
        short: Phrase, beyond: Phrase?, between: PhraseFact
    ) -> Claim? {
        guard let count = estimate?.count, count > 0 else { return lacking(word, part) }
        guard SampleGrade(count) == .sound else {
            let facts: [String: PhraseFact] = ["what": topic(word), "count": .count(count)]
            return .lacking(Sentence(Phrase("auditReport.lack.few", facts), part))
        }
        switch verdict {
        case .short: return .said(Sentence(short, part))
        case .beyond: return beyond.map { .said(Sentence($0, part)) }
        case .unproven, .untold:
            let facts: [String: PhraseFact] = [
                "what": topic(word), "between": between, "count": .count(count),
            ]
            return .lacking(Sentence(Phrase("auditReport.lack.chance", facts), part))
        }
    }
}
