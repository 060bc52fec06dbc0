/// A table as the database itself describes it, so that who handles all tables alike needs no list of them.
package struct TableShape: Hashable, Sendable {
    package let name: String
    package private(set) var columns: [Column]

    package struct Column: Hashable, Sendable {
        package let name: String
        let kind: Kind
        /// 1 for the first column of the primary key, 2 for the second …; 0 for those outside it.
        let place: Int
    }

    /// What a column holds.
    enum Kind: Sendable {
        case number, real, text, bytes

        /// - Parameter declared: the type in the database's own words.
        /// - Throws: `StorageFault.damaged` for a type that no schema of ours uses.
        init(declared: String) throws {
            switch declared.lowercased() {
            case "bigint", "integer", "smallint": self = .number
            case "double precision": self = .real
            case "text": self = .text
            case "blob", "bytea": self = .bytes
            default: throw StorageFault.damaged(detail: "a column of type \(declared)")
            }
        }
    }

    /// The primary key's columns in its order.
    var key: [Column] { columns.filter { $0.place > 0 }.sorted { $0.place < $1.place } }

    /// Shapes of rows of (table, column, declared type, place in the key), ordered by table.
    static func gather(_ rows: [(table: String, column: String, type: String, place: Int64)]) throws
        -> [TableShape]
    {
        try rows.reduce(into: []) { shapes, row in
            if shapes.last?.name != row.table { shapes.append(TableShape(name: row.table, columns: [])) }
            let column = Column(name: row.column, kind: try Kind(declared: row.type), place: Int(row.place))
            shapes[shapes.count - 1].columns.append(column)
        }
    }
}

extension TableShape {
    /// Puts one row in.
    var insertion: String {
        let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return "INSERT INTO \"\(name)\" (\(list(columns))) VALUES (\(places))"
    }

    /// Reads so many rows in the key's order, from the beginning or after a key; the number comes last. Texts are ordered
    /// by their bytes on every database, so the order is the same.
    func page(afterKey: Bool) -> String {
        let keys = list(key)
        let places = key.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let condition = afterKey ? "WHERE (\(keys)) > (\(places))" : ""
        let limit = afterKey ? key.count + 1 : 1
        return "SELECT \(list(columns)) FROM \"\(name)\" \(condition) ORDER BY \(keys) LIMIT $\(limit)"
    }

    private func list(_ columns: [Column]) -> String {
        columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    }

    /// A row of `page`.
    func decode(_ row: any SQLRow) -> [SQLValue] {
        columns.enumerated().map { index, column in
            if row.isNull(index) { return .null }
            return switch column.kind {
            case .number: .int(row.int(index))
            case .real: .real(row.real(index))
            case .text: .text(row.text(index))
            case .bytes: .blob(row.blob(index))
            }
        }
    }

    /// The key of a row.
    func key(of row: [SQLValue]) -> [SQLValue] {
        key.compactMap { part in columns.firstIndex(of: part).map { row[$0] } }
    }
}
