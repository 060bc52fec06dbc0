import DeskTesting
import Foundation
import Model
import Records
import ServiceDesk
import Testing

/// PgBouncer before PostgreSQL, in both modes that a team may run.
@Suite("Behind a pooler", .serialized)
struct PoolerTests {
    private let place: TemporaryPlace

    init() throws { place = try TemporaryPlace(.postgres) }

    private func line(
        _ url: String, _ words: [String], by: String = "admin", now: String = "2026-11-24T10:00"
    )
        -> [String]
    {
        ["--db", url, "--as", by] + words + (["init", "staff"].contains(words[0]) ? [] : ["--now", now])
    }

    private func people(_ url: String) throws {
        for words in [
            ["init", "--practice", "--admin", "admin"],
            ["staff", "add", "li", "--name", "李娜", "--role", "agent"],
            ["staff", "add", "zhao", "--name", "赵敏", "--role", "follow-up clerk"],
            ["staff", "add", "t1", "--name", "周师傅", "--role", "technician", "--skill", "air-conditioner"],
        ] { _ = try Program.json(line(url, words)) }
    }

    @Test(
        "a desk is founded, a repair goes to its follow-up call, and the desk is sound",
        arguments: Pooler.Mode.allCases)
    func mainJob(_ mode: Pooler.Mode) throws {
        let pooler = try Pooler(mode, before: place.url)
        let url = try pooler.url(of: place.url)
        try people(url)
        func run(_ words: String..., by: String = "li", now: String = "2026-11-24T10:00") throws -> [String:
            Any]
        {
            try Program.json(line(url, words, by: by, now: now))
        }
        let customer = try #require(
            try run("customer", "add", "王小明", "--phone", "138 0013 8000")["id"] as? String)
        let c = try #require(
            try run(
                "case", "log", "repair", "--customer", customer, "--product", "air-conditioner", "--fault",
                "not-cooling", "--summary", "空调不制冷")["id"] as? String)
        let visit = try #require(try run("visit", "book", c)["id"] as? String)
        for step in ["dispatch", "accept", "set-out", "arrive"] {
            _ = try run("visit", "do", visit, step, by: "t1", now: "2026-11-24T14:00")
        }
        _ = try run(
            "visit", "do", visit, "finish", "result=fixed", "action=更换电容", by: "t1", now: "2026-11-24T15:00")
        let call = try #require(try run("call", "next", by: "zhao", now: "2026-11-26T10:00")["id"] as? String)
        let recorded = try run(
            "call", "record", call, "without-questions", "unasked=客户没时间", by: "zhao",
            now: "2026-11-26T10:05")
        #expect(recorded["state"] as? String == "done")
        // What came by way of the pooler is there without it, and the other way round.
        let straight = try Program.json(line(place.url, ["case", "show", c], now: "2026-11-26T10:10"))
        #expect(straight["closed"] is String)
        let doctor = try Program.run(line(url, ["doctor"], now: "2026-11-26T10:10"))
        #expect(doctor.status == 0, "\(doctor.output) \(doctor.error)")
    }

    @Test(
        "six programs take the same step at once: one does it, five are told it was done",
        arguments: Pooler.Mode.allCases)
    func together(_ mode: Pooler.Mode) throws {
        let pooler = try Pooler(mode, before: place.url)
        let url = try pooler.url(of: place.url)
        try people(url)
        for n in 1...6 {
            _ = try Program.json(
                line(url, ["customer", "add", "客户\(n)", "--phone", "1380013800\(n)"], by: "li"))
            _ = try Program.json(
                line(url, ["case", "log", "repair", "--customer", "K\(n)", "--summary", "不制冷"], by: "li"))
        }
        let running = try (1...6).map { _ in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = line(url, ["case", "do", "C1", "assess"], by: "li")
            process.environment = Program.environment([:])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
        let statuses = running.map { process in
            process.waitUntilExit()
            return process.terminationStatus
        }
        #expect(statuses.sorted() == [0, 65, 65, 65, 65, 65])
        #expect(try Program.run(line(url, ["doctor"])).status == 0)
    }

    @Test(
        "many writers on one open desk, more than the pooler has servers: nothing lost",
        arguments: Pooler.Mode.allCases)
    func writers(_ mode: Pooler.Mode) async throws {
        _ = try place.create()
        let pooler = try Pooler(mode, before: place.url)
        let database = try DatabaseAddress(pooler.url(of: place.url)).open()
        let count = 40
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<count {
                group.addTask {
                    try database.write { db in
                        let customer = try CustomerStore(db).insert(Samples.customer(name: "客户\(n)"))
                        _ = try CaseStore(db).insert(Samples.serviceCase(customer: customer.id))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try database.read { try $0.number("SELECT COUNT(*) FROM cases") } == Int64(count))
    }

    @Test("what another commits is noticed without being asked for", arguments: Pooler.Mode.allCases)
    func live(_ mode: Pooler.Mode) throws {
        let desk = try ServiceDesk.found(
            place.url, admin: "admin", practice: true, rules: TemporaryDesk.rules, at: Samples.now)
        let pooler = try Pooler(mode, before: place.url)
        let watching = try ServiceDesk.open(pooler.url(of: place.url), rules: TemporaryDesk.rules).database
        // The first question starts the listening.
        _ = try watching.changeNumber()
        usleep(800_000)
        let before = try watching.changeNumber()
        _ = try desk.act(by: .desk, at: Samples.now) { try $0.addCustomer(Samples.customer()) }
        let deadline = ContinuousClock.now + .seconds(10)
        while try watching.changeNumber() == before, .now < deadline { usleep(10_000) }
        #expect(try watching.changeNumber() != before)
    }
}
