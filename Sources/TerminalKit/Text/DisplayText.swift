/// The form of a text that is safe to put on a terminal. What is stored stays as it was typed; only what is
/// shown passes through here, so that a customer's name can neither shift a row nor make the terminal answer.
package enum DisplayText {
    /// Terminals and ncurses keep one base and a handful of marks in a cell; more are dropped.
    private static let marksPerCell = 4
    /// Newer scalars are drawn by few terminals yet, and measured by fewer.
    private static let newestUnicode = 15
    /// Stands for what no font can show.
    private static let unknown: Unicode.Scalar = "\u{25A1}"

    /// One line of printable text: controls, bidi overrides, zero-width joiners and other format scalars are
    /// removed; line breaks and tabs become a blank; an emoji sequence becomes its first scalar (a flag its
    /// two letters); private, unassigned and very new scalars become `□`; a mark without a base is removed.
    /// Idempotent.
    package static func sanitise(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
        var clean = String.UnicodeScalarView()
        for character in text { append(character, to: &clean) }
        return String(clean)
    }

    private static func append(_ character: Character, to clean: inout String.UnicodeScalarView) {
        let isSequence = isEmojiSequence(character)
        var marks = 0
        for scalar in character.unicodeScalars {
            switch kind(of: scalar) {
            case .blank:
                clean.append(" ")
            case .removed:
                continue
            case .unknown:
                clean.append(unknown)
            case .letter(let letter):
                clean.append(letter)
            case .mark:
                guard !clean.isEmpty, marks < marksPerCell, !isSequence else { continue }
                clean.append(scalar)
                marks += 1
            case .base:
                clean.append(scalar)
                marks = 0
                if isSequence { return }
            }
        }
    }

    private enum Kind {
        case blank, removed, unknown, mark, base
        case letter(Unicode.Scalar)
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x20..<0x7F: return .base
        case 0x1F1E6...0x1F1FF:  // regional indicators, read as the letters they stand for
            return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41).map(Kind.letter) ?? .removed
        case 0x0A, 0x0D, 0x09: return .blank
        case 0x3164, 0xFFA0, 0x115F: return .removed  // Hangul fillers: blank yet not zero-width everywhere
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return .mark
        default: break
        }
        if let age = scalar.properties.age, age.major > newestUnicode { return .unknown }
        switch scalar.properties.generalCategory {
        case .control, .format: return .removed
        case .lineSeparator, .paragraphSeparator: return .blank
        case .unassigned, .privateUse, .surrogate: return .unknown
        case .nonspacingMark, .enclosingMark:
            return scalar.properties.isVariationSelector ? .removed : .mark
        default: return .base
        }
    }

    /// Joined, toned, keycapped or presentation-selected emoji: terminals disagree on how wide the whole is.
    private static func isEmojiSequence(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first, first.properties.isEmoji else { return false }
        return character.unicodeScalars.dropFirst().contains { scalar in
            switch scalar.value {
            case 0x200D, 0xFE0E, 0xFE0F, 0x20E3, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: return true
            default: return false
            }
        }
    }
}
