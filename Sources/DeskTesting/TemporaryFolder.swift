import Foundation

/// A folder that goes away with the test; at the latest with the process, as what tests share does.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = ProcessFolder.url.appendingPathComponent(String(UUID().uuidString.prefix(8))).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func file(_ name: String) -> String { path + "/" + name }
}

/// Where all temporary folders of this process are: it is removed when the process exits, and when the process was killed,
/// by the next that needs one.
private enum ProcessFolder {
    static let url: URL = {
        removeAbandoned()
        // What is static is never released: its folders are still there at the end.
        atexit { try? FileManager.default.removeItem(at: ProcessFolder.url) }
        return parent.appendingPathComponent("\(prefix)\(getpid())")
    }()

    private static let prefix = "aftercare-test-"
    private static var parent: URL { FileManager.default.temporaryDirectory }

    /// Removes the folders of processes that are no more.
    private static func removeAbandoned() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        for name in names where name.hasPrefix(prefix) {
            guard let process = pid_t(name.dropFirst(prefix.count).prefix(while: \.isNumber)) else {
                continue
            }
            let isGone = kill(process, 0) != 0 && errno == ESRCH
            if isGone { try? FileManager.default.removeItem(at: parent.appendingPathComponent(name)) }
        }
    }
}
