import Model
import Quality
import Records
import ServiceDesk
import Statistics
import Wording

/// One assessment: its score and grade.
struct AssessmentView: Listable {
    let assessment: Int64
    let standard: String
    let title: String
    let day: String
    /// Of what is judged; null while nothing is.
    @OrNull var score: Double?
    /// `open`, `failed`, `passed`, or `3-star` and so on.
    let grade: String
    /// How many clauses nobody has judged.
    let open: Int
    let deductions: Int
    let bonuses: Int
    private let date: Day
    private let gradeSaid: String

    private enum CodingKeys: String, CodingKey {
        case assessment, standard, title, day, score, grade, open, deductions, bonuses
    }

    init(_ a: SelfAssessment, _ v: Viewer, at now: Instant) throws {
        let standard = try v.reading.standard(of: a)
        self.init(a, StandardScore(standard, try v.reading.assessments.marks(of: a.id)), v.output)
    }

    init(_ a: SelfAssessment, _ score: StandardScore, _ output: Output) {
        (assessment, standard, title) = (a.id, a.standard, a.title)
        (day, date) = (a.day.description, a.day)
        _score = OrNull(score.score.map { ReportRowView.rounded($0) })
        (open, deductions, bonuses) = (score.open.count, score.deductions.count, score.bonuses.count)
        switch score.grade {
        case .open: grade = "open"
        case .failed: grade = "failed"
        case .passed: grade = "passed"
        case .stars(let stars): grade = "\(stars)-star"
        }
        gradeSaid = output.wording.say(score.grade.phrase)
    }

    static let titles = [
        "standard.title.assessment", "competitor.title.day", "standard.title.standard",
        "standard.title.title",
        "standard.title.score", "standard.title.grade", "standard.title.open",
    ]

    func cells(_ output: Output) -> [TextCell] {
        [
            TextCell(String(assessment), .strong), TextCell(output.wording.day(date)), TextCell(standard),
            TextCell(title),
            TextCell(score.map { output.wording.say(.number(($0 * 100).rounded() / 100)) } ?? ""),
            TextCell(gradeSaid, grade == "failed" ? .alarm : .plain), TextCell(String(open)),
        ]
    }
}

extension AssessmentView: Showable {
    func lines(_ output: Output) -> [String] { output.table([self]) }
}

/// Every clause of an assessment.
struct AssessmentReportView: Showable {
    let assessment: AssessmentView
    let got: Double
    let applicable: Double
    let clauses: [ClauseView]
    /// What stands beside the scale.
    let special: [SpecialView]
    /// Null while not all is judged, and at the top.
    @OrNull var missing: MissingView?
    private let heading: String

    struct SpecialView: Encodable {
        let number: Int64
        let kind: String
        let note: String
        @OrNull var ended: String?
    }

    struct MissingView: Encodable {
        @OrNull var stars: Int?
        let from: Double
        /// Of the scale that applies.
        let points: Double
        /// The fewest clauses that make up for it.
        let clauses: [String]
        /// To be made good first.
        let deductions: Int
        let grade: Phrase

        private enum CodingKeys: String, CodingKey { case stars, from, points, clauses, deductions }
    }

    private enum CodingKeys: String, CodingKey {
        case assessment, got, applicable, clauses, special, missing
    }

    init(_ report: AssessmentReport, _ v: Viewer) throws {
        let (score, output) = (report.score, v.output)
        assessment = AssessmentView(report.assessment, score, output)
        heading = output.wording.text(score.standard.label)
        (got, applicable) = (ReportRowView.rounded(score.got), score.applicable)
        clauses = score.clauses.map {
            ClauseView($0, report.evidence[$0.clause.name], score.standard, output)
        }
        special = report.marks.filter(\.verdict.isSpecial).map {
            SpecialView(
                number: $0.id, kind: $0.verdict.rawValue, note: $0.note,
                ended: output.iso($0.endedAt))
        }
        _missing = OrNull(
            score.missing.map {
                MissingView(
                    stars: $0.stars, from: $0.from, points: ReportRowView.rounded($0.points),
                    clauses: $0.clauses, deductions: $0.deductions, grade: $0.grade)
            })
    }

    func lines(_ output: Output) -> [String] {
        [heading] + output.table([assessment]) + ["", output.words("standard.split")] + output.table(clauses)
            + specials(output) + next(output)
    }

    private func specials(_ output: Output) -> [String] {
        special.isEmpty
            ? []
            : [""]
                + special.map { one in
                    let said = output.words(
                        "standard.special",
                        [
                            "number": .text(String(one.number)), "note": .text(one.note),
                            "kind": .phrase(Phrase("standard.verdict.\(one.kind)")),
                        ])
                    return one.ended == nil ? said : output.words("standard.ended", ["special": .text(said)])
                }
    }

    private func next(_ output: Output) -> [String] {
        guard let missing else { return [] }
        var said = [""]
        said.append(
            output.words(
                "standard.missing",
                [
                    "grade": .phrase(missing.grade), "from": .number(missing.from),
                    "points": .number((missing.points * 100).rounded() / 100),
                ]))
        if missing.deductions > 0 {
            said.append(output.words("standard.cure", ["count": .count(missing.deductions)]))
        }
        if !missing.clauses.isEmpty {
            said.append(output.words("standards.by"))
            for one in missing.clauses.compactMap({ name in clauses.first { $0.clause == name } }) {
                let lost = ReportRowView.rounded(Double(one.points) - (one.got ?? 0))
                said.append("  +\(output.wording.say(.number(lost)))  \(one.label)")
            }
        } else if missing.points > 0 {
            said.append(output.words("standard.notByClauses"))
        }
        return said
    }

    var csv: [[String]] {
        [
            [
                "group", "item", "clause", "points", "verdict", "failing", "got", "evidence", "low", "high",
                "count", "note",
            ]
        ]
            + clauses.map(\.csv)
    }
}

/// One clause.
struct ClauseView: Listable {
    let clause: String
    let item: String
    let group: String
    let label: String
    let points: Int
    /// Whether it may be met in part.
    let sampled: Bool
    /// Null while nobody has judged it.
    @OrNull var verdict: String?
    @OrNull var failing: Double?
    @OrNull var got: Double?
    let note: String
    /// What our records tell of it: the share that is right.
    @OrNull var evidence: EvidenceView?
    private let itemLabel: String

    struct EvidenceView: Encodable {
        let value: Double
        @OrNull var low: Double?
        @OrNull var high: Double?
        @OrNull var count: Int?
    }

    private enum CodingKeys: String, CodingKey {
        case clause, item, group, label, points, sampled, verdict, failing, got, note, evidence
    }

    init(
        _ score: StandardScore.ClauseScore, _ told: Estimate?, _ standard: Standard, _ output: Output
    ) {
        (clause, item) = (score.clause.name, score.item.name)
        group = standard.groups.first { $0.items.contains(score.item) }?.name ?? ""
        (label, itemLabel) = (output.wording.text(score.clause.label), output.wording.text(score.item.label))
        (points, sampled) = (score.clause.points, score.clause.isSampled)
        _verdict = OrNull(score.mark?.verdict.rawValue)
        (_failing, _got) = (
            OrNull(score.mark?.failing.map { ReportRowView.rounded($0) }),
            OrNull(score.got.map { ReportRowView.rounded($0) })
        )
        note = score.mark?.note ?? ""
        _evidence = OrNull(
            told.map {
                EvidenceView(
                    value: ReportRowView.rounded($0.value), low: $0.low.map { ReportRowView.rounded($0) },
                    high: $0.high.map { ReportRowView.rounded($0) }, count: $0.count)
            })
    }

    static let titles = [
        "standard.title.item", "standard.title.clause", "standard.title.points", "standard.title.verdict",
        "standard.title.evidence", "standard.title.what", "competitor.title.note",
    ]

    func cells(_ output: Output) -> [TextCell] {
        let number = { (value: Double) in output.wording.say(.number((value * 100).rounded() / 100)) }
        let told = evidence.map { told in
            output.words(
                "standard.evidence",
                ["share": .number((told.value * 1000).rounded() / 10), "count": .count(told.count ?? 0)])
        }
        return [
            TextCell(itemLabel), TextCell(clause, .strong),
            TextCell(got.map { "\(number($0))/\(points)" } ?? "-/\(points)"),
            TextCell(
                output.words("standard.verdict.\(verdict ?? "none")"),
                verdict == "failed" ? .alarm : verdict == nil ? .faint : .plain),
            TextCell(told ?? "", .faint), TextCell(label), TextCell(note, .faint),
        ]
    }

    var csv: [String] {
        func text(_ value: Double?) -> String { value.map { String($0) } ?? "" }
        return [
            group, item, clause, String(points), verdict ?? "", text(failing), text(got),
            text(evidence?.value),
            text(evidence?.low), text(evidence?.high), evidence?.count.map(String.init) ?? "", note,
        ]
    }
}
