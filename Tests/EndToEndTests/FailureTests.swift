import DeskTesting
import Foundation
import Model
import Records
import ServiceDesk
import Testing

/// Servers fail in the middle of work: whoever was told "done" finds it, once, and work goes on by itself.
@Suite("A server fails", .serialized)
struct FailureTests {
    private let servers: FailingServers
    private let folder: TemporaryFolder

    init() throws {
        servers = try FailingServers()
        folder = try TemporaryFolder()
    }

    @Test("a process of the server is killed, three times")
    func backend() throws {
        try during { _ in
            for _ in 0..<3 {
                sleep(2)
                try servers.killABackend()
            }
        }
    }

    @Test("the server stops as if the power went, and starts again")
    func restart() throws {
        try during { restored in
            sleep(3)
            try servers.stop("one")
            try servers.start("one")
            restored()
        }
    }

    @Test("the primary dies, and its standby takes over")
    func failover() throws {
        try servers.addStandby()
        try during { restored in
            sleep(3)
            try servers.stop("one")
            try servers.promoteStandby()
            restored()
        }
    }

    /// Eight processes log cases for some seconds while `failure` happens; then everything acknowledged must be there.
    private func during(_ failure: (_ restored: () -> Void) throws -> Void) throws {
        _ = try Workers.desk(at: servers.address, agents: 8, customers: 8)
        let workers = Workers(folder)
        for n in 1...8 { try workers.start(servers.address, "log", number: n, "24") }
        // A desk that cannot be opened is told so at once; what is tried here is one that was open.
        let open = Date().addingTimeInterval(60)
        while workers.lines().contains(0), Date() < open { usleep(20_000) }
        var restored: Date?
        try failure { restored = Date() }
        if let restored {
            // The next word of every one of them, once the server can be asked again.
            let before = workers.lines()
            let all = Date().addingTimeInterval(10)
            while zip(workers.lines(), before).contains(where: { $0 <= $1 }), Date() < all { usleep(20_000) }
            print("all eight went on \(String(format: "%.2f", Date().timeIntervalSince(restored))) s after")
            #expect(zip(workers.lines(), before).allSatisfy { $0 > $1 }, "each went on within 10 s")
        }
        let (said, broken) = try workers.finish()
        #expect(broken == 0, "\(said.compactMap(\.last).filter { !$0.hasPrefix("case") })")
        let acknowledged = said.joined().filter { $0.hasPrefix("case ") }.map {
            $0.split(separator: " ", maxSplits: 2)
        }
        let refused = said.joined().count { $0.hasPrefix("refused") }
        print("\(acknowledged.count) acknowledged, \(refused) refused")
        #expect(acknowledged.count > 100)
        #expect(refused < 100, "a server that is soon back is waited for")

        let desk = try ServiceDesk.open(servers.address, rules: TemporaryDesk.rules)
        let rows = try desk.database.read { db in
            try db.query("SELECT id, summary FROM cases ORDER BY id") { (CaseID($0.int(0)), $0.text(1)) }
        }
        let there = Dictionary(grouping: rows, by: \.1).mapValues { $0.map(\.0) }
        for words in acknowledged {
            #expect(there[String(words[2])] == CaseID(String(words[1])).map { [$0] }, "there, once: \(words)")
        }
        #expect(there.values.allSatisfy { $0.count == 1 }, "nothing is there twice")
        let problems = try desk.examine(at: Samples.now + .hours(1)).flatMap(\.problems)
        #expect(problems.isEmpty)
    }
}
