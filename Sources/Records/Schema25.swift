/// Filters that people keep.
enum Schema25 {
    static let statements = [
        """
        CREATE TABLE kept_views (id {id}, version BIGINT NOT NULL, name TEXT NOT NULL, filter TEXT NOT NULL,
            owner BIGINT NOT NULL REFERENCES staff, is_shared BIGINT NOT NULL, roles TEXT NOT NULL)
        """,
        "CREATE INDEX kept_views_owner ON kept_views(owner)",
    ]
}
