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
        guard let limit = desk.rules.settings.lock.limit(own: settings.lockAfter), now - touchedAt >= limit
        else {
            return
        }
        lockNow()
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
        lock = nil
        actor = nil
        stack.removeAll()
        (message, notice, hand, ahead) = (.empty, Notice(), HandGuard(), TypeAhead())
        apply([.push(SignInScreen(suggested: ""))])
    }
}
