import Foundation

/// Asks the terminal how many cells it gives a character of ambiguous width: draws one at the line's start, asks where the
/// cursor is (DSR 6, ECMA-48 8.3.35), and takes the character away again.
enum WidthProbe {
    /// In quotes every font has.
    private static let question = "\r\u{201C}\u{1B}[6n"
    private static let taken = "\r\u{1B}[K"
    /// A terminal answers at once; over a slow line within this, in milliseconds.
    private static let patience: Int32 = 600

    /// Whether somebody sits at a terminal that reads and writes.
    static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && StandardStream.out.isTerminal }

    /// - Returns: 1 or 2; nil where the terminal does not answer.
    static func measure() -> Int? {
        // Such a terminal shows what it does not know.
        guard hasTerminal, Surroundings.terminalType != "dumb" else { return nil }
        var cooked = termios()
        guard tcgetattr(STDIN_FILENO, &cooked) == 0 else { return nil }
        var silent = cooked
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &cooked) }
        StandardStream.out.flush()
        StandardStream.error.write(question)
        defer { StandardStream.error.write(taken) }
        return cells(in: reply())
    }

    /// What comes until the report is whole, or nothing more does.
    private static func reply() -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while bytes.count < 64, poll(&waiting, 1, patience) == 1, read(STDIN_FILENO, &byte, 1) == 1 {
            bytes.append(byte)
            if byte == UInt8(ascii: "R") { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `ESC [ row ; column R`, whatever was typed before it; nil for anything else, and for a width that no terminal gives.
    static func cells(in reply: String) -> Int? {
        guard let report = reply.firstMatch(of: /\u{1B}\[\d{1,4};(\d{1,4})R/), let column = Int(report.1)
        else {
            return nil
        }
        return (1...2).contains(column - 1) ? column - 1 : nil
    }
}
