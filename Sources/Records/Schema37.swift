/// Who runs late is told apart from who is away.
enum Schema37 {
    static let statements = [
        "ALTER TABLE absences ADD COLUMN is_late BIGINT NOT NULL DEFAULT 0"
    ]
}
