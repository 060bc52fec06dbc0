import Dispatching
import Foundation

/// Carries a question to a map service and brings its answer back, by curl: what sends it through proxies and checks
/// certificates there does so here.
struct MapClient {
    /// - Throws: `WayFault.unreachable` with what curl or the server said.
    static func ask(_ question: WayQuestion, _ service: MapService) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "curl", "--silent", "--show-error", "--globoff", "--proto", "=http,https", "--location",
            "--max-redirs",
            "3", "--max-time", String(service.wait), "--max-filesize", "100M", "--url",
            question.url(of: service),
        ]
        let (out, err) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (
            FileHandle.nullDevice, out, err
        )
        do { try process.run() } catch {
            throw WayFault.unreachable(detail: "curl: \(error.localizedDescription)")
        }
        // What it complains of is a line; only what it brings can fill a pipe.
        let answer = out.fileHandleForReading.readDataToEndOfFile()
        let complaint = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let detail = complaint.split(whereSeparator: \.isNewline).first.map(String.init)
            throw WayFault.unreachable(detail: detail ?? "curl: \(process.terminationStatus)")
        }
        return answer
    }
}
