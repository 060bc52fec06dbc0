import Model
import Quality
import ServiceDesk
import Statistics
import TerminalKit
import Wording

/// A line of a standard's tree: a group, an item of it, or a clause, with what it got and what it got before.
struct StandardRow: Identifiable, Sendable {
    enum Level: Int, Sendable { case group, item, clause }

    /// The name in the standard; names of groups may be those of items.
    let id: String
    let level: Level
    let name: String
    let label: Label
    let points: Int
    /// Nil where nothing below it applies, or nothing is judged.
    let got: Double?
    /// Of what applies and is judged.
    let applicable: Double
    let open: Int
    /// Above zero it got more than in the assessment before, of what is judged in both; nil where nothing is.
    let change: Double?
    /// Of a clause alone.
    var clause: StandardScore.ClauseScore?
    var evidence: Estimate?

    /// What it lost of what applies.
    var lost: Double { got.map { applicable - $0 } ?? 0 }

    /// The tree from top to bottom.
    static func all(_ report: AssessmentReport, before: StandardScore?) -> [StandardRow] {
        let score = report.score
        return score.standard.groups.flatMap { group -> [StandardRow] in
            let names = Set(group.items.map(\.name))
            let row = StandardRow(
                id: "\(group.name) *", .group, group.name, group.label, group.points,
                score.clauses.filter { names.contains($0.item.name) },
                before?.clauses.filter { names.contains($0.item.name) })
            return [row] + group.items.flatMap { Self.items($0, report, before: before) }
        }
    }

    private static func items(_ item: Standard.Item, _ report: AssessmentReport, before: StandardScore?)
        -> [StandardRow]
    {
        let clauses = report.score.clauses.filter { $0.item.name == item.name }
        let row = StandardRow(
            id: item.name, .item, item.name, item.label, item.points, clauses,
            before?.clauses.filter { $0.item.name == item.name })
        return [row]
            + clauses.map { one in
                var row = StandardRow(
                    id: one.clause.name, .clause, one.clause.name, one.clause.label, one.clause.points,
                    [one], before?.clauses.filter { $0.clause.name == one.clause.name })
                (row.clause, row.evidence) = (one, report.evidence[one.clause.name])
                return row
            }
    }

    private init(
        id: String, _ level: Level, _ name: String, _ label: Label, _ points: Int,
        _ clauses: [StandardScore.ClauseScore], _ before: [StandardScore.ClauseScore]?
    ) {
        (self.id, self.level, self.name, self.label, self.points) = (id, level, name, label, points)
        let judged = clauses.filter { $0.got != nil }
        got = judged.isEmpty ? nil : judged.reduce(0) { $0 + ($1.got ?? 0) }
        applicable = judged.reduce(0) { $0 + Double($1.clause.points) }
        self.open = clauses.count { $0.mark == nil }
        let gains = clauses.compactMap { one -> Double? in
            let old = before?.first { $0.clause.name == one.clause.name }?.got
            return one.got.flatMap { got in old.map { got - $0 } }
        }
        change = gains.isEmpty ? nil : gains.reduce(0, +)
    }
}

extension DeskContext {
    /// - Parameter branch: what stands before it in the tree.
    func standardCells(_ row: StandardRow, branch: String) -> [TableCell] {
        let change = row.change.map { wording.signed($0, decimals: 1) } ?? ""
        return [
            TableCell(
                branch + wording.text(row.label),
                row.level == .group ? .header : row.level == .item ? .accent : .text),
            TableCell(points(row), row.lost > 0 ? .atRisk : .text), verdictCell(row),
            TableCell(row.evidence.map { evidence($0) } ?? "", .muted),
            TableCell(change == "0" ? "=" : change, (row.change ?? 0) < 0 ? .missed : .good),
        ]
    }

    /// `3.6/4`, `-/4` while nothing is judged.
    private func points(_ row: StandardRow) -> String {
        let whole = row.level == .clause || row.applicable == 0 ? Double(row.points) : row.applicable
        return (row.got.map { wording.number($0, decimals: 1) } ?? "-") + "/"
            + wording.number(whole, decimals: 0)
    }

    private func verdictCell(_ row: StandardRow) -> TableCell {
        guard let clause = row.clause else {
            return TableCell(row.open == 0 ? "" : say("standards.open", ["count": .count(row.open)]), .muted)
        }
        return TableCell(
            said(clause.mark), clause.mark?.verdict == .failed ? .missed : clause.mark == nil ? .muted : .text
        )
    }

    /// `met`, `partly met, 8 % short`, `not judged`
    func said(_ mark: AssessmentMark?) -> String {
        guard let mark else { return say("standard.verdict.none") }
        let verdict = say("standard.verdict.\(mark.verdict.rawValue)")
        guard let failing = mark.failing else { return verdict }
        return say(
            "standards.short",
            ["verdict": .text(verdict), "share": .text(wording.percent(failing, decimals: 0))])
    }

    /// `92.3 % of 120`
    func evidence(_ told: Estimate) -> String {
        say(
            "standard.evidence",
            ["share": .number((told.value * 1000).rounded() / 10), "count": .count(told.count ?? 0)])
    }

    func name(_ assessment: SelfAssessment) -> String {
        assessment.title.isEmpty
            ? say("standards.untitled", ["number": .text(String(assessment.id))]) : assessment.title
    }
}

extension Pane {
    /// What the next grade takes, and what stands beside the scale.
    init(missing report: AssessmentReport, _ context: DeskContext) {
        let (score, wording) = (report.score, context.wording)
        if !score.open.isEmpty {
            add(.text(context.say("standards.notAll", ["count": .count(score.open.count)]), .text))
        } else if let missing = score.missing {
            add(
                .text(
                    context.say(
                        "standard.missing",
                        [
                            "grade": .phrase(missing.grade), "from": .number(missing.from),
                            "points": .number((missing.points * 100).rounded() / 100),
                        ]), .accent))
            if missing.deductions > 0 {
                add(.text(context.say("standard.cure", ["count": .count(missing.deductions)]), .missed))
            }
            if !missing.clauses.isEmpty {
                add(.text(context.say("standards.by"), .text))
                for name in missing.clauses {
                    guard let one = score.clauses.first(where: { $0.clause.name == name }) else { continue }
                    let lost = wording.number(one.lost, decimals: 1)
                    add(.spans([Span("  +" + lost + "  ", .good), Span(wording.text(one.clause.label))]))
                }
            } else if missing.points > 0 {
                add(.text(context.say("standard.notByClauses"), .text))
            }
        } else {
            add(.text(context.say("standards.atTop"), .good))
        }
        special(report.marks, context)
    }

    private mutating func special(_ marks: [AssessmentMark], _ context: DeskContext) {
        for mark in marks where mark.verdict.isSpecial {
            let said = context.say(
                "standards.specialOf",
                [
                    "kind": .phrase(Phrase("standard.verdict.\(mark.verdict.rawValue)")),
                    "note": .text(mark.note),
                ])
            let isOver = mark.endedAt != nil
            add(
                .text(
                    isOver ? context.say("standard.ended", ["special": .text(said)]) : said,
                    isOver ? .muted : mark.verdict == .deduction ? .missed : .good))
        }
    }

    /// All that is known of a clause, or of an item's: what is asked for, how it was judged and when, and what the records tell.
    init(_ row: StandardRow, _ report: AssessmentReport, people: [StaffID: String], _ context: DeskContext) {
        add(.text(context.wording.text(row.label), .header))
        let names = row.clause.map { [$0.clause.name] } ?? []
        if let clause = row.clause?.clause {
            pair(
                context.say("standard.title.item"),
                row.clause.map { context.wording.text($0.item.label) } ?? "")
            pair(
                context.say("standards.judgedBy"),
                context.say(clause.isSampled ? "standards.sampled" : "standards.whole"))
            if let source = clause.evidence {
                pair(
                    context.say("standard.title.evidence"),
                    row.evidence.map { context.evidence($0) } ?? context.say("standards.noData"), .accent)
                if let told = row.evidence, let low = told.low, let high = told.high {
                    pair(
                        context.say("gap.title.interval"),
                        context.say(
                            "figures.between",
                            [
                                "low": .text(context.wording.percent(low)),
                                "high": .text(context.wording.percent(high)),
                            ]))
                }
                pair(context.say("standards.source"), context.wording.say(source.said(context.rules)), .muted)
            } else {
                pair(context.say("standard.title.evidence"), context.say("standards.noEvidence"), .muted)
            }
        }
        add(.blank)
        let marks = report.marks.filter { names.contains($0.clause) }.reversed()
        for mark in marks {
            let by = mark.by.flatMap { people[$0] } ?? ""
            add(
                .spans([
                    Span(context.said(mark) + "  "),
                    Span(by + " " + context.wording.moment(mark.at) + "  ", .muted), Span(mark.note, .accent),
                ]))
        }
        if marks.isEmpty, row.level == .clause { add(.text(context.say("standard.verdict.none"), .muted)) }
    }
}
