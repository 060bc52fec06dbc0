/// Any report may be made again and again: what is said to have it made is kept, a word a line.
enum Schema36 {
    static let statements = [
        "ALTER TABLE scheduled_reports ADD COLUMN command TEXT NOT NULL DEFAULT ''",
        """
        UPDATE scheduled_reports SET command = 'report
        service' || CASE WHEN by_field = '' THEN '' ELSE '
        --by
        ' || by_field END
        """,
        "ALTER TABLE scheduled_reports DROP COLUMN by_field",
    ]
}
