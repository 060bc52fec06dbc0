import DeskTesting
import Foundation
import Model
import Records
import ServiceDesk
import Testing

@Suite("Killed in the middle")
struct KillTests {
    @Test(
        "kill -9 in the middle of writes, 200 times at random moments, loses nothing acknowledged and breaks nothing"
    )
    func kill() throws {
        let test = try TemporaryDesk()
        let path = test.url
        let customer = try test.customer().id
        var random = SeededGenerator(seed: 20_261_124)
        var acknowledged: [String] = []
        var broken = 0
        for round in 0..<200 {
            let said = test.folder.file("said")
            _ = FileManager.default.createFile(atPath: said, contents: nil)
            // One process that logs a line of standard input after another and says each number once it is safe.
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = [
                "--db", path, "--as", "admin", "case", "log", "repair", "--customer", customer.description,
                "--anew",
                "--product", "air-conditioner", "--lines",
            ]
            process.environment = Program.environment([:])
            let input = Pipe()
            process.standardInput = input
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: said))
            process.standardError = FileHandle.nullDevice
            try process.run()
            let lines = (0..<400).map { "第 \(round) 轮第 \($0) 条：空调不制冷\n" }.joined()
            // The writer may be killed while we still write to it.
            signal(SIGPIPE, SIG_IGN)
            try? input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
            try? input.fileHandleForWriting.close()
            // From the first line that is safe, at any moment of the work that follows; a slow start kills nothing.
            let end = Date().addingTimeInterval(20)
            while Date() < end, try String(contentsOfFile: said, encoding: .utf8).isEmpty { usleep(2_000) }
            usleep(UInt32.random(in: 0...60_000, using: &random))
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal { broken += 1 }
            let text = try String(contentsOfFile: said, encoding: .utf8)
            // A line cut short was not acknowledged.
            acknowledged += text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
                String.init)
        }
        #expect(broken > 150, "most writers were killed while they wrote, not after: \(broken)")
        #expect(acknowledged.count > 200, "there was something to lose: \(acknowledged.count)")
        let desk = try ServiceDesk.open(path, rules: TemporaryDesk.rules)
        let ids = acknowledged.compactMap { CaseID($0) }
        #expect(ids.count == acknowledged.count)
        #expect(Set(ids).count == ids.count)
        try desk.read { reading in
            for id in ids { _ = try reading.serviceCase(id) }
        }
        let problems = try desk.examine(at: test.now).flatMap(\.problems)
        #expect(problems.isEmpty, "\(problems)")
    }
}
