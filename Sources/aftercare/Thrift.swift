import Foundation

/// Gives memory back to the system that was used and freed: once in each pause of whoever sits at the desk, so that no key
/// waits for it. What reading the rules or a report took would else stay the program's as long as it runs.
@MainActor
final class Thrift {
    /// Beats of the desk without an event that make a pause: five seconds.
    private static let pause = 50

    private var stillBeats = 0

    /// Something came from the terminal.
    func stir() { stillBeats = 0 }

    /// Time went by; called with each beat of the desk.
    func beat() {
        stillBeats += 1
        if stillBeats == Self.pause { _ = Self.trim?(0) }
    }

    /// glibc's `malloc_trim`, which no module of Swift's imports; nil where the C library is another.
    private static let trim = dlsym(nil, "malloc_trim").map {
        unsafeBitCast($0, to: (@convention(c) (Int) -> Int32).self)
    }
}
