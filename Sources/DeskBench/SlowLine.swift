import Foundation
import Model
import ServiceDesk

/// Keys while the database is slow: a desk on PostgreSQL whose line holds every message back for 100 ms each way. What a
/// key does by itself must not wait for what it asks of the records.
func benchSlowLine(rules: Rules, url: String, program: String) throws {
    let (desk, drop) = try ServerTool.database(url)
    defer { drop() }
    let bench = try BenchDesk(path: desk, rules: rules, customers: 200)
    for n in 0..<200 { _ = try bench.desk.act(by: bench.agent, at: bench.now) { try $0.log(bench.draft(n)) } }

    guard let from = desk.range(of: "host=") else { return }
    let folder = String(desk[from.upperBound...])
    let slow = folder + "/slow-\(getpid())"
    try FileManager.default.createDirectory(atPath: slow, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: slow) }
    let relay = try Relay(from: slow + "/.s.PGSQL.5432", to: folder + "/.s.PGSQL.5432", delay: 0.1)
    defer { relay.stop() }

    let terminal = try PseudoTerminal(
        program,
        ["--db", desk.replacingOccurrences(of: folder, with: slow), "--as", "admin", "--lang", "en"],
        columns: 120, rows: 40)
    defer { terminal.end() }
    try terminal.read(until: "F12", within: 30)
    _ = terminal.answer(since: Times.now(), quiet: 3, patience: 10)
    _ = terminal.press("m", quiet: 3, patience: 10)
    reportKeys(
        "200 ms to the database: move in a list", terminal, ["\u{1B}[B"], times: 100, patience: 0.1,
        goal: "goal: p99 5 ms until it shows")
    _ = terminal.press("\u{1B}OQ", quiet: 1)
    reportKeys(
        "200 ms to the database: a digit of the phone", terminal, ["1", "\u{7F}"], times: 100, patience: 0.1,
        goal: "goal: p99 5 ms until it shows")
}

/// Passes bytes between two sockets, each piece some time later.
private final class Relay: Sendable {
    private let listener: Int32

    init(from: String, to: String, delay: Double) throws {
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.withAddress(from, { bind(listener, $0, $1) }) == 0, listen(listener, 16) == 0 else {
            throw PseudoTerminal.Failure(what: "cannot listen at \(from)")
        }
        Thread.detachNewThread { [listener] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
                _ = Self.withAddress(to) { connect(server, $0, $1) }
                for (a, b) in [(client, server), (server, client)] { Self.pass(a, b, after: delay) }
            }
        }
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func pass(_ from: Int32, _ to: Int32, after delay: Double) {
        Thread.detachNewThread {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(from, &bytes, bytes.count)
                guard count > 0 else { break }
                Thread.sleep(forTimeInterval: delay)
                _ = write(to, bytes, count)
            }
            shutdown(to, Int32(SHUT_WR))
        }
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
        }
    }
}
