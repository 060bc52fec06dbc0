/// The few spots where SQL texts must differ by database; kept out of the stores.
enum PortableSQL {
    /// Whether `$1`, `$2` … appear for the first time in this order, which both databases then number alike.
    static func numbersInOrder(_ sql: String) -> Bool {
        var next = 1
        for part in sql.split(separator: "$").dropFirst() {
            guard let n = Int(part.prefix { $0.isNumber }) else { return false }
            if n > next { return false }
            if n == next { next += 1 }
        }
        return true
    }

    /// Schema words: `{id}` is a key that numbers itself, `{blob}` are bytes, `{search}` is the full-text index.
    static func schemaForSQLite(_ sql: String) -> String {
        var text = sql
        for (word, meaning) in [
            ("{id}", "INTEGER PRIMARY KEY"), ("{blob}", "BLOB"),
            (
                "{search}",
                "CREATE VIRTUAL TABLE search USING fts5(tokens, tokenize = unicode61, detail = none, columnsize = 0)"
            ),
        ] {
            text = text.split(separator: word, omittingEmptySubsequences: false).joined(separator: meaning)
        }
        return text
    }
}
