/// What SQLite knows of its own tables, and filling all of them.
extension SQLiteConnection {
    func tables() throws -> [TableShape] {
        // The full-text index is a virtual table and its shadows; `schema_version` is the file's own.
        try TableShape.gather(
            query(
                """
                SELECT t.name, c.name, c.type, c.pk FROM pragma_table_list t JOIN pragma_table_info(t.name) c
                WHERE t.schema = 'main' AND t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_'
                    AND t.name <> '\(Migrations.table)'
                ORDER BY t.name, c.cid
                """, []
            ) { ($0.text(0), $0.text(1), $0.text(2), $0.int(3)) })
    }

    /// References are checked at the commit. A table numbers on after its highest id by itself.
    func loading<T>(_ body: () throws -> T) throws -> T {
        try send("PRAGMA defer_foreign_keys = ON", [])
        return try body()
    }

    func documents(after: Int64, limit: Int) throws -> [(document: Int64, tokens: [String])] {
        try query(
            "SELECT rowid, tokens FROM search WHERE rowid > $1 ORDER BY rowid LIMIT $2",
            [.int(after), SQLValue(limit)]
        ) { ($0.int(0), $0.text(1).split(separator: " ").map(String.init)) }
    }
}
