extension TextField {
    /// As `handle`, then writes the text the way `format` does. The caret stays behind the same digit, so that groups
    /// that come and go while typing do not move it elsewhere; rubbing out a sign that `format` puts back moves past it.
    ///
    ///     _ = field.handle(.key(.character("8")), format: { grouped($0) })   // 138 0013|
    package mutating func handle(_ event: InputEvent, format: (String) -> String) -> Outcome {
        let before = buffer
        let outcome = handle(event)
        guard outcome == .changed else { return outcome }
        let formatted = format(buffer.text)
        guard formatted != buffer.text else { return outcome }
        let digits = buffer.beforeCaret.count(where: Self.counts)
        buffer.rewrite(formatted, caret: Self.place(after: digits, in: formatted))
        guard buffer.text == before.text else { return outcome }
        if event == .key(.delete) || event == .key(.ctrl("d")) { buffer.move(to: before.caret + 1) }
        return .moved
    }

    private static func counts(_ character: Character) -> Bool { character.isNumber || character == "+" }

    /// Behind the first so many digits.
    private static func place(after digits: Int, in text: String) -> Int {
        guard digits > 0 else { return 0 }
        var left = digits
        for (place, character) in text.enumerated() where counts(character) {
            left -= 1
            if left == 0 { return place + 1 }
        }
        return text.count
    }
}
