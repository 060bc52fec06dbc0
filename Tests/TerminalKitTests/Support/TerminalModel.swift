import TerminalKit

/// As much of a terminal as the ANSI painter speaks to: cells, a pen and a cursor. It knows nothing of canvases.
struct TerminalModel {
    struct Square: Equatable {
        var text = " "
        /// The last graphic rendition asked for: `0;1;38;5;81`.
        var pen = "0"
    }

    let size: Size
    private(set) var squares: [[Square]]
    private(set) var cursor = Point(column: 0, row: 0)
    private(set) var cursorIsShown = true
    private var pen = "0"

    init(size: Size) {
        self.size = size
        squares = Array(repeating: Array(repeating: Square(), count: size.columns), count: size.rows)
    }

    /// - Returns: false when something is not understood or leaves the screen.
    mutating func read(_ bytes: String) -> Bool {
        var rest = Substring(bytes)
        while !rest.isEmpty {
            if let sequence = rest.prefixMatch(of: /\u{1B}\[(\??)([0-9;]*)([A-Za-z])/) {
                rest = rest[sequence.range.upperBound...]
                guard obey(sequence.2, sequence.1 + sequence.3) else { return false }
            } else {
                guard put(rest.unicodeScalars.removeFirst()) else { return false }
            }
        }
        return true
    }

    private mutating func obey(_ numbers: Substring, _ command: Substring) -> Bool {
        let values = numbers.split(separator: ";").compactMap { Int($0) }
        switch command {
        case "H" where values.count == 2: cursor = Point(column: values[1] - 1, row: values[0] - 1)
        case "J" where numbers == "2": squares = TerminalModel(size: size).squares
        case "m": pen = String(numbers)
        case "?h" where numbers == "25": cursorIsShown = true
        case "?l" where numbers == "25": cursorIsShown = false
        default: return false
        }
        return true
    }

    private mutating func put(_ scalar: Unicode.Scalar) -> Bool {
        let width = CellWidth.narrow.of(String(scalar))
        if width == 0 {
            // A mark joins what stands before it, over both halves of a wide character.
            var column = cursor.column - 1
            while column > 0, squares[cursor.row][column].text.isEmpty { column -= 1 }
            squares[cursor.row][column].text.unicodeScalars.append(scalar)
            return true
        }
        guard cursor.row < size.rows, cursor.column + width <= size.columns, scalar.value >= 32 else {
            return false
        }
        // A wide character that loses a half is gone, as on most terminals.
        for column in [cursor.column, cursor.column + width] where column < size.columns {
            if squares[cursor.row][column].text.isEmpty {
                squares[cursor.row][column].text = "?"
                squares[cursor.row][column - 1].text = "?"
            }
        }
        squares[cursor.row][cursor.column] = Square(text: String(scalar), pen: pen)
        if width == 2 { squares[cursor.row][cursor.column + 1] = Square(text: "", pen: pen) }
        cursor.column += width
        return true
    }
}
