import Foundation
import Glibc
import Model

/// What became of a caller at an open desk.
enum PopOutcome: String, Sendable, CaseIterable {
    /// They are on the screen.
    case shown
    /// The agent is busy typing; the desk says who is calling, and a key brings them up.
    case noted
    case badNumber = "bad number"
}

/// An open desk's ear: takes the numbers that a telephone system reports for the agent at it.
///
/// One line comes, the number; one line goes, a `PopOutcome`. It listens to this system user and root, and to nobody
/// else.
final class PopDoor: Sendable {
    private let path: String
    private let socket: LocalSocket

    /// - Parameter onCaller: on the main actor; answers whether the caller is on the screen.
    /// - Throws: `PopFault.notOurs`, `.cannotListen`.
    init(agent: String, onCaller: @escaping @MainActor @Sendable (CallerNumber) -> Bool) throws(PopFault) {
        let folder = try PopFolder.own()
        folder.sweep()
        path = folder.socket(of: agent, process: getpid())
        guard let socket = LocalSocket.listening(at: path) else {
            throw .cannotListen(path: path, detail: String(cString: strerror(errno)))
        }
        self.socket = socket
        Thread.detachNewThread {
            while let caller = socket.accepted() { Self.hear(caller, onCaller) }
            socket.close()
        }
    }

    func close() {
        unlink(path)
        socket.stopListening()
    }

    /// Whoever says nothing keeps the next waiting for a second at most; only this user's programs can.
    private static func hear(
        _ caller: LocalSocket, _ onCaller: @escaping @MainActor @Sendable (CallerNumber) -> Bool
    ) {
        guard let peer = caller.peer, peer == geteuid() || peer == 0, let line = caller.readLine() else {
            return caller.close()
        }
        guard let number = CallerNumber(line) else {
            caller.write(line: PopOutcome.badNumber.rawValue)
            return caller.close()
        }
        Task { @MainActor in
            let outcome: PopOutcome = onCaller(number) ? .shown : .noted
            caller.write(line: outcome.rawValue)
            caller.close()
        }
    }
}
