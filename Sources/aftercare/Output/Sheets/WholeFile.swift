import Foundation
import ServiceDesk

/// Files that are there whole or not at all: written beside their place, then moved onto it in one step. Whoever reads
/// meanwhile has the old one or the new one.
enum WholeFile {
    /// For the owner and the group that serves them; others have no business with customers' addresses.
    private static let rights: mode_t = 0o640

    /// - Returns: false when the file says the same already; then it is left alone.
    /// - Throws: `VisitFault.noFolder`, `.cannotWrite`.
    @discardableResult
    static func write(_ text: String, to path: String) throws -> Bool { try write(Data(text.utf8), to: path) }

    @discardableResult
    static func write(_ data: Data, to path: String) throws -> Bool {
        if let there = try? Data(contentsOf: URL(filePath: path)), there == data { return false }
        let partial = path + ".partial-\(getpid())"
        unlink(partial)
        let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, rights)
        guard file >= 0 else {
            guard errno == ENOENT else { throw VisitFault.cannotWrite(path) }
            throw VisitFault.noFolder(URL(filePath: path).deletingLastPathComponent().path)
        }
        do {
            defer { close(file) }
            try data.withUnsafeBytes { bytes in
                var sent = 0
                while sent < bytes.count {
                    let n = Foundation.write(file, bytes.baseAddress! + sent, bytes.count - sent)
                    guard n > 0 else { throw VisitFault.cannotWrite(path) }
                    sent += n
                }
            }
            guard fsync(file) == 0 else { throw VisitFault.cannotWrite(path) }
            guard rename(partial, path) == 0 else { throw VisitFault.cannotWrite(path) }
        } catch {
            unlink(partial)
            throw error
        }
        return true
    }
}
