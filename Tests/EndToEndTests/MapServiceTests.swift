import DeskTesting
import Foundation
import Testing

/// A map service is a server of its own, here a few lines of Python that answer OSRM's `table` call.
@Suite("Asking a map service")
struct MapServiceTests {
    let folder: TemporaryFolder
    private var desk: String { folder.file("desk.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
        _ = try Program.json(["--db", desk, "demo", "--customers", "60"])
    }

    private func run(_ url: String, _ arguments: String..., lang: String = "en") throws -> Program.Result {
        let text = """
            currency: CNY
            prices: {travelHour: 48.00, travelKilometre: 0.80, missedPromise: 150.00, lateHour: 10.00, overtimeHour: 45.00,
              waitingDay: 20.00, otherTechnician: 25.00, changedTechnician: 5.00, changedOnTheDay: 40.00,
              brokenWindow: 60.00, unassigned: 500.00, unfairHour: 3.00, lostHour: 6.00, rareSkillHour: 20.00,
              secondVisit: 90.00}
            priorities: {general: 100, major: 150, urgent: 200, critical: 400}
            travel: {detour: 1.3, speed: 25, least: 5, unknown: 30, service: {url: "\(url)", wait: 5}}
            day: {commute: no, shift: 0, gap: 45, overrun: 10, notice: 5}
            demands: []

            """
        let rules = folder.file("rules")
        try FileManager.default.createDirectory(atPath: rules, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: rules + "/dispatching.yaml"))
        return try Program.run(["--db", desk, "--config", rules, "--lang", lang] + arguments)
    }

    @Test("it is asked over HTTP for what is new, and not again; its state can be read")
    func asked() throws {
        let server = try Self.server()
        defer { server.process.terminate() }
        let first = try run(server.url, "dispatch", "ways")
        #expect(first.status == 0, "\(first.error)")
        #expect(first.output.contains("ways told; no road: 0."))
        let second = try run(server.url, "dispatch", "ways", lang: "zh-Hans")
        #expect(second.output.hasPrefix("得到 0 条路程"))
        let state = try run(server.url, "dispatch", "ways", "--state")
        #expect(state.output.contains("all was answered"))
    }

    @Test("a service that is away, or is none, is told; nothing else is hindered")
    func away() throws {
        let gone = try run("http://127.0.0.1:1/table/v1/driving", "dispatch", "ways")
        #expect(gone.status == 75)
        #expect(gone.output.contains("does not answer") && gone.error.isEmpty)
        #expect(try run("http://127.0.0.1:1/table/v1/driving", "tick").output.isEmpty == false)
        let server = try Self.server()
        defer { server.process.terminate() }
        let lost = try run(
            server.url.replacing("/table/", with: "/nothing/"), "dispatch", "ways", lang: "zh-Hans")
        #expect(lost.status == 65)
        #expect(lost.output.contains("InvalidUrl"))
        let wrong = try run("ftp://x", "visit", "check")
        #expect(wrong.status == 65 && wrong.output.contains("dispatching.yaml:7:"))
    }

    /// Listens at a port that the system picks, until it is ended.
    private static func server() throws -> (process: Process, url: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-u", "-c", script]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        return (process, "http://127.0.0.1:\(port)/table/v1/driving")
    }

    private static let script = """
        import json, math, urllib.parse
        from http.server import BaseHTTPRequestHandler, HTTPServer

        class Table(BaseHTTPRequestHandler):
            def do_GET(self):
                address = urllib.parse.urlsplit(self.path)
                if not address.path.startswith('/table/v1/driving/'):
                    return self.say(400, {'code': 'InvalidUrl', 'message': 'URL string malformed'})
                points = [tuple(map(float, p.split(','))) for p in address.path.split('/')[-1].split(';')]
                query = dict(part.split('=') for part in address.query.split('&'))
                pick = lambda name: [points[int(n)] for n in query[name].split(';')]
                assert len(points) <= 100
                metres = [[111000 * math.dist(a, b) for b in pick('destinations')] for a in pick('sources')]
                self.say(200, {'code': 'Ok', 'durations': [[m / 8 for m in row] for row in metres], 'distances': metres})

            def say(self, status, what):
                body = json.dumps(what).encode()
                self.send_response(status)
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        server = HTTPServer(('127.0.0.1', 0), Table)
        print(server.server_port)
        server.serve_forever()
        """
}
