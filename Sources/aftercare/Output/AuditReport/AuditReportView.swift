import DeskScreens
import Model
import ServiceDesk
import TerminalKit
import Wording

/// The report of an audit in one language: what its writers share, its text for the terminal, and its JSON.
struct AuditReportView {
    typealias Block = AuditDocument.Block
    typealias Cell = AuditDocument.Cell

    let document: AuditDocument
    let output: Output

    init(_ document: AuditDocument, _ output: Output) { (self.document, self.output) = (document, output) }

    var title: String { say(document.title) }
    var subtitle: String { say(document.subtitle) }

    func say(_ phrase: Phrase) -> String { output.wording.say(phrase) }
    func say(_ fact: PhraseFact) -> String { output.wording.say(fact) }

    func say(_ cell: Cell) -> String {
        switch cell.content {
        case .fact(let fact): say(fact)
        case .fixed(let value, let signed): output.fixed(value, signed: signed)
        }
    }

    /// From 1, in the report's order.
    func number(_ part: AuditDocument.Part) -> Int {
        (document.chapters.firstIndex { $0.part == part } ?? 0) + 1
    }

    /// `section 4`
    func see(_ part: AuditDocument.Part) -> String {
        output.words("auditReport.see", ["number": .count(number(part))])
    }

    /// Where else a sentence has its evidence; nil when it stands in that very part.
    func see(_ sentence: AuditDocument.Sentence, in part: AuditDocument.Part) -> String? {
        sentence.evidence == part ? nil : see(sentence.evidence)
    }

    /// A sentence, and in brackets where else it has its evidence.
    func placed(_ sentence: String, _ place: String) -> String {
        output.words("auditReport.placed", ["sentence": .text(sentence), "place": .text(place)])
    }

    func command(_ text: String) -> String {
        output.words("auditReport.command", ["command": .text(text)])
    }
}

extension AuditReportView: Showable {
    func lines(_ output: Output) -> [String] {
        let width = min(StandardStream.out.columns ?? Self.width, Self.width)
        let chapters: [String] = document.chapters.flatMap { chapter in
            ["", "\(number(chapter.part))  \(say(chapter.part.title))", ""]
                + chapter.blocks.flatMap { lines($0, in: chapter.part, width) + [""] }
        }
        return [title, subtitle] + Self.spaced(chapters)
    }

    /// With one blank line where there are several, and none at the end.
    private static func spaced(_ lines: [String]) -> [String] {
        let kept = lines.indices.filter { !lines[$0].isEmpty || $0 == 0 || !lines[$0 - 1].isEmpty }
        return Array(kept.map { lines[$0] }.dropLast(lines.last == "" ? 1 : 0))
    }

    /// Where no terminal says how wide it is.
    private static let width = 100

    private func lines(_ block: Block, in part: AuditDocument.Part, _ width: Int) -> [String] {
        switch block {
        case .heading(let phrase): [say(phrase)]
        case .paragraph(let phrase), .note(let phrase): wrapped(say(phrase), width)
        case .sentences(let all):
            all.flatMap { sentence in
                let text = say(sentence.text)
                let said = see(sentence, in: part).map { placed(text, $0) } ?? text
                return wrapped(said, width, bullet: "- ")
            }
        case .table(let table): lines(table)
        case .chart(let chart): AuditChart(chart, self).lines(width)
        case .command(let text): wrapped(command(text), width)
        case .room: []
        }
    }

    private func wrapped(_ text: String, _ width: Int, bullet: String = "") -> [String] {
        let indent = String(repeating: " ", count: bullet.count)
        return TextTable.cells.wrap(text, width - bullet.count).enumerated().map { place, line in
            (place == 0 ? bullet : indent) + line
        }
    }

    private static func tone(_ tone: Cell.Tone) -> Tone {
        switch tone {
        case .plain: .plain
        case .good: .good
        case .bad: .alarm
        case .faint: .faint
        case .strong: .strong
        }
    }

    private func lines(_ table: AuditDocument.Table) -> [String] {
        var text = TextTable(
            titles: table.columns.map { say($0.title) }, colours: output.colours,
            columns: StandardStream.out.columns)
        return text.lines(table.rows.map { row in row.map { TextCell(say($0), Self.tone($0.tone)) } })
    }
}

// MARK: JSON

extension AuditReportView: Encodable {
    private enum CodingKeys: String, CodingKey { case title, subtitle, chapters }

    private struct ChapterView: Encodable {
        let number: Int
        let part: String
        let title: String
        let blocks: [BlockView]
    }

    private struct SentenceView: Encodable {
        let text: String
        /// The part its evidence stands in.
        let evidence: String
    }

    /// One of its keys says what it is; the others are left out.
    private struct BlockView: Encodable {
        var heading: String?
        var paragraph: String?
        var note: String?
        var command: String?
        var sentences: [SentenceView]?
        var titles: [String]?
        var rows: [[String]]?
    }

    func encode(to encoder: any Encoder) throws {
        var c = encoder.container(keyedBy: CodingKeys.self)
        try c.encode(title, forKey: .title)
        try c.encode(subtitle, forKey: .subtitle)
        try c.encode(document.chapters.map(view), forKey: .chapters)
    }

    private func view(_ chapter: AuditDocument.Chapter) -> ChapterView {
        ChapterView(
            number: number(chapter.part), part: chapter.part.rawValue, title: say(chapter.part.title),
            blocks: chapter.blocks.compactMap(view))
    }

    /// What is drawn has its figures in the tables beside it, but for bars.
    private func view(_ block: Block) -> BlockView? {
        switch block {
        case .heading(let phrase): BlockView(heading: say(phrase))
        case .paragraph(let phrase): BlockView(paragraph: say(phrase))
        case .note(let phrase): BlockView(note: say(phrase))
        case .command(let text): BlockView(command: text)
        case .sentences(let all):
            BlockView(sentences: all.map { SentenceView(text: say($0.text), evidence: $0.evidence.rawValue) })
        case .table(let table):
            BlockView(titles: table.columns.map { say($0.title) }, rows: table.rows.map { $0.map(say) })
        case .chart(let chart): AuditChart(chart, self).rows.map { BlockView(rows: $0) }
        case .room: nil
        }
    }
}
