/// The next call is looked for among those alone that can have begun, however many are to come: `calls_span` tells how long the
/// longest of a rank may be made. Those that nobody may make have many who are barred from them: `calls_barred` leads to these.
enum Schema40 {
    static let statements = [
        """
        CREATE INDEX calls_span ON calls(priority, (due_by - due_from)) WHERE is_open = 1 AND claimed_by IS NULL
        """,
        "CREATE INDEX calls_barred ON calls((LENGTH(barred))) WHERE is_open = 1 AND claimed_by IS NULL",
    ]
}
