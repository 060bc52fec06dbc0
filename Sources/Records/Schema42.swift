/// Customers have a rank, empty for the usual one. Those of another are few, and their open cases are found through them.
enum Schema42 {
    static let statements = [
        "ALTER TABLE customers ADD COLUMN rank TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX customers_rank ON customers(rank, id) WHERE rank <> ''",
    ]
}
