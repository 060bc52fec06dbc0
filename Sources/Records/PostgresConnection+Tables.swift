/// What PostgreSQL knows of its own tables, and filling all of them.
extension PostgresConnection {
    func tables() throws -> [TableShape] {
        // The full-text index is a table here, and `commits` and `schema_version` are the database's own.
        try TableShape.gather(
            query(
                """
                SELECT t.relname, c.attname, format_type(c.atttypid, c.atttypmod),
                    COALESCE(array_position(k.conkey, c.attnum), 0)
                FROM pg_class t
                    JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
                    LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p'
                WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
                    AND t.relname NOT IN ('search', 'commits', '\(Migrations.table)')
                ORDER BY t.relname, c.attnum
                """, []
            ) { ($0.text(0), $0.text(1), $0.text(2), $0.int(3)) })
    }

    /// References are taken away and put back, which checks them all in one go; then the tables learn what to number on
    /// from, and the planner what they hold.
    func loading<T>(_ body: () throws -> T) throws -> T {
        let references = try query(
            """
            SELECT conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
            WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conrelid, conname
            """, []
        ) { (table: $0.text(0), name: $0.text(1), definition: $0.text(2)) }
        for r in references { try once("ALTER TABLE \(r.table) DROP CONSTRAINT \(r.name)") }
        let result = try body()
        for r in references { try once("ALTER TABLE \(r.table) ADD CONSTRAINT \(r.name) \(r.definition)") }
        try numberOn()
        try analyse()
        return result
    }

    private func numberOn() throws {
        let statements = try query(
            """
            SELECT format(
                'SELECT setval(%L, COALESCE(MAX(%I), 1), MAX(%I) IS NOT NULL) FROM %s',
                pg_get_serial_sequence(attrelid::regclass::text, attname), attname, attname, attrelid::regclass)
            FROM pg_attribute
            WHERE attidentity <> '' AND attrelid IN (
                SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
            """, []
        ) { $0.text(0) }
        for statement in statements { try once(statement) }
    }

    /// Of our tables only: the database may hold others'.
    private func analyse() throws {
        let tables = try query(
            "SELECT oid::regclass FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
            []
        ) { $0.text(0) }
        try once("ANALYZE " + tables.joined(separator: ", "))
    }

    func documents(after: Int64, limit: Int) throws -> [(document: Int64, tokens: [String])] {
        try query(
            """
            SELECT document, array_to_string(tsvector_to_array(tokens), ' ') FROM search
            WHERE document > $1 ORDER BY document LIMIT $2
            """, [.int(after), SQLValue(limit)]
        ) { ($0.int(0), $0.text(1).split(separator: " ").map(String.init)) }
    }
}
