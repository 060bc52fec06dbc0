/// Numbers that were found wrong, and when; calls that wait for a right one. Wishes of hours name days of the week: calls keep
/// the wish, and `wished_hours` its hours, once for all who wish the same. Until then a wish was `HH:MM-HH:MM`, of every day.
enum Schema19 {
    static let statements = [
        "ALTER TABLE phones ADD COLUMN wrong_since BIGINT",
        "ALTER TABLE calls ADD COLUMN wish TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls ADD COLUMN lacks_number BIGINT NOT NULL DEFAULT 0",
        """
        CREATE TABLE wished_hours (
            wish TEXT NOT NULL, weekday BIGINT NOT NULL, minute_from BIGINT NOT NULL, minute_to BIGINT NOT NULL,
            PRIMARY KEY (wish, weekday, minute_from))
        """,
        """
        UPDATE calls SET wish = (SELECT call_hours FROM customers c WHERE c.id = calls.customer)
        WHERE is_open = 1 AND hours_from IS NOT NULL
        """,
        """
        INSERT INTO wished_hours (wish, weekday, minute_from, minute_to)
        SELECT DISTINCT c.wish, d.weekday,
            CAST(substr(c.wish, 1, 2) AS BIGINT) * 60 + CAST(substr(c.wish, 4, 2) AS BIGINT),
            CAST(substr(c.wish, 7, 2) AS BIGINT) * 60 + CAST(substr(c.wish, 10, 2) AS BIGINT) FROM calls c
            CROSS JOIN (SELECT 1 AS weekday UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5
                UNION ALL SELECT 6 UNION ALL SELECT 7) AS d
        WHERE c.wish <> ''
        ON CONFLICT DO NOTHING
        """,
        "ALTER TABLE calls DROP COLUMN hours_from",
        "ALTER TABLE calls DROP COLUMN hours_to",
    ]
}
