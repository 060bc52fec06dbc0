/// The pieces a filter is written in: parted by blanks, except inside quotes. Full-width signs, which a Chinese
/// keyboard gives, are as good as the others.
struct FilterTokens {
    struct Token: Hashable {
        var isNegated = false
        /// What stands before the sign, or the whole word.
        var head = ""
        var sign: Character?
        /// What stands behind the sign, parted by the commas that stand in no quotes.
        var parts: [Part] = []
        /// Where it begins, counted from 1.
        var at = 1
        /// Quoted from its beginning: a word whatever is in it.
        var isQuoted = false

        var value: String { parts.map(\.text).joined(separator: ",") }
        var valueAt: Int { parts.first?.at ?? at }

        fileprivate mutating func append(_ character: Character) {
            if parts.isEmpty { head.append(character) } else { parts[parts.count - 1].text.append(character) }
        }
    }

    struct Part: Hashable {
        var text = ""
        /// Where it begins, counted from 1: with its quote, if it has one.
        var at: Int
    }

    private static let signs: [Character: Character] = [
        ":": ":", "：": ":", "<": "<", "＜": "<", ">": ">", "＞": ">", "=": ":", "＝": ":",
    ]
    private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "”": "“", "「": "」"]
    private static let minuses: Set<Character> = ["-", "－", "!", "！"]
    private static let commas: Set<Character> = [",", "，", "、"]

    /// A value as it is written: in quotes where it would be parted otherwise.
    static func written(_ value: String) -> String {
        let isParted = value.contains { $0.isWhitespace || commas.contains($0) || quotes[$0] != nil }
        guard isParted else { return value }
        return value.contains("\"") ? "「\(value)」" : "\"\(value)\""
    }

    static func hasSign(_ word: String) -> Bool { word.contains { signs[$0] != nil } }

    /// - Throws: `FilterFault.openQuote`.
    static func of(_ text: String) throws -> [Token] {
        let (tokens, open) = read(text)
        if let open { throw FilterFault.openQuote(at: open) }
        return tokens
    }

    /// The piece at the end, being written; empty after a blank that stands in no quotes.
    static func last(of text: String) -> Token {
        let (tokens, open) = read(text)
        let none = Token(at: text.count + 1)
        return open == nil && text.last?.isWhitespace != false ? none : tokens.last ?? none
    }

    private static func read(_ text: String) -> (tokens: [Token], openQuote: Int?) {
        var tokens: [Token] = []
        var token: Token?
        var quote: (end: Character, at: Int)?
        for (offset, character) in text.enumerated() {
            if let open = quote {
                if character == open.end { quote = nil } else { token?.append(character) }
                continue
            }
            if character.isWhitespace {
                if let done = token { tokens.append(done) }
                token = nil
                continue
            }
            var now = token ?? Token(at: offset + 1)
            let isFresh = now.head.isEmpty && now.sign == nil && !now.isQuoted
            if let end = quotes[character] {
                if isFresh { now.isQuoted = true }
                quote = (end == "“" ? "”" : end, offset + 1)
            } else if isFresh, !now.isNegated, minuses.contains(character) {
                now.isNegated = true
            } else if now.sign == nil, !now.isQuoted, !now.head.isEmpty, let sign = signs[character] {
                now.sign = sign
                now.parts = [Part(at: offset + 2)]
            } else if now.sign != nil, commas.contains(character) {
                now.parts.append(Part(at: offset + 2))
            } else {
                now.append(character)
            }
            token = now
        }
        if let done = token { tokens.append(done) }
        return (tokens, quote?.at)
    }
}
