import Model
import Quality
import Statistics

/// Makes the report of what was read. It asks nothing: of the same figures it makes the same report.
struct AuditWriter {
    typealias Block = AuditDocument.Block
    typealias Cell = AuditDocument.Cell
    typealias Column = AuditDocument.Column
    typealias Part = AuditDocument.Part

    let figures: AuditFigures
    let rules: Rules

    var claims: AuditClaims { AuditClaims(figures: figures, rules: rules) }

    var document: AuditDocument {
        AuditDocument(
            title: Phrase("auditReport.title"),
            subtitle: Phrase(
                "auditReport.subtitle",
                [
                    "from": .day(figures.days.lowerBound), "until": .day(figures.days.upperBound),
                    "at": .instant(figures.at),
                ]),
            chapters: Part.allCases.map { AuditDocument.Chapter(part: $0, blocks: blocks($0)) })
    }

    private func blocks(_ part: Part) -> [Block] {
        switch part {
        case .summary: summary
        case .method: method
        case .judgement: judgement
        case .needs: needs
        case .competitors: competitors
        case .gaps: gaps
        case .service: service
        case .standards: standards
        case .balance: balance
        case .proposals: proposals
        case .strategy: strategy
        case .conclusions: conclusions
        case .annex: annex
        }
    }

    // MARK: What is concluded

    private var summary: [Block] {
        let claims = claims.summary
        let said = claims.compactMap { if case .said(let sentence) = $0 { sentence } else { nil } }
        let lacking = claims.compactMap { if case .lacking(let sentence) = $0 { sentence } else { nil } }
        var blocks: [Block] =
            said.isEmpty ? [.paragraph(Phrase("auditReport.nothingCarried"))] : [.sentences(said)]
        if !lacking.isEmpty {
            blocks += [.heading(Phrase("auditReport.cannotSay")), .sentences(lacking)]
        }
        return blocks + [.note(Phrase("auditReport.carried"))]
    }

    private var balance: [Block] {
        let (strengths, weaknesses) = (claims.strengths, claims.weaknesses)
        return [.heading(Phrase("auditReport.strengths"))]
            + listed(strengths, none: Phrase("auditReport.noStrengths"))
            + [.heading(Phrase("auditReport.weaknesses"))]
            + listed(weaknesses, none: Phrase("auditReport.noWeaknesses"))
            + [.note(Phrase("auditReport.balance", ["count": .count(AuditClaims.most)]))]
    }

    private var proposals: [Block] {
        [.paragraph(Phrase("auditReport.proposals"))]
            + listed(claims.proposals, none: Phrase("auditReport.noProposals"))
    }

    private func listed(_ sentences: [AuditDocument.Sentence], none: Phrase) -> [Block] {
        sentences.isEmpty ? [.paragraph(none)] : [.sentences(sentences)]
    }

    // MARK: Parts of tables

    func text(_ title: Phrase) -> Column { Column(title: .phrase(title), isFigure: false) }
    func figure(_ title: Phrase) -> Column { Column(title: .phrase(title), isFigure: true) }

    func table(_ columns: [Column], _ rows: [[Cell]]) -> [Block] {
        rows.isEmpty ? [] : [.table(AuditDocument.Table(columns: columns, rows: rows))]
    }

    /// A mean with its decimals; a dash where nobody answered.
    func cell(_ moments: Moments, signed: Bool = false) -> Cell {
        moments.count == 0 ? .none : Cell(fixed: moments.mean, signed: signed)
    }

    /// How many, marked where they are few.
    func cell(count: Int) -> Cell {
        switch SampleGrade(count) {
        case .sound: Cell(.count(count), .faint)
        case .indicative: Cell(Phrase("auditReport.few", ["count": .count(count)]), .faint)
        case .tooFew: Cell(Phrase("auditReport.tooFew", ["count": .count(count)]), .faint)
        }
    }

    /// The command that tells the same, with the report's days.
    func command(_ words: String) -> Block {
        .command("aftercare \(words) --from \(figures.days.lowerBound) --until \(figures.days.upperBound)")
    }
}

extension AuditDocument {
    package init(_ figures: AuditFigures, _ rules: Rules) {
        self = AuditWriter(figures: figures, rules: rules).document
    }
}
