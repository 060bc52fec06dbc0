/// The pieces a filter is written in: parted by blanks, except inside quotes. Full-width signs, which a Chinese
/// keyboard gives, are as good as the others.
struct FilterTokens {
    struct Token: Hashable {
        var isNegated = false
        /// What stands before the sign, or the whole word.
        var head = ""
        var sign: Character?
        var value = ""
        /// Where it begins, counted from 1; and where its value does.
        var at = 1
        var valueAt = 1
        /// Quoted from its beginning: a word whatever is in it.
        var isQuoted = false

        var split: (name: String, value: String)? { sign == nil ? nil : (head, value) }
    }

    private static let signs: [Character: Character] = [
        ":": ":", "：": ":", "<": "<", "＜": "<", ">": ">", "＞": ">", "=": ":", "＝": ":",
    ]
    private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "”": "“", "「": "」"]
    private static let minuses: Set<Character> = ["-", "－", "!", "！"]

    /// - Throws: `FilterFault.openQuote`.
    static func of(_ text: String) throws -> [Token] {
        let (tokens, open) = read(text)
        if let open { throw FilterFault.openQuote(at: open) }
        return tokens
    }

    /// The piece at the end, being written; empty after a blank.
    static func last(of text: String) -> Token {
        guard let last = text.last, !last.isWhitespace else { return Token() }
        return read(text).tokens.last ?? Token()
    }

    private static func read(_ text: String) -> (tokens: [Token], openQuote: Int?) {
        var tokens: [Token] = []
        var token: Token?
        var quote: (end: Character, at: Int)?
        for (offset, character) in text.enumerated() {
            if let open = quote {
                if character == open.end {
                    quote = nil
                } else {
                    append(character, to: &token)
                }
                continue
            }
            if character.isWhitespace {
                if let done = token { tokens.append(done) }
                token = nil
                continue
            }
            var now = token ?? Token(at: offset + 1, valueAt: offset + 1)
            let isFresh = now.head.isEmpty && now.sign == nil && !now.isQuoted
            if let end = quotes[character] {
                if isFresh { now.isQuoted = true }
                quote = (end == "“" ? "”" : end, offset + 1)
            } else if isFresh, !now.isNegated, minuses.contains(character) {
                now.isNegated = true
            } else if now.sign == nil, !now.isQuoted, !now.head.isEmpty, let sign = signs[character] {
                now.sign = sign
                now.valueAt = offset + 2
            } else {
                let plain: Character = character == "，" || character == "、" ? "," : character
                if now.sign == nil { now.head.append(character) } else { now.value.append(plain) }
            }
            token = now
        }
        if let done = token { tokens.append(done) }
        return (tokens, quote?.at)
    }

    private static func append(_ character: Character, to token: inout Token?) {
        if token?.sign == nil { token?.head.append(character) } else { token?.value.append(character) }
    }
}
