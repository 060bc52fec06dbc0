import Foundation
import Testing

@Suite("A tidy house")
struct TidyTests {
    @Test("a file has one subject, and never more than 500 lines")
    func smallFiles() throws {
        for file in try SourceFile.all(in: ["Sources", "Resources", "Tests"]) where file.lines.count > 500 {
            Issue.record("\(file.path): \(file.lines.count) lines")
        }
    }

    @Test("nothing is put off, and nothing names the machine it was written on")
    func nothingLeftLying() throws {
        // Written in pieces, so that this file passes its own test.
        let forbidden = ["TO" + "DO", "FIX" + "ME", "/wo" + "rk/", "/tmp/after" + "care"]
        let endings = [".swift", ".yaml", ".md", ".h", ".c"]
        for file in try SourceFile.all(in: ["Sources", "Resources", "Tests"], endings: endings) + topFiles() {
            for word in forbidden where file.text.contains(word) {
                let line = file.lines.firstIndex { $0.contains(word) }.map { $0 + 1 } ?? 0
                Issue.record("\(file.path):\(line): \(word)")
            }
        }
    }

    @Test("rooms share by package access; nothing is public")
    func nothingPublic() throws {
        for file in try SourceFile.all(in: ["Sources", "Resources"]) {
            for (line, text) in file.code where text.hasPrefix("public ") || text.hasPrefix("open ") {
                Issue.record("\(file.path):\(line): \(text)")
            }
        }
    }

    @Test("what the compiler cannot check about concurrency is argued in a comment above it")
    func arguedConcurrency() throws {
        for file in try SourceFile.all(in: ["Sources", "Resources"]) {
            for (line, text) in file.code
            where text.contains("@unchecked " + "Sendable") || text.contains("nonisolated" + "(unsafe)") {
                let above = line > 1 ? file.lines[line - 2].drop(while: \.isWhitespace) : ""
                #expect(above.hasPrefix("//"), "\(file.path):\(line)")
            }
        }
    }

    private func topFiles() throws -> [SourceFile] {
        try [
            "Package.swift", "Makefile", "README.md", ".ci/run", ".ci/setup", ".ci/install",
            ".ci/postgres-bin", ".ci/with-postgres",
        ].compactMap { name in
            let url = House.root.appendingPathComponent(name)
            guard FileManager.default.fileExists(atPath: url.path) else { return nil }
            return SourceFile(path: name, text: try String(contentsOf: url, encoding: .utf8))
        }
    }
}
