/// A line, or several, that the user types into. It holds the text, reads the keys, draws itself and places
/// the caret.
///
/// Keys: arrows, Home/End, Ctrl-Left/Right; Emacs' Ctrl-A E B F D H, Alt-B F. Ctrl-K U W and Alt-D take text out,
/// Ctrl-Y puts it back in. Ctrl-Z (or Ctrl-/) undoes, Alt-Z redoes.
package struct TextField: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The text is another one.
        case changed
        /// The caret moved, or the key had no effect here but belongs to editing.
        case moved
        /// Not a key of a field (Tab, Enter in a single line, Up on the first line, F keys).
        case ignored
    }

    package internal(set) var buffer: TextBuffer
    package let isMultiline: Bool
    /// Shown while empty.
    package var placeholder: String
    /// Shows `*` for each character.
    package var isSecret = false

    /// - Parameter limit: most characters taken.
    package init(_ text: String = "", multiline: Bool = false, placeholder: String = "", limit: Int? = nil) {
        buffer = TextBuffer(Self.cleaned(text, multiline: multiline), limit: limit)
        isMultiline = multiline
        self.placeholder = placeholder
    }

    package var text: String { buffer.text }
    package var isEmpty: Bool { buffer.text.isEmpty }

    /// Replaces the text (a pick list's choice, a restored draft); undoable.
    package mutating func setText(_ text: String) {
        buffer.replace(with: Self.cleaned(text, multiline: isMultiline))
    }

    package mutating func handle(_ event: InputEvent) -> Outcome {
        switch event {
        case .key(let key): return handle(key)
        case .paste(let text): return changed(buffer.insert(Self.cleaned(text, multiline: isMultiline)))
        case .resize, .mouse, .pick, .header, .terminal: return .ignored
        }
    }

    private mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .character(let character): return changed(buffer.insert(String(character)))
        case .enter where isMultiline: return changed(buffer.insert("\n"))
        case .backspace, .ctrl("h"): return changed(buffer.erase(to: buffer.caret - 1))
        case .delete, .ctrl("d"): return changed(buffer.erase(to: buffer.caret + 1))
        case .ctrl("w"): return changed(buffer.kill(to: buffer.wordStart))
        case .alt("d"): return changed(buffer.kill(to: buffer.wordEnd))
        case .ctrl("u"): return changed(buffer.kill(to: buffer.lineStart))
        case .ctrl("k"): return changed(killLineEnd())
        case .ctrl("y"): return changed(buffer.yank())
        case .ctrl("z"), .ctrl("_"): return changed(buffer.undo())
        case .alt("z"): return changed(buffer.redo())
        case .left, .ctrl("b"): return moved(to: buffer.caret - 1)
        case .right, .ctrl("f"): return moved(to: buffer.caret + 1)
        case .home, .ctrl("a"): return moved(to: buffer.lineStart)
        case .end, .ctrl("e"): return moved(to: buffer.lineEnd)
        case .wordLeft, .alt("b"): return moved(to: buffer.wordStart)
        case .wordRight, .alt("f"): return moved(to: buffer.wordEnd)
        case .top where isMultiline: return moved(to: 0)
        case .bottom where isMultiline: return moved(to: buffer.text.count)
        case .up: return moveLine(by: -1)
        case .down: return moveLine(by: 1)
        default: return .ignored
        }
    }

    /// Ctrl-K: to the end of the line, or the line break when there already.
    private mutating func killLineEnd() -> Bool {
        let end = buffer.lineEnd
        return buffer.kill(to: end == buffer.caret ? end + 1 : end)
    }

    /// The line above or below, keeping the column; at the first and last the key is the form's.
    private mutating func moveLine(by step: Int) -> Outcome {
        guard isMultiline else { return .ignored }
        let column = buffer.caret - buffer.lineStart
        let edge = step < 0 ? buffer.lineStart - 1 : buffer.lineEnd + 1
        guard edge >= 0, edge <= buffer.text.count else { return .ignored }
        buffer.move(to: edge)
        buffer.move(to: min(buffer.lineStart + column, buffer.lineEnd))
        return .moved
    }

    private func changed(_ isChange: Bool) -> Outcome { isChange ? .changed : .moved }

    private mutating func moved(to position: Int) -> Outcome {
        buffer.move(to: position)
        return .moved
    }

    /// A single line takes a pasted line break as a blank, and none at the end.
    private static func cleaned(_ text: String, multiline: Bool) -> String {
        if multiline { return text }
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        while lines.last?.isEmpty == true, lines.count > 1 { lines.removeLast() }
        return lines.joined(separator: " ")
    }
}
