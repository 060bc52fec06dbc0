import Foundation
import Glibc
import Model

/// The folder in which the open desks of one system user listen for callers: nobody else may look into it.
///
/// A socket is called `<sign-in name>.<process>.sock`, so that two agents, or one agent at two desks, do not meet.
struct PopFolder {
    let path: String

    /// Made when it is not there: in `$XDG_RUNTIME_DIR`, which belongs to the user by the XDG Base Directory
    /// Specification, else under the temporary folder.
    /// - Throws: `PopFault.notOurs` when somebody else could write there, `.cannotListen` when it cannot be made.
    static func own() throws(PopFault) -> PopFolder {
        let folder = PopFolder(path: candidates[0])
        if mkdir(folder.path, 0o700) != 0, errno != EEXIST {
            throw .cannotListen(path: folder.path, detail: String(cString: strerror(errno)))
        }
        guard folder.isOwn else { throw .notOurs(folder: folder.path) }
        return folder
    }

    /// Every folder a desk of this user may listen in: who rings may have been started in other surroundings.
    static var all: [PopFolder] { candidates.map(PopFolder.init).filter(\.isOwn) }

    private static var candidates: [String] {
        let environment = Surroundings.environment
        let absolute = { (name: String) in environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        let user = geteuid()
        let temporary = absolute("TMPDIR") ?? "/tmp"
        return [absolute("XDG_RUNTIME_DIR").map { $0 + "/aftercare" }].compactMap { $0 }
            + ["\(temporary)/aftercare-\(user)", "/run/user/\(user)/aftercare"]
    }

    /// A real folder of this user's, closed to all others.
    private var isOwn: Bool {
        var found = stat()
        guard lstat(path, &found) == 0 else { return false }
        return found.st_mode & S_IFMT == S_IFDIR && found.st_uid == geteuid() && found.st_mode & 0o077 == 0
    }

    func socket(of login: String, process: Int32) -> String {
        "\(path)/\(Self.fileName(of: login)).\(process).sock"
    }

    /// Where desks of this agent listen, or did before they were killed; the one opened last first.
    func sockets(of login: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let own = names.filter { name in
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 3 && parts[0] == Self.fileName(of: login) && parts[2] == "sock"
        }
        return own.map { "\(path)/\($0)" }.sorted { Self.made($0) > Self.made($1) }
    }

    /// Takes away what desks that were killed left behind.
    func sweep() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        where name.hasSuffix(".sock") && LocalSocket.isStale("\(path)/\(name)") {
            unlink("\(path)/\(name)")
        }
    }

    private static func made(_ path: String) -> Double {
        var found = stat()
        guard lstat(path, &found) == 0 else { return 0 }
        return Double(found.st_mtim.tv_sec) + Double(found.st_mtim.tv_nsec) / 1e9
    }

    /// A sign-in name holds what people like; a file name does not.
    private static func fileName(of login: String) -> String {
        login.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            let isPlain =
                byte < 0x80 && (character.isLetter || character.isNumber || "_-".contains(character))
            return isPlain ? String(character) : "%" + String(byte, radix: 16)
        }.joined()
    }
}
