import DeskTesting
import Foundation
import Testing

@testable import ServiceDesk

@Suite("Encodings of files")
struct TextFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ bytes: [UInt8], named: TextEncoding? = nil) throws -> TextFile {
        let path = folder.file("file.csv")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try TextFile.open(path, named: named)
    }

    private func text(_ file: TextFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

    @Test("UTF-8, with and without a byte order mark")
    func utf8() throws {
        let plain = try open(Array("空调,不制冷\n".utf8))
        #expect(plain.encoding == .utf8)
        #expect(text(plain) == "空调,不制冷\n")
        #expect(text(try open([0xEF, 0xBB, 0xBF] + Array("空调".utf8))) == "空调")
    }

    @Test("GB18030 is recognised: two-byte and four-byte characters, on the plane and beyond it")
    func gb18030() throws {
        // 中文, 㐀 (U+3400), 𠮷 (U+20BB7), €: bytes from the standard's mapping table.
        let bytes: [UInt8] =
            [0xD6, 0xD0, 0xCE, 0xC4, 0x2C, 0x81, 0x39, 0xEE, 0x39, 0x2C]
            + [0x95, 0x34, 0xB2, 0x35, 0x2C, 0xA2, 0xE3, 0x0A]
        let file = try open(bytes)
        #expect(file.encoding == .gb18030)
        #expect(text(file) == "中文,㐀,𠮷,€\n")
        #expect(!file.isDamaged(0..<file.bytes.count))
    }

    @Test("UTF-16 with a byte order mark, either way round")
    func utf16() throws {
        let units = Array("a,𠮷\n".utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(text(try open([0xFF, 0xFE] + little)) == "a,𠮷\n")
        #expect(text(try open([0xFE, 0xFF] + big)) == "a,𠮷\n")
    }

    @Test("a text longer than one piece comes through whole, cut nowhere within a character")
    func long() throws {
        let line: [UInt8] = [0xD6, 0xD0, 0x95, 0x34, 0xB2, 0x35, 0x0A]
        let file = try open(Array(repeatElement(line, count: 400_000).joined()))
        #expect(text(file) == String(repeating: "中𠮷\n", count: 400_000))
    }

    @Test("a UTF-8 file with a damaged line stays UTF-8, and only that line is damaged")
    func damagedUTF8() throws {
        let good = Array("空调\n".utf8)
        let file = try open(good + [0xE7, 0xA9, 0x0A] + good)
        #expect(file.encoding == .utf8)
        #expect(!file.isDamaged(0..<7))
        #expect(file.isDamaged(7..<9))
        #expect(!file.isDamaged(10..<17))
    }

    @Test("a GB18030 file with a damaged line marks that line")
    func damagedGB18030() throws {
        let file = try open([0xD6, 0xD0, 0x0A, 0xD6, 0xD0, 0xFF, 0xFF, 0x0A, 0xCE, 0xC4, 0x0A])
        #expect(text(file) == "中\n中\u{FFFD}\n文\n")
        #expect(file.isDamaged(4..<10))
    }

    @Test("overlong forms, surrogates and bytes beyond Unicode are not UTF-8")
    func strict() {
        let wrong: [[UInt8]] = [
            [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
            [0xE4, 0xB8],
            Array("12345678".utf8) + [0xFF],
        ]
        for bytes in wrong { #expect(!bytes.withUnsafeBytes(UTF8Check.isValid), "\(bytes)") }
        #expect(Array("123456789中𠮷é".utf8).withUnsafeBytes(UTF8Check.isValid))
    }

    @Test("no file, and nothing in it, are said")
    func nothing() throws {
        #expect(throws: ImportFault.noFile("/nowhere/x.csv")) { try TextFile.open("/nowhere/x.csv") }
        #expect(throws: ImportFault.self) { try open([0xEF, 0xBB, 0xBF]) }
    }
}
