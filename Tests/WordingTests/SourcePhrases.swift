import Foundation

/// The phrase keys that stand in the source as literals, with the facts given beside them.
struct SourcePhrase: Hashable {
    /// `Sources/Workflow/GraphCheck.swift:46`
    var place: String
    var key: String
    /// The names of the facts; nil where they are not written out beside the key.
    var facts: Set<String>?

    /// The beginning of a key that is completed at run time: `weekday.` of `weekday.\(number)`.
    var prefix: String? { key.firstRange(of: "\\(").map { String(key[..<$0.lowerBound]) } }

    /// All in `Sources` and `Resources`.
    static func all() throws -> [SourcePhrase] {
        try sources().flatMap { try find(in: String(contentsOf: $0, encoding: .utf8), file: name($0)) }
    }

    static func sources() throws -> [URL] {
        try ["Sources", "Resources"].flatMap { folder in
            let url = Languages.root.appendingPathComponent(folder)
            return try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted()
                .filter { $0.hasSuffix(".swift") }.map { url.appendingPathComponent($0) }
        }
    }

    private static func name(_ url: URL) -> String {
        String(url.path.dropFirst(Languages.root.path.count + 1))
    }

    /// A key always has a dot, which tells it from other texts given to functions of these names.
    static func find(in source: String, file: String) throws -> [SourcePhrase] {
        let call = /\b(?:Phrase|fault|say|words|remark|column)\(\s*"((?:[\w.\-]|\\\(\w[\w.]*\))+)"/
        return source.matches(of: call).compactMap { match in
            let key = String(match.1)
            let lines = source[..<match.range.lowerBound].split(
                separator: "\n", omittingEmptySubsequences: false)
            let isComment = lines.last?.drop(while: \.isWhitespace).hasPrefix("//") == true
            guard key.contains("."), !key.hasSuffix(".yaml"), !isComment else { return nil }
            return SourcePhrase(
                place: "\(file):\(lines.count)", key: key,
                facts: facts(after: source[match.range.upperBound...]))
        }
    }

    /// `)` means no facts; `, ["name": …])` those; anything else is not for us to read.
    private static func facts(after rest: Substring) -> Set<String>? {
        let rest = rest.drop(while: \.isWhitespace)
        if rest.first == ")" { return [] }
        guard rest.first == "," else { return nil }
        let argument = rest.dropFirst().drop(while: \.isWhitespace)
        guard argument.first == "[", let (names, end) = dictionaryKeys(argument) else { return nil }
        return end.drop(while: \.isWhitespace).first == ")" ? names : nil
    }

    /// The string keys at the top level of a dictionary literal, and what follows it.
    private static func dictionaryKeys(_ text: Substring) -> (Set<String>, Substring)? {
        var names: Set<String> = []
        var depth = 0
        var at = text.startIndex
        while at < text.endIndex {
            switch text[at] {
            case "[", "(", "{": depth += 1
            case "]", ")", "}":
                depth -= 1
                if depth == 0 { return (names, text[text.index(after: at)...]) }
            case "\"":
                guard let close = text[text.index(after: at)...].firstIndex(of: "\"") else { return nil }
                let word = text[text.index(after: at)..<close]
                at = close
                if depth == 1, text[close...].dropFirst().first == ":" { names.insert(String(word)) }
            default: break
            }
            at = text.index(after: at)
        }
        return nil
    }
}
