import Foundation
import Model
import ServiceDesk
import Synchronization
import Wording

/// Hands notices to their commands, and makes the reports that are due, beside an open desk, which must not wait for them.
final class NoticePost: Sendable {
    private struct State {
        var isBusy = false
        /// The minute in which reports were looked for last.
        var looked: Int64 = 0
        /// Set once the desk closes: nothing is begun any more, and what runs then is ended.
        var endBy: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// Does nothing while the last round is still under way. What goes wrong with the database shows on the screens anyway, and
    /// what goes wrong with a command is kept with the try.
    func send(_ desk: ServiceDesk, _ wordings: [Wording]) {
        let looksForReports = isMinuteNew()
        guard looksForReports || !desk.rules.notices.all.isEmpty, begin() else { return }
        Thread.detachNewThread { [self] in
            _ = try? desk.sendNotices(
                clock: { Surroundings.now }, goesOn: { !isEnding }, say: wordings.inEach,
                run: { NoticeRunner.run($0) { isWanted } })
            if looksForReports {
                _ = try? desk.makeReports(wordings, clock: { Surroundings.now }, goesOn: { !isEnding })
            }
            state.withLock { $0.isBusy = false }
        }
    }

    /// The desk closes: what runs has a second to end by itself, and is then ended, with its try written down.
    func stop() {
        let begun = ContinuousClock.now
        state.withLock { $0.endBy = begun + .seconds(1) }
        while state.withLock({ $0.isBusy }), ContinuousClock.now < begun + .seconds(5) { usleep(20_000) }
    }

    /// Reports are made of whole days: once a minute is often enough.
    private func isMinuteNew() -> Bool {
        let minute = Surroundings.now.milliseconds / 60_000
        return state.withLock { state in
            defer { state.looked = minute }
            return state.looked != minute
        }
    }

    private func begin() -> Bool {
        state.withLock {
            if $0.isBusy || $0.endBy != nil { return false }
            $0.isBusy = true
            return true
        }
    }

    private var isEnding: Bool { state.withLock { $0.endBy != nil } }
    private var isWanted: Bool { state.withLock { $0.endBy.map { ContinuousClock.now < $0 } ?? true } }
}

extension [Wording] {
    /// The sentence of a phrase in each language, by the language's code.
    func inEach(_ phrase: Phrase) -> [String: String] {
        reduce(into: [:]) { $0[$1.language] = $1.say(phrase) }
    }
}
