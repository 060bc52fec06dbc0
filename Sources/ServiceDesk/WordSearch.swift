/// Words looked for in what people write, in capitals or not.
struct WordSearch: Sendable, Hashable {
    private let words: [[UInt8]]
    private let isWhole: Bool

    /// - Parameter whole: whether a word of ASCII letters or digits must stand alone, so that `court` is not found in
    ///   `courtesy`, nor `12345` in a telephone number. Chinese has no such bounds.
    init(_ words: [String], whole: Bool = false) {
        self.words = words.map { Array($0.lowercased().utf8) }.filter { !$0.isEmpty }
        isWhole = whole
    }

    /// Over bytes: Foundation's search in strings costs more than logging a case.
    func finds(in text: String) -> Bool {
        var lower = text.lowercased()
        return lower.withUTF8 { finds(inLower: $0) }
    }

    /// In a text that is in small letters already, for whoever looks for many things in it.
    func finds(inLower bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        words.contains { found($0, in: bytes) }
    }

    private func found(_ word: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { start in
            text[start] == word[0] && word.indices.allSatisfy { text[start + $0] == word[$0] }
                && (!isWhole || stands(word, at: start, in: text))
        }
    }

    private func stands(_ word: [UInt8], at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = start + word.count
        let runsBefore = start > 0 && text[start - 1].isLetterOrDigit && word[0].isLetterOrDigit
        let runsAfter = end < text.count && text[end].isLetterOrDigit && word[word.count - 1].isLetterOrDigit
        return !runsBefore && !runsAfter
    }
}

extension UInt8 {
    /// In ASCII, capitals aside.
    fileprivate var isLetterOrDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x7a).contains(self) }
}
