/// Columns of text, aligned for a terminal. A cell may have several lines.
struct TextTable {
    private let header: [String]
    private var rows: [[[String]]] = []

    init(_ header: [String]) { self.header = header }

    mutating func add(_ cells: [[String]]) { rows.append(cells) }

    var text: String {
        let widths = header.indices.map { column in
            ([header[column]] + rows.flatMap { $0[column] }).map(\.cells).max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            zip(cells, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmedEnd
        }
        var lines = [line(header), widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")]
        for row in rows {
            for index in 0..<(row.map(\.count).max() ?? 0) {
                lines.append(line(row.map { index < $0.count ? $0[index] : "" }))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    /// How many terminal cells it takes: two for East Asian wide characters. Labels hold no others that differ;
    /// screens measure with TerminalKit instead.
    var cells: Int {
        unicodeScalars.reduce(0) { $0 + (String.isWide($1) ? 2 : 1) }
    }

    func padded(to width: Int, with filler: Character = " ") -> String {
        self + String(repeating: filler, count: max(0, width - cells))
    }

    fileprivate var trimmedEnd: String {
        var copy = self
        while copy.last == " " { copy.removeLast() }
        return copy
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
