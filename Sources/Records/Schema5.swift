/// Notices say of what kind they are, and what a person or a role was told lately is found without passing by all that
/// others were told.
enum Schema5 {
    static let statements = [
        "ALTER TABLE notices ADD COLUMN what TEXT NOT NULL DEFAULT 'word'",
        "CREATE INDEX notices_staff ON notices(staff, id) WHERE staff IS NOT NULL",
        "CREATE INDEX notices_told ON notices(role, id) WHERE staff IS NULL",
    ]
}
