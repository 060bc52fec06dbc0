/// A language made up of another one, in which faults of a screen are seen at once: text that does not come from the
/// files stays as it was, and text that is cut lacks its end. For tests and for whoever draws a new screen.
///
///     PseudoLocale.accented.say("Settings")  // "[!!Ŝëţţïñĝŝ ~~~!!]"
package enum PseudoLocale: String, CaseIterable, Sendable {
    /// Accents, a third longer, between brackets.
    case accented
    /// Words twice as long that nothing may break, as in German.
    case long
    /// Every letter two cells wide.
    case wide

    private static let plain = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    /// None of these is of ambiguous width.
    private static let accents = Array("äƀĉďëƒĝĥïĵķļɱñöƥʠŕŝţûṽŵẋŷžÄƁĈĎËƑĜĤÏĴĶĻḾÑÖƤɊŔŜŢÛṼŴẊŶŽ")
    private static let accentOf = Dictionary(uniqueKeysWithValues: zip(plain, accents))

    package static let opening = "[!!"
    package static let closing = "!!]"

    /// Whole text, such as a rule file's label.
    package func say(_ text: String) -> String {
        framed(letters(text), by: text)
    }

    /// What is said, its letters changed and its facts filled in, between brackets; with them a third longer than the
    /// sentence of the file.
    func framed(_ said: String, by sentence: String) -> String {
        guard self == .accented else { return said }
        let spare = sentence.count * 35 / 100 - Self.opening.count - Self.closing.count - 1
        let filling = spare > 0 ? " " + String(repeating: "~", count: spare) : ""
        return Self.opening + said + filling + Self.closing
    }

    /// The letters of a piece of text; signs, digits and blanks stay.
    func letters(_ text: some StringProtocol) -> String {
        switch self {
        case .accented: String(text.map { Self.accentOf[$0] ?? $0 })
        case .long:
            text.split(separator: " ", omittingEmptySubsequences: false).map { Self.lengthened($0) }
                .joined(separator: " ")
        case .wide: String(text.map { Self.wide($0) })
        }
    }

    private static func lengthened(_ word: some StringProtocol) -> String {
        let letters = word.prefix { $0.isLetter }
        return letters.count < 2
            ? String(word) : "\(letters)\(letters.lowercased())\(word[letters.endIndex...])"
    }

    private static func wide(_ character: Character) -> Character {
        guard let value = character.asciiValue, character.isLetter,
            let scalar = Unicode.Scalar(UInt32(value) + 0xFEE0)
        else { return character }
        return Character(scalar)
    }

    /// How dates, lengths and lists are put together is no label of its own: its letters change, and no frame is set
    /// around it.
    func frames(_ key: String) -> Bool {
        !["format.", "list.", "span.", "weekday.", "month.", "relative."].contains { key.hasPrefix($0) }
    }
}

extension Sentence {
    /// The letters between the placeholders changed.
    func disguised(as locale: PseudoLocale) -> Sentence {
        Sentence(
            pieces.reduce(into: "") { text, piece in
                switch piece {
                case .text(let part): text += locale.letters(part)
                case .placeholder(let name): text += "{\(name)}"
                }
            })
    }
}

extension Wording {
    /// This language as that one would have it.
    package func disguised(as locale: PseudoLocale) -> Wording {
        var wording = self
        wording.disguise = locale
        return wording
    }
}
