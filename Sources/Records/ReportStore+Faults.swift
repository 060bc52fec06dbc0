package import Model

/// So many cases name one fault of a product.
package struct FaultCount: Sendable, Hashable {
    package var product: String
    package var fault: String
    package var cases: Int
}

/// Units of one batch on record, and how many of them had a fault.
package struct BatchCount: Sendable, Hashable {
    package var product: String
    /// Empty for units whose number is too short to tell.
    package var batch: String
    package var units: Int
    package var faulty: Int
}

/// What is said of faults: cases opened in a time that name one, cancelled and merged ones left out.
extension ReportStore {
    private static let named = "c.fault <> '' AND c.category <> 'cancelled' AND c.merged_into IS NULL"

    /// The most frequent first.
    package func faults(in window: Window) throws -> [FaultCount] {
        try db.query(
            """
            SELECT COALESCE(u.product, c.product) AS product, c.fault, COUNT(*) AS cases
            FROM cases c LEFT JOIN units u ON u.id = c.unit
            WHERE c.opened_at >= $1 AND c.opened_at < $2 AND \(Self.named)
            GROUP BY COALESCE(u.product, c.product), c.fault ORDER BY cases DESC, product, c.fault
            """, SQLValue(window.start), SQLValue(window.end)
        ) { FaultCount(product: $0.text(0), fault: $0.text(1), cases: Int($0.int(2))) }
    }

    /// The cases behind such a count, by when they were opened.
    package func cases(
        of product: String, naming fault: String, in window: Window, limit: Int?
    ) throws -> [Row] {
        try db.query(
            """
            SELECT 'case', c.id, c.id, c.opened_at, 1, '', ''
            FROM cases c LEFT JOIN units u ON u.id = c.unit
            WHERE c.opened_at >= $1 AND c.opened_at < $2 AND \(Self.named)
                AND COALESCE(u.product, c.product) = $3 AND c.fault = $4
            ORDER BY c.opened_at, c.id \(limit.map { "LIMIT \($0)" } ?? "")
            """, SQLValue(window.start), SQLValue(window.end), .text(product), .text(fault), decode: Self.row)
    }

    /// A unit's first so many characters; empty for one whose number is too short to tell.
    private static func batch(_ letters: Int) -> String {
        "CASE WHEN LENGTH(u.serial) > \(letters) THEN SUBSTR(u.serial, 1, \(letters)) ELSE '' END"
    }

    /// The faulty units of a batch, each with its first case of that time, by when that was opened.
    package func faultyUnits(
        of product: String, batch: String, letters: Int, until last: Day, faultsIn window: Window, limit: Int?
    ) throws -> [Row] {
        try db.query(
            """
            SELECT 'unit', u.id, MIN(c.id), MIN(c.opened_at), 1, '', ''
            FROM cases c JOIN units u ON u.id = c.unit
            WHERE c.opened_at >= $1 AND c.opened_at < $2 AND \(Self.named)
                AND COALESCE(u.bought_on, u.delivered_on, u.installed_on, 0) <= $3
                AND u.product = $4 AND \(Self.batch(letters)) = $5
            GROUP BY u.id ORDER BY 4, u.id \(limit.map { "LIMIT \($0)" } ?? "")
            """, SQLValue(window.start), SQLValue(window.end), SQLValue(last), .text(product), .text(batch),
            decode: Self.row)
    }

    /// Every batch of which there are units, bought, delivered or installed until a day; units of which no such day is
    /// known count.
    /// - Parameter letters: how many of a serial number's first characters name the batch.
    package func batches(letters: Int, until last: Day, faultsIn window: Window) throws -> [BatchCount] {
        // The same number at both places: a text is grouped by what it says.
        let batch = Self.batch(letters)
        return try db.query(
            """
            SELECT u.product, \(batch) AS batch, COUNT(*), SUM(CASE WHEN bad.unit IS NULL THEN 0 ELSE 1 END)
            FROM units u LEFT JOIN (
                SELECT DISTINCT c.unit FROM cases c
                WHERE c.opened_at >= $1 AND c.opened_at < $2 AND c.unit IS NOT NULL AND \(Self.named)) AS bad
                ON bad.unit = u.id
            WHERE COALESCE(u.bought_on, u.delivered_on, u.installed_on, 0) <= $3
            GROUP BY u.product, \(batch) ORDER BY u.product, batch
            """, SQLValue(window.start), SQLValue(window.end), SQLValue(last)
        ) {
            BatchCount(
                product: $0.text(0), batch: $0.text(1), units: Int($0.int(2)), faulty: Int($0.int(3)))
        }
    }
}
