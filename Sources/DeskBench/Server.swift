import Foundation
import Model
import Records
import ServiceDesk

/// Commits a second on PostgreSQL beside pgbench, which writes the same rows by hand, on the same server in the same run;
/// with one client and with eight.
///
/// `AFTERCARE_TEST_POSTGRES` names the server; it must keep what it is told (fsync), or nothing would be compared.
func benchServer(rules: Rules, url: String, seconds: Int) throws {
    let (desk, drop) = try ServerTool.database(url)
    defer { drop() }
    let bench = try BenchDesk(path: desk, rules: rules, customers: 5000)
    for n in 0..<200 { _ = try bench.desk.act(by: bench.agent, at: bench.now) { try $0.log(bench.draft(n)) } }
    try ServerTool.psql(desk, "SET client_min_messages = error; ANALYZE")

    let script = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(getpid()).sql")
    defer { try? FileManager.default.removeItem(at: script) }
    try HandWritten(desk).script(of: bench).write(to: script, atomically: true, encoding: .utf8)

    for clients in [1, 8] {
        var ours: [Double] = []
        var hand: [Double] = []
        // In turns, so that a slow moment of the machine falls on both.
        for turn in 0..<3 {
            ours.append(try commitsPerSecond(bench, clients: clients, seconds: seconds, turn: turn))
            hand.append(try ServerTool.pgbench(desk, script, clients: clients, seconds: seconds))
        }
        let (median, limit) = (ours.sorted()[1], hand.sorted()[1])
        report("PostgreSQL, \(clients) at once: log a case, commits/s", decimals(median, 0))
        report("  the same rows by hand, pgbench", decimals(limit, 0))
        report("  share of pgbench", decimals(median / limit, 2), goal: "goal: at least 0.6")
    }
}

/// What a case takes on disk of a server.
func reportRowSize(_ stand: Stand) throws {
    let bytes = try ServerTool.psql(
        stand.address,
        """
        SELECT sum(pg_total_relation_size(oid)) / (SELECT count(*) FROM aftercare.cases) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'aftercare'::regnamespace
        """)
    report("PostgreSQL: a logged case on disk, all that belongs to it", bytes.prefix { $0 != "." } + " bytes")
}

private func commitsPerSecond(_ bench: BenchDesk, clients: Int, seconds: Int, turn: Int) throws -> Double {
    let end = Times.now() + Double(seconds)
    let start = Times.now()
    let counts = Counts(clients)
    let group = DispatchGroup()
    // A thread a client: they wait for the server most of the time, and a pool has only as many as there are cores.
    for client in 0..<clients {
        group.enter()
        Thread.detachNewThread {
            defer { group.leave() }
            do {
                var n = 0
                while Times.now() < end {
                    // Each client speaks with other customers, as agents do.
                    let draft = bench.draft(client * 617 + turn * 97 + n * clients)
                    _ = try bench.desk.act(by: bench.agent, at: bench.now) { try $0.log(draft) }
                    n += 1
                }
                counts.set(client, n)
            } catch { fatalError("client \(client): \(error)") }
        }
    }
    group.wait()
    return Double(counts.sum) / (Times.now() - start)
}

/// Numbers written by several threads, each its own.
private final class Counts: @unchecked Sendable {
    private let lock = NSLock()
    private var numbers: [Int]
    init(_ count: Int) { numbers = Array(repeating: 0, count: count) }
    func set(_ index: Int, _ n: Int) { lock.withLock { numbers[index] = n } }
    var sum: Int { lock.withLock { numbers.reduce(0, +) } }
}

/// The rows of one logged case as a script for pgbench: the same INSERTs with the same values, each sent on its own.
private struct HandWritten {
    let url: String
    init(_ url: String) { self.url = url }

    private static let tables = [
        "cases", "search", "clocks", "clock_events", "timers", "calls", "notices", "approvals", "journal",
    ]

    func script(of bench: BenchDesk) throws -> String {
        let before = try Self.tables.map { try count($0) }
        let receipt = try bench.desk.act(by: bench.agent, at: bench.now) { try $0.log(bench.draft(211)) }
        let id = receipt.serviceCase.id.number
        // A number per transaction that nobody else has takes the case's place.
        var lines = ["\\set n random(1000000000, 1000000000000000)", "BEGIN;"]
        for (table, known) in zip(Self.tables, before) {
            let (key, only) = table == "search" ? ("document", " WHERE kind = 2") : ("id", "")
            let columns = try ServerTool.psql(
                url,
                """
                SELECT string_agg(column_name, ',' ORDER BY ordinal_position) FROM information_schema.columns
                WHERE table_schema = 'aftercare' AND table_name = '\(table)' AND column_name <> 'id'
                """)
            let quoted = columns.split(separator: ",").map { "quote_nullable(\($0)::text)" }
                .joined(separator: " || ', ' || ")
            let added = try count(table) - known
            guard added > 0 else { continue }
            let rows = try ServerTool.psql(
                url,
                "SELECT \(quoted) FROM (SELECT * FROM aftercare.\(table)\(only) ORDER BY \(key) DESC LIMIT \(added)) r ORDER BY \(key)"
            )
            for row in rows.split(separator: "\n") {
                var values = String(row)
                switch table {
                case "search":
                    values = values.replacingOccurrences(of: "'\(id * 4 + 2)'", with: "4 * :n::bigint + 2")
                case "clock_events": values = ":clock" + values.drop { $0 != "," }
                default: values = values.replacingOccurrences(of: "'\(id)'", with: ":n")
                }
                let end =
                    ["clocks", "cases"].contains(table)
                    ? " RETURNING id AS \(table == "clocks" ? "clock" : "case") \\gset" : ";"
                lines.append("INSERT INTO aftercare.\(table) (\(columns)) VALUES (\(values))\(end)")
            }
        }
        return (lines + ["COMMIT;"]).joined(separator: "\n") + "\n"
    }

    private func count(_ table: String) throws -> Int {
        Int(try ServerTool.psql(url, "SELECT count(*) FROM aftercare.\(table)")) ?? 0
    }
}

/// PostgreSQL's own programs.
enum ServerTool {
    struct Failure: Error { let text: String }

    /// A database on the server, and how to be rid of it.
    /// - Parameter kept: its name where it stays, and may be there already; nil for one of the run's own.
    static func database(_ url: String, kept: String? = nil) throws -> (url: String, drop: () -> Void) {
        let name = kept ?? "bench_\(getpid())"
        let isThere = try psql(url, "SELECT 1 FROM pg_database WHERE datname = '\(name)'") == "1"
        if !isThere { try psql(url, "CREATE DATABASE \(name)") }
        return (
            url.replacingOccurrences(of: "/postgres?", with: "/\(name)?"),
            { if kept == nil { _ = try? psql(url, "DROP DATABASE \(name) WITH (FORCE)") } }
        )
    }

    @discardableResult
    static func psql(_ url: String, _ sql: String) throws -> String {
        try run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql])
    }

    /// - Returns: transactions a second.
    static func pgbench(_ url: String, _ script: URL, clients: Int, seconds: Int) throws -> Double {
        let said = try run([
            "pgbench", "-n", "-M", "prepared", "-f", script.path, "-c", "\(clients)", "-j",
            "\(min(clients, 2))", "-T",
            "\(seconds)", url,
        ])
        let line = said.split(separator: "\n").first { $0.hasPrefix("tps = ") } ?? ""
        guard let rate = Double(line.dropFirst("tps = ".count).prefix { $0 != " " }) else {
            throw Failure(text: said)
        }
        return rate
    }

    private static func run(_ words: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        let data = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard process.terminationStatus == 0 else { throw Failure(text: text) }
        return text
    }
}
