import Model
import ServiceDesk
import TerminalKit

/// A desk that nobody touches locks itself. The lock is no screen of the stack: what answers late underneath can change
/// the stack, and must not open anything.
extension DeskApp {
    /// The screen that reads the keys.
    var top: Entry? { lock ?? stack.last }

    /// Locks the desk at once; what is being typed is saved.
    package func lockNow() {
        guard lock == nil, let actor else { return }
        for entry in stack { keepDraft(of: entry.screen) }
        message = .empty
        ahead.drop()
        lock = entry(LockScreen(actor, since: clock()))
        withTop { $0.appear($1) }
        show()
    }

    /// Time went by without a touch.
    func lockWhenIdle(_ now: Instant) {
        // A clock that was set back counts anew.
        if now < touchedAt { touchedAt = now }
        guard isPastLock(now) else { return }
        // What all may see stays in view until somebody comes.
        if lock == nil, stack.last?.screen.isForAllToSee == true { return }
        lockNow()
    }

    /// Somebody touches a desk that would have locked itself, had it not shown what all may see.
    /// - Returns: whether it is locked now, and the key was not for what lies below.
    func locksAtTouch() -> Bool {
        guard lock == nil, actor != nil, stack.last?.screen.isForAllToSee == true, isPastLock(clock()) else {
            return false
        }
        lockNow()
        return true
    }

    /// Nobody has touched the desk for as long as it takes to lock itself.
    private func isPastLock(_ now: Instant) -> Bool {
        desk.rules.settings.lock.limit(own: settings.lockAfter).map { now - touchedAt >= $0 } ?? false
    }

    /// The same person is back.
    func unlock() {
        lock = nil
        touchedAt = clock()
        refreshVisible()
    }

    /// Another person comes, or the same one later: nothing typed is lost, nothing stays in view.
    func signOut() {
        saveDrafts()
        tellLeaving()
        lock = nil
        actor = nil
        stack.removeAll()
        (message, notice, hand, ahead, left) = (.empty, Notice(), HandGuard(), TypeAhead(), LeftForms())
        apply([.push(SignInScreen(suggested: ""))])
    }
}
