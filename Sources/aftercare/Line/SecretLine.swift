import Foundation

/// Reads what nobody may see or find in a list of processes: from the terminal without echo, else the first line of
/// standard input. Never from an argument.
enum SecretLine {
    /// Whether somebody put a passphrase where everybody on the machine can read it; the parser would repeat it.
    static func isGiven(in arguments: [String]) -> Bool {
        arguments.contains { $0.hasPrefix("--passphrase=") }
    }

    /// - Parameter prompt: said on the terminal, on standard error.
    /// - Throws: `UsageFault.noSecret` when nothing came; `SaidAlready` for Ctrl-C.
    static func read(_ prompt: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine() else { throw UsageFault.noSecret }
            return line
        }
        return try unseen {
            StandardStream.error.write(prompt + " ")
            defer { StandardStream.error.write("\n") }
            return try line()
        }
    }

    /// Byte by byte, so that Ctrl-C can give the terminal back before it ends us.
    private static func unseen(_ body: () throws -> String) throws -> String {
        var cooked = termios()
        guard tcgetattr(STDIN_FILENO, &cooked) == 0 else { throw UsageFault.noSecret }
        var silent = cooked
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        // Whoever asks us to end must not leave a terminal that is mute.
        var asked = sigset_t()
        var before = sigset_t()
        sigemptyset(&asked)
        sigaddset(&asked, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &asked, &before)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &cooked)
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        return try body()
    }

    private static func line() throws -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while Foundation.read(STDIN_FILENO, &byte, 1) == 1 {
            switch byte {
            case 0x03: throw SaidAlready(status: ExitStatus.ended(by: SIGINT))
            case 0x0A, 0x0D: return String(decoding: bytes, as: UTF8.self)
            case 0x04 where bytes.isEmpty: throw UsageFault.noSecret
            case 0x08, 0x7F: bytes = Array(String(decoding: bytes, as: UTF8.self).dropLast().utf8)
            case 0x15: bytes = []
            case 0x00..<0x20: break
            default: bytes.append(byte)
            }
        }
        throw UsageFault.noSecret
    }
}
