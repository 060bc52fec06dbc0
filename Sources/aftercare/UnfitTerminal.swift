import CursesTerminal
import Model

/// The desk cannot be shown on this terminal.
struct UnfitTerminal: Fault {
    let cause: TerminalFault

    var kind: FaultKind { .usage }

    /// Whether it can show nothing but plain letters.
    var readsASCIIOnly: Bool { if case .notUTF8 = cause { true } else { false } }

    var phrase: Phrase {
        switch cause {
        case .notATerminal: Phrase("terminal.notATerminal")
        case .notUTF8(let codeset): Phrase("terminal.notUTF8", ["codeset": .text(codeset)])
        case .noUTF8Locale: Phrase("terminal.noUTF8Locale")
        case .unknownType(let type): Phrase("terminal.unknownType", ["type": .text(type)])
        case .cannotPlaceCursor(let type): Phrase("terminal.cannotPlaceCursor", ["type": .text(type)])
        }
    }
}
