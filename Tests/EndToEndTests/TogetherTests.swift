import DeskTesting
import Foundation
import Testing

/// Several processes on one desk at the same moment, as in a call centre.
@Suite("Several at once", .serialized)
struct TogetherTests {
    let folder: TemporaryFolder
    private let now = "2026-11-24T09:00"

    init() throws {
        folder = try TemporaryFolder()
        try run("init", "--practice", "--admin", "admin")
        try run("staff", "add", "li", "--name", "李强", "--role", "technician", "--skill", "air-conditioner")
        for clerk in ["a", "b", "c"] {
            try run("staff", "add", clerk, "--name", clerk, "--role", "follow-up clerk")
        }
        for n in 1...6 {
            try run("customer", "add", "客户\(n)", "--phone", "1380013800\(n)")
            try run(
                "case", "log", "repair", "--customer", "K\(n)", "--product", "air-conditioner", "--summary",
                "不制冷")
        }
    }

    @Test("six book the same slot: one has it, five are told to choose another, and the desk is sound")
    func sameSlot() throws {
        let statuses = try together((1...6).map { ["visit", "book", "C\($0)", "li@2026-11-24T13:00"] })
        #expect(statuses.sorted() == [0, 75, 75, 75, 75, 75])
        try run("doctor")
    }

    @Test("three clerks take the next call at once, twice each: each has one of their own")
    func sameCall() throws {
        for n in 1...3 {
            try run(
                "call", "schedule", "K\(n)", "--reason", "call back", "--from", now, "--by",
                "2026-11-24T18:00")
        }
        let clerks = ["a", "b", "c", "a", "b", "c"]
        #expect(try together(clerks.map { ["call", "next", "--as", $0] }).allSatisfy { $0 == 0 })
        let listed = try run("call", "list", "--json").output
        let calls = try JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]] ?? []
        #expect(calls.compactMap { $0["claimedBy"] as? String }.sorted() == ["a", "b", "c"])
        try run("doctor")
    }

    @Test("six sweep at once: what is due fires exactly once")
    func sweeps() throws {
        _ = try together(Array(repeating: ["tick"], count: 6), now: "2026-11-26T12:00")
        let history = try run("case", "history", "C1", "--lang", "en").output
        #expect(history.components(separatedBy: "Not taken up in time").count == 2)
        try run("doctor")
    }

    @Test("six take the same step: one does it, five are told it was done")
    func sameStep() throws {
        let statuses = try together(Array(repeating: ["case", "do", "C1", "assess"], count: 6))
        #expect(statuses.sorted() == [0, 65, 65, 65, 65, 65])
    }

    private func line(_ words: [String], now: String? = nil) -> [String] {
        ["--db", folder.file("desk.sqlite"), "--as", "admin"] + words
            + (["init", "staff"].contains(words[0]) ? [] : ["--now", now ?? self.now])
    }

    @discardableResult
    private func run(_ words: String...) throws -> Program.Result {
        let result = try Program.run(line(words))
        guard result.status == 0 else { throw Program.Failure(arguments: words, result: result) }
        return result
    }

    /// Starts all before waiting for any.
    /// - Returns: what each ended with.
    private func together(_ commands: [[String]], now: String? = nil) throws -> [Int32] {
        let running = try commands.map { words in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = line(words, now: now)
            process.environment = Program.environment([:])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
        return running.map { process in
            process.waitUntilExit()
            return process.terminationStatus
        }
    }
}
