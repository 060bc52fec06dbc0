/// A bill says all it says by itself, so that nothing that changes later can change it; bills of before have their lines only.
/// What a part was called and cost when it was used stays with the visit, whatever becomes of the catalogue.
/// Orders may be called off.
enum Schema10 {
    static let statements = [
        "ALTER TABLE bills RENAME COLUMN lines TO said",
        "ALTER TABLE visit_parts ADD COLUMN label TEXT",
        "ALTER TABLE visit_parts ADD COLUMN price BIGINT",
        "ALTER TABLE visit_parts ADD COLUMN currency TEXT",
        "ALTER TABLE stock_orders ADD COLUMN cancelled_at BIGINT",
    ]
}
