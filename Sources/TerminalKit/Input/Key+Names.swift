extension Key {
    /// The named keys other than F keys.
    private static let named: [Key] = [
        .up, .down, .left, .right, .wordLeft, .wordRight, .home, .end, .top, .bottom, .pageUp, .pageDown,
        .tab, .backTab,
        .enter, .escape, .backspace, .delete, .insert, .character(" "),
    ]

    /// What a terminal sends for these is another key: Backspace, Tab, Enter, Enter.
    private static let sentAsOther: Set<Character> = ["h", "i", "j", "m"]

    /// A key by the name the screen gives it, large or small letters alike: `F2`, `ctrl-s`, `Alt-c`, `PgUp`, `Space`, or
    /// the one character itself. Nil for a name no key has, and for what no terminal can send (`Ctrl-M`, which is
    /// Enter).
    ///
    ///     Key(name: "Ctrl-S")  // .ctrl("s")
    package init?(name: String) {
        if name.count == 1, let character = name.first, !character.isWhitespace {
            self = Key.character(character).command
            return
        }
        let small = name.lowercased()
        if let key = Key.named.first(where: { $0.name.lowercased() == small }) {
            self = key
        } else if small.hasPrefix("f"), let number = Int(small.dropFirst()), (1...12).contains(number) {
            self = .f(number)
        } else if let letter = Key.letter(of: small, after: "ctrl-"), !Key.sentAsOther.contains(letter) {
            self = .ctrl(letter)
        } else if let letter = Key.letter(of: small, after: "alt-") {
            self = .alt(letter)
        } else {
            return nil
        }
    }

    private static func letter(of name: String, after modifier: String) -> Character? {
        guard name.hasPrefix(modifier), name.count == modifier.count + 1, let letter = name.last,
            letter.isASCII, letter.isLetter
        else { return nil }
        return letter
    }

    /// Whether a terminal, a multiplexer or a laptop may keep the key to itself.
    package var isFunctionKey: Bool { if case .f = self { true } else { false } }
}
