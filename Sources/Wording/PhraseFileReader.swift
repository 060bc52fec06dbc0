import Model
import Resources

/// Reads the flat YAML of locale files in one pass over the bytes. They are read at every start, and a general YAML
/// reader takes ten times as long; so they keep to a small part of YAML, and anything else is refused by line:
///
///     # a comment
///     case.unknown: "There is no case {id}."
///     case.waiting: {one: "One case waits.", other: "{count} cases wait."}
///     queue.late:
///       one: "…"
///       other: "…"
struct PhraseFileReader {
    private let file: String
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1

    init(_ resource: ResourceFile) {
        file = resource.name
        bytes = Array(resource.text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    /// The next entry and the line its key stands on; nil at the end.
    mutating func next() throws -> (key: String, entry: PhraseBook.Entry, line: Int)? {
        skipBlankLines()
        guard at < bytes.count else { return nil }
        let start = line
        let key = try readKey()
        skipSpaces()
        let entry: PhraseBook.Entry
        switch peek {
        case UInt8(ascii: "\""):
            entry = PhraseBook.Entry(other: Sentence(try readQuoted()))
        case UInt8(ascii: "{"):
            entry = try readFlowForms(key)
        default:
            entry = try readBlockForms(key)
            return (key, entry, start)
        }
        try endLine()
        return (key, entry, start)
    }

    // MARK: Forms

    /// `{one: "…", other: "…"}`
    private mutating func readFlowForms(_ key: String) throws -> PhraseBook.Entry {
        at += 1
        var forms: [String: Sentence] = [:]
        repeat {
            skipSpaces()
            try readForm(into: &forms)
            skipSpaces()
        } while skip(",")
        guard skip("}") else { throw fault("locale.unclosed") }
        return try entry(forms, key)
    }

    /// `one: "…"` and `other: "…"` on indented lines of their own.
    private mutating func readBlockForms(_ key: String) throws -> PhraseBook.Entry {
        try endLine()
        var forms: [String: Sentence] = [:]
        skipBlankLines()
        while peek == UInt8(ascii: " ") {
            skipSpaces()
            try readForm(into: &forms)
            try endLine()
            skipBlankLines()
        }
        return try entry(forms, key)
    }

    private mutating func readForm(into forms: inout [String: Sentence]) throws {
        let form = try readKey()
        guard form == "one" || form == "other" else { throw fault("locale.form", ["form": .text(form)]) }
        skipSpaces()
        guard peek == UInt8(ascii: "\"") else { throw fault("locale.noQuotes") }
        guard forms.updateValue(Sentence(try readQuoted()), forKey: form) == nil else {
            throw fault("locale.twice", ["key": .text(form)])
        }
    }

    private func entry(_ forms: [String: Sentence], _ key: String) throws -> PhraseBook.Entry {
        guard let other = forms["other"] else { throw fault("locale.noOther", ["key": .text(key)]) }
        return PhraseBook.Entry(one: forms["one"], other: other)
    }

    // MARK: Tokens

    private mutating func readKey() throws -> String {
        let start = at
        while let byte = peek, Self.isKeyByte(byte) { at += 1 }
        guard at > start, peek == UInt8(ascii: ":") else { throw fault("locale.noKey") }
        let key = String(decoding: bytes[start..<at], as: UTF8.self)
        at += 1
        return key
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private mutating func readQuoted() throws -> String {
        at += 1
        let start = at
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
            byte != UInt8(ascii: "\n")
        {
            at += 1
        }
        var text = String(decoding: bytes[start..<at], as: UTF8.self)
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte != UInt8(ascii: "\n") else { break }
            at += 1
            if byte == UInt8(ascii: "\\") {
                text.unicodeScalars.append(try readEscape())
            } else {
                let run = at - 1
                while let next = peek, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\"),
                    next != UInt8(ascii: "\n")
                { at += 1 }
                text += String(decoding: bytes[run..<at], as: UTF8.self)
            }
        }
        guard skip("\"") else { throw fault("locale.unclosed") }
        return text
    }

    private mutating func readEscape() throws -> Unicode.Scalar {
        let byte = peek
        at += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        default: throw fault("locale.escape")
        }
    }

    // MARK: Lines

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func skipSpaces() {
        while peek == UInt8(ascii: " ") { at += 1 }
    }

    /// Past the end of the line, which may hold a comment and nothing else.
    private mutating func endLine() throws {
        skipSpaces()
        if peek == UInt8(ascii: "#") { skipComment() }
        if skip("\r") {}
        guard at == bytes.count || peek == UInt8(ascii: "\n") else { throw fault("locale.noQuotes") }
        if at < bytes.count {
            at += 1
            line += 1
        }
    }

    private mutating func skipComment() {
        while let byte = peek, byte != UInt8(ascii: "\n") { at += 1 }
    }

    /// Stops at the start of a line that says something, its indentation unread.
    private mutating func skipBlankLines() {
        while at < bytes.count {
            var end = at
            while end < bytes.count, bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\r") {
                end += 1
            }
            guard end == bytes.count || bytes[end] == UInt8(ascii: "\n") || bytes[end] == UInt8(ascii: "#")
            else {
                return
            }
            at = end
            skipComment()
            if at < bytes.count {
                at += 1
                line += 1
            }
        }
    }

    private func fault(_ key: String, _ facts: [String: PhraseFact] = [:]) -> RuleFault {
        RuleFault(file: file, line: line, problem: Phrase(key, facts))
    }
}
