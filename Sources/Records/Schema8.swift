/// Stock as a ledger: `stock_moves` is only ever added to; `stock_levels` is its sum by place and part, kept beside it so that
/// a part is taken by one statement. What visits need of which part, what is held for them where, and what is on order.
/// Bills stay as they were written, whatever prices become.
/// What vehicles carried before begins the ledger.
enum Schema8 {
    static let statements = [
        """
        CREATE TABLE stock_levels (
            place TEXT NOT NULL, part TEXT NOT NULL, on_hand BIGINT NOT NULL, held BIGINT NOT NULL,
            PRIMARY KEY (place, part), CHECK (held >= 0), CHECK (on_hand >= held))
        """,
        """
        CREATE TABLE stock_moves (
            id {id}, at BIGINT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, part TEXT NOT NULL,
            place TEXT NOT NULL, quantity BIGINT NOT NULL, held BIGINT NOT NULL,
            visit BIGINT REFERENCES visits, note TEXT NOT NULL)
        """,
        "CREATE INDEX stock_moves_part ON stock_moves(part, id)",
        "CREATE INDEX stock_moves_visit ON stock_moves(visit) WHERE visit IS NOT NULL",
        """
        CREATE TABLE stock_orders (
            id {id}, part TEXT NOT NULL, place TEXT NOT NULL, quantity BIGINT NOT NULL, received BIGINT NOT NULL,
            expected BIGINT NOT NULL, reference TEXT NOT NULL, at BIGINT NOT NULL, who TEXT NOT NULL,
            CHECK (received >= 0))
        """,
        """
        CREATE TABLE visit_parts (
            visit BIGINT NOT NULL REFERENCES visits, part TEXT NOT NULL, needed BIGINT NOT NULL,
            used BIGINT NOT NULL, PRIMARY KEY (visit, part), CHECK (needed >= 0), CHECK (used >= 0))
        """,
        """
        CREATE TABLE stock_holds (
            visit BIGINT NOT NULL REFERENCES visits, part TEXT NOT NULL, place TEXT NOT NULL,
            quantity BIGINT NOT NULL, PRIMARY KEY (visit, part, place), CHECK (quantity > 0))
        """,
        """
        CREATE TABLE bills (
            id {id}, visit BIGINT NOT NULL UNIQUE REFERENCES visits, at BIGINT NOT NULL, who TEXT NOT NULL,
            lines TEXT NOT NULL)
        """,
        "CREATE INDEX stock_holds_place ON stock_holds(place, part)",
        """
        INSERT INTO stock_moves (at, who, what, part, place, quantity, held, note)
        SELECT 0, 'desk', 'count', part, 'vehicle:' || staff, quantity, 0, '' FROM vehicle_stock WHERE quantity > 0
        """,
        """
        INSERT INTO stock_levels (place, part, on_hand, held)
        SELECT 'vehicle:' || staff, part, quantity, 0 FROM vehicle_stock WHERE quantity > 0
        """,
        "DROP TABLE vehicle_stock",
    ]
}
