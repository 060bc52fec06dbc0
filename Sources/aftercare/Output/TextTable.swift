import TerminalKit

/// What makes a cell stand out, where the terminal has colours.
enum Tone: CaseIterable {
    case plain, good, alarm, faint, strong

    fileprivate var code: String? {
        switch self {
        case .plain: nil
        case .good: "\u{1B}[32m"
        case .alarm: "\u{1B}[31m"
        case .faint: "\u{1B}[2m"
        case .strong: "\u{1B}[1m"
        }
    }

    static let plainCode = "\u{1B}[0m"
    /// Every code that tables write.
    static let codes = [plainCode] + allCases.compactMap(\.code)
}

struct TextCell {
    var text: String
    var tone: Tone

    init(_ text: String, _ tone: Tone = .plain) {
        self.text = text
        self.tone = tone
    }

    /// `text` is the cell's own text made to fit.
    fileprivate func painted(_ text: String, colours: Bool) -> String {
        guard colours, let code = tone.code else { return text }
        return code + text + Tone.plainCode
    }
}

/// Rows in columns that line up by display width, Chinese or not. Fed page by page: columns only grow, the titles are
/// written once. Where a terminal's width is known the last column is cut to it; into a file or pipe nothing is cut.
struct TextTable {
    private let titles: [String]
    private let colours: Bool
    private let columns: Int?
    private var widths: [Int]
    private var hasTitles = false

    private static let gap = 2
    static let cells = CellWidth.narrow

    init(titles: [String], colours: Bool, columns: Int?) {
        self.titles = titles
        self.colours = colours
        self.columns = columns
        widths = titles.map { Self.cells.of($0) }
    }

    /// The lines for these rows; before the first of them the titles.
    mutating func lines(_ rows: [[TextCell]]) -> [String] {
        let rows = rows.map { row in
            row.map { TextCell(DisplayText.sanitise($0.text), $0.tone) }
        }
        for row in rows {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], Self.cells.of(cell.text))
            }
        }
        var lines: [String] = []
        if !hasTitles {
            hasTitles = true
            lines.append(line(titles.map { TextCell($0, .faint) }))
        }
        return lines + rows.map(line)
    }

    private func line(_ row: [TextCell]) -> String {
        var parts: [String] = []
        var used = 0
        for (column, cell) in row.enumerated() {
            var text = cell.text
            if column == row.count - 1 {
                if let columns, used + Self.cells.of(text) > columns, columns - used >= 8 {
                    text = Self.cells.fit(text, columns - used)
                }
                parts.append(cell.painted(text, colours: colours))
            } else {
                parts.append(cell.painted(Self.cells.fit(text, widths[column]), colours: colours))
                used += widths[column] + Self.gap
            }
        }
        let line = parts.joined(separator: String(repeating: " ", count: Self.gap))
        return colours ? line : String(line.reversed().drop { $0 == " " }.reversed())
    }
}
