import CNcurses
import TerminalKit

/// What `wgetch` returns, in the decoder's terms.
enum KeyCodes {
    /// Codes above those of ncurses, one for each entry of `KeySequences`.
    private static let firstOwnCode: Int32 = 0x2000

    /// Teaches ncurses the sequences; once after `newterm`.
    @MainActor static func define() {
        for (index, sequence) in KeySequences.all.enumerated() {
            define_key("\u{1B}" + sequence.text, firstOwnCode + Int32(index))
        }
    }

    /// Nil for codes that mean nothing here (KEY_RESIZE, KEY_MOUSE, keys nobody asked for).
    static func unit(of code: Int32) -> InputUnit? {
        if code < 0x100 { return .byte(UInt8(code)) }
        let own = Int(code - firstOwnCode)
        if KeySequences.all.indices.contains(own) { return KeySequences.all[own].unit }
        return key(of: code).map(InputUnit.key)
    }

    private static func key(of code: Int32) -> Key? {
        switch code {
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_HOME: .home
        case KEY_END: .end
        case KEY_PPAGE: .pageUp
        case KEY_NPAGE: .pageDown
        case KEY_BTAB: .backTab
        case KEY_ENTER: .enter
        case KEY_BACKSPACE: .backspace
        case KEY_DC: .delete
        case KEY_IC: .insert
        default: (1...12).first { cn_key_f(Int32($0)) == code }.map(Key.f)
        }
    }
}
