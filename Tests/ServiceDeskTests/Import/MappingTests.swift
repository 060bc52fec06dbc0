import DeskTesting
import Foundation
import Model
import Resources
import Testing

@testable import ServiceDesk

@Suite("Maps from columns to fields")
struct MappingTests {
    private static let whole = """
        import: cases
        dates: [yyyy-MM-dd]
        key: "x:{no}"
        fields:
          kind: complaint
          summary: "{text}"
        customer:
          key: "x:{who}"
          name: "{who}"
        """

    private func fault(_ yaml: String) -> RuleFault? {
        do {
            _ = try Mapping(ResourceFile(name: "map.yaml", text: yaml))
            return nil
        } catch { return error as? RuleFault }
    }

    @Test("every shipped map can be read, and is found by its name")
    func shipped() throws {
        let library = TemporaryDesk.rules.library
        for name in ["nyc311", "complaints-zh", "customers", "units", "technicians"] {
            _ = try Mapping.find(name, in: library)
        }
        #expect(throws: ImportFault.self) { try Mapping.find("nowhere", in: library) }
    }

    @Test(
        "a broken map is refused with the line",
        arguments: [
            ("import: cases", "import: dogs", 1, "rule.notOneOf"),
            ("dates: [yyyy-MM-dd]", "dates: [yyyy-QQ]", 2, "import.notDateFormat"),
            ("dates: [yyyy-MM-dd]", "zone: Mars/Olympus", 2, "calendar.noZone"),
            ("dates: [yyyy-MM-dd]", "delimiter: \"::\"", 2, "import.notDelimiter"),
            ("\"{text}\"", "\"{text\"", 6, "import.openBrace"),
            ("  kind: complaint", "  colour: red", 5, "rule.unknownKey"),
            ("  kind: complaint", "  product: x", 5, "rule.missing"),
            ("  name: \"{who}\"", "  summary: \"{who}\"", 9, "rule.unknownKey"),
            ("import: cases", "import: customers", 6, "rule.unknownKey"),
        ])
    func refused(_ good: String, _ bad: String, _ line: Int, _ key: String) {
        let fault = fault(Self.whole.replacingOccurrences(of: good, with: bad))
        #expect(fault?.line == line)
        #expect(fault?.problem.key == key)
    }

    @Test("a column that the file lacks is refused with the map's line and the columns there are")
    func noColumn() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("file.csv")
        try Data("no,who\n".utf8).write(to: URL(fileURLWithPath: path))
        let mapping = try Mapping(ResourceFile(name: "map.yaml", text: Self.whole))
        let expected = RuleFault(
            file: "map.yaml", line: 6,
            problem: Phrase(
                "import.noColumn", ["column": .text("text"), "columns": .list([.text("no"), .text("who")])]))
        #expect(throws: expected) {
            try RowReader(TextFile.open(path), mapping, path: path, now: Samples.now)
        }
    }

    @Test("values: constants, columns among words, the first filled of several, words with a meaning")
    func values() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("file.csv")
        try Data("a,b\n1,\n ,2\n".utf8).write(to: URL(fileURLWithPath: path))
        let reader = CSVReader(try TextFile.open(path))
        let records = Array(reader.dropFirst())
        func value(_ yaml: String, _ row: Int) throws -> String {
            let node = try RuleNode.parse(ResourceFile(name: "m", text: "v: \(yaml)")).need("v")
            let rule = try ValueRule(node).bound(to: ["a": 0, "b": 1], listed: ["a", "b"])
            return try rule.value(of: FileRow(reader: reader, record: records[row]))
        }
        #expect(try value("same", 0) == "same")
        #expect(try value("\"<{a}>\"", 0) == "<1>")
        #expect(try value("\"{a} & {b}\"", 0) == "")
        #expect(try value("[\"{a} & {b}\", \"{b}\", \"{a}\"]", 0) == "1")
        #expect(try value("[\"{a}\", \"{b}\"]", 1) == "2")
        #expect(try value("{from: \"{a}\", words: {\"1\": one}}", 0) == "one")
        #expect(try value("{from: \"{a}\", words: {\"1\": one}, else: other}", 1) == "other")
        #expect(throws: RowFault.unknownWord("", known: ["1"])) {
            try value("{from: \"{a}\", words: {\"1\": one}}", 1)
        }
        #expect(try value("\"{@line}\"", 1) == "3")
        #expect(try value("\"{@hash}\"", 0) != value("\"{@hash}\"", 1))
    }
}
