/// One sentence of a locale file, its placeholders found: `There is no {id}.`
///
/// A placeholder is a name of letters, digits and dots between braces; any other brace is text.
struct Sentence: Hashable, Sendable {
    enum Piece: Hashable {
        case text(Substring)
        case placeholder(Substring)
    }

    let text: String

    init(_ text: String) { self.text = text }

    /// Found when said, not when read: a start says a few of the thousand sentences it reads.
    var pieces: [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        var plain = rest.startIndex
        while let open = rest.firstIndex(of: "{") {
            let inner = rest[rest.index(after: open)...]
            let close = inner.firstIndex { !($0.isLetter || $0.isNumber || $0 == ".") }
            guard let close, inner[close] == "}", close > inner.startIndex else {
                rest = inner
                continue
            }
            if plain < open { pieces.append(.text(text[plain..<open])) }
            pieces.append(.placeholder(inner[..<close]))
            rest = inner[inner.index(after: close)...]
            plain = rest.startIndex
        }
        if plain < text.endIndex { pieces.append(.text(text[plain...])) }
        return pieces
    }

    var placeholders: Set<String> {
        Set(pieces.compactMap { if case .placeholder(let name) = $0 { String(name) } else { nil } })
    }
}
