package import Model
import Quality
import Statistics

/// A sentence that the figures of an audit carry as of now. Only a reading of the figures makes one.
package struct CarriedClaim: Hashable, Sendable, Identifiable {
    /// As it is kept with what people make of it.
    package let kept: KeptClaim
    package var id: String { kept.name }

    init(_ kept: KeptClaim) { self.kept = kept }
}

extension AuditFigures {
    /// What people decide on: every sentence that these figures carry, once, in the order of the sections.
    package func carried(_ rules: Rules) -> [CarriedClaim] {
        var seen: Set<String> = []
        return AuditClaims(figures: self, rules: rules).bySection.compactMap { section, sentence in
            let name = sentence.name
            guard seen.insert(name).inserted else { return nil }
            return CarriedClaim(
                KeptClaim(
                    name: name, section: section, text: sentence.text, evidence: sentence.evidence.rawValue,
                    from: days.lowerBound, until: days.upperBound, at: at))
        }
    }
}

extension AuditClaims {
    /// The judgement of consumers, dealers and service providers, each by themselves: where what they get is, beyond chance, not
    /// what they expect, and where we get other grades than the best competitor.
    func judgement(of segment: GapSegment) -> [Sentence] { expected(by: segment) + compared(by: segment) }

    private func compared(by segment: GapSegment) -> [Sentence] {
        figures.judged.filter { $0.segment == segment }.compactMap { one in
            let (unit, verdict) = (one.measure.unit, Standing.verdict(one.lead))
            guard verdict == .ahead || verdict == .behind else { return nil }
            let facts: [String: PhraseFact] = [
                "segment": .phrase(segment.label), "measure": figures.name(one.measure),
                "company": .text(figures.competitors.name(of: one.company)),
                "ours": .phrase(unit.said(one.ours.value)), "theirs": .phrase(unit.said(one.theirs.value)),
                "size": .phrase(unit.said(difference: abs(one.lead.value))),
                "between": .bounds(one.lead, unit), "count": .count(one.lead.count ?? 0),
            ]
            let grade = SampleGrade(one.lead.count ?? 0)
            return flagged("auditReport.judge.\(verdict.rawValue)", facts, grade, .competitors)
        }
    }

    private func expected(by segment: GapSegment) -> [Sentence] {
        let lines = figures.segments.first { $0.segment == segment }?.lines ?? []
        return lines.compactMap { line in
            guard let size = line.figures[.total], size.verdict == .short || size.verdict == .beyond else {
                return nil
            }
            var facts = gapFacts(line, .total, size)
            facts["segment"] = .phrase(segment.label)
            let word = size.verdict == .short ? "short" : "beyond"
            return flagged("auditReport.judge.\(word)", facts, size.grade, .judgement)
        }
    }

    fileprivate var bySection: [(ConclusionSection, Sentence)] {
        let said = summary.compactMap { if case .said(let sentence) = $0 { sentence } else { nil } }
        let all: [(ConclusionSection, [Sentence])] = [
            (.consumers, judgement(of: .kind(.consumer))), (.dealers, judgement(of: .kind(.dealer))),
            (.providers, judgement(of: .kind(.serviceProvider))),
            (.satisfaction, said.filter { $0.evidence == .judgement }),
            (.strength, said.filter { Self.good.contains($0.text.key) } + strengths),
            (.weakness, said.filter { Self.bad.contains($0.text.key) } + weaknesses),
            (.proposal, proposals),
        ]
        return all.flatMap { section, sentences in sentences.map { (section, $0) } }
    }

    /// Of the summary, what the balance does not say itself.
    private static let good: Set<String> = ["auditReport.say.promisesKept"]
    private static let bad: Set<String> = [
        "auditReport.say.promisesMissed", "auditReport.say.gap", "auditReport.say.gapOf",
    ]
}

extension AuditDocument.Sentence {
    /// Facts that say what a sentence is about; all others are figures, which are others on another day.
    private static let subjects: Set<String> = [
        "segment", "dimension", "attribute", "gap", "promise", "company", "measure", "figure", "product",
        "batch", "standard", "need", "audience", "group", "method", "milestone", "sheet",
    ]

    /// What it says of what, whatever the figures: eight letters and digits.
    var name: String {
        let bare: Phrase =
            if case .phrase(let inner)? = text.facts["sentence"] { inner } else { text }
        let about = bare.facts.filter { Self.subjects.contains($0.key) }.sorted { $0.key < $1.key }
        let said = bare.key + about.map { "|\($0.key)=\(Self.words($0.value))" }.joined()
        let hex = String(FNV1a.hash32(said.utf8), radix: 16)
        return String(repeating: "0", count: 8 - hex.count) + hex
    }

    private static func words(_ fact: PhraseFact) -> String {
        switch fact {
        case .text(let text): text
        case .count(let count): String(count)
        case .number(let number): String(number)
        case .instant(let instant): String(instant.milliseconds)
        case .day(let day): day.description
        case .span(let span): String(span.milliseconds)
        case .money(let money): String(money.minor)
        case .label(let label): label.text(in: "en")
        case .list(let all): all.map { words($0) }.joined(separator: ",")
        case .phrase(let phrase):
            phrase.key
                + phrase.facts.sorted { $0.key < $1.key }.map { "(\($0.key)=\(words($0.value)))" }.joined()
        }
    }
}

extension Reading {
    /// What is decided on of an audit: the figures of twelve months until its last day, or until today while it goes on.
    /// - Parameter progress: is told now and then how far it came (0 to 1), and may throw to end it.
    /// - Throws: `DeskFault.unknown`.
    package func carriedClaims(
        of id: AuditID, at now: Instant, progress: (Double) throws -> Void = { _ in }
    ) throws -> [CarriedClaim] {
        let end = min(try audit(id).days.last, rules.localDay(now))
        let days = end.adding(months: -12) + 1...end
        return try auditFigures(days, of: id, at: now, progress: progress).carried(rules)
    }
}
