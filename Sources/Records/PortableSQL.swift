/// The few spots where SQL texts must differ by database; kept out of the stores.
enum PortableSQL {
    /// SQLite numbers its parameters `?1`; `$1` would be a name to it, bound in order of appearance.
    static func forSQLite(_ sql: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(sql.utf8.count)
        for byte in sql.utf8 { out.append(byte == UInt8(ascii: "$") ? UInt8(ascii: "?") : byte) }
        return String(decoding: out, as: UTF8.self)
    }

    /// Schema words: `{id}` is a key that numbers itself, `{blob}` are bytes.
    static func schemaForSQLite(_ sql: String) -> String {
        var text = sql
        for (word, meaning) in [
            ("{id}", "INTEGER PRIMARY KEY"), ("{blob}", "BLOB"),
            ("{search}", "CREATE VIRTUAL TABLE search USING fts5(tokens, tokenize = \"unicode61 tokenchars '_'\", detail = none, columnsize = 0)"),
        ] {
            text = text.split(separator: word, omittingEmptySubsequences: false).joined(separator: meaning)
        }
        return text
    }
}
