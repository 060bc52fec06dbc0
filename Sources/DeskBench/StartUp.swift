import Foundation

/// From starting the program to its first whole screen, in a pseudo-terminal of 80x24, on a desk that is given; and the
/// memory it then holds.
func benchStartUp(desk: String) throws {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("aftercare").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
        return report("start-up to the first screen", "not measured: no \(program)")
    }
    var memory: [Double] = []
    let times = try Times.of(15) { _ in
        let child = try PseudoTerminal(program, ["--db", desk, "--as", "admin", "--lang", "en"])
        // The footer is drawn last; its last key ends the screen.
        try child.read(until: "F12")
        memory.append(child.residentMegabytes)
        child.end()
    }
    report(
        "start-up to the first screen",
        "p50 " + milliseconds(times.median) + " p95 " + milliseconds(times.percentile(0.95)),
        goal: "goal: 100 ms")
    report("resident memory of the open desk", decimals(memory.sorted()[memory.count / 2], 0) + " MB")
}

/// A program in a terminal of its own.
private final class PseudoTerminal {
    private let master: Int32
    private let child: pid_t

    struct Failure: Error {
        var what: String
    }

    init(_ program: String, _ arguments: [String]) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var number: UInt32 = 0
        var locked: Int32 = 0
        // TIOCSPTLCK and TIOCGPTN, macros that Swift does not import, as it does not import unlockpt and ptsname.
        guard master >= 0, ioctl(master, 0x4004_5431, &locked) == 0, ioctl(master, 0x8004_5430, &number) == 0
        else { throw Failure(what: "no pseudo-terminal") }
        let name = "/dev/pts/\(number)"
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
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
        let settings: [String] = ["TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin"]
        let environment = settings.map { strdup($0) } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var pid = pid_t()
        guard posix_spawn(&pid, program, &actions, &attributes, words, environment) == 0 else {
            throw Failure(what: "cannot run \(program)")
        }
        child = pid
    }

    func read(until text: String) throws {
        var seen = [UInt8]()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !String(decoding: seen, as: UTF8.self).contains(text) {
            var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 5000) > 0 else { throw Failure(what: "never showed \(text)") }
            let count = Foundation.read(master, &buffer, buffer.count)
            guard count > 0 else { throw Failure(what: "ended before it showed \(text)") }
            seen += buffer[..<count]
        }
    }

    var residentMegabytes: Double { DeskBench.residentMegabytes(of: child) }

    func end() {
        kill(child, SIGTERM)
        var status: Int32 = 0
        waitpid(child, &status, 0)
        close(master)
    }
}
