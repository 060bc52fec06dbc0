import Foundation

/// Splits text into what is searched for, alike when it is stored and when it is sought: words of letters and digits,
/// and for Chinese, which has no spaces, every character and every pair of neighbours. So a two-character word is
/// found in the middle of a sentence without a dictionary.
///
///     SearchText.tokens(of: "海尔 BCD-118")  // ["海", "海尔", "尔", "bcd", "118"]
///
/// Upper case, full-width forms and accents make no difference.
package enum SearchText {
    /// What to store for a text; tokens repeat as often as the text repeats them.
    package static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        for run in runs(in: text) {
            switch run {
            case .word(let word): tokens.append(word)
            case .ideographs(let characters):
                for (i, character) in characters.enumerated() {
                    tokens.append(String(character))
                    if i + 1 < characters.count {
                        tokens.append(String(character) + String(characters[i + 1]))
                    }
                }
            }
        }
        return tokens
    }

    /// What to seek for a text someone typed; a record matches when it has all of these. The last one may be the
    /// beginning of a word still being typed.
    package static func query(_ text: String) -> [String] {
        runs(in: text).flatMap { run in
            switch run {
            case .word(let word): [word]
            case .ideographs(let characters):
                characters.count == 1
                    ? [String(characters[0])]
                    : zip(characters, characters.dropFirst()).map { String($0) + String($1) }
            }
        }
    }

    // MARK: Runs

    /// What a text is made of, in its order, without the signs between.
    package enum Run: Sendable, Hashable {
        /// Letters and digits in their plain lower-case form.
        case word(String)
        /// Chinese characters that follow one another.
        case ideographs([Unicode.Scalar])
    }

    package static func runs(in text: String) -> [Run] {
        var runs: [Run] = []
        var word = String.UnicodeScalarView()
        var ideographs: [Unicode.Scalar] = []
        func endWord() {
            if !word.isEmpty { runs.append(.word(String(word))) }
            word = String.UnicodeScalarView()
        }
        func endIdeographs() {
            if !ideographs.isEmpty { runs.append(.ideographs(ideographs)) }
            ideographs = []
        }
        for scalar in text.unicodeScalars {
            if isIdeograph(scalar) {
                endWord()
                ideographs.append(scalar)
                continue
            }
            endIdeographs()
            let end = word.endIndex
            append(folded: scalar, to: &word)
            if word.endIndex == end, scalar.value < 0x80 || !scalar.properties.isDiacritic { endWord() }
        }
        endWord()
        endIdeographs()
        return runs
    }

    /// Adds the scalar's letters and digits in their plain lower-case form; nothing for anything else.
    private static func append(folded scalar: Unicode.Scalar, to word: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: word.append(scalar)
        case 0x41...0x5A: word.append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
        case 0..<0x80: break
        default:
            for part in String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
            where part.properties.isAlphabetic || part.properties.numericType != nil {
                word.append(contentsOf: part.properties.lowercaseMapping.unicodeScalars)
            }
        }
    }

    /// Han characters, whatever their plane, and the iteration mark.
    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        // The common block first: asking for properties costs more than all the rest.
        (0x4E00...0x9FFF).contains(scalar.value)
            || scalar.value >= 0x2E80 && (scalar.properties.isIdeographic || scalar.value == 0x3005)
    }
}
