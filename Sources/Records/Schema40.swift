/// How long the longest of the calls of a rank that wait may be made: the next one is looked for among those alone that can have
/// begun, however many are to come.
enum Schema40 {
    static let statements = [
        """
        CREATE INDEX calls_span ON calls(priority, (due_by - due_from)) WHERE is_open = 1 AND claimed_by IS NULL
        """
    ]
}
