import Foundation

/// A file of the project's own, read.
struct SourceFile {
    /// From the project's root: `Sources/Model/Day.swift`.
    var path: String
    var text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// `Model` of `Sources/Model/…`, `RecordsTests` of `Tests/RecordsTests/…`, `Resources`.
    var room: String {
        let parts = path.split(separator: "/").map(String.init)
        return parts[0] == "Resources" ? "Resources" : parts[1]
    }

    /// The lines that say something to the compiler, numbered from 1.
    var code: [(number: Int, text: Substring)] {
        lines.enumerated().map { ($0 + 1, $1.drop(while: \.isWhitespace)) }.filter { !$0.1.hasPrefix("//") }
    }

    /// The modules imported, each with its line: whatever attributes, access and kind stand around the name.
    var imports: [(module: String, line: Int)] {
        let statement =
            /(?:@?\w+ +)*import +(?:(?:struct|class|enum|protocol|typealias|func|var|let) +)?(\w+)/
        return code.compactMap { number, text in
            text.prefixMatch(of: statement).map { (String($0.1), number) }
        }
    }

    /// Every file under these folders whose name has one of these endings.
    static func all(in folders: [String], endings: [String] = [".swift"]) throws -> [SourceFile] {
        try folders.flatMap { folder in
            let url = House.root.appendingPathComponent(folder)
            return try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted()
                .filter { path in endings.contains { path.hasSuffix($0) } }
                .map { path in
                    let file = url.appendingPathComponent(path)
                    return SourceFile(
                        path: "\(folder)/\(path)", text: try String(contentsOf: file, encoding: .utf8))
                }
        }
    }
}
