import CNcurses
import TerminalKit

/// What `wgetch` returns, in the decoder's terms.
enum KeyCodes {
    /// Codes above those of ncurses, one for each entry of `sequences`.
    private static let firstOwnCode: Int32 = 0x2000

    /// Sequences that terminals send whatever terminfo says of them: reports, the keypad's, the paste marks,
    /// Ctrl-arrows, and the other spellings of Home, End and the F keys.
    private static let sequences: [(text: String, unit: InputUnit)] = [
        ("\u{1B}[<", .reportBegins(.mouse)), ("\u{1B}]11;rgb:", .reportBegins(.ground)),
        // Where the cursor stands after the character TerminalSetup wrote to measure it.
        ("\u{1B}[2;2R", .report(.ambiguous(1))), ("\u{1B}[2;3R", .report(.ambiguous(2))),
        ("\u{1B}[200~", .pasteBegins), ("\u{1B}[201~", .pasteEnds),
        ("\u{1B}[1;5D", .key(.wordLeft)), ("\u{1B}[1;5C", .key(.wordRight)),
        ("\u{1B}[1;3D", .key(.wordLeft)), ("\u{1B}[1;3C", .key(.wordRight)),
        ("\u{1B}Od", .key(.wordLeft)), ("\u{1B}Oc", .key(.wordRight)),
        ("\u{1B}[1;5H", .key(.top)), ("\u{1B}[1;5F", .key(.bottom)),
        ("\u{1B}[3;5~", .key(.alt("d"))), ("\u{1B}[Z", .key(.backTab)),
        ("\u{1B}[A", .key(.up)), ("\u{1B}[B", .key(.down)), ("\u{1B}[C", .key(.right)),
        ("\u{1B}[D", .key(.left)),
        ("\u{1B}OA", .key(.up)), ("\u{1B}OB", .key(.down)), ("\u{1B}OC", .key(.right)),
        ("\u{1B}OD", .key(.left)),
        ("\u{1B}[H", .key(.home)), ("\u{1B}OH", .key(.home)), ("\u{1B}[1~", .key(.home)),
        ("\u{1B}[7~", .key(.home)),
        ("\u{1B}[F", .key(.end)), ("\u{1B}OF", .key(.end)), ("\u{1B}[4~", .key(.end)),
        ("\u{1B}[8~", .key(.end)),
        ("\u{1B}OP", .key(.f(1))), ("\u{1B}OQ", .key(.f(2))), ("\u{1B}OR", .key(.f(3))),
        ("\u{1B}OS", .key(.f(4))),
        ("\u{1B}[11~", .key(.f(1))), ("\u{1B}[12~", .key(.f(2))), ("\u{1B}[13~", .key(.f(3))),
        ("\u{1B}[14~", .key(.f(4))), ("\u{1B}[[A", .key(.f(1))), ("\u{1B}[[B", .key(.f(2))),
        ("\u{1B}[[C", .key(.f(3))), ("\u{1B}[[D", .key(.f(4))), ("\u{1B}[[E", .key(.f(5))),
        ("\u{1B}OM", .key(.enter)), ("\u{1B}Oj", typed("*")), ("\u{1B}Ok", typed("+")),
        ("\u{1B}Om", typed("-")),
        ("\u{1B}On", typed(".")), ("\u{1B}Oo", typed("/")),
        ("\u{1B}Op", typed("0")), ("\u{1B}Oq", typed("1")), ("\u{1B}Or", typed("2")),
        ("\u{1B}Os", typed("3")),
        ("\u{1B}Ot", typed("4")), ("\u{1B}Ou", typed("5")), ("\u{1B}Ov", typed("6")),
        ("\u{1B}Ow", typed("7")),
        ("\u{1B}Ox", typed("8")), ("\u{1B}Oy", typed("9")),
    ]

    private static func typed(_ character: Character) -> InputUnit { .key(.character(character)) }

    /// Teaches ncurses the sequences; once after `newterm`.
    @MainActor static func define() {
        for (index, sequence) in sequences.enumerated() {
            define_key(sequence.text, firstOwnCode + Int32(index))
        }
    }

    /// Nil for codes that mean nothing here (KEY_RESIZE, KEY_MOUSE, keys nobody asked for).
    static func unit(of code: Int32) -> InputUnit? {
        if code < 0x100 { return .byte(UInt8(code)) }
        let own = Int(code - firstOwnCode)
        if sequences.indices.contains(own) { return sequences[own].unit }
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
