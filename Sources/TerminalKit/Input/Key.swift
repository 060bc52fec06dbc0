/// A key as the desk knows it. Text comes one character at a time; named keys carry no terminal's codes.
package enum Key: Hashable, Sendable {
    case character(Character)
    case up, down, left, right
    /// Ctrl-Left and Ctrl-Right: a word at a time.
    case wordLeft, wordRight
    case home, end
    /// Ctrl-Home and Ctrl-End: the whole text or list.
    case top, bottom
    case pageUp, pageDown
    case tab, backTab
    case enter, escape
    case backspace, delete, insert
    /// F1...F12.
    case f(Int)
    /// Ctrl with a small letter, a blank or one of `\ ] ^ _`.
    case ctrl(Character)
    case alt(Character)
}

extension Key {
    /// The character typed, with fullwidth punctuation read as ASCII: in lists, where nobody writes Chinese,
    /// `？：／，、` from an input method mean the commands `? : / ,`. Also fullwidth letters and digits. Never use
    /// it in a field.
    package var command: Key {
        guard case .character(let character) = self, character.unicodeScalars.count == 1,
            let scalar = character.unicodeScalars.first
        else { return self }
        switch scalar.value {
        case 0xFF01...0xFF5E:
            return Unicode.Scalar(scalar.value - 0xFEE0).map { .character(Character($0)) } ?? self
        case 0x3000: return .character(" ")
        case 0x3001: return .character(",")
        case 0x3002: return .character(".")
        default: return self
        }
    }

    /// How the key is named on the screen, in every language: `F2`, `Ctrl-S`, `Enter`, `?`.
    package var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .wordLeft: "Ctrl-Left"
        case .wordRight: "Ctrl-Right"
        case .home: "Home"
        case .end: "End"
        case .top: "Ctrl-Home"
        case .bottom: "Ctrl-End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .enter: "Enter"
        case .escape: "Esc"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .f(let number): "F\(number)"
        case .ctrl(let letter): "Ctrl-\(letter.uppercased())"
        case .alt(let letter): "Alt-\(letter)"
        }
    }
}

/// What a screen is told.
package enum InputEvent: Hashable, Sendable {
    case key(Key)
    /// Pasted text, line breaks as `\n`, other controls removed. Never to be read as keys.
    case paste(String)
    /// The terminal has this size now.
    case resize(Size)
    case mouse(Mouse)
    /// A row of the list in view was clicked; made of `mouse` by whoever knows where the rows are.
    case pick(Int)
    /// The heading over a column was clicked, by the column's id; made like `pick`.
    case header(String)
    case terminal(TerminalReport)

    /// The key, when it is one.
    package var key: Key? {
        if case .key(let key) = self { key } else { nil }
    }
}
