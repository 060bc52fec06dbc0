import DeskTesting
import Foundation
import Model
import Records
import ServiceDesk
import Testing

@Suite("aftercare copy")
struct CopyJobTests {
    private let source: TemporaryPlace

    init() throws {
        source = try TemporaryPlace(.sqlite)
        let plan = DemoPlan(seed: 9, customers: 60, cases: 400, technicians: 3)
        _ = try Demo.make(source.url, plan: plan, rules: TemporaryDesk.rules, now: Samples.now)
    }

    @Test("there and back again: --from, or the desk that --db names")
    func thereAndBack() throws {
        let (server, back) = try (TemporaryPlace(.postgres), TemporaryPlace(.sqlite))
        let there = try Program.json(["copy", "--from", source.url, "--to", server.url])
        #expect(Set(there.keys) == ["from", "to", "rows", "digest", "tables"])
        #expect(there["from"] as? String == source.url)
        let again = try Program.json(["--db", server.url, "copy", "--to", back.url])
        #expect(again["digest"] as? String == there["digest"] as? String)
        let tables = try #require(again["tables"] as? [[String: Any]])
        #expect(tables.compactMap { $0["rows"] as? Int }.reduce(0, +) == again["rows"] as? Int)
        let doctor = try Program.run(["--db", back.url, "--now", "2026-11-24T11:00", "doctor"])
        #expect(doctor.status == 0, "\(doctor.output)")
        let refused = try Program.run(["copy", "--from", source.url, "--to", server.url])
        #expect(refused.status == 65)
        let told = try Program.run(["--lang", "en", "copy", "--from", source.url, "--to", back.url + "2"])
        #expect(told.status == 0)
        #expect(told.output.contains("journal's chain and seals hold"))
        #expect(told.output.contains(try #require(again["digest"] as? String)))
    }

    @Test("what backup says on PostgreSQL can be done as it is said")
    func backupByCopy() throws {
        let (server, file) = try (TemporaryPlace(.postgres), TemporaryPlace(.sqlite))
        _ = try Program.json(["copy", "--from", source.url, "--to", server.url])
        let refused = try Program.run(["--db", server.url, "--lang", "en", "backup", file.url])
        #expect(refused.status == 64)
        #expect(refused.error.contains("aftercare copy --to FILE"))
        let done = try Program.run(["copy", "--to", file.url], environment: ["AFTERCARE_DB": server.url])
        #expect(done.status == 0, "\(done.error)")
    }

    @Test(
        "kill -9 in the middle leaves no desk, and nothing in the way of the next copy",
        arguments: Backend.allCases)
    func kill(_ backend: Backend) throws {
        var random = SeededGenerator(seed: 20_261_125)
        var broken = 0
        for round in 0..<8 {
            let target = try TemporaryPlace(backend)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = ["copy", "--from", source.url, "--to", target.url]
            process.environment = Program.environment([:])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32.random(in: 50_000...600_000, using: &random))
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal {
                broken += 1
                #expect(try !ServiceDesk.exists(target.url), "round \(round)")
                let opened = try Program.run(["--db", target.url, "--as", "admin", "case", "list"])
                #expect(opened.status != 0)
                let again = try Program.run(["copy", "--from", source.url, "--to", target.url])
                #expect(again.status == 0, "\(again.error)")
            }
            let desk = try ServiceDesk.open(target.url, rules: TemporaryDesk.rules)
            #expect(try desk.examine(at: Samples.now).flatMap(\.problems) == [])
            #expect(!FileManager.default.fileExists(atPath: target.url + ".partial"))
        }
        #expect(broken > 3, "most copies were killed while they ran: \(broken)")
    }
}
