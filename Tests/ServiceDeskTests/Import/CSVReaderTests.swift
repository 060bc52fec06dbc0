import DeskTesting
import Foundation
import Testing

@testable import ServiceDesk

@Suite("CSV files")
struct CSVReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func records(_ text: String, delimiter: Character = ",") throws -> (CSVReader, [CSVRecord]) {
        let path = folder.file("file.csv")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let reader = CSVReader(try TextFile.open(path), delimiter: delimiter)
        return (reader, Array(reader))
    }

    private func fields(_ text: String, delimiter: Character = ",") throws -> [[String]] {
        let (reader, records) = try records(text, delimiter: delimiter)
        return records.map { record in record.fields.indices.map { reader.text(record, $0) } }
    }

    @Test("plain fields, empty ones, and a last line without a line break")
    func plain() throws {
        #expect(try fields("a,b,c\n1,,3\r\n,,") == [["a", "b", "c"], ["1", "", "3"], ["", "", ""]])
    }

    @Test("quoted fields hold separators, line breaks and doubled quotes")
    func quoted() throws {
        #expect(
            try fields("\"a,b\",\"line\r\nbreak\",\"say \"\"hi\"\"\",\"\"\n")
                == [["a,b", "line\r\nbreak", "say \"hi\"", ""]])
    }

    @Test("a quote within an unquoted field is a character like any other")
    func inches() throws {
        #expect(try fields("pipe 5\",x\n") == [["pipe 5\"", "x"]])
    }

    @Test("each record knows the line it begins on, over line breaks in fields and blank lines")
    func lines() throws {
        let (_, records) = try records("h\n\n\"two\nlines\"\nlast\n")
        #expect(records.map(\.line) == [1, 3, 5])
    }

    @Test("other separators")
    func delimiters() throws {
        #expect(try fields("a;b,c\n", delimiter: ";") == [["a", "b,c"]])
        #expect(try fields("a\tb\n", delimiter: "\t") == [["a", "b"]])
    }

    @Test("a quote that is never closed costs its line only")
    func neverClosed() throws {
        let (reader, records) = try records("a,\"b\nc,d\ne,f\n")
        #expect(records.map(\.flaw) == [.quoteNeverClosed, nil, nil])
        #expect(records.map(\.line) == [1, 2, 3])
        #expect(reader.text(records[2], 1) == "f")
        #expect(String(decoding: reader.raw(records[0]), as: UTF8.self) == "a,\"b")
    }

    @Test("text behind a closing quote is a flaw of that record")
    func textAfterQuote() throws {
        let (_, records) = try records("\"a\"b,c\nd,e\n")
        #expect(records.map(\.flaw) == [.textAfterQuote, nil])
    }

    @Test("what is written by the rules is read back, whatever it holds")
    func roundTrip() throws {
        let seed: UInt64 = 20_261_124
        var chance = SeededGenerator(seed: seed)
        let alphabet: [Character] = ["a", "中", ",", "\"", "\n", "\r\n", " ", "𠮷", "é"]
        for _ in 0..<300 {
            let rows = (0..<Int.random(in: 1...4, using: &chance)).map { _ in
                (0..<3).map { _ in
                    String(
                        (0..<Int.random(in: 0...6, using: &chance)).map { _ in
                            alphabet.randomElement(using: &chance) ?? "x"
                        })
                }
            }
            let text = rows.map {
                $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
            }
            .joined(separator: "\r\n")
            #expect(try fields(text) == rows, "seed \(seed): \(text)")
        }
    }
}
