import Foundation
import TerminalKit
import Testing

/// Screens as text files beside the tests. `RECORD_SNAPSHOTS=1` writes them anew, and fails while it does.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Golden")

    @MainActor
    static func expect(
        _ driver: Driver, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appendingPathComponent(name + ".txt")
        let seen = driver.text + "\n"
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(seen.utf8).write(to: file)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            return
        }
        guard let wanted = try? String(contentsOf: file, encoding: .utf8) else {
            Issue.record(
                "there is no \(name).txt; record it with RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
            return
        }
        #expect(
            seen == wanted, "\(name) looks otherwise:\n\(difference(seen, wanted))",
            sourceLocation: sourceLocation)
    }

    private static func difference(_ seen: String, _ wanted: String) -> String {
        let (a, b) = (seen.split(separator: "\n"), wanted.split(separator: "\n"))
        return (0..<max(a.count, b.count)).compactMap { row in
            let (left, right) = (row < a.count ? a[row] : "", row < b.count ? b[row] : "")
            return left == right ? nil : "\(row): seen   \(left)\n\(row): wanted \(right)"
        }.joined(separator: "\n")
    }
}
