import Model
import Resources

/// How a field's value comes from a row. In a map:
///
///     summary: "{Complaint Type}: {Descriptor}"            columns joined by words
///     kind: complaint                                      the same for every row
///     street: ["{Address}", "{Corner A} & {Corner B}"]     the first whose columns are all filled
///     status: {from: "{Status}", words: {Closed: closed, Open: active}, else: active}
///
/// `{@line}` is the row's line in the file and `{@hash}` a hash of what stands there, for files without a key. A value
/// none of whose templates can be filled is empty.
struct ValueRule: Sendable {
    let templates: [Template]
    /// What the file's words mean; nil takes them as they are.
    let words: [String: String]?
    /// For a word that `words` does not know; nil refuses the row.
    let otherwise: String?
    private let node: Position

    /// Where the rule stands, for complaints made once the file's columns are known.
    struct Position: Sendable {
        let file: String
        let line: Int
    }

    init(_ node: RuleNode) throws {
        self.node = Position(file: node.file, line: node.line)
        guard node.isMapping else {
            templates = try node.items.map(Template.init)
            (words, otherwise) = (nil, nil)
            return
        }
        try node.allowOnly("from", "words", "else")
        templates = try node.need("from").items.map(Template.init)
        var words: [String: String] = [:]
        for (key, value) in try node.need("words").entries {
            guard let word = key.string, let meaning = value.string else {
                throw value.fault("rule.notText", ["key": .text(key.string ?? "?")])
            }
            words[word] = meaning
        }
        self.words = words
        otherwise = try node["else"].map { _ in try node.text("else") }
    }

    /// The columns it reads.
    var columns: [String] { templates.flatMap(\.columns) }

    /// The rule for a file with these columns.
    /// - Throws: `RuleFault` naming the column that is missing and those there are.
    func bound(to header: [String: Int], listed columns: [String]) throws -> BoundRule {
        BoundRule(
            templates: try templates.map { template in
                try template.pieces.map { piece in
                    guard case .column(let name) = piece else { return BoundRule.Piece(piece) }
                    guard let index = header[name] else {
                        throw RuleFault(
                            file: node.file, line: node.line,
                            problem: Phrase(
                                "import.noColumn",
                                ["column": .text(name), "columns": .list(columns.map { .text($0) })]))
                    }
                    return .column(index)
                }
            }, words: words, otherwise: otherwise)
    }
}

/// Words with columns in braces.
struct Template: Sendable {
    enum Piece: Sendable, Hashable {
        case words(String)
        case column(String)
        case line
        case hash
    }
    let pieces: [Piece]

    var columns: [String] {
        pieces.compactMap {
            if case .column(let name) = $0 { return name }
            return nil
        }
    }

    init(_ node: RuleNode) throws {
        guard let text = node.string else { throw node.fault("import.notTemplate") }
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw node.fault("import.openBrace", ["text": .text(text)])
            }
            let name = String(rest[rest.index(after: open)..<close])
            switch name {
            case "@line": pieces.append(.line)
            case "@hash": pieces.append(.hash)
            default: pieces.append(.column(name))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        self.pieces = pieces
    }
}

/// A rule whose columns are numbers.
struct BoundRule: Sendable {
    enum Piece: Sendable {
        case words(String)
        case column(Int)
        case line
        case hash

        init(_ piece: Template.Piece) {
            switch piece {
            case .words(let words): self = .words(words)
            case .column: preconditionFailure("columns are bound to their numbers")
            case .line: self = .line
            case .hash: self = .hash
            }
        }
    }
    let templates: [[Piece]]
    let words: [String: String]?
    let otherwise: String?

    /// The row's value, white space at either end cut off; empty when none of the templates can be filled.
    /// - Throws: `RowFault.unknownWord`.
    func value(of row: FileRow) throws(RowFault) -> String {
        let value = filled(by: row)
        guard let words else { return value }
        if let meaning = words[value] ?? otherwise { return meaning }
        throw .unknownWord(value, known: words.keys.sorted())
    }

    private func filled(by row: FileRow) -> String {
        next: for template in templates {
            // Most values are one column as it stands.
            if template.count == 1, case .column(let column) = template[0] {
                let value = row.text(column)
                if value.isEmpty { continue }
                return value
            }
            var value = ""
            for piece in template {
                switch piece {
                case .words(let words): value += words
                case .line: value += String(row.record.line)
                case .hash: value += row.hash
                case .column(let column):
                    let text = row.text(column)
                    if text.isEmpty { continue next }
                    value += text
                }
            }
            return value.trimmed
        }
        return ""
    }
}

/// A record with the reader that knows its text.
struct FileRow {
    let reader: CSVReader
    let record: CSVRecord

    func text(_ column: Int) -> String { reader.text(record, column).trimmed }

    /// FNV-1a of the record's bytes: tells rows apart, guards nothing.
    var hash: String { String(FNV1a.hash64(reader.raw(record)), radix: 16) }
}
