package import Model
package import Quality
package import Statistics

/// The report of a service audit as a value: what it says, in which order, and where each sentence has its evidence. Languages
/// say its phrases; writers make text, Markdown and pages of it.
package struct AuditDocument: Sendable {
    package var title: Phrase
    /// The days it is of, and as of when.
    package var subtitle: Phrase
    /// In the order of `Part`; a part's number is its place.
    package var chapters: [Chapter]

    /// The parts of the report, from the survey to the strategy.
    package enum Part: String, Sendable, CaseIterable {
        case summary, method, judgement, needs, competitors, gaps, service, standards, balance, proposals,
            strategy,
            conclusions, annex

        package var title: Phrase { Phrase("auditReport.part.\(rawValue)") }
    }

    package struct Chapter: Sendable {
        package var part: Part
        package var blocks: [Block]
    }

    package enum Block: Sendable {
        case heading(Phrase)
        case paragraph(Phrase)
        /// In small print: how to read what stands above.
        case note(Phrase)
        case sentences([Sentence])
        case table(Table)
        case chart(Chart)
        /// The command that tells the same figures, and the rows behind them.
        case command(String)
        /// Left free for what people write by hand.
        case room
    }

    /// Something that figures carry, and the part they stand in.
    package struct Sentence: Sendable, Hashable {
        package var text: Phrase
        package var evidence: Part

        init(_ text: Phrase, _ evidence: Part) { (self.text, self.evidence) = (text, evidence) }
    }

    package struct Table: Sendable {
        package var columns: [Column]
        package var rows: [[Cell]]
    }

    package struct Column: Sendable {
        package var title: PhraseFact
        /// Figures stand flush right, so that they can be compared.
        package var isFigure: Bool
    }

    package struct Cell: Sendable, Hashable {
        package enum Content: Sendable, Hashable {
            case fact(PhraseFact)
            /// With all its decimals; signed where the sign says more than the size.
            case fixed(Double, signed: Bool)
        }

        package enum Tone: String, Sendable { case plain, good, bad, faint, strong }

        package var content: Content
        package var tone: Tone

        init(_ fact: PhraseFact, _ tone: Tone = .plain) { (content, self.tone) = (.fact(fact), tone) }
        init(_ phrase: Phrase, _ tone: Tone = .plain) { self.init(.phrase(phrase), tone) }
        init(fixed value: Double, signed: Bool = false, _ tone: Tone = .plain) {
            (content, self.tone) = (.fixed(value, signed: signed), tone)
        }

        static let none = Cell(.text("–"), .faint)
    }

    package enum Chart: Sendable {
        case bars([Bar])
        /// What was awaited and what was perceived, by dimension; `top` is the scale's highest.
        case dimensions([Dimension], top: Int)
        case importance(ImportancePerformance, labels: [Label])
        case waterfall(GapReport.Line)
    }

    package struct Bar: Sendable {
        package var label: PhraseFact
        /// 0 to 1 of the whole width.
        package var share: Double
        package var text: PhraseFact
    }

    package struct Dimension: Sendable {
        package var label: Label
        package var expectation: Moments
        package var perception: Moments
    }

    package subscript(part: Part) -> Chapter? { chapters.first { $0.part == part } }
}

extension AuditDocument.Chapter {
    /// All its sentences with evidence.
    package var sentences: [AuditDocument.Sentence] {
        blocks.flatMap { block -> [AuditDocument.Sentence] in
            if case .sentences(let all) = block { all } else { [] }
        }
    }
}
