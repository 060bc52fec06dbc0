import Foundation
import Model
import ServiceDesk
import TerminalKit

/// Starts a command for a notice and waits for its end: in a session of its own, so that it has nothing of the terminal, and
/// is ended with all it started when it takes too long.
enum NoticeRunner {
    /// What every program needs.
    private static let usual = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ"]
    /// Between being asked to end and being ended.
    private static let grace: Duration = .seconds(2)
    private static let longestError = 200

    /// - Parameter isWanted: once it is no longer, the command is ended as if it took too long; one that then ends well all the
    ///   same has done its work.
    static func run(_ order: NoticeOrder, isWanted: () -> Bool = { true }) -> CommandEnd {
        guard let path = Dialling.path(of: order.program) else { return CommandEnd(.missing) }
        guard let lines = ProgramLines(input: order.input) else { return notStarted(errno) }
        let (child, problem) = start(path, order, lines)
        guard problem == 0 else { return notStarted(problem) }
        lines.leaveTheirs()
        return follow(child, lines, order, isWanted)
    }

    private static func notStarted(_ error: Int32) -> CommandEnd {
        CommandEnd(status: CommandEnd.neverStarted, error: String(cString: strerror(error)))
    }

    private static func start(_ path: String, _ order: NoticeOrder, _ lines: ProgramLines) -> (pid_t, Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, lines.theirInput, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, lines.theirErrors, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, usual) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&usual)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        // POSIX_SPAWN_SETSIGDEF, _SETSIGMASK and _SETSID: macros with casts, so not imported.
        posix_spawnattr_setflags(&attributes, 0x04 | 0x08 | 0x80)
        let known = Surroundings.environment
        let kept = (self.usual + order.environment).compactMap { name in known[name].map { "\(name)=\($0)" } }
        var child: pid_t = 0
        func spawn() -> Int32 {
            withCStrings([path] + order.arguments) { words in
                withCStrings(kept) { posix_spawn(&child, path, &actions, &attributes, words, $0) }
            }
        }
        var problem = spawn()
        // Somebody is just putting a newer one in its place, or a process begun that moment holds it open still.
        var tries = Self.triesWhileWritten
        while problem == ETXTBSY, tries > 0 {
            usleep(10_000)
            (problem, tries) = (spawn(), tries - 1)
        }
        return (child, problem)
    }

    private static let triesWhileWritten = 50

    private static func withCStrings<T>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T
    ) -> T {
        var pointers = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
    }

    /// Waits until it ends or its time is up; then asks it to end, and a little later ends it and all it started.
    private static func follow(
        _ child: pid_t, _ lines: ProgramLines, _ order: NoticeOrder, _ isWanted: () -> Bool
    ) -> CommandEnd {
        let clock = ContinuousClock()
        let limit = clock.now + .milliseconds(order.within.milliseconds)
        var (asked, tookTooLong): (ContinuousClock.Instant?, Bool) = (nil, false)
        while !hasEnded(child) {
            lines.move()
            let now = clock.now
            if let asked {
                if now > asked + grace { kill(-child, SIGKILL) }
            } else if now > limit || !isWanted() {
                (asked, tookTooLong) = (now, now > limit)
                kill(-child, SIGTERM)
            }
            usleep(10_000)
        }
        // What it started and left behind goes with it; until it is waited for, nobody else has its number.
        if asked != nil { kill(-child, SIGKILL) }
        lines.move()
        var status: Int32 = 0
        guard waitpid(child, &status, 0) == child, asked == nil || tookTooLong || status == 0 else {
            return CommandEnd(.interrupted)
        }
        let signal = status & 0x7f
        return CommandEnd(
            status: signal == 0 ? Int((status >> 8) & 0xff) : 128 + Int(signal), tookTooLong: tookTooLong,
            error: firstLine(of: lines.said, without: order.environment))
    }

    /// Looks without taking notice of it, so that its number stays its own.
    private static func hasEnded(_ child: pid_t) -> Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo != 0
    }

    /// What it said first, without what the surroundings hold and without what a terminal would obey.
    private static func firstLine(of said: [UInt8], without names: [String]) -> String {
        let secrets = names.compactMap { Surroundings.environment[$0] }.filter { !$0.isEmpty }
        var text = String(decoding: said, as: UTF8.self)
        // The longest first: one may begin another.
        for secret in secrets.sorted(by: { $0.count > $1.count }) {
            text = text.replacingOccurrences(of: secret, with: "***", options: .literal)
        }
        let lines = text.split(whereSeparator: \.isNewline).lazy.map {
            DisplayText.sanitise($0).trimmingCharacters(in: .whitespaces)
        }
        return String((lines.first { !$0.isEmpty } ?? "").prefix(longestError))
    }
}
