import Foundation
import Synchronization

/// Standard output and error as plain descriptors with a buffer of our own, so that a list of a million lines costs
/// few system calls and a reader that stops reading (`| head`) ends us without a word.
final class StandardStream: Sendable {
    static let out = StandardStream(descriptor: STDOUT_FILENO, holds: 32_768)
    static let error = StandardStream(descriptor: STDERR_FILENO, holds: 0)

    private let descriptor: Int32
    private let holds: Int
    private let buffer = Mutex<[UInt8]>([])

    private init(descriptor: Int32, holds: Int) {
        self.descriptor = descriptor
        self.holds = holds
    }

    /// Takes the places of standard streams that were closed when we began (`>&-`): the next file opened would be given
    /// one, and answers would be written into the database. Reading or writing there fails, as it would have.
    static func keepPlaces() {
        for (descriptor, mode) in [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
        ]
        where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", mode)
        }
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Columns of the terminal; nil when it is none.
    var columns: Int? {
        var size = winsize()
        guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    func write(_ text: String) {
        buffer.withLock { buffer in
            buffer.append(contentsOf: text.utf8)
            if buffer.count > holds { drain(&buffer) }
        }
    }

    func write(line: String) { write(line + "\n") }

    func flush() {
        buffer.withLock { drain(&$0) }
    }

    private func drain(_ buffer: inout [UInt8]) {
        var written = 0
        while written < buffer.count {
            let count = buffer[written...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                // Nobody reads any more: done. Else no more can be written here, and the system says why.
                if errno == EPIPE { exit(ExitStatus.done) }
                perror("aftercare")
                exit(ExitStatus.cannotWrite)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
