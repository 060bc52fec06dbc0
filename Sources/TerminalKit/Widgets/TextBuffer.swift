/// The text of a field, its caret and its history. Positions count characters (graphemes).
///
/// Invariant: `0 <= caret <= text.count`.
package struct TextBuffer: Hashable, Sendable {
    package private(set) var text: String
    package private(set) var caret: Int
    /// Most characters it takes; typing beyond is refused.
    package var limit: Int?
    private var past: [Snapshot] = []
    private var future: [Snapshot] = []
    /// What the last change was, so that a run of typing is undone at once.
    private var lastChange: Change?
    /// Of states to go back to, as many as both allow; the last always.
    private static let historyLength = 200
    private static let historyBytes = 4 << 20
    /// What was last taken out to be put back in.
    private var killed = ""

    private struct Snapshot: Hashable, Sendable {
        var text: String
        var caret: Int
    }

    private enum Change: Hashable, Sendable {
        case typing, erasing, killing, other
    }

    package init(_ text: String = "", limit: Int? = nil) {
        self.text = text
        caret = text.count
        self.limit = limit
    }

    package var beforeCaret: Substring { text.prefix(caret) }
    package var afterCaret: Substring { text.dropFirst(caret) }

    /// Replaces everything; the caret goes to the end, and it can be undone.
    package mutating func replace(with text: String) {
        guard text != self.text else { return }
        change(.other, to: text, caret: text.count)
    }

    /// Writes the same otherwise (digits in groups): no step of its own to be undone.
    mutating func rewrite(_ text: String, caret: Int) {
        self.text = text
        self.caret = min(max(0, caret), text.count)
    }

    /// - Returns: false when nothing of it went in (the field is full).
    @discardableResult
    package mutating func insert(_ addition: String) -> Bool {
        var addition = addition
        if let limit { addition = String(addition.prefix(max(0, limit - text.count))) }
        guard !addition.isEmpty else { return false }
        // A combining mark joins the character before it, so count after joining.
        let before = beforeCaret + addition
        let isTyping = addition.count == 1 && addition != " " && addition != "\n"
        change(isTyping ? .typing : .other, to: before + afterCaret, caret: before.count)
        return true
    }

    /// Deletes the characters between the caret and `position`.
    /// - Returns: false when there are none.
    @discardableResult
    package mutating func erase(to position: Int) -> Bool {
        let target = min(max(0, position), text.count)
        guard target != caret else { return false }
        let low = min(target, caret)
        let high = max(target, caret)
        change(high - low == 1 ? .erasing : .other, to: text.prefix(low) + text.dropFirst(high), caret: low)
        return true
    }

    /// Takes the characters between the caret and `position` out, for `yank`. What is taken out in one go, piece by
    /// piece, comes back as one.
    /// - Returns: false when there are none.
    package mutating func kill(to position: Int) -> Bool {
        let isFurther = lastChange == .killing
        let target = min(max(0, position), text.count)
        let isBackward = target < caret
        let piece = String(
            isBackward ? beforeCaret.suffix(caret - target) : afterCaret.prefix(target - caret))
        guard erase(to: target) else { return false }
        let rest = isFurther ? killed : ""
        killed = isBackward ? piece + rest : rest + piece
        lastChange = .killing
        return true
    }

    /// Puts in at the caret what was taken out last.
    package mutating func yank() -> Bool {
        defer { lastChange = nil }
        return insert(killed)
    }

    /// - Returns: false when the caret was there already.
    @discardableResult
    package mutating func move(to position: Int) -> Bool {
        let target = min(max(0, position), text.count)
        lastChange = nil
        defer { caret = target }
        return target != caret
    }

    @discardableResult
    package mutating func undo() -> Bool { swap(from: \.past, to: \.future) }

    @discardableResult
    package mutating func redo() -> Bool { swap(from: \.future, to: \.past) }

    private mutating func swap(
        from source: WritableKeyPath<Self, [Snapshot]>, to target: WritableKeyPath<Self, [Snapshot]>
    ) -> Bool {
        guard let snapshot = self[keyPath: source].popLast() else { return false }
        self[keyPath: target].append(Snapshot(text: text, caret: caret))
        text = snapshot.text
        caret = snapshot.caret
        lastChange = nil
        return true
    }

    private mutating func change(_ change: Change, to newText: some StringProtocol, caret newCaret: Int) {
        if change == .other || change != lastChange {
            past.append(Snapshot(text: text, caret: caret))
            forgetOldest()
        }
        future.removeAll()
        text = String(newText)
        caret = min(newCaret, text.count)
        lastChange = change
    }

    private mutating func forgetOldest() {
        var bytes = past.reduce(0) { $0 + $1.text.utf8.count }
        while past.count > 1, past.count > Self.historyLength || bytes > Self.historyBytes {
            bytes -= past.removeFirst().text.utf8.count
        }
    }
}
