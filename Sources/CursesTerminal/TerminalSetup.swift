import CNcurses
import Glibc
import Synchronization
import TerminalKit

/// Taking a terminal over and giving it back.
@MainActor
enum TerminalSetup {
    /// Tried when terminfo does not know the type in TERM (kitty, ghostty… on an old server).
    private static let fallbackTypes = ["xterm-256color", "xterm", "vt100"]
    private static let pasteMarksOn = "\u{1B}[?2004h"
    private static let pasteMarksOff = "\u{1B}[?2004l"
    /// Clicks (1000), told in SGR form (1006), which has no last column.
    private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
    /// What colour is the ground? Then, at the second row's start, a character of ambiguous width, and: where is the
    /// cursor? (In the first row the answer would read like Shift-F3.) The answers come as input, whenever they
    /// come; the first picture paints over the character.
    private static let questions = "\u{1B}]11;?\u{1B}\\\u{1B}[2;1H\u{201C}\u{1B}[6n"
    private static var hasMouse = false

    /// 1. Refuse what is no terminal; save its state and guard it against our own crash.
    /// 2. The locale, before ncurses reads it; one measure of width for ncurses and us.
    /// 3. Unset LINES and COLUMNS, which would freeze the size for good.
    /// 4. `newterm`, which reports an unknown type where `initscr` would exit. Before it, SIGTSTP is taken from its
    ///    default: else ncurses would ignore it while it paints, and a request to stop that comes then would be lost.
    /// 5. Modes; a short escape delay; extra keys; paste marks.
    /// 6. Questions to the terminal, which nobody waits for.
    static func open(cellWidth: CellWidth) throws(TerminalFault) -> TerminalNotice? {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        cn_guard_terminal()
        do {
            try TerminalLocale.choose()
            WidthForCurses.use(cellWidth)
            unsetenv("LINES")
            unsetenv("COLUMNS")
            signal(SIGTSTP, SIG_IGN)
            let notice = try openScreen()
            setModes()
            return notice
        } catch {
            signal(SIGTSTP, SIG_DFL)
            cn_disarm_guard()
            throw error
        }
    }

    private static func openScreen() throws(TerminalFault) -> TerminalNotice? {
        let asked = environment("TERM") ?? "unknown"
        if asked == "dumb" { throw .cannotPlaceCursor(asked) }
        for type in [asked] + fallbackTypes where cn_newterm(type) != nil {
            guard cn_can_address_cursor() else {
                endwin()
                throw .cannotPlaceCursor(type)
            }
            return type == asked ? nil : .unknownType(asked: asked, used: type)
        }
        throw .unknownType(asked)
    }

    private static func setModes() {
        raw()
        noecho()
        nonl()
        let screen = cn_screen()
        keypad(screen, true)
        nodelay(screen, true)
        meta(screen, true)
        set_escdelay(25)
        if has_colors() {
            start_color()
            use_default_colors()
        }
        KeyCodes.define()
        cn_arm_guard()
        send(pasteMarksOn)
        // The Linux console shows a question it does not know.
        if environment("TERM") != "linux" { send(questions) }
    }

    /// One measure for ncurses and us.
    static func measure(by cellWidth: CellWidth) { WidthForCurses.use(cellWidth) }

    static func setMouse(_ isOn: Bool) {
        guard isOn != hasMouse else { return }
        hasMouse = isOn
        send(isOn ? mouseOn : mouseOff)
    }

    /// Gives the terminal back for good.
    static func close() {
        release()
        cn_disarm_guard()
    }

    /// Gives the terminal back for a while.
    static func release() {
        send(pasteMarksOff)
        if hasMouse { send(mouseOff) }
        curs_set(1)
        endwin()
    }

    /// Takes it again after `release`.
    static func regain() {
        // Whoever stopped us without asking (SIGSTOP) did not let us give it back; the shell set it as it likes.
        reset_prog_mode()
        wrefresh(cn_screen())
        send(pasteMarksOn)
        if hasMouse { send(mouseOn) }
    }

    static var windowSize: Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard cn_window_size(&columns, &rows) else { return Size(columns: 80, rows: 24) }
        return Size(columns: Int(columns), rows: Int(rows))
    }

    static func colourDepth(most: ColourDepth?) -> ColourDepth {
        let colours = has_colors() ? cn_colours() : 0
        let has: ColourDepth =
            colours >= 1 << 24 && cn_has_direct_colour()
            ? .truecolor : colours >= 256 ? .palette : colours >= 8 ? .sixteen : .mono
        // An explicit wish (--color) outweighs NO_COLOR.
        return min(has, most ?? (environment("NO_COLOR") == nil ? .truecolor : .mono))
    }

    private static func send(_ text: String) {
        _ = text.utf8CString.withUnsafeBufferPointer { write(STDOUT_FILENO, $0.baseAddress, $0.count - 1) }
    }
}

/// Lends `CellWidth` to ncurses. The C side knows only a function without context, hence the one global,
/// which is atomic because the C library may ask from any thread.
private enum WidthForCurses {
    private static let ambiguous = Atomic<Int>(1)

    static func use(_ cellWidth: CellWidth) {
        ambiguous.store(cellWidth.ambiguous, ordering: .relaxed)
        cn_use_width { character in
            guard let scalar = Unicode.Scalar(UInt32(bitPattern: character)) else { return -1 }
            let cellWidth = CellWidth(ambiguous: WidthForCurses.ambiguous.load(ordering: .relaxed))
            return Int32(cellWidth.of(scalar))
        }
    }
}
