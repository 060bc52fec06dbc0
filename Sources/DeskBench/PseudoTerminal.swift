import Foundation

/// A program in a terminal of its own, whose keys and answers are timed. It plays a terminal that says nothing of
/// itself beyond what programs wait for.
final class PseudoTerminal {
    private let master: Int32
    let child: pid_t
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    struct Failure: Error {
        var what: String
    }

    /// What came back for a key.
    struct Answer {
        /// Seconds until the first bytes, and how many they were: what the key does by itself.
        var first = 0.0
        var firstBytes = 0
        /// Seconds until the last, after which nothing came for a while, and all bytes.
        var last = 0.0
        var bytes = 0
    }

    init(_ program: String, _ arguments: [String], columns: UInt16 = 80, rows: UInt16 = 24) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var number: UInt32 = 0
        var locked: Int32 = 0
        // TIOCSPTLCK and TIOCGPTN, macros that Swift does not import, as it does not import unlockpt and ptsname.
        guard master >= 0, ioctl(master, 0x4004_5431, &locked) == 0, ioctl(master, 0x8004_5430, &number) == 0
        else { throw Failure(what: "no pseudo-terminal") }
        let name = "/dev/pts/\(number)"
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, name, O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session of its own, so that the terminal is its controlling one. (POSIX_SPAWN_SETSID)
        posix_spawnattr_setflags(&attributes, 0x80)
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let settings = ["TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/nonexistent"]
        let environment = settings.map { strdup($0) } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var pid = pid_t()
        guard posix_spawnp(&pid, program, &actions, &attributes, words, environment) == 0 else {
            throw Failure(what: "cannot run \(program)")
        }
        child = pid
    }

    /// Reads until the text went by on the terminal.
    func read(until text: String, within seconds: Double = 5) throws {
        var seen: [UInt8] = []
        while !String(decoding: seen, as: UTF8.self).contains(text) {
            guard let bytes = next(within: seconds) else { throw Failure(what: "never showed \(text)") }
            seen += bytes
        }
    }

    /// Sends a key and waits until the screen is still.
    /// - Parameters:
    ///   - quiet: seconds of silence that end the answer.
    ///   - patience: seconds within which the answer must begin.
    func press(_ key: String, quiet: Double = 0.03, patience: Double = 2) -> Answer {
        while next(within: 0) != nil {}
        let start = Times.now()
        send(key)
        return answer(since: start, quiet: quiet, patience: patience)
    }

    func send(_ key: String) {
        _ = key.utf8CString.withUnsafeBytes { write(master, $0.baseAddress, $0.count - 1) }
    }

    /// What comes from now on until the screen is still, timed from `start`.
    func answer(since start: Double, quiet: Double = 0.03, patience: Double = 2) -> Answer {
        var answer = Answer()
        while let bytes = next(within: answer.bytes == 0 ? patience : quiet) {
            answer.last = Times.now() - start
            if answer.bytes == 0 { (answer.first, answer.firstBytes) = (answer.last, bytes.count) }
            answer.bytes += bytes.count
        }
        return answer
    }

    /// Reads what comes until a moment.
    /// - Returns: seconds from `start` to the last of it; 0 when nothing came.
    func answer(since start: Double, until end: Double) -> Double {
        var last = 0.0
        while Times.now() < end, next(within: end - Times.now()) != nil { last = Times.now() - start }
        return last
    }

    /// The next bytes, nil when none come in time or the program ended.
    private func next(within seconds: Double) -> ArraySlice<UInt8>? {
        var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Int32((seconds * 1000).rounded(.up))) > 0 else { return nil }
        let count = Foundation.read(master, &buffer, buffer.count)
        return count > 0 ? buffer[..<count] : nil
    }

    var residentMegabytes: Double { DeskBench.residentMegabytes(of: child) }

    /// Seconds of processor time it used so far, in steps of 10 ms.
    var processorSeconds: Double {
        let line = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
        let words = line.split(separator: ")").last?.split(separator: " ") ?? []
        guard words.count > 12, let user = Double(words[11]), let system = Double(words[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    func end() {
        kill(child, SIGTERM)
        var status: Int32 = 0
        waitpid(child, &status, 0)
        close(master)
    }
}
