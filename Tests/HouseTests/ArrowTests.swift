import Testing

@Suite("The arrows of the house")
struct ArrowTests {
    @Test("a room imports only what stands below it")
    func arrowsPointDown() throws {
        let files = try SourceFile.all(in: ["Sources", "Resources"])
        #expect(files.count > 50)
        for file in files {
            let allowed = try #require(
                House.allowed[file.room], "\(file.path): a room the plan does not know")
            for (module, line) in file.imports where !allowed.contains(module) {
                Issue.record("\(file.path):\(line): \(file.room) may not import \(module)")
            }
        }
    }

    @Test("a library has one door: only that room and its tests import it")
    func oneDoor() throws {
        for file in try SourceFile.all(in: ["Sources", "Resources", "Tests"]) {
            for (module, line) in file.imports {
                guard let door = House.doors[module], ![door, door + "Tests"].contains(file.room) else {
                    continue
                }
                Issue.record("\(file.path):\(line): \(module) is imported by \(door) only")
            }
        }
    }

    @Test("pure rooms ask neither clock nor disk nor chance nor environment")
    func purity() throws {
        let forbidden = [
            "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "FileManager", "FileHandle",
            "ProcessInfo",
            "String(contentsOf", "Data(contentsOf", "URLSession", "UserDefaults", "Process()", "UUID()",
            "SystemRandomNumberGenerator", "shuffled()", "randomElement()", "TimeZone.current",
            "Locale.current",
            "print(",
        ]
        for file in try SourceFile.all(in: House.pure.map { "Sources/" + $0 }) {
            for (line, text) in file.code {
                for word in forbidden where text.contains(word) {
                    Issue.record("\(file.path):\(line): \(word) in a pure room")
                }
            }
        }
    }

    @Test("imports are found however they are written")
    func importScanner() {
        let file = SourceFile(
            path: "Sources/Model/X.swift",
            text: """
                import Foundation
                package import Model
                @testable import Wording
                @preconcurrency private import struct Elsewhere.Row
                // import Nothing
                let important = 1
                """)
        #expect(file.imports.map(\.module) == ["Foundation", "Model", "Wording", "Elsewhere"])
        #expect(file.imports.map(\.line) == [1, 2, 3, 4])
        #expect(file.room == "Model")
    }
}
