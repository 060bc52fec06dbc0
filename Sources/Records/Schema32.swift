/// How the lists of kept views are shown, and what in them is at risk; open cases by age,
/// whatever their queue, and those of one person.
enum Schema32 {
    static let statements = [
        "ALTER TABLE kept_views ADD COLUMN list_order TEXT NOT NULL DEFAULT 'urgency'",
        "ALTER TABLE kept_views ADD COLUMN list_columns TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE kept_views ADD COLUMN risk TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX cases_open_age ON cases(opened_at, id) WHERE closed_at IS NULL",
        "CREATE INDEX cases_owner_age ON cases(owner, opened_at, id) WHERE closed_at IS NULL",
    ]
}
