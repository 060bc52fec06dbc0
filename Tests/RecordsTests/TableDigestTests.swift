import Testing

@testable import Records

@Suite("The digest of a table")
struct TableDigestTests {
    private static let table = TableShape.gathered("t", ["a", "b"])

    private func digest(_ rows: [[SQLValue]]) -> [UInt8] {
        var digest = TableDigest(of: Self.table)
        for row in rows { digest.add(row) }
        return digest.finish()
    }

    @Test("the same rows give the same digest, however many come at once")
    func same() {
        let rows = (0..<5000).map { [SQLValue.int($0), .text("行 \($0)")] }
        #expect(digest(rows) == digest(rows))
        #expect(digest(rows) != digest(rows.reversed()))
        #expect(digest(rows) != digest(rows.dropLast()))
    }

    @Test("what looks alike but is not the same gives another digest")
    func alike() {
        let rows: [[SQLValue]] = [
            [.null, .text("")], [.text(""), .null], [.text(""), .text("")], [.text("ab"), .text("c")],
            [.text("a"), .text("bc")], [.int(1), .int(0)], [.int(0), .int(1)], [.real(1), .int(0)],
            [.text("1"), .int(0)], [.blob([0x61]), .text("")], [.text("a"), .text("")],
            // Equal to a reader, other bytes.
            [.text("é"), .null], [.text("e\u{301}"), .null], [.real(0), .null], [.real(-0.0), .null],
        ]
        #expect(Set(rows.map { digest([$0]) }).count == rows.count)
    }
}

extension TableShape {
    fileprivate static func gathered(_ name: String, _ columns: [String]) -> TableShape {
        do {
            return try gather(columns.map { (name, $0, "text", $0 == columns[0] ? 1 : 0) })[0]
        } catch { fatalError("\(error)") }
    }
}
