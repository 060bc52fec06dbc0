import Foundation

/// A terminal that is nothing but a pair of descriptors: every byte the program sends is seen as it is, and bytes can be
/// sent to it in any pieces. What tmux would tidy up is not tidied up here.
final class PseudoTerminal {
    private let master: Int32
    /// Held open, so that the terminal's settings can be read when the program has ended.
    private let slave: Int32
    let child: pid_t
    private var isGone = false
    private var status: Int32?
    /// Everything the program sent so far.
    private(set) var sent: [UInt8] = []

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// - Parameter environment: in place of a UTF-8 xterm; nil takes a variable away.
    init(
        _ arguments: [String], environment changes: [String: String?] = [:], columns: UInt16 = 80,
        rows: UInt16 = 24
    ) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: UInt32 = 0
        var locked: Int32 = 0
        // TIOCSPTLCK and TIOCGPTN, macros that Swift does not import, as it does not import unlockpt and ptsname.
        guard master >= 0, ioctl(master, 0x4004_5431, &locked) == 0, ioctl(master, 0x8004_5430, &number) == 0
        else { throw Failure(description: "no pseudo-terminal") }
        let name = "/dev/pts/\(number)"
        slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var settings: [String: String?] = Program.environment(["TERM": "xterm-256color"])
        settings.merge(changes) { $1 }
        child = try Self.spawn([Program.path] + arguments, on: name, settings.compactMapValues { $0 })
    }

    private static func spawn(_ command: [String], on terminal: String, _ settings: [String: String]) throws
        -> pid_t
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session of its own, so that the terminal is its controlling one. (POSIX_SPAWN_SETSID)
        posix_spawnattr_setflags(&attributes, 0x80)
        let words = command.map { strdup($0) } + [nil]
        let environment = settings.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var pid = pid_t()
        guard posix_spawn(&pid, command[0], &actions, &attributes, words, environment) == 0 else {
            throw Failure(description: "cannot run \(command[0])")
        }
        return pid
    }

    deinit {
        if status == nil {
            kill(child, SIGKILL)
            _ = wait(seconds: 5)
        }
        if !isGone { close(master) }
        close(slave)
    }

    // MARK: Keys and size

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Reads while it writes: a program that is busy answering must not wait for us.
    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            read(seconds: 0)
            let count = rest.prefix(512).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// The other end goes away, as a window that is closed or a line that breaks.
    func hangUp() {
        isGone = true
        close(master)
    }

    // MARK: What comes back

    private func read(seconds: Double) {
        guard !isGone else { return }
        var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var patience = Int32(seconds * 1000)
        while poll(&waiting, 1, patience) > 0, waiting.revents & Int16(POLLIN) != 0 {
            let count = Foundation.read(master, &buffer, buffer.count)
            guard count > 0 else { return }
            sent += buffer[..<count]
            patience = 0
        }
    }

    /// What was sent after `mark`, without the sequences that place and colour it.
    func text(since mark: Int = 0) -> String {
        String(decoding: sent[mark...], as: UTF8.self)
            .replacing(
                /\u{1B}(\[[0-9;?<>]*[ -\/]*[@-~]|\][^\u{7}\u{1B}]*(\u{7}|\u{1B}\\)|[()][A-Z0-9]|[=>78])/,
                with: "")
    }

    /// Waits until the words were written, wherever on the screen.
    func wait(for words: String, since mark: Int = 0, seconds: Double = 15) throws {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            read(seconds: 0.05)
            if text(since: mark).contains(words) { return }
        }
        throw Failure(description: "never showed “\(words)”, but: \(text(since: mark).suffix(600))")
    }

    /// Waits until nothing came for a moment and the program rests: it handles all that was sent before it draws.
    func settle() {
        var before = (count: -1, seconds: -1.0)
        while before.count != sent.count || processorSeconds - before.seconds > 0.1 {
            before = (sent.count, processorSeconds)
            read(seconds: 0.4)
        }
    }

    // MARK: The process

    /// Ended with this status, or by this signal (128 and its number, as shells say it); nil while it runs.
    func wait(seconds: Double = 15) -> Int32? {
        let end = Date().addingTimeInterval(seconds)
        while status == nil, Date() < end {
            read(seconds: 0.02)
            var found: Int32 = 0
            if waitpid(child, &found, WNOHANG) == child {
                let signal = found & 0x7F
                status = signal == 0 ? (found >> 8) & 0xFF : 128 + signal
            }
        }
        read(seconds: 0)
        return status
    }

    /// Whether it was stopped since last asked, as by Ctrl-Z. A terminal that nobody reads would not let it.
    func hasStopped() -> Bool {
        read(seconds: 0.02)
        var found: Int32 = 0
        return waitpid(child, &found, WNOHANG | WUNTRACED) == child && found & 0xFF == 0x7F
    }

    /// Seconds of processor time it used so far, in steps of 10 ms.
    var processorSeconds: Double {
        guard let user = word(13).flatMap(Double.init), let system = word(14).flatMap(Double.init) else {
            return 0
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// A field of /proc/PID/stat, counted from 0; the third is the state.
    private func word(_ place: Int) -> String? {
        let line = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
        guard let end = line.lastIndex(of: ")") else { return nil }
        let words = line[line.index(end, offsetBy: 2)...].split(separator: " ").map(String.init)
        return words.indices.contains(place - 2) ? words[place - 2] : nil
    }

    /// Whether the terminal is as a shell wants it: echo, lines, signals.
    var isCooked: Bool {
        var settings = termios()
        guard tcgetattr(slave, &settings) == 0 else { return false }
        let wanted = tcflag_t(ECHO | ICANON | ISIG)
        return settings.c_lflag & wanted == wanted
    }

    /// Whether what was sent takes back all that it switched on: the other screen, pastes, the hidden cursor, the mouse.
    var isGivenBack: Bool {
        let all = String(decoding: sent, as: UTF8.self)
        return [
            ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?2004h", "\u{1B}[?2004l"),
            ("\u{1B}[?25l", "\u{1B}[?25h"),
            ("\u{1B}[?1000h", "\u{1B}[?1000l"),
        ].allSatisfy { on, off in
            guard let lastOn = all.range(of: on, options: .backwards) else { return true }
            return all[lastOn.upperBound...].contains(off)
        }
    }
}
