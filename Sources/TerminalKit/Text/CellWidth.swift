/// How many terminal cells text takes: the one measure behind every draw, cut, pad and caret.
///
/// The width of a string is the sum over its scalars, because that is what terminals add up: 2 for East Asian
/// wide and fullwidth, 0 for combining marks, 1 for the rest. Scalars of ambiguous width (`… “ ” — ①`, box
/// drawing) take what this terminal was found to give them.
///
///     CellWidth.narrow.of("维修 repair")  // 11
package struct CellWidth: Hashable, Sendable {
    /// Cells of a scalar of ambiguous width: 1, or 2 on terminals set to East Asian ambiguous-is-wide.
    package let ambiguous: Int

    package static let narrow = CellWidth(ambiguous: 1)
    package static let wide = CellWidth(ambiguous: 2)

    /// - Parameter ambiguous: 1 or 2; anything else counts as 1.
    package init(ambiguous: Int = 1) {
        self.ambiguous = ambiguous == 2 ? 2 : 1
    }

    package func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        if value < 0xA0 { return 0 }
        if value >= 0x4E00, value <= 0x9FFF { return 2 }
        if value >= 0x300, Self.isZeroWidth(scalar) { return 0 }
        if value >= 0x1100, CellWidthTable.contains(value, in: CellWidthTable.wide) { return 2 }
        if ambiguous == 2, CellWidthTable.contains(value, in: CellWidthTable.ambiguous) { return 2 }
        return 1
    }

    package func of(_ character: Character) -> Int {
        character.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    package func of(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    /// The cells of a text as it will be shown, made safe.
    package func ofShown(_ text: some StringProtocol) -> Int {
        var cells = 0
        let isPlain = DisplayText.forEachPlain(in: text) { scalar in
            cells += of(scalar)
            return true
        }
        return isPlain ? cells : of(DisplayText.sanitise(text))
    }

    /// Marks that sit on the scalar before them, format controls, and the vowels and finals of conjoining
    /// Hangul.
    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return true
        case 0x3400...0x4DBF, 0xAC00...0xD7A3: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return true
        default: return false
        }
    }
}
