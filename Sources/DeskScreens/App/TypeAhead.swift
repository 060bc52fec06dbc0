import Model
import TerminalKit

/// Keys pressed ahead, onto a screen that still reads what it is about: kept in order, and pressed once it can act on them.
struct TypeAhead {
    /// Whoever waited longer than this no longer counts on what was pressed before.
    private static let patience = Model.Span.seconds(5)
    /// More is a cat on the keyboard.
    private static let most = 100

    private var keys: [(key: Key, at: Instant)] = []
    /// The screen the first was meant for.
    private(set) var token: Int?

    var isEmpty: Bool { keys.isEmpty }

    mutating func keep(_ key: Key, for token: Int, at time: Instant) {
        if keys.isEmpty { self.token = token }
        if keys.count < Self.most { keys.append((key, time)) }
    }

    /// The next that is still meant.
    mutating func next(at time: Instant) -> Key? {
        keys.removeAll { time - $0.at > Self.patience }
        return keys.isEmpty ? nil : keys.removeFirst().key
    }

    mutating func drop() { keys = [] }
}

extension DeskApp {
    /// Keeps a key for later, where the screen on top cannot act yet. What the whole desk does, it does at once, unless keys
    /// already wait; the way back drops them.
    func keepsAhead(_ key: Key, on top: Entry) -> Bool {
        let screen = top.screen
        guard screen.isAwaiting else {
            ahead.drop()
            return false
        }
        let everywhere = actions(of: nil).match(screen.isTyping ? key : key.command)
        if let everywhere, ahead.isEmpty || everywhere.leadsBack {
            ahead.drop()
            return false
        }
        ahead.keep(key, for: top.token, at: clock())
        return true
    }

    /// Presses what was pressed ahead, for as long as there is a screen that can act on it. What asks back is answered by who
    /// reads the question.
    func pressAhead() {
        if !ahead.isEmpty, !stack.contains(where: { $0.token == ahead.token }) { ahead.drop() }
        while !ahead.isEmpty, let top = top?.screen, !top.isAwaiting {
            guard !(top is ConfirmSheet), let key = ahead.next(at: clock()) else { return ahead.drop() }
            act(on: key)
        }
    }
}

extension DeskActions.Match {
    fileprivate var leadsBack: Bool {
        if case .run(Everywhere.back) = self { true } else { false }
    }
}
