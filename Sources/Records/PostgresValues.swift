import CPostgres
import Model

/// Arguments as libpq wants them: texts ending in zero, bytes as they are. The server infers the types.
struct PostgresArguments {
    private var bytes: [CChar] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// - Throws: `StorageFault.zeroByte` for a text PostgreSQL cannot hold.
    init(_ arguments: [SQLValue]) throws {
        for argument in arguments {
            offsets.append(bytes.count)
            formats.append(0)
            lengths.append(0)
            switch argument {
            case .null: offsets[offsets.count - 1] = -1
            case .int(let n): append(String(n))
            case .real(let d): append(String(d))
            case .text(let s):
                if s.utf8.contains(0) { throw StorageFault.zeroByte }
                append(s)
            case .blob(let b):
                formats[formats.count - 1] = 1
                lengths[lengths.count - 1] = Int32(b.count)
                bytes.append(contentsOf: b.map { CChar(bitPattern: $0) })
                bytes.append(0)
            }
        }
    }

    private mutating func append(_ text: String) {
        for byte in text.utf8 { bytes.append(CChar(bitPattern: byte)) }
        bytes.append(0)
    }

    func use<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) throws
            -> T
    ) rethrows -> T {
        try bytes.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { offset in offset < 0 ? nil : buffer.baseAddress.map { $0 + offset } }
            return try body(pointers, lengths, formats)
        }
    }
}

/// The rows, or the count, that a statement gave.
final class PostgresAnswer {
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }
    var count: Int { Int(PQntuples(pointer)) }
    /// How many rows a statement changed.
    var changed: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }
    func row(_ index: Int) -> PostgresRow { PostgresRow(of: self, index: Int32(index)) }
}

/// One row of an answer, in PostgreSQL's text form.
struct PostgresRow: SQLRow {
    /// Kept alive by its rows.
    private let owner: PostgresAnswer
    private let answer: OpaquePointer
    private let index: Int32

    init(of owner: PostgresAnswer, index: Int32) {
        self.owner = owner
        self.answer = owner.pointer
        self.index = index
    }

    private func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let count = Int(PQgetlength(answer, index, Int32(column)))
        return PQgetvalue(answer, index, Int32(column)).withMemoryRebound(to: UInt8.self, capacity: count) {
            UnsafeBufferPointer(start: $0, count: count)
        }
    }

    func isNull(_ column: Int) -> Bool { PQgetisnull(answer, index, Int32(column)) == 1 }

    /// A number, or a truth value, which PostgreSQL writes `t` and `f`.
    func int(_ column: Int) -> Int64 {
        let digits = bytes(column)
        if digits.first == UInt8(ascii: "t") { return 1 }
        let isNegative = digits.first == UInt8(ascii: "-")
        var n: Int64 = 0
        for digit in digits.dropFirst(isNegative ? 1 : 0) {
            guard (48...57).contains(digit) else { break }
            n = n &* 10 &- Int64(digit - 48)
        }
        return isNegative ? n : -n
    }

    func real(_ column: Int) -> Double { Double(text(column)) ?? 0 }
    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    /// Bytes come as `\x` and hexadecimal digits.
    func blob(_ column: Int) -> [UInt8] {
        func value(_ digit: UInt8) -> UInt8 { digit < 58 ? digit &- 48 : digit &- 87 }
        let digits = bytes(column).dropFirst(2)
        return stride(from: digits.startIndex, to: digits.endIndex - 1, by: 2).map {
            value(digits[$0]) << 4 | value(digits[$0 + 1])
        }
    }
}
