import Model
import Resources

/// What a language says for each key.
struct PhraseBook: Sendable {
    /// One key's sentence, or two chosen by the fact `count`.
    struct Entry: Hashable, Sendable {
        /// For a count of 1, in languages that tell one from many.
        var one: Sentence?
        var other: Sentence

        func sentence(count: PhraseFact?) -> Sentence {
            if let one, count == .count(1) { return one }
            return other
        }
    }

    private(set) var entries: [String: Entry] = [:]

    init() {}

    /// - Throws: `RuleFault`, with file and line, for a line that is no entry and for a key given twice.
    init(_ files: [ResourceFile]) throws {
        entries.reserveCapacity(files.reduce(0) { $0 + $1.text.utf8.count } / 50)
        for file in files {
            var reader = PhraseFileReader(file)
            while let (key, entry, line) = try reader.next() {
                guard entries.updateValue(entry, forKey: key) == nil else {
                    throw RuleFault(
                        file: file.name, line: line, problem: Phrase("locale.twice", ["key": .text(key)]))
                }
            }
        }
    }

    subscript(key: String) -> Entry? { entries[key] }
    var keys: some Collection<String> { entries.keys }
}
