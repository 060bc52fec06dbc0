import Records

/// Looks into a desk's file for kept drafts.
enum DraftProbe {
    static func count(_ path: String) throws -> Int {
        Int(try SQLiteDatabase.open(path: path).read { try $0.number("SELECT COUNT(*) FROM drafts") })
    }

    /// Whether these words are in a draft.
    static func holds(_ words: String, _ path: String) throws -> Bool {
        try SQLiteDatabase.open(path: path).read {
            try $0.number("SELECT COUNT(*) FROM drafts WHERE content LIKE '%\(words)%'")
        } == 1
    }
}
