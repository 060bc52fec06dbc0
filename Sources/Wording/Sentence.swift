/// One sentence of a locale file, its placeholders found: `There is no {id}.`
///
/// A placeholder is a name of ASCII letters, digits and dots between braces; any other brace is text.
struct Sentence: Hashable, Sendable {
    enum Piece: Hashable {
        case text(Substring)
        case placeholder(Substring)
    }

    let text: String

    init(_ text: String) { self.text = text }

    /// Whether it is said as it stands, as most are.
    var isPlain: Bool { !text.utf8.contains(UInt8(ascii: "{")) }

    /// Found when said, not when read: a start says a few of the thousand sentences it reads. Bytes are looked at, not
    /// characters: a screen says some hundred sentences for every key.
    func forEachPiece(_ body: (Piece) -> Void) {
        let bytes = text.utf8
        var rest = bytes[...]
        var plain = rest.startIndex
        while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
            let inner = bytes[bytes.index(after: open)...]
            let close = inner.firstIndex { !Self.isInName($0) }
            guard let close, inner[close] == UInt8(ascii: "}"), close > inner.startIndex else {
                rest = inner
                continue
            }
            if plain < open { body(.text(text[plain..<open])) }
            body(.placeholder(text[inner.startIndex..<close]))
            rest = bytes[bytes.index(after: close)...]
            plain = rest.startIndex
        }
        if plain < text.endIndex { body(.text(text[plain...])) }
    }

    var pieces: [Piece] {
        var pieces: [Piece] = []
        forEachPiece { pieces.append($0) }
        return pieces
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    var placeholders: Set<String> {
        Set(pieces.compactMap { if case .placeholder(let name) = $0 { String(name) } else { nil } })
    }
}
