import Crypto

/// The SHA-256 of a table's rows in the order of their keys: equal for equal rows, whichever database holds them. Before
/// each value stands its kind, and before what has no fixed length its length, so that no two different tables give the
/// same bytes.
struct TableDigest {
    private var sha = SHA256()
    private var bytes: [UInt8] = []
    private(set) var rows = 0

    init(of table: TableShape) {
        append(table.name)
        for column in table.columns { append(column.name) }
    }

    mutating func add(_ row: [SQLValue]) {
        rows += 1
        for value in row {
            switch value {
            case .null: bytes.append(UInt8(ascii: "-"))
            case .int(let n):
                bytes.append(UInt8(ascii: "i"))
                append(UInt64(bitPattern: n))
            case .real(let d):
                bytes.append(UInt8(ascii: "r"))
                append(d.bitPattern)
            case .text(let s):
                bytes.append(UInt8(ascii: "t"))
                append(s)
            case .blob(let b):
                bytes.append(UInt8(ascii: "b"))
                append(UInt64(b.count))
                bytes += b
            }
        }
        if bytes.count > 1 << 16 { flush() }
    }

    mutating func finish() -> [UInt8] {
        flush()
        return Array(sha.finalize())
    }

    private mutating func append(_ text: String) {
        append(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    private mutating func append(_ number: UInt64) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
    }

    private mutating func flush() {
        sha.update(data: bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// One digest of several, each with its table's name.
    static func ofAll(_ tables: [(name: String, digest: [UInt8])]) -> String {
        var sha = SHA256()
        for table in tables {
            sha.update(data: Array("\(table.name):".utf8))
            sha.update(data: table.digest)
        }
        return sha.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
