/// SplitMix64: small, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Text as customers and pastes bring it: Latin, Han, Hangul, marks, emoji sequences, controls, noise.
enum RandomText {
    private static let pieces: [String] = [
        "a", "Z", "7", " ", ",", "é", "…", "①", "─", "α", "维", "修", "𠀀", "，", "。", "Ａ", "ｶﾞ", "한", "क्षि", "กำ",
        "e\u{301}", "\u{301}", "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "\u{1112}\u{1161}\u{11AB}",
        "👍🏽", "❤️", "1️⃣", "🇨🇳", "👨\u{200D}👩\u{200D}👧", "🏴\u{E0067}\u{E0062}\u{E007F}",
        "\u{202E}", "\u{200D}", "\u{FEFF}", "\u{7}", "\u{1B}[31m", "\n", "\t", "\u{85}", "\u{2028}",
        "\u{E000}", "\u{378}", "\u{10FFFF}",
    ]

    static func string(_ generator: inout SeededGenerator, pieces count: Int) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    /// Any scalar at all.
    static func noise(_ generator: inout SeededGenerator, scalars count: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<count {
            let limit: UInt32 = Bool.random(using: &generator) ? 0x3000 : 0x11_0000
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
