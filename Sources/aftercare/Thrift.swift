import Foundation

/// Lets the desk take less while nobody does anything at it: it looks about less often, and gives back to the system, once in
/// each pause, what memory was used and freed, so that no key waits for it. What reading the rules or a report took would
/// else stay the program's as long as it runs.
@MainActor
final class Thrift {
    /// Without an event for so long is a pause.
    private static let pause = Duration.seconds(5)

    private var still = Duration.zero

    /// How long until the desk looks about again: several times a second.
    var rest: Duration { still < Self.pause ? .milliseconds(100) : .milliseconds(250) }

    /// Something came from the terminal.
    func stir() { still = .zero }

    /// Time went by; called each time the desk looks about.
    func rested(_ rest: Duration) {
        let wasBusy = still < Self.pause
        still += rest
        if wasBusy, still >= Self.pause { _ = Self.trim?(0) }
    }

    /// glibc's `malloc_trim`, which no module of Swift's imports; nil where the C library is another.
    private static let trim = dlsym(nil, "malloc_trim").map {
        unsafeBitCast($0, to: (@convention(c) (Int) -> Int32).self)
    }
}
