import Model

/// Full-text search over customers, units and cases. Texts are split in Swift into words and CJK characters and
/// bigrams (`SearchText`), so that a two-character Chinese word is found on either database.
package struct SearchIndex {
    private let db: any Connection
    package init(_ db: any Connection) { self.db = db }

    /// A document's number is its record's number times this, plus its kind: newest records have highest numbers.
    static let kinds: Int64 = 4

    package enum Kind: Int64, Sendable, CaseIterable {
        case customer = 0
        case unit = 1
        case `case` = 2

        /// Whose records they are.
        var table: String {
            switch self {
            case .customer: "customers"
            case .unit: "units"
            case .case: "cases"
            }
        }
    }

    /// - Parameter isNew: the record was not indexed before; sparing the look-up.
    package func put(_ kind: Kind, _ number: Int64, texts: [String], isNew: Bool = false) throws {
        let tokens = texts.flatMap { SearchText.tokens(of: $0) }
        var seen = Set<String>()
        try db.index(
            document: number * Self.kinds + kind.rawValue, tokens: tokens.filter { seen.insert($0).inserted },
            isNew: isNew)
    }

    package func remove(_ kind: Kind, _ number: Int64) throws {
        try db.unindex(document: number * Self.kinds + kind.rawValue)
    }

    /// How many cases no search would find.
    func missingCases() throws -> Int64 { try db.unindexed(.case) }

    /// Records that hold every word of `text`, the newest first. The last word may be a beginning (search as you type),
    /// unless it is one letter alone.
    package func find(_ kind: Kind, _ text: String, below: Int64? = nil, limit: Int = 50) throws -> [Int64] {
        let tokens = SearchText.query(text)
        guard let last = tokens.last else { return [] }
        // A CJK pair is a whole token; only letters and digits are typed piece by piece. What begins with one of them
        // alone takes long to gather, and is too much to tell anybody anything.
        let isBroad = tokens.count == 1 && last.unicodeScalars.count == 1
        let prefix = !isBroad && last.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
        let document = below.map { $0 * Self.kinds }
        return try db.findDocuments(
            tokens: tokens, prefix: prefix, kind: kind, below: document, limit: limit
        )
        .map { $0 / Self.kinds }
    }
}
