import DeskTesting
import Model
import Testing

@testable import ServiceDesk

/// What stands in a CSV file acts on nothing, and is read back as it was.
@Suite("Cells of CSV")
struct SafeCellTests {
    @Test(
        "formulas have an apostrophe before them, controls are written out, plain text and numbers stay as they are",
        arguments: [
            ("=1+1", "'=1+1"), ("+8613800138000", "'+8613800138000"), ("-5+1", "'-5+1"), ("@x", "'@x"),
            ("-5", "-5"), ("-0.25", "-0.25"), ("'-5", "''-5"), ("-x", "'-x"),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"), ("\rx", #"\u{D}x"#), ("a\r\nb", #"a\u{D}"# + "\nb"), ("'=1", "''=1"),
            ("'quoted", "'quoted"), ("it's", "it's"),
            ("", ""),
            ("a=b", "a=b"), ("王芳", "王芳"), ("a\u{1B}[31m", #"a\u{1B}[31m"#), ("\u{202E}x", #"\u{202E}x"#),
            (#"\u{1B}"#, #"\u{5C}u{1B}"#), ("\u{9B}", #"\u{9B}"#), ("two\nlines", "two\nlines"),
        ])
    func guarded(text: String, cell: String) {
        #expect(SafeCell.guarded(text) == cell)
        #expect(SafeCell.restored(cell) == text)
    }

    @Test(
        "what others wrote is left alone where it is not ours",
        arguments: [#"\u{41}"#, #"\u{zz}"#, "'a", "C:\\u", "''"])
    func foreign(text: String) { #expect(SafeCell.restored(text) == text) }

    @Test("any text at all comes back", arguments: [UInt64(3), UInt64.random(in: 4...UInt64.max)])
    func random(seed: UInt64) {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "'", "=", "+", "-", "5", "@", "\t", "\r", "\n", #"\u{"#, #"\u{5C}"#, "\\", "1B}", "\u{1B}",
            "\u{9B}",
            "\u{2066}", "a",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let cell = SafeCell.guarded(text)
            #expect(SafeCell.restored(cell) == text, "seed \(seed)")
            #expect(cell.unicodeScalars.first.map { !"=+@\t\r\n".unicodeScalars.contains($0) } ?? true)
        }
    }
}
