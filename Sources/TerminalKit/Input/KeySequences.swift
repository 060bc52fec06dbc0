/// What follows an Esc in what terminals send, whatever terminfo says of them: reports, the keypad's keys, the paste
/// marks, Ctrl-arrows, and the several spellings of Home, End and the F keys.
package enum KeySequences {
    package static let all: [(text: String, unit: InputUnit)] = [
        ("[<", .reportBegins(.mouse)), ("[M", .reportBegins(.oldMouse)), ("]11;rgb:", .reportBegins(.ground)),
        // Where the cursor stands after the character TerminalSetup wrote to measure it.
        ("[2;2R", .report(.ambiguous(1))), ("[2;3R", .report(.ambiguous(2))),
        ("[200~", .pasteBegins), ("[201~", .pasteEnds),
        ("[1;5D", .key(.wordLeft)), ("[1;5C", .key(.wordRight)),
        ("[1;3D", .key(.wordLeft)), ("[1;3C", .key(.wordRight)),
        ("Od", .key(.wordLeft)), ("Oc", .key(.wordRight)),
        ("[1;5H", .key(.top)), ("[1;5F", .key(.bottom)),
        ("[3;5~", .key(.alt("d"))), ("[Z", .key(.backTab)),
        ("[A", .key(.up)), ("[B", .key(.down)), ("[C", .key(.right)),
        ("[D", .key(.left)),
        ("OA", .key(.up)), ("OB", .key(.down)), ("OC", .key(.right)),
        ("OD", .key(.left)),
        ("[H", .key(.home)), ("OH", .key(.home)), ("[1~", .key(.home)),
        ("[7~", .key(.home)),
        ("[F", .key(.end)), ("OF", .key(.end)), ("[4~", .key(.end)),
        ("[8~", .key(.end)),
        ("OP", .key(.f(1))), ("OQ", .key(.f(2))), ("OR", .key(.f(3))),
        ("OS", .key(.f(4))),
        ("[11~", .key(.f(1))), ("[12~", .key(.f(2))), ("[13~", .key(.f(3))),
        ("[14~", .key(.f(4))), ("[[A", .key(.f(1))), ("[[B", .key(.f(2))),
        ("[[C", .key(.f(3))), ("[[D", .key(.f(4))), ("[[E", .key(.f(5))),
        ("OM", .key(.enter)), ("Oj", typed("*")), ("Ok", typed("+")),
        ("Om", typed("-")),
        ("On", typed(".")), ("Oo", typed("/")),
        ("Op", typed("0")), ("Oq", typed("1")), ("Or", typed("2")),
        ("Os", typed("3")),
        ("Ot", typed("4")), ("Ou", typed("5")), ("Ov", typed("6")),
        ("Ow", typed("7")),
        ("Ox", typed("8")), ("Oy", typed("9")),
        ("[2~", .key(.insert)), ("[3~", .key(.delete)), ("[5~", .key(.pageUp)), ("[6~", .key(.pageDown)),
        ("[15~", .key(.f(5))), ("[17~", .key(.f(6))), ("[18~", .key(.f(7))), ("[19~", .key(.f(8))),
        ("[20~", .key(.f(9))), ("[21~", .key(.f(10))), ("[23~", .key(.f(11))), ("[24~", .key(.f(12))),
    ]

    /// The same, by what follows the Esc.
    static let units = Dictionary(all.map { ($0.text, $0.unit) }) { first, _ in first }

    private static func typed(_ character: Character) -> InputUnit { .key(.character(character)) }
}
