/// The form of a text that is safe to put on a terminal. What is stored stays as it was typed; only what is
/// shown passes through here, so that a customer's name can neither shift a row nor make the terminal answer.
package enum DisplayText {
    /// One line of printable text: controls, bidi overrides, zero-width joiners and other format scalars are
    /// removed; line breaks and tabs become a blank; an emoji sequence becomes its first scalar (a flag its
    /// two letters); private, unassigned and very new scalars become `□`; a mark without a base is removed.
    /// Idempotent.
    package static func sanitise(_ text: some StringProtocol) -> String {
        if forEachPlain(in: text, { _ in true }) { return String(text) }
        var cleaner = Cleaner()
        for character in text { cleaner.append(character) }
        return String(cleaner.clean)
    }

    /// Gives the scalars of a text one by one, as long as `body` wants more and they are plain.
    /// - Returns: false when one is not, so that those given so far must not be taken as they are.
    @inline(__always)
    static func forEachPlain(in text: some StringProtocol, _ body: (Unicode.Scalar) -> Bool) -> Bool {
        let quick = text.utf8.withContiguousStorageIfAvailable { bytes in
            // ASCII, which most text is, needs no decoding.
            for (index, byte) in bytes.enumerated() {
                guard byte < 0x7F else { return index }
                guard byte >= 0x20 else { return -1 }
                if !body(Unicode.Scalar(byte)) { return bytes.count }
            }
            return bytes.count
        }
        let start: String.Index
        switch quick {
        case nil: start = text.startIndex
        case -1: return false
        case let count?:
            if count == text.utf8.count { return true }
            start = text.utf8.index(text.startIndex, offsetBy: count)
        }
        for scalar in text.unicodeScalars[start...] {
            guard isPlain(scalar) else { return false }
            if !body(scalar) { return true }
        }
        return true
    }

    /// Scalars that are shown as they are and take no part in sequences: nearly all text, told apart quickly.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xC0...0x2FF, 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF60: true
        default: false
        }
    }

    private struct Cleaner {
        var clean = String.UnicodeScalarView()
        /// Marks on the base last appended; terminals and ncurses keep one base and a handful of them in a
        /// cell.
        private var marks = 0
        private static let marksPerCell = 4

        mutating func append(_ character: Character) {
            if character.isNewline { return append(base: " ") }
            // Joined emoji are one picture on some terminals and several on others; the first says enough.
            let isJoined =
                character.unicodeScalars.first?.properties.isEmoji == true
                && character.unicodeScalars.contains("\u{200D}")
            for scalar in character.unicodeScalars {
                switch Shown(scalar) {
                case .nothing: continue
                case .base(let base):
                    append(base: base)
                    if isJoined { return }
                case .mark:
                    guard !clean.isEmpty, marks < Self.marksPerCell else { continue }
                    clean.append(scalar)
                    marks += 1
                }
            }
        }

        private mutating func append(base: Unicode.Scalar) {
            clean.append(base)
            marks = 0
        }
    }

    /// What is shown for a scalar.
    private enum Shown {
        case nothing
        case mark
        case base(Unicode.Scalar)

        /// Stands for what no font can show.
        private static let unknown: Unicode.Scalar = "\u{25A1}"
        /// Newer scalars are drawn by few terminals yet, and measured by fewer.
        private static let newestUnicode = 15

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x20..<0x7F: self = .base(scalar)
            case 0x09: self = .base(" ")
            // Regional indicators, read as the letters they stand for.
            case 0x1F1E6...0x1F1FF:
                self = .base(Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41) ?? Self.unknown)
            // Keycap and skin tones: terminals disagree on their cells.
            case 0x20E3, 0x1F3FB...0x1F3FF: self = .nothing
            // Hangul fillers: blank, yet not everywhere without width.
            case 0x115F, 0x3164, 0xFFA0: self = .nothing
            case 0x1160...0x11FF, 0xD7B0...0xD7FB: self = .mark
            default: self.init(category: scalar)
            }
        }

        private init(category scalar: Unicode.Scalar) {
            let properties = scalar.properties
            if let age = properties.age, age.major > Self.newestUnicode {
                self = .base(Self.unknown)
                return
            }
            switch properties.generalCategory {
            case .control, .format: self = .nothing
            case .unassigned, .privateUse, .surrogate: self = .base(Self.unknown)
            case .nonspacingMark, .enclosingMark: self = properties.isVariationSelector ? .nothing : .mark
            default: self = .base(scalar)
            }
        }
    }
}
