/// What people who may set of the queues and views of the rules at their desk is kept as a view that stands for one of them.
enum Schema39 {
    static let statements = [
        "ALTER TABLE kept_views ADD COLUMN stands_for TEXT NOT NULL DEFAULT ''",
        "CREATE UNIQUE INDEX kept_views_stands ON kept_views(stands_for) WHERE stands_for <> ''",
    ]
}
